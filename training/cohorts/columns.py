"""Which column of a list is which: by its header, else by the shape of what it holds. Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum

from training.cohorts.documents import plain_number, read_kind
from training.cohorts.tables import Line
from training.cohorts.text import fold


class Column(StrEnum):
    """What a column may hold."""

    IGNORE = "ignore"
    DOCUMENT_TYPE = "document_type"
    DOCUMENT = "document"
    DNI = "dni"  # a document whose header says that it is a DNI
    GIVEN_NAMES = "given_names"
    SURNAMES = "surnames"
    FIRST_SURNAME = "first_surname"
    SECOND_SURNAME = "second_surname"
    SURNAMES_FIRST = "surnames_first"  # everything in one cell, «Quispe Alborada, Illari»
    NAMES_FIRST = "names_first"  # everything in one cell, «Illari Quispe Alborada»
    PROFESSION = "profession"
    FACILITY = "facility"


_HEADERS = {
    Column.DOCUMENT_TYPE: "tipo de documento, tipo documento, tipo doc, tipo de doc, tipo de documento de identidad, "
                          "tipo, td, document type, t doc",
    Column.DNI: "dni, d n i, n dni, no dni, nro dni, num dni, numero dni, numero de dni, nro de dni, n de dni, "
                "dni n, dni nro",
    Column.DOCUMENT: "documento, n documento, n de documento, nro documento, nro de documento, numero de documento, "
                     "numero documento, num documento, no documento, n doc, no doc, nro doc, num doc, doc, "
                     "n de doc, nro de doc, documento de identidad, doc identidad, doc de identidad, "
                     "n documento de identidad, numero de documento de identidad, nro documento de identidad, "
                     "dni ce, dni o ce, dni ce pasaporte, document, document number, id, identificacion",
    Column.GIVEN_NAMES: "nombres, nombre, prenombres, pre nombres, primer nombre, nombres completos, given names, "
                        "first name, first names, name, names",
    Column.SURNAMES: "apellidos, apellido, surnames, surname, last name, last names",
    Column.FIRST_SURNAME: "apellido paterno, ap paterno, paterno, primer apellido, a paterno, apellido pat, ape paterno, "
                          "apepat",
    Column.SECOND_SURNAME: "apellido materno, ap materno, materno, segundo apellido, a materno, apellido mat, ape materno, "
                           "apemat",
    Column.SURNAMES_FIRST: "apellidos y nombres, apellidos nombres, apellido y nombre, apellidos y nombre, "
                           "apellidos y nombres completos, participante, participantes, personal, trabajador",
    Column.NAMES_FIRST: "nombres y apellidos, nombres apellidos, nombre y apellido, nombre y apellidos, nombre completo, "
                        "nombres y apellidos completos, full name",
    Column.PROFESSION: "profesion, cargo, profesion cargo, profesion o cargo, cargo profesion, cargo o profesion, "
                       "ocupacion, puesto, especialidad, profesion u oficio, grupo ocupacional, profession, occupation",
    Column.FACILITY: "establecimiento, establecimiento de salud, eess, ee ss, e e s s, ipress, nombre eess, "
                     "nombre del eess, nombre ipress, nombre del establecimiento, nombre del establecimiento de salud, "
                     "centro de salud, puesto de salud, hospital, centro de trabajo, centro laboral, lugar de trabajo, "
                     "institucion, facility, health facility",
}
_IGNORED = ("celular, cel, telefono, telf, fono, movil, whatsapp, correo, correo electronico, email, e mail, n, no, nro, "
            "numero, num, item, it, orden, n orden, edad, sexo, genero, fecha de nacimiento, f nacimiento, firma, "
            "observaciones, observacion, obs, region, diresa, geresa, red, microred, micro red, provincia, distrito, "
            "departamento, direccion, codigo renipress, renipress, codigo ipress, condicion, condicion laboral, ubigeo")


def _key(header: str) -> str:
    """A header without what people write in many ways: «N.º de», «Nro.», «del»."""
    words = re.sub(r"\b(n o|no|nro|num|numero|nº)\b", "n", fold(header))
    return " ".join(word for word in words.split() if word not in ("de", "del", "la", "el"))


_KNOWN = {_key(word): column for column, words in _HEADERS.items() for word in words.split(",")}
_KNOWN.update({_key(word): Column.IGNORE for word in _IGNORED.split(",")})
_FACILITY_WORDS = re.compile(r"\b(hospital|centro|puesto|posta|c ?s|p ?s|eess|ipress|clinica|microred|red|diresa|minsa)\b")
_PROFESSION_WORDS = re.compile(
    r"\b(enfermer\w*|obstetr\w*|medic\w*|psicolog\w*|tecnic\w*|trabajador\w*|asistent\w*|odontolog\w*|nutricion\w*|"
    r"biolog\w*|quimic\w*|farmaceutic\w*|lic|dra?|serums|tec enf)\b")
_LOOKED_AT = 10  # lines of the beginning in which a header may stand, below titles and logos


def header_of(cell: str) -> Column | None:
    """What a header cell names; None when it is not a header that we know."""
    return _KNOWN.get(_key(cell))


def find_header(lines: Sequence[Line]) -> tuple[int, list[Column]] | None:
    """Where the header stands among the lines and what its columns are; None when there is none to be sure of."""
    for place, line in enumerate(lines[:_LOOKED_AT]):
        named = [header_of(cell) for cell in line.cells]
        known = [column for column in named if column not in (None, Column.IGNORE)]
        if len(known) >= 2 and not any(_looks_like_document(cell) for cell in line.cells):
            return place, _once([column or Column.IGNORE for column in named])
    return None


def _once(columns: list[Column]) -> list[Column]:
    """Each kind once: the first column that bears a name keeps it."""
    seen: set[Column] = set()
    kept = []
    for column in columns:
        twin = Column.DOCUMENT if column is Column.DNI else column
        kept.append(Column.IGNORE if twin in seen else column)
        if column is not Column.IGNORE:
            seen.add(twin)
    return kept


def is_complete(columns: Sequence[Column]) -> bool:
    """Whether the columns give a document and a whole name."""
    has = set(columns)
    whole = has & {Column.SURNAMES_FIRST, Column.NAMES_FIRST} or (
        Column.GIVEN_NAMES in has and has & {Column.SURNAMES, Column.FIRST_SURNAME})
    return bool(has & {Column.DOCUMENT, Column.DNI} and whole)


def _looks_like_document(cell: str) -> bool:
    number = plain_number(cell)
    return number.isascii() and number.isdigit() and 6 <= len(number) <= 9


def guess(lines: Sequence[Line]) -> list[Column]:
    """A proposal for a list without header, to be confirmed by whoever pasted it."""
    width = max((len(line.cells) for line in lines), default=0)
    columns = [_shape([line.cells[n] for line in lines[:50] if n < len(line.cells) and line.cells[n]])
               for n in range(width)]
    return _name_the_names(_once_document(columns), lines)


def _shape(cells: Sequence[str]) -> Column | None:
    """The kind of a column by most of its cells; None for words that may be names."""
    def most(count: int) -> bool:
        return bool(cells) and count * 3 > len(cells) * 2

    if not cells:
        return Column.IGNORE
    if most(sum(_looks_like_document(cell) and not _is_mobile(cell) for cell in cells)):
        return Column.DOCUMENT
    if most(sum(read_kind(cell) is not None for cell in cells)):
        return Column.DOCUMENT_TYPE
    if any(c.isdigit() for cell in cells for c in cell) and most(sum(not any(map(str.isalpha, c)) for c in cells)):
        return Column.IGNORE
    if most(sum("@" in cell for cell in cells)):
        return Column.IGNORE
    if sum(bool(_FACILITY_WORDS.search(fold(cell))) for cell in cells) * 2 > len(cells):
        return Column.FACILITY
    if sum(bool(_PROFESSION_WORDS.search(fold(cell))) for cell in cells) * 2 > len(cells):
        return Column.PROFESSION
    return None


def _is_mobile(cell: str) -> bool:
    number = plain_number(cell)
    return len(number) == 9 and number.startswith("9")


def _once_document(columns: Sequence[Column | None]) -> list[Column | None]:
    seen: set[Column] = set()
    kept: list[Column | None] = []
    for column in columns:
        kept.append(Column.IGNORE if column in seen and column is not None else column)
        if column not in (None, Column.IGNORE):
            seen.add(column)
    return kept


def _name_the_names(columns: Sequence[Column | None], lines: Sequence[Line]) -> list[Column]:
    """The word columns in their usual order: one holds everything, two are surnames and names, three the surnames apart."""
    free = [n for n, column in enumerate(columns) if column is None]
    if len(free) == 1 or (free and _has_commas(lines, free[0])):
        order = [Column.SURNAMES_FIRST]
    elif len(free) == 3 and _one_word(lines, free[0]) and _one_word(lines, free[1]):
        order = [Column.FIRST_SURNAME, Column.SECOND_SURNAME, Column.GIVEN_NAMES]
    else:
        order = [Column.SURNAMES, Column.GIVEN_NAMES]
    named = dict(zip(free, order, strict=False))
    return [column if column is not None else named.get(n, Column.IGNORE) for n, column in enumerate(columns)]


def _column(lines: Sequence[Line], place: int) -> list[str]:
    return [line.cells[place] for line in lines[:50] if place < len(line.cells) and line.cells[place]]


def _has_commas(lines: Sequence[Line], place: int) -> bool:
    cells = _column(lines, place)
    return sum("," in cell for cell in cells) * 2 > len(cells)


def _one_word(lines: Sequence[Line], place: int) -> bool:
    cells = _column(lines, place)
    return sum(" " not in cell for cell in cells) * 3 > len(cells) * 2
