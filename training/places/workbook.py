"""An XLSX file as rows of cells, without letting the file decide how much memory that takes. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from training.archives import Flaw, Limits, Unsafe, rewritten
from training.places.troubles import Bad, Unreadable

MOST_UNPACKED = 64_000_000
_LIMITS = Limits(entries=200, unpacked=MOST_UNPACKED, ratio=120, part=MOST_UNPACKED, copied=200_000_000, row=41_000,
                 column=200, large=Flaw.TOO_BIG)


def cells_of(data: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Row number and cells of the visible sheet with most columns in its first rows. Raises Unreadable."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415  # seldom needed

    try:
        safe = rewritten(data, _LIMITS)
    except Unsafe as unsafe:
        raise Unreadable(Bad(unsafe.flaw.value)) from unsafe
    best: Sequence[Sequence[object]] = []
    try:
        book = CalamineWorkbook.from_filelike(safe)
        for sheet in book.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                if _breadth(rows) > _breadth(best):
                    best = rows
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(Bad.BROKEN) from error
    return ((number, tuple(map(_as_text, row))) for number, row in enumerate(best, 1))


def _breadth(rows: Sequence[Sequence[object]]) -> int:
    return max((sum(cell not in ("", None) for cell in row) for row in rows[:30]), default=0)


def _as_text(value: object) -> str:
    """A cell as a person sees it: whole numbers without «.0», days as they are written."""
    match value:
        case None:
            return ""
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() | date():
            return value.strftime("%d/%m/%Y")
    return str(value)
