"""An XLSX file as lines of cells, without letting the file decide how much memory that takes. Pure."""

import re
from datetime import date, datetime, time, timedelta

from training.archives import Flaw, Limits, Unsafe, rewritten
from training.cohorts.tables import ABOVE, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Line, Unreadable, Why, from_csv, limited

_LIMITS = Limits(entries=100, unpacked=25_000_000, ratio=100, part=12_000_000, copied=100_000_000, row=MOST_ROWS + ABOVE,
                 column=MOST_COLUMNS, large=Flaw.SUSPICIOUS)
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_STARTS = ((b"%PDF", Why.PDF), (b"\x89PNG", Why.PICTURE), (b"\xff\xd8\xff", Why.PICTURE), (b"GIF8", Why.PICTURE),
           (b"{\\rtf", Why.WORD), (b"PK", Why.BROKEN))


def from_file(data: bytes) -> list[Line]:
    """The lines of an uploaded file, by what it holds and not by its name. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(Why.TOO_BIG)
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable(Why.ENCRYPTED if locked else Why.OLD_EXCEL)
    if data.startswith(_ZIP):
        return from_xlsx(data)
    for start, why in _STARTS:
        if data.startswith(start):
            raise Unreadable(why)
    if re.match(rb"\s*<(!doctype|html|table|\?xml)", data[:200], re.IGNORECASE):
        raise Unreadable(Why.WEB_PAGE)
    return from_csv(data)


def from_xlsx(data: bytes) -> list[Line]:
    """The lines of the first visible sheet that holds any. Raises Unreadable."""
    # Loaded late: a server process seldom reads a spreadsheet.
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415  # see above

    try:
        safe = rewritten(data, _LIMITS)
    except Unsafe as unsafe:
        raise Unreadable(Why(unsafe.flaw.value)) from unsafe
    try:
        book = CalamineWorkbook.from_filelike(safe)
        visible = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        for name in visible:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(cell not in ("", None) for row in rows for cell in row):
                return limited([Line(n, tuple(map(_as_text, row))) for n, row in enumerate(rows, 1)])
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(Why.BROKEN) from error
    raise Unreadable(Why.EMPTY)


def _as_text(value: object) -> str:
    """A cell as a person sees it: whole numbers without «.0», days as they are written."""
    match value:
        case None:
            return ""
        case bool():
            return "Sí" if value else "No"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() | date():
            return value.strftime("%d/%m/%Y")
        case time() | timedelta():
            return str(value)
    return str(value)
