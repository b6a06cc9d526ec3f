"""WeasyPrint for whole books. Only drawing.py imports this, and late; the caller holds `training.press.PANGO`."""

import atexit
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from weasyprint.logger import PROGRESS_LOGGER

from training.press.press import Press, Refused

__all__ = ["Refused", "press_of", "telling"]

PRINT = Path(__file__).parent / "print"
_PAGE = re.compile(r"Page (\d+)")


@cache
def press_of(sheet: str) -> Press:
    """The press with one of our stylesheets, kept by this process."""
    atexit.register(press_of.cache_clear)       # its pictures must go while Python still stands
    return Press((PRINT / f"{sheet}.css").read_text(encoding="utf-8"))


class _Pages(logging.Handler):
    """Hears WeasyPrint say which page it lays out, and passes the number on."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self.tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        found = _PAGE.search(record.getMessage())
        if found:
            self.tell(int(found[1]))


@contextmanager
def telling(tell: Callable[[int], None]) -> Iterator[None]:
    """While this lasts, ``tell`` hears the number of every page as it is laid out."""
    handler, level = _Pages(tell), PROGRESS_LOGGER.level
    PROGRESS_LOGGER.addHandler(handler)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        PROGRESS_LOGGER.removeHandler(handler)
        PROGRESS_LOGGER.setLevel(level)
