"""The printed facts, signed with Ed25519, in the part of the QR's address that never reaches a server.

Layout, base64url without padding, at most 260 characters (195 bytes):

    1 byte   form: 1 whole, 2 without place and modules, 3 and with the names cut at their end; of a constancia 4, 5, 6
             and of an accreditation 7, 8, 9, so that a reader who knows only certificates takes none for one
    4 bytes  key id: the first of SHA-256 of the raw public key
    n bytes  the facts: texts of FIELDS joined by U+001F, of an accreditation one more, the last day on which it is valid;
             raw deflate with DICTIONARY, which never changes
    16 bytes SHA-256, cut, of the canonical snapshot with the document cut to its last three characters
    64 bytes signature over all of the above and the context line

The longest form that fits is taken. The document goes as its last three characters everywhere, the digest
included: with the whole number inside, five missing digits could be found by trial by whoever sees an
address. """

import base64
import hashlib
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from certificates.paper.snapshot import ACCREDITATION, KINDS, Snapshot, canonical

LONGEST = 260
CONTEXT = b"certificate claim 1\n"
DAY_ZERO = date(2020, 1, 1)
MOST_FACTS = 4096               # a signed claim is ours, and still no deflate bomb is opened
BREAK = "\x1f"
WHOLE, SHORT, CUT = 1, 2, 3
FORMS = 3                       # of each kind of paper, in the order of KINDS
FIELDS = ("folio", "given_names", "surnames", "document_type", "document_end", "course_slug", "half_hours",
          "starts", "ends", "issued_on", "content_version", "notices", "place", "modules")
DICTIONARY = (
    "Hospital Regional Centro de Salud Cajamarca Ucayali Loreto Junín Huánuco Áncash Piura Apurímac Puno Cusco "
    "Ayacucho Lima, Arequipa de la Cruz de los Ángeles del Rosario "
    "Auxiliadora Milagros Beatriz Patricia Verónica Guadalupe "
    "Alberto Antonio Francisco Alejandro Manuel Miguel Ángel Carlos Enrique Jorge Luis José Juan Julio César Víctor "
    "Carmen Elizabeth Isabel Esther Luz Gloria Nélida Rosaura Juana Ana María Rosa Elena "
    "Chávez Vásquez Castillo Espinoza Gutiérrez Fernández González Ramírez Torres Díaz Pérez López García Rodríguez "
    "Sánchez Flores Rojas Ramos Mendoza Huamán Condori Mamani Ñaupari Quispe "
    "\x1fa1 a2 a3 a4 a5 a6 a7 a8 b1 b2 b3 b4 b5 b6 passport\x1fce\x1fdni\x1fa\x1f1.0\x1f\x1fdb2027-0000\x1f2026-0000"
).encode()


class Facts(msgspec.Struct, frozen=True):
    """What a claim says. `whole` is False when the names are cut; place and modules may then be empty as well."""

    folio: str
    given_names: str
    surnames: str
    document_type: str
    document_end: str
    course_slug: str
    half_hours: int
    starts: date
    ends: date
    issued_on: date
    content_version: str
    draft: bool
    demo: bool
    place: str
    modules: tuple[str, ...]
    digest: str
    whole: bool
    kind: str = KINDS[0]
    valid_until: date | None = None


def key_id(key: Ed25519PublicKey) -> bytes:
    """Four bytes that say which key signed."""
    return hashlib.sha256(key.public_bytes_raw()).digest()[:4]


def digest(snapshot: Snapshot) -> bytes:
    """16 bytes over every printed fact but the hidden part of the document."""
    masked = msgspec.structs.replace(snapshot, document=snapshot.document_end)
    return hashlib.sha256(canonical(masked)).digest()[:16]


def make(snapshot: Snapshot, private_key: Ed25519PrivateKey) -> str:
    """The claim of a snapshot, at most 260 characters; the same snapshot and key give the same claim."""
    room = LONGEST * 3 // 4 - 5 - 16 - 64
    for form, texts in _forms(snapshot):
        facts = _deflate(BREAK.join(texts).encode())
        if len(facts) <= room:
            form += FORMS * KINDS.index(snapshot.paper)
            body = bytes([form]) + key_id(private_key.public_key()) + facts + digest(snapshot)
            return _encode(body + private_key.sign(CONTEXT + body))
    raise ValueError("the facts do not fit, however short the names: the folio or the version is too long")


def read(claim: str, public_keys: Iterable[Ed25519PublicKey]) -> Facts | None:
    """The facts of a claim signed by one of these keys; None for anything else, spelt differently included."""
    data = _decode(claim)
    if data is None or len(data) < 5 + 16 + 64:
        return None
    body, signature = data[:-64], data[-64:]
    for key in public_keys:
        if key_id(key) == body[1:5]:
            try:
                key.verify(signature, CONTEXT + body)
            except InvalidSignature:
                continue
            return _facts(body)
    return None


def address(snapshot: Snapshot, private_key: Ed25519PrivateKey) -> str:
    """What the QR holds: the page of this certificate, and the claim behind the hash sign."""
    return link(snapshot, make(snapshot, private_key))


def link(snapshot: Snapshot, claim: str) -> str:
    """The same address with a claim that was made before."""
    return f"{snapshot.public_url.rstrip('/')}/v/{snapshot.token}#{claim}"


def _forms(snapshot: Snapshot) -> Iterator[tuple[int, list[str]]]:
    """The facts from the longest form to the shortest."""
    days = [str((day - DAY_ZERO).days) for day in (snapshot.starts, snapshot.ends, snapshot.issued_on)]
    notices = "d" * snapshot.draft + "b" * snapshot.demo
    head, names = snapshot.folio, (snapshot.given_names, snapshot.surnames)
    tail = [snapshot.document_type, snapshot.document_end, snapshot.course_slug, str(snapshot.half_hours), *days,
            snapshot.content_version, notices]
    until = [str((snapshot.valid_until - DAY_ZERO).days)] if snapshot.is_accreditation and snapshot.valid_until else []
    yield WHOLE, [head, *names, *tail, snapshot.place, " ".join(module.slug for module in snapshot.modules), *until]
    yield SHORT, [head, *names, *tail, "", "", *until]
    for letters in range(max(map(len, names)) - 1, 0, -1):
        yield CUT, [head, *(_cut(name, letters) for name in names), *tail, "", "", *until]


def _cut(name: str, letters: int) -> str:
    """The beginning of a name; a letter never stays without the marks above or below it."""
    while letters < len(name) and letters and unicodedata.combining(name[letters]):
        letters -= 1
    return name[:letters].rstrip()


def _facts(body: bytes) -> Facts | None:
    """Read what our own key signed; None if it is of a form that this version does not know."""
    text = _inflate(body[5:-16])
    texts = text.split(BREAK) if text is not None else []
    kind, form = divmod(body[0] - 1, FORMS)
    if kind not in range(len(KINDS)) or len(texts) != len(FIELDS) + (KINDS[kind] == ACCREDITATION):
        return None
    said = dict(zip(FIELDS, texts, strict=False))
    try:
        starts, ends, issued_on = (_day(said[name]) for name in ("starts", "ends", "issued_on"))
        half_hours, until = int(said["half_hours"]), _day(texts[-1]) if KINDS[kind] == ACCREDITATION else None
    except (ValueError, OverflowError):
        return None
    return Facts(
        folio=said["folio"], given_names=said["given_names"], surnames=said["surnames"],
        document_type=said["document_type"], document_end=said["document_end"], course_slug=said["course_slug"],
        half_hours=half_hours, starts=starts, ends=ends, issued_on=issued_on, content_version=said["content_version"],
        draft="d" in said["notices"], demo="b" in said["notices"], place=said["place"],
        modules=tuple(said["modules"].split()), digest=body[-16:].hex(), whole=form + 1 != CUT,
        kind=KINDS[kind], valid_until=until)


def _day(text: str) -> date:
    return DAY_ZERO + timedelta(days=int(text))


def _deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, DICTIONARY)
    return squeeze.compress(data) + squeeze.flush()


def _inflate(data: bytes) -> str | None:
    try:
        return zlib.decompressobj(-15, DICTIONARY).decompress(data, MOST_FACTS).decode()
    except (zlib.error, UnicodeDecodeError):
        return None


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes | None:
    """Base64url in its one spelling: the bits that a decoder would throw away must be zero."""
    if len(text) > LONGEST or not text.isascii():
        return None
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except ValueError:
        return None
    return data if _encode(data) == text else None
