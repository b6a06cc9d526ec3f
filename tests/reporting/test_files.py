"""The report as CSV and XLSX: opens right in a Spanish Excel, explains itself, grows without needing memory."""

import csv
import io
import tracemalloc
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from openpyxl import load_workbook

from training.reporting.columns import COLUMNS
from training.reporting.files import write
from training.reporting.lines import Line
from training.reporting.months import Month

TODAY = date(2026, 11, 23)
NOW, THEN = Month(date(2026, 11, 1), TODAY), Month(date(2026, 10, 1), TODAY)
LINE = Line("00012345", "=P. S. Pampa", "I-1", "GOBIERNO REGIONAL", "05", "Ayacucho", "aya", "DIRESA/GERESA Ayacucho", "Huamanga",
            "Belén", 4, 2, 1, "covered", True, date(2027, 1, 31), None, None, None, 1, 1, 0, 3, 1290, date(2027, 2, 3), 2)


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def _written(kind: str, month: Month, *lines: Line) -> bytes:
    out = io.BytesIO()
    assert write(kind, out, month, iter(lines)) == len(lines)
    return out.getvalue()


@pytest.mark.one_database
def test_a_csv_has_bom_semicolons_commas_in_decimals_and_no_formula() -> None:
    found = _written("csv", NOW, LINE)
    assert found.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(found.decode("utf-8-sig"), newline=""), delimiter=";")
    said = dict(zip(header, row, strict=True))
    assert (said["Código"], said["Establecimiento"]) == ("00012345", "'=P. S. Pampa")
    assert (said["Horas de asistencia"], said["Kit hasta"], said["Listo"]) == ("21,5", "2027-01-31", "sí")
    assert (said["Estado"], said["Plan"], said["Directorio hasta"]) == ("cubierto", "en-marcha", "")
    assert found.endswith(b"\r\n")


@pytest.mark.one_database
def test_an_xlsx_keeps_codes_as_text_and_dates_as_dates_and_says_what_each_column_is() -> None:
    book = load_workbook(io.BytesIO(_written("xlsx", NOW, LINE, LINE)))
    assert book.sheetnames == ["2026-11", "Qué es cada columna"]
    sheet, about = book.worksheets
    header = [cell.value for cell in sheet[1]]
    said = dict(zip(header, (cell.value for cell in sheet[3]), strict=True))
    assert (said["Código"], said["Horas de asistencia"], said["Directorio hasta"]) == ("00012345", 21.5, None)
    assert said["Kit hasta"].date() == date(2027, 1, 31)
    assert sheet.freeze_panes == "C2" and sheet.max_row == 3
    assert [row[0].value for row in about.iter_rows(min_row=2, max_row=len(header) + 1)] == header
    assert all(row[2].value for row in about.iter_rows(max_row=len(header) + 1))


@pytest.mark.one_database
def test_the_sheet_of_a_month_that_ended_says_what_is_blank() -> None:
    about = load_workbook(io.BytesIO(_written("xlsx", THEN, LINE))).worksheets[1]
    last = str(about.cell(about.max_row, 1).value)
    assert "Quedaría sin cubrir el" in last and "no guardan su historia" in last
    assert "31 de octubre de 2026" in str(about.cell(about.max_row - 1, 1).value)


@pytest.mark.one_database
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nine_thousand_facilities_take_no_more_memory_than_a_few(kind: str, tmp_path: object) -> None:
    def peak(count: int) -> int:
        with open(f"{tmp_path}/{count}.{kind}", "wb") as out:
            tracemalloc.start()
            write(kind, out, NOW, (LINE._replace(code=f"{number:08}") for number in range(count)))
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return found
    peak(10)
    assert peak(9_200) < peak(200) + 1_500_000


@pytest.mark.one_database
def test_no_column_speaks_of_a_person_and_each_has_its_own_names() -> None:
    fields, headings = [one.field for one in COLUMNS], [str(one.heading) for one in COLUMNS]
    assert len(set(fields)) == len(fields) == len(set(headings))
    assert not {"dni", "documento", "nombres", "apellidos"} & set(fields)
