"""The register's file, row by row: what a spreadsheet and a bad export do to it, and what is said of each."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places.register_files import HEADER, as_csv, as_text, as_xlsx, register, row
from training.places.register import Reading, read
from training.places.speaking import shown_name
from training.places.troubles import Bad, Unreadable, Why


def one(**more: str) -> Reading:
    """The reading of a file with this row only."""
    return read(as_csv(row(**more)))


def test_a_code_and_a_ubigeo_get_their_zeros_back_and_the_name_stops_shouting() -> None:
    entry = one(code="99021", name="RIO MANSO", category="I-3").entries[0]
    assert (entry.code, shown_name(entry.name, "I-3"), entry.category, entry.ubigeo) == (
        "00099021", "C. S. Rio Manso", "I-3", "050101")
    assert (entry.department, entry.network, entry.micro_network, entry.institution) == ("05", "Red Valle", "", "GOBIERNO REGIONAL")
    assert entry.active


def test_every_row_of_a_large_file_is_an_entry() -> None:
    found = read(as_csv(*register(500)))
    assert (found.rows, len(found.entries), found.refused, found.notes) == (500, 500, [], [])


@pytest.mark.parametrize(("more", "why"), [
    ({"code": "12A"}, Why.NO_CODE), ({"code": "123456789"}, Why.NO_CODE), ({"code": "0"}, Why.NO_CODE), ({"code": ""}, Why.NO_CODE),
    ({"code": "7.63E+03"}, Why.SCIENTIFIC), ({"name": ""}, Why.NO_NAME), ({"name": "123"}, Why.NO_NAME),
    ({"department": "NARNIA"}, Why.NO_DEPARTMENT), ({"state": "24"}, Why.STATE_UNCLEAR), ({"state": ""}, Why.STATE_UNCLEAR),
])
def test_what_cannot_be_taken_is_refused_with_its_reason(more: dict[str, str], why: Why) -> None:
    found = read(as_csv(row("7"), row(**({"code": "8"} | more))))
    assert [(trouble.line, trouble.why) for trouble in found.refused] == [(3, why)] and len(found.entries) == 1


@pytest.mark.parametrize(("more", "why"), [
    ({"name": "NI\ufffdO JESUS"}, Why.MENDED), ({"name": "MUÑOZ".encode().decode("cp1252")}, Why.MENDED),
    ({"name": "NI&Ntilde;O"}, Why.MENDED), ({"category": "I-7"}, Why.CATEGORY_UNKNOWN), ({"ubigeo": "ABC"}, Why.UBIGEO_UNKNOWN),
    ({"ubigeo": "140101"}, Why.UBIGEO_ELSEWHERE), ({"district": "SAN JU\ufffdN"}, Why.CELL_BROKEN),
    ({"department": ""}, Why.DEPARTMENT_BY_UBIGEO), ({"name": "A" * 130}, Why.NAME_CUT),
])
def test_what_is_taken_otherwise_is_told(more: dict[str, str], why: Why) -> None:
    found = one(**more)
    assert [note.why for note in found.notes] == [why] and len(found.entries) == 1 and not found.refused


@pytest.mark.parametrize(("field", "value", "kept"), [
    ("category", "I-7", None), ("category", "Sin Categor\ufffda", ""), ("category", "i – 3", "I-3"), ("category", "II2", "II-2"),
    ("ubigeo", "", None), ("ubigeo", "50101.0", "050101"), ("district", "CA\ufffdETE", "Cañete"), ("network", "NO PERTENECE A NINGUNA RED", ""),
    ("network", " ", ""), ("micro", "MICRO\u200bRED\u00a0SUR", "Microred Sur"), ("institution", "ESSALUD", "ESSALUD"),
])
def test_what_a_cell_says(field: str, value: str, kept: str | None) -> None:
    entry = one(**{field: value}).entries[0]
    assert getattr(entry, {"micro": "micro_network"}.get(field, field)) == kept


@pytest.mark.parametrize(("written", "code"), [
    ("HU\ufffdNUCO", "10"), ("Prov. Const. del Callao", "07"), ("LIMA PROVINCIAS", "15"), ("REGION LIMA", "15"), ("Áncash", "02"),
    ("JUN\ufffdN", "12"), ("MADRE DE DIOS", "17"),
])
def test_a_department_however_it_is_written(written: str, code: str) -> None:
    assert one(department=written, ubigeo="").entries[0].department == code


@pytest.mark.parametrize(("state", "active"), [("ACTIVADO", True), ("Activo", True), ("BAJA", False),
                                               ("DESACTIVADO", False), ("CIERRE DEFINITIVO", False)])
def test_only_activado_is_active(state: str, active: bool) -> None:
    assert one(state=state).entries[0].active is active


@pytest.mark.parametrize("write", [
    lambda rows: as_csv(*rows, encoding="utf-8-sig"), lambda rows: as_csv(*rows, encoding="cp1252"),
    lambda rows: as_csv(*rows, encoding="utf-16"), lambda rows: as_csv(*rows, encoding="utf-16-le"),
    lambda rows: as_csv(*rows, delimiter=";"), lambda rows: as_csv(*rows, delimiter="\t"), lambda rows: as_csv(*rows, delimiter="|"),
    lambda rows: as_text(rows).replace("\n", "\r\n").encode(), lambda rows: as_text(rows).replace("\n", "\r").encode(),
    lambda rows: b"sep=;\n" + as_csv(*rows, delimiter=";"), lambda rows: as_xlsx(rows), lambda rows: as_xlsx(rows, numbers=False),
    lambda rows: as_xlsx(rows, above=3), lambda rows: as_xlsx(rows, hidden=True),
    lambda rows: b"REGISTRO NACIONAL\n\n" + as_csv(*rows) + b"\n\n",
], ids=["bom", "cp1252", "utf-16", "utf-16 without bom", "semicolons", "tabs", "bars", "crlf", "cr", "sep", "xlsx", "xlsx texts",
        "xlsx with titles", "xlsx with a hidden sheet", "titles"])
def test_every_dialect_says_the_same(write: Callable[[list[dict[str, str]]], bytes]) -> None:
    rows = [row("5001", "ÑAHUI ALTO"), row("5002", "RIO MANSO", 3)]
    plain = read(as_csv(*rows))
    found = read(write(rows))
    assert [(e.code, e.name, e.ubigeo, e.network) for e in found.entries] == [(e.code, e.name, e.ubigeo, e.network) for e in plain.entries]
    assert found.rows == 2 and found.entries[0].name == "ÑAHUI ALTO"


def test_a_line_of_another_code_page_between_the_others_is_read() -> None:
    data = as_csv(row("1", "ÑAHUI")) + as_text([row("2", "CAÑADA")]).split("\n")[1].encode("cp1252") + b"\n"
    assert [entry.name for entry in read(data).entries] == ["ÑAHUI", "CAÑADA"]


def test_an_open_quote_costs_its_own_line_only() -> None:
    lines = as_text([row(str(number), f"LOMA {number}") for number in range(1, 9)]).split("\n")
    lines[3] = lines[3].replace("JIRON", '"JIRON')
    lines[6] = lines[6].replace("JIRON", '"JIRON')
    found = read("\n".join(lines).encode())
    assert [(trouble.line, trouble.why) for trouble in found.refused] == [(4, Why.OPEN_QUOTE), (7, Why.OPEN_QUOTE)]
    assert found.rows == 8


def test_a_code_twice_keeps_the_first_and_names_both_lines() -> None:
    found = read(as_csv(row("1"), row("1", "OTRO"), row("1")))
    assert [(trouble.line, trouble.why, trouble.told) for trouble in found.refused] == [
        (3, Why.CODE_AGAIN, ("2",)), (4, Why.LINE_AGAIN, ("2",))]


@pytest.mark.parametrize(("data", "why"), [
    (b"", Bad.EMPTY), (b"\n \n", Bad.EMPTY), (b"DNI,Nombres\n1,2\n", Bad.MISSING_COLUMNS), (as_csv(), Bad.NO_ROWS),
    (b"%PDF-1.7", Bad.PDF), (b"PK\x03\x04rest", Bad.BROKEN), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Bad.OLD_EXCEL),
    (b"\x89PNG", Bad.PICTURE), (b"<html><table>", Bad.WEB_PAGE), (b"{\\rtf1", Bad.WORD), (b"a," * 300 + b"\n", Bad.TOO_MANY_COLUMNS),
    (b"x" * 12_000_001, Bad.TOO_BIG), (b"a,b\n" * 40_002, Bad.TOO_MANY_ROWS), (b"\x1f\x8b\x08", Bad.SUSPICIOUS),
])
def test_a_file_that_is_no_register_is_refused_as_a_whole(data: bytes, why: Bad) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.why is why


def test_the_missing_columns_are_named() -> None:
    with pytest.raises(Unreadable, match="departamento") as refused:
        read(b"Codigo Unico,Nombre del establecimiento\n1,x\n")
    assert refused.value.told == "departamento"


@pytest.mark.parametrize(("name", "category", "shown"), [
    ("SAN JUAN DE PISCO", "I-1", "P. S. San Juan de Pisco"), ("CENTRO DE SALUD LOS OLIVOS", "I-3", "Centro de Salud Los Olivos"),
    ("DE APOYO II-SULLANA", "II-2", "Hospital de Apoyo II-Sullana"), ("Ya Escrito", "", "Ya Escrito"),
    ("CLINICA SANTA ANA", "II-1", "Clinica Santa Ana"), ("GUILLERMO DE LA FUENTE", "", "Guillermo de la Fuente"),
])
def test_a_name_is_shown_spoken_with_what_it_is(name: str, category: str, shown: str) -> None:
    assert shown_name(name, category) == shown


@given(st.binary(max_size=600))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        found = read(",".join(HEADER).encode() + b"\n" + data)
    except Unreadable:
        return
    assert found.rows == len(found.entries) + len(found.refused) > 0
    assert all(len(entry.code) == 8 and entry.code.isdigit() and 0 < len(entry.name) <= 120 for entry in found.entries)


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=140), st.text(max_size=30), st.text(max_size=12)), min_size=1, max_size=8))
def test_whatever_stands_in_the_cells_every_row_is_accounted_for(cells: list[tuple[str, str, str, str]]) -> None:
    rows = [row(code, name, department=department, ubigeo=ubigeo) for code, name, department, ubigeo in cells]
    text = as_text(rows)
    if text.count("\n") == len(rows) + 1 and "\r" not in text:
        assert read(text.encode("utf-8", "replace")).rows == len(rows)
