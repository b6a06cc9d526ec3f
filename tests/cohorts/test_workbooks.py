"""Workbooks: what Excel does to numbers and dates, and files that mean harm."""

import io
import zipfile
from datetime import date
from time import perf_counter

import pytest
import xlsxwriter

from training.cohorts.model_list import as_csv, as_xlsx
from training.cohorts.roster import check, read
from training.cohorts.tables import Unreadable, Why, from_csv
from training.cohorts.workbooks import from_file

HEADER = ["DNI", "Apellidos", "Nombres", "Fecha"]


def workbook(rows: list[list[object]], *, hidden_first: bool = False) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        if hidden_first:
            secret = book.add_worksheet("oculta")
            secret.write(0, 0, "nada")
            book.add_worksheet("vacía").activate()
            secret.hide()
        sheet = book.add_worksheet("Lista")
        for n, row in enumerate(rows):
            for m, value in enumerate(row):
                sheet.write(n, m, value)
    return data.getvalue()


def with_sheet(xml: bytes, **more: bytes) -> bytes:
    """A workbook whose sheet is this XML."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([HEADER]))) as good, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as bad:
        for entry in good.infolist():
            bad.writestr(entry.filename, xml if entry.filename == "xl/worksheets/sheet1.xml" else
                         more.get(entry.filename.rpartition("/")[2].partition(".")[0]) or good.read(entry))
    return data.getvalue()


def sheet(rows: bytes) -> bytes:
    return (b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b"<sheetData>" + rows + b"</sheetData></worksheet>")


def refused(data: bytes) -> Why:
    with pytest.raises(Unreadable) as caught:
        from_file(data)
    return caught.value.why


def test_numbers_and_dates_are_read_as_people_see_them() -> None:
    lines = from_file(workbook([HEADER, [99000101, "Quispe", "Illari", date(2026, 2, 3)], [9900104, "Sulca", True, 1.5]]))
    assert lines[1].cells == ("99000101", "Quispe", "Illari", "03/02/2026")
    assert lines[2].cells == ("9900104", "Sulca", "Sí", "1.5")


def test_the_first_visible_sheet_with_content_is_read() -> None:
    assert from_file(workbook([HEADER], hidden_first=True))[0].cells == tuple(HEADER)


def test_line_numbers_are_those_of_excel() -> None:
    lines = from_file(workbook([[], ["título"], [], HEADER, ["99000101", "A", "B"]]))
    assert [line.number for line in lines] == [2, 4, 5]


@pytest.mark.parametrize("data", [as_xlsx(), as_csv()])
def test_our_own_model_has_a_header_that_we_know(data: bytes) -> None:
    found = read(from_file(data))
    assert not found.needs_columns and found.rows == []


def test_the_model_filled_in_is_read_whole() -> None:
    text = as_csv().decode("utf-8-sig") + "Pasaporte;AB123456;D'Angelo;Ana;Médica;Hospital\r\n"
    one = check(read(from_csv(text.encode("cp1252", "replace"))).rows)[0]
    assert one.ready and one.person.document_type == "passport"


@pytest.mark.parametrize(("reference", "why"), [
    (b"XFD1048576", Why.TOO_MANY_ROWS), (b"A1048576", Why.TOO_MANY_ROWS), (b"XFD1", Why.TOO_MANY_COLUMNS),
    (b"ZZZZ9", Why.SUSPICIOUS), (b"1A", Why.SUSPICIOUS),
])
def test_a_cell_at_the_end_of_the_world_is_refused_before_a_grid_is_laid_out(reference: bytes, why: Why) -> None:
    rows = b'<row><c x="&gt;" r="A1"><v>1</v></c></row><row><c y=">" r="' + reference + b'"><v>1</v></c></row>'
    assert refused(with_sheet(sheet(rows))) is why


def test_formats_without_content_are_no_rows() -> None:
    rows = b'<row r="1"><c r="A1"><v>99000101</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert len(from_file(with_sheet(sheet(rows)))) == 1


@pytest.mark.parametrize("data", [
    with_sheet(b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>" + sheet(b"")[38:]),
    with_sheet(b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + sheet(b"")[38:]),
    with_sheet(sheet(b" " * 24_000_000)), with_sheet(sheet(b" " * 40_000_000)),
    with_sheet(sheet(b'<row r="1"><c r="A1" t="s"><v>0</v></c>' + b'<c r="B1" t="s"><v>0</v></c>' * 2000 + b"</row>"),
               sharedStrings=b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
                             + b"x" * 1_000_000 + b"</t></si></sst>"),
    with_sheet(sheet(b"<row>" + b"<c><v>1</v></c>" * 31 + b"</row>")),
    with_sheet(sheet(b"<row/>" * 6000 + b"<row><c><v>1</v></c></row>")),
    b"PK\x03\x04" + b"\0" * 100,
    workbook([HEADER])[:-40], workbook([HEADER])[:900],
])
def test_hostile_workbooks_are_refused_quickly(data: bytes) -> None:
    begun = perf_counter()
    refused(data)
    assert perf_counter() - begun < 2


def test_too_many_entries_and_twins_are_refused() -> None:
    for names in ([f"xl/{n}.xml" for n in range(101)], ["xl/a.xml", "xl/a.xml"]):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive, pytest.warns(UserWarning) if len(set(names)) < len(names) else _nothing():
            for name in names:
                archive.writestr(name, b"<a/>")
        assert refused(data.getvalue()) is Why.SUSPICIOUS


class _nothing:
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


def named(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, b"<a/>")
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(("data", "why"), [
    (OLE, Why.OLD_EXCEL), (OLE + "EncryptedPackage".encode("utf-16-le"), Why.ENCRYPTED), (b"%PDF-1.7", Why.PDF),
    (named("word/document.xml"), Why.WORD), (named("content.xml", "mimetype"), Why.OPEN_DOCUMENT),
    (named("xl/workbook.bin"), Why.BINARY_EXCEL), (named("hola.txt"), Why.BROKEN), (b"<html><table>", Why.WEB_PAGE),
    (b"\x89PNG\r\n", Why.PICTURE), (b"", Why.EMPTY), (b"x" * 2_000_001, Why.TOO_BIG), (b"PK\x05\x06" + b"\0" * 18, Why.BROKEN),
])
def test_every_other_file_gets_its_sentence(data: bytes, why: Why) -> None:
    assert refused(data) is why
