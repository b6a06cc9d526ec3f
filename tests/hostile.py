"""What nobody should send and somebody does: values, addresses, headers and bodies for the hostile test."""

import io
import random
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

VALUES = (
    "", " ", "\0", "a\0b", "-1", "0", "9" * 25, "9" * 5000, "1e309", "NaN", "ñ" * 3000, "\u202eabc\u200b", "💥\ufffd",
    "\r\nSet-Cookie: a=b", "<script>alert(1)</script>", "'; DROP TABLE user_account; --", "{{7*7}}%(x)s%s",
    "=1+1", "../../etc/passwd", "//evil.example", "None", "0001-01-01", "9999-12-31", "true",
)
PARTS = ("%00", "a%00b", "%ff%fe", "..%2f..%2fetc", "%0d%0aX:y", "-1", "9" * 400, "a" * 3000, "%F0%9F%92%A5", "'", "%20",
         "%252e", "%7B%7B7%7D%7D", "[]", "%E2%80%AE")
QUERIES = (b"cohorte=%00", b"next=//evil.example&pagina=-1&estado=x&acto=%00&vista=\0", b"\xff\xfe=\xff", b"pagina=" + b"9" * 5000,
           b"next=%ff%00&kept=1&todas", b"pagina[]=1&pagina=1.5&%00=%00", b"a=1&" * 5000)
HEADERS: tuple[Mapping[str, str], ...] = (
    {"Cookie": "replica=.eJx; lang=xx; equipo=a.b.c"}, {"Cookie": "replica=" + "x" * 8000}, {"Cookie": "\xff\xfe=;;;=\x7f"},
    {"Host": "evil.example"}, {"Host": "[::1"}, {"Host": "a b"}, {"Host": ""}, {"Host": "x:99999999"},
    {"X-Forwarded-For": "'; --, \xff", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "ftp"},
    {"Accept-Language": "\xff;q=x,*;q=9e9", "User-Agent": "\xff<script>" * 300, "Accept-Encoding": "gzip;q=a"},
    {"Range": "bytes=9-1", "If-None-Match": "\xff", "If-Modified-Since": "yesterday", "Referer": "javascript:0"},
    {"X-HTTP-Method-Override": "DELETE", "Transfer-Encoding": "nonsense", "Authorization": "Basic \xff"},
)
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"document": [1, {"a": null}], "cohort_id": 1e400}'),
    ("application/json", b"[" * 3000), ("text/xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    ("multipart/form-data", b"no boundary"), ("multipart/form-data; boundary=x", b"--x\r\n\r\n"),
    ("multipart/form-data; boundary=x",
     b'--x\r\nContent-Disposition: form-data; name="\xff\x00"; filename="../../x\x00.xlsx"\r\n\r\n\xff\x00\r\n--x--\r\n'),
    ("application/x-www-form-urlencoded", b"\xff=%ff&%00=%00&=&&&csrf_token"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"document=+ADw-"),
    ("", b"\0\xff" * 50), ("application/x-www-form-urlencoded", b"a=1&" * 5_000),
    ("application/x-www-form-urlencoded", b"document=" + b"9" * 2_300_000),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n' * 2_100 + b"--x--"),
)
# Whoever fills in more than a form asks for gets no more rights from it.
FORBIDDEN = ("is_admin", "authority", "authority_id", "cohort_id", "user_id", "id", "key", "confirmed_at", "passed", "points",
             "score", "role")


def plausible(keys: Mapping[str, str]) -> dict[str, Any]:
    """A fitting value for every field that any form of ours has."""
    fields: dict[str, Any] = {
        "document_type": "dni", "document": "12345678", "password": "quinua-y-sol-26", "current": "quinua-y-sol-26",
        "new": "tres-tejas-y-un-gato", "again": "tres-tejas-y-un-gato", "agree": "y", "given_names": "Rosa",
        "surnames": "Mamani Luna", "profession": "Obstetra", "facility": "P. S. Pampa", "words": "Ana", "name": "Grupo",
        "place": "Huanta", "starts_on": date.today().isoformat(), "ends_on": date.today().isoformat(), "course": "a",
        "trainers": keys["trainer"], "authority": keys["authority"], "way": "printed", "do": "accept", "header": "1",
        "base": "0", "sent_key": "hostile-key-01", "given": "yes", "began": "08:00", "ended": "08:30",
        "first_day": date.today().isoformat(), "note": "El kit ya está completo.", "done": "y",
        "pasted": "DNI;Nombres;Apellidos\n87654321;Rosa;Mamani Luna", "code": keys["join"], "name_1": "Bea Ríos",
        "post_1": "Responsable", "name_2": "", "post_2": "", "pagina": "1", "next": "/", "id": "1"}
    fields |= {f"c{number}": value for number, value in enumerate(("document", "given_names", "surnames"))}
    fields |= {f"r{row}-{field}": "12345678" for row in (1, 2) for field in ("document", "given_names", "surnames", "use-document")}
    fields |= {"number": "1", "checklist": "apoyo", "p-uno": "2", "p-dos": "1", "comment": "Bien.", "reason": "marks",
               "on": date.today().isoformat()}  # observed practice
    fields |= {"department": "05", "ubigeos": "0506", "disas": "ayacucho", "complete": "y", "red": "Red Sur",
               "autoridad": "aya", "categoria": "I-1", "estado": "todos", "orden": "codigo"}  # the register of facilities
    fields |= {"since": date.today().isoformat(), "until": date.today().isoformat(), "contract": "cas", "contract_ends_on": "",
               "seen": keys.get("posting", "")}  # where people work
    return fields | {f"q-a1-q{number:02}": "o1" for number in range(1, 9)}


def forms(keys: Mapping[str, str], seed: str) -> Iterator[dict[str, Any]]:
    """Forms to post: as they should be, all fields hostile, and a random third of them hostile or repeated."""
    good = plausible(keys)
    yield good
    yield good | dict.fromkeys(FORBIDDEN, "1")
    for do in ("open", "close", "replace", "decline"):
        yield good | {"do": do, do: "1"}
    chance = random.Random(seed)
    for value in VALUES:
        yield dict.fromkeys(good, value)
        odd = [name for name in good if chance.random() < 0.3]
        yield good | {name: [value, good[name], value] if chance.random() < 0.3 else value for name in odd}


def files() -> Iterator[dict[str, Any]]:
    """Uploads that are not what they say."""
    for name, content in (("x.xlsx", b"PK\x03\x04" + b"\0" * 60), ("\r\nx.csv", b"\xff\xfe" + b"a;" * 4000),
                          ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("", b""), ("x" * 3000, b"\0" * 9000),
                          ("a.csv", b"Nombre;DNI\n" * 3), ("b.csv", b"juan perez\n"), ("c.csv", b'"' * 99_999)):
        yield {"upload": (io.BytesIO(content), name)}
