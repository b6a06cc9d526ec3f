"""The list to fill in: the columns that we read, in the form in which Spanish Excel opens them."""

import csv
import io

HEADERS = ("Tipo de documento", "N.º de documento", "Apellidos", "Nombres", "Profesión o cargo", "Establecimiento")
WIDTHS = (20, 20, 28, 28, 28, 36)
MIMETYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_LINES_TO_FILL = 500


def as_csv() -> bytes:
    """UTF-8 with BOM, semicolons and CRLF: what a Spanish Excel opens right."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerow(HEADERS)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    """The same as a workbook; its cells are text, so that no zero of a DNI is lost."""
    import xlsxwriter  # noqa: PLC0415  # 12 MB that a server process seldom needs

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Lista")
        bold, text = book.add_format({"bold": True, "bottom": 2}), book.add_format({"num_format": "@"})
        for place, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True)):
            sheet.set_column(place, place, width, text)
            sheet.write_string(0, place, header, bold)
        sheet.data_validation(1, 0, _LINES_TO_FILL, 0, {
            "validate": "list", "source": ["DNI", "Carné de extranjería", "Pasaporte"]})
        sheet.freeze_panes(1, 0)
    return data.getvalue()
