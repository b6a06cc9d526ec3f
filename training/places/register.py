"""The national register of facilities as a file: reading it with every accident that it brings. Pure.

Its codes lose their zeros in a spreadsheet, its letters are sometimes broken for good (�), its names shout. Nothing is
guessed: what cannot be read is told, line by line, and left out.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from training.places.folding import fold
from training.places.matching import CENTRE, HOSPITAL, POST, kind_of, understood

LONGEST_NAME = 120
BROKEN = "\ufffd"
_COLUMNS = {
    "code": ("codigo unico", "codigo renipress", "codigo ipress", "codigo", "cod ipress"),
    "name": ("nombre del establecimiento", "nombre", "establecimiento", "nombre de establecimiento"),
    "department": ("departamento",), "district": ("distrito",), "ubigeo": ("ubigeo", "codigo ubigeo"),
    "disa": ("disa", "diresa", "direccion de salud"), "network": ("red",), "category": ("categoria",), "state": ("estado",),
    "micro_network": ("microrred", "micro red", "microred"),
}
_NEEDED = ("code", "name", "department")
_PREFIX = {POST: "P. S. ", CENTRE: "C. S. ", HOSPITAL: "Hospital "}
_CATEGORY = re.compile(r"(?:I-[1-4]|II-[12E]|III-[12E])")
_LOWER = frozenset(["de", "del", "y", "e", "en"])
_ARTICLES = frozenset(["la", "las", "los", "el"])  # «de la Hoz», but «Los Olivos»
_KEPT = frozenset(["I", "II", "III", "IV", "V", "VI", "EPS", "PNP", "FAP", "MINSA", "CLAS", "CAP", "UBAP"])


@dataclass(frozen=True)
class Entry:
    """A facility as the file describes it. ``authority``: where it belongs, as (department, Lima's part or "")."""

    line: int
    code: str
    name: str
    category: str
    department: str
    lima: str
    district: str
    ubigeo: str
    network: str
    micro_network: str


@dataclass(frozen=True)
class Trouble:
    """A line that was not taken as it is, and why; ``taken``: it was, with what is said."""

    line: int
    said: str
    taken: bool = False


class NotTheRegister(ValueError):
    """The file has not the columns of the register; the message says which are missing."""


def read(data: bytes) -> Iterator[Entry | Trouble]:
    """Every line as an entry, or as what is the matter with it. Raises NotTheRegister."""
    reader = csv.reader(io.StringIO(_decoded(data), newline=""), delimiter=_delimiter(data))
    places = _places(next(reader, []))
    seen: dict[str, int] = {}
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        row = {name: " ".join(cells[at].split()) if at < len(cells) else "" for name, at in places.items()}
        yield from _line(reader.line_num, row, seen)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(data: bytes) -> str:
    head = data.partition(b"\n")[0]
    return ";" if head.count(b";") > head.count(b",") else "\t" if head.count(b"\t") > head.count(b",") else ","


def _places(header: list[str]) -> dict[str, int]:
    known = {fold(cell): at for at, cell in reversed(list(enumerate(header)))}
    found = {name: known[word] for name, words in _COLUMNS.items() for word in reversed(words) if word in known}
    missing = [_COLUMNS[name][0] for name in _NEEDED if name not in found]
    if missing:
        raise NotTheRegister(", ".join(missing))
    return found


def _line(number: int, row: Mapping[str, str], seen: dict[str, int]) -> Iterator[Entry | Trouble]:
    code, name = _code(row["code"]), _repaired(row["name"])
    problem = _problem(row, code, name, seen)
    if problem:
        yield Trouble(number, problem)
        return
    seen[code] = number
    if name != row["name"]:
        yield Trouble(number, f"{code}: el nombre venía como «{row['name']}»; se leyó «{name}».", taken=True)
    category = row.get("category", "").upper()
    category = category if _CATEGORY.fullmatch(category) else ""
    yield Entry(number, code, shown_name(name, category), category, row["department"], _part_of_lima(row.get("disa", "")),
                _unbroken(row.get("district", "")), _ubigeo(row.get("ubigeo", "")), _network(row.get("network", "")),
                _network(row.get("micro_network", "")))


def _problem(row: Mapping[str, str], code: str, name: str, seen: Mapping[str, int]) -> str:
    if not code:
        return f"el código «{row['code'][:20]}» no es un número de hasta 8 cifras. La línea no se tomó."
    if code in seen:
        return f"{code}: el código ya está en la línea {seen[code]}. Se quedó la primera."
    if not any(map(str.isalpha, name)):
        return f"{code}: falta el nombre. La línea no se tomó."
    if BROKEN in name:
        return f"{code}: el nombre trae letras rotas, «{name[:60]}». Corríjalo en el archivo y vuelva a importarlo."
    if row.get("state", "") and not fold(row["state"]).startswith("activ"):
        return f"{code}: no está activo («{row['state'][:20]}»). La línea no se tomó."
    return ""


def _code(text: str) -> str:
    """Eight digits, with the zeros that a spreadsheet ate; "" when it is no code."""
    bare = text.removesuffix(".0").strip("' ")
    return bare.zfill(8) if bare.isascii() and bare.isdigit() and len(bare) <= 8 and int(bare) else ""


def _ubigeo(text: str) -> str:
    bare = text.removesuffix(".0")
    return bare.zfill(6) if bare.isascii() and bare.isdigit() and 5 <= len(bare) <= 6 else ""


def _repaired(name: str) -> str:
    """«MUÃ‘OZ» as it was written; a letter that is lost stays lost."""
    try:
        return name.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return name


def _unbroken(text: str) -> str:
    return "" if BROKEN in text else _spoken(text)[:80]


def _network(text: str) -> str:
    return "" if fold(text).startswith("no pertenece") else _unbroken(text)


def _part_of_lima(disa: str) -> str:
    found = re.search(r"lima (norte|sur|este|centro)\b", fold(disa))
    return found.group(1) if found else ""


def shown_name(name: str, category: str) -> str:
    """«SAN JUAN DE PISCO», I-1 → «P. S. San Juan de Pisco»: spoken, not shouted, and what it is."""
    words = fold(name).split()
    told = understood(name).kind or {"hospital", "clinica", "centro", "puesto", "instituto", "policlinico"} & set(words)
    prefix = "" if told else _PREFIX.get(kind_of(category), "")
    return (prefix + _spoken(name, begins=not prefix))[:LONGEST_NAME].strip()


def _spoken(text: str, *, begins: bool = True) -> str:
    """All capitals as they are written in a sentence; anything else stays. ``begins``: nothing stands before it."""
    if text != text.upper():
        return text
    words: list[str] = []
    for word in text.split():
        small = word.lower() in _LOWER or (word.lower() in _ARTICLES and words[-1:] == ["de"])
        words.append(word.lower() if small and (words or not begins) else re.sub(r"[^\W\d_]+", _letters, word))
    return " ".join(words)


def _letters(found: re.Match[str]) -> str:
    return found.group() if found.group() in _KEPT else found.group().capitalize()
