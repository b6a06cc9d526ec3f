"""The presses with the papers' stylesheets and their QR codes. Only pdf.py imports this, and late."""

import atexit
from functools import cache
from pathlib import Path

from training.press import qr
from training.press.press import Press, Refused

__all__ = ["PRINT", "Press", "Refused", "the_press"]

PRINT = Path(__file__).parents[1] / "print"


@cache
def the_press(paper: str = "certificate") -> Press:
    """The press of this process for a kind of paper."""
    atexit.register(the_press.cache_clear)          # its pictures must go while Python still stands
    css = (PRINT / f"{paper}.css").read_text(encoding="utf-8")
    return Press(css, {"qr": lambda text: (qr.picture(text), "image/png")})
