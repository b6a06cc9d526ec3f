"""The press with the suitcase's stylesheet and its QR codes. Only drawing.py imports this, and late."""

import atexit
from functools import cache
from pathlib import Path

from training.press import qr
from training.press.press import Press, Refused

__all__ = ["Refused", "the_press"]

PRINT = Path(__file__).parent / "print"


@cache
def the_press() -> Press:
    """The press of this process."""
    atexit.register(the_press.cache_clear)          # its pictures must go while Python still stands
    css = (PRINT / "suitcase.css").read_text(encoding="utf-8")
    return Press(css, {"qr": lambda text: (qr.picture(text), "image/png")})
