"""The press with the shop's stylesheet. Only drawing.py imports this, and late."""

import atexit
from functools import cache
from pathlib import Path

from training.press.press import Press, Refused

__all__ = ["Refused", "the_press"]

PRINT = Path(__file__).parent / "print"


@cache
def the_press() -> Press:
    """The press of this process."""
    atexit.register(the_press.cache_clear)          # its pictures must go while Python still stands
    return Press((PRINT / "shop.css").read_text(encoding="utf-8"))
