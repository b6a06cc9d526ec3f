"""The picture of a visible signature, drawn as everything is: our fonts, embedded, the same bytes for the same words."""

from datetime import datetime
from functools import cache, lru_cache

from markupsafe import escape

from certificates.paper.wording import day
from training.clock import in_lima
from training.press import PANGO
from training.press.press import Press

WIDTH, HEIGHT = 168, 34     # points
LYING, UPRIGHT = (147, 98), (73, 117)   # its lower left corner on each sheet: above the line of the first who signs


def box(page_width: float, page_height: float) -> tuple[int, int, int, int]:
    """Where it shows on a page of this size: left, bottom, right, top, in points."""
    left, bottom = LYING if page_width > page_height else UPRIGHT
    return left, bottom, left + WIDTH, bottom + HEIGHT


@lru_cache(maxsize=8)
def drawn(name: str, at: datetime) -> bytes:
    """A page of WIDTH × HEIGHT with who signed and when, as a PDF."""
    local = in_lima(at)
    size = next((size for most, size in ((34, 7.5), (44, 6)) if len(name) <= most), 5)
    with PANGO:
        return _press().pdf(
            f"<html lang=es><title>Firma digital</title><div><p>Firmado digitalmente por</p><p style='font-size: {size}pt'>"
            f"<b>{escape(name[:60])}</b></p><p>{day(local.date())}, {local:%H:%M}, hora de Lima</p></div>")


@cache
def _press() -> Press:
    return Press(f"@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 0 }} html {{ font: 6.5pt/9.6pt Reading; color: #1d2b3a }} "
                 f"body {{ margin: 0 }} "
                 f"div {{ padding: 2pt 5pt; border-left: 1.6pt solid #1d2b3a; height: {HEIGHT - 5}pt; overflow: hidden }} "
                 "p { margin: 0; white-space: nowrap }")
