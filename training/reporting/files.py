"""The monthly report as a file: written line by line, so that a country needs no more memory than a district.

CSV opens right in a Spanish Excel (BOM, semicolons, decimals with a comma); in XLSX a second sheet says what each column is.
No cell ever becomes a formula.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import IO, Any

from flask_babel import gettext as _

from training.exports import harmless
from training.pages import day
from training.reporting.columns import COLUMNS, Value, missing_then
from training.reporting.lines import Line
from training.reporting.months import Month

KINDS = ("csv", "xlsx")
_WIDTHS = {"nombre": 34, "autoridad": 28, "red": 22, "microred": 22, "departamento": 16}


def write(kind: str, out: IO[bytes], month: Month, lines: Iterable[Line]) -> int:
    """Write the report of a month into ``out``; returns how many facilities it has."""
    return _csv(out, lines) if kind == "csv" else _xlsx(out, month, lines)


def _plain(value: Value) -> str | int:
    """A cell of the CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value


def _csv(out: IO[bytes], lines: Iterable[Line]) -> int:
    out.write(b"\xef\xbb\xbf")
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(one.heading) for one in COLUMNS])
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007  # it is what is returned
        writer.writerow([_plain(one.value(line)) for one in COLUMNS])
    text.detach()
    return count


def _xlsx(out: IO[bytes], month: Month, lines: Iterable[Line]) -> int:
    from xlsxwriter import Workbook  # noqa: PLC0415  # 12 MB that a server process seldom needs

    book = Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                          "strings_to_numbers": False, "default_date_format": "dd/mm/yyyy"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(str(month))
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, _WIDTHS.get(column.field, 13))
        sheet.write_string(0, place, str(column.heading), bold)
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007  # it is what is returned
        for place, column in enumerate(COLUMNS):
            _cell(sheet, count, place, column.value(line))
    sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
    _explain(book, bold, month)
    book.close()
    return count


def _cell(sheet: Any, row: int, place: int, value: Value) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(row, place, _("sí") if value else _("no"))
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value)
    elif isinstance(value, str):
        sheet.write_string(row, place, harmless(value))
    else:
        sheet.write_number(row, place, value)


def _explain(book: Any, bold: Any, month: Month) -> None:
    """The sheet «Qué es cada columna»."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_("Qué es cada columna"))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 90)
    rows = [(_("Columna"), _("En el API"), _("Qué dice"))]
    rows += [(str(one.heading), one.field, str(one.says)) for one in COLUMNS]
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, wrapped if number else bold)
    sheet.write_string(len(rows) + 1, 0, about(month), None)
    if not month.is_running:
        sheet.write_string(len(rows) + 2, 0, missing_then(), None)


def about(month: Month) -> str:
    """Which day the report speaks of."""
    if month.is_running:
        return _("Así está cada establecimiento hoy, %(day)s.", day=day(month.at))
    return _("Así estaba cada establecimiento al terminar el %(day)s.", day=day(month.at))
