"""The shop's sheets as HTML without their stylesheet. They speak Spanish, as the papers do. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from certificates.paper.wording import day
from certificates.shop.syllabus import Back
from certificates.shop.tally import Lot, Place, Receipt, Sheet, Sitting, counted, receipts, sittings
from training.clock import in_lima

TEMPLATES = Path(__file__).parents[2] / "templates"
DOCUMENTS = 40  # delivery points to a document: more pages at once would only take memory


def back(one: Back) -> str:
    """The back of a paper, lying or upright as its front."""
    return _page("back", b=one)


def mark(number: int, on: date, *, upright: bool) -> str:
    """A page with nothing but «DUPLICADO» on it, to be laid over a front."""
    return _page("mark", number=number, on=on, upright=upright)


def separator(lot: Lot, place: Place, sheets: Sequence[Sheet]) -> str:
    """The sheet before the papers of a delivery point."""
    return _page("separator", lot=lot, place=place, sheets=sheets, counted=counted(sheets))


def tally(lot: Lot, sheets: Sequence[Sheet]) -> list[str]:
    """The lists of the signing sitting, one document for those who sign together."""
    return [_tally(lot, one) for one in sittings(sheets)]


def _tally(lot: Lot, sitting: Sitting) -> str:
    return _page("tally", lot=lot, sitting=sitting, counted=counted(sitting.sheets))


def receipt_lists(lot: Lot, sheets: Sequence[Sheet]) -> list[str]:
    """What each delivery point signs for."""
    found = receipts(sheets)
    return [_receipts(lot, found[at:at + DOCUMENTS]) for at in range(0, len(found), DOCUMENTS)]


def _receipts(lot: Lot, some: Sequence[Receipt]) -> str:
    return _page("receipts", lot=lot, receipts=some, counted=counted)


def _page(name: str, **values: object) -> str:
    return _environment().get_template(f"certificates/shop/print/{name}.html").render(values)


def _moment(at: datetime) -> str:
    return f"{in_lima(at):%d.%m.%Y, %H:%M}"


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True)
    made.filters.update(day=day, moment=_moment)
    return made
