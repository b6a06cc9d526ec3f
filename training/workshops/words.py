"""How half-days and blocks are called on the screen."""

from datetime import time

from babel.dates import format_date, format_time
from flask_babel import gettext as _

from modules.reference import said
from training.pages import spoken
from training.workshops.models import MAKE_UP, Block, HalfDay
from training.workshops.schedule import is_morning


def half_day_name(half_day: HalfDay) -> str:
    """«martes 15, mañana»."""
    if half_day.kind == MAKE_UP:
        form = "EEEE d MMMM" if spoken() == "en" else "EEEE d 'de' MMMM"
        return _("%(day)s, recuperación", day=format_date(half_day.on, form, locale=spoken()))
    day = format_date(half_day.on, "EEEE d", locale=spoken())
    return _("%(day)s, mañana", day=day) if is_morning(half_day.starts) else _("%(day)s, tarde", day=day)


def half_day_title(half_day: HalfDay) -> str:
    """«Jornada 1: martes 15, mañana»."""
    if half_day.kind == MAKE_UP:
        return _("Recuperación: %(name)s", name=format_date(half_day.on, "full", locale=spoken()))
    return _("Jornada %(number)s: %(name)s", number=half_day.number, name=half_day_name(half_day))


def short_name(half_day: HalfDay) -> str:
    """«Mar. 15 m.» for the head of a narrow column: day, and morning or afternoon."""
    day = format_date(half_day.on, "EEE d", locale=spoken())
    if half_day.kind == MAKE_UP:
        return _("%(day)s, recuperación", day=day)
    return _("%(day)s a. m.", day=day) if is_morning(half_day.starts) else _("%(day)s p. m.", day=day)


def hour(at: time) -> str:
    """«2:00 p. m.»"""
    return format_time(at, "short", locale=spoken())  # local already: no time zone may move it


def block_title(block: Block) -> str:
    """The block's title in the language of the page."""
    return said(block, "title", spoken())
