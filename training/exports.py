"""Tables that leave: CSV that opens right in a Spanish Excel, and XLSX; no cell ever becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from flask import Response

from training.clock import in_lima

Cell = str | int | float | datetime | None
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return "'" + text if text.lstrip(" \u00a0").startswith(_DANGEROUS) or text.startswith(_DANGEROUS) else text


def _words(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return in_lima(cell).strftime("%Y-%m-%d %H:%M")
    return harmless(cell) if isinstance(cell, str) else cell


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with BOM, semicolons, CRLF; decimals with a comma, as Excel in Spanish expects them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_words(cell) for cell in header])
    for row in rows:
        cells = [_words(cell) for cell in row]
        writer.writerow([str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def xlsx_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet; text is written as text and never read as formula, number or link."""
    out = io.BytesIO()
    from xlsxwriter import Workbook  # noqa: PLC0415  # 12 MB that a server process seldom needs

    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                          "strings_to_numbers": False})
    sheet = book.add_worksheet("Réplica")
    bold = book.add_format({"bold": True})
    for number, row in enumerate([header, *rows]):
        for column, cell in enumerate(row):
            words = _words(cell)
            write = sheet.write_string if isinstance(words, str) else sheet.write_number
            write(number, column, words, bold if number == 0 else None)
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def download(content: bytes, kind: str, name: str) -> Response:
    """A file to keep; ``name`` is plain ASCII without a word about the course."""
    types = {"csv": "text/csv; charset=utf-8",
             "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
             "pdf": "application/pdf", "zip": "application/zip"}
    response = Response(content, content_type=types[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
