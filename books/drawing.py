"""An order becomes a file: compose, then the press (or the packer of EPUBs). Pure but for the press itself."""

from collections.abc import Callable

import msgspec

from books import compose, epub
from books.catalogue import EPUB, Order, Size
from books.compose import Frame
from books.poster import poster_html
from training.press import PANGO

Tell = Callable[[int], None]
PAPERS: dict[str, Callable[[Frame], str]] = {
    "participant": compose.participant, "trainer": compose.trainer, "workbook": compose.exercises,
    "quizzes": compose.quizzes, "key": compose.key, "cards": compose.cards}


class Drawn(msgspec.Struct, frozen=True):
    """A finished book: its bytes and its number of pages (0: it has none)."""

    data: bytes
    pages: int


class CannotDraw(ValueError):
    """The book cannot be drawn as it should be; the message says what stands in the way."""


def _silence(page: int) -> None:
    """Nobody listens."""


def draw(order: Order, frame: Frame, tell: Tell = _silence) -> Drawn:
    """Draw a book. ``tell`` hears each page as it is laid out. Raises CannotDraw."""
    if order.book.media_type == EPUB:
        return Drawn(epub.pack(frame), 0)
    htmls = posters(order, frame) if order.name == "posters" else [PAPERS[order.name](frame)]
    # Imported here and not above: the site must start and serve without Pango's libraries; only the worker draws.
    from books import press  # noqa: PLC0415  # the reason stands above

    sheet = {"cards": "cards", "posters": "posters"}.get(order.name, "book")
    with PANGO, press.telling(tell):
        try:
            data, pages = press.press_of(sheet).documents(htmls)
        except press.Refused as error:
            raise CannotDraw(str(error)) from error
    return Drawn(data, pages)


def posters(order: Order, frame: Frame) -> list[str]:
    """One document a pathway. Raises CannotDraw when there is none, or one that does not fit."""
    size: Size = "a3" if order.size == "a3" else "a4"
    if not frame.manual.flows:
        raise CannotDraw(frame.words["nothing"])
    try:
        return [poster_html(flow, frame.manual, frame.language, size, frame.today) for flow in frame.manual.flows]
    except ValueError as error:
        raise CannotDraw(str(error)) from error
