"""Which books there are, who may have them, in what form. Pure."""

from typing import Literal

import msgspec

PDF, EPUB = "application/pdf", "application/epub+zip"
Size = Literal["a3", "a4"]
LANGUAGES = ("es", "en")


class Book(msgspec.Struct, frozen=True):
    """One book; `staff` books hold answers or the trainer's words. `sizes` are those that it can be had in."""

    name: str
    staff: bool = False
    media_type: str = PDF
    sizes: tuple[str, ...] = ("a4",)

    @property
    def suffix(self) -> str:
        """How its file ends."""
        return "epub" if self.media_type == EPUB else "pdf"


BOOKS = (Book("participant"), Book("workbook"), Book("cards"), Book("posters", sizes=("a3", "a4")),
         Book("epub", media_type=EPUB), Book("trainer", staff=True), Book("quizzes", staff=True), Book("key", staff=True))


def book(name: str) -> Book | None:
    """The book of that name, or None."""
    return next((one for one in BOOKS if one.name == name), None)


class Order(msgspec.Struct, frozen=True):
    """What is to be drawn: a book in a language and a size. Its text form is the item of a job."""

    name: str
    language: str = "es"
    size: str = "a4"

    def __str__(self) -> str:
        return f"{self.name}.{self.language}.{self.size}"

    @property
    def book(self) -> Book:
        """The book that was ordered."""
        found = book(self.name)
        assert found is not None, self.name
        return found

    @property
    def file_name(self) -> str:
        """``participant.es.pdf``; the size is said where there is a choice."""
        size = f".{self.size}" if len(self.book.sizes) > 1 else ""
        return f"{self.name}.{self.language}{size}.{self.book.suffix}"


def order(text: str) -> Order | None:
    """The order that was written as text; None when there is no such book, language or size."""
    parts = text.split(".")
    if len(parts) != 3:
        return None
    found = book(parts[0])
    if found is None or parts[1] not in LANGUAGES or parts[2] not in found.sizes:
        return None
    return Order(*parts)


def orders() -> tuple[Order, ...]:
    """Every book in each language and size, in the order of the shelf."""
    return tuple(Order(one.name, language, size) for one in BOOKS for language in LANGUAGES for size in one.sizes)
