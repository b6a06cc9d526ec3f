"""The tests as they are printed: booklets that are used twice, an answer sheet per person and test, the key. Pure.

Spanish, as every paper of a workshop. A booklet holds questions and no place to answer, a sheet holds letters and no
score, and the key is in neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quizzes.entry_exit.blueprint import ENTRY, EXIT, FORMS, LETTERS, Blueprint, Place, form_of, sheet_code
from quizzes.on_paper import plain

TEMPLATES = Path(__file__).parents[2] / "templates"
SPARE = 4  # answer sheets for whoever comes without being on the list: the next rows, whose form is known
SPARE_BOOKLETS = 1  # more of each form than people: one gets lost
ON_A_PAGE = 2
GROUNDS = tuple((form, listed) for form in FORMS for listed in (True, False))
LEAVES = 16  # pages to a document
MOMENT_NAMES = {ENTRY: "Prueba de entrada", EXIT: "Prueba de salida"}


@dataclass(frozen=True, slots=True)
class Who:
    """A person on a sheet. ``key``: her public id in the workshop; "" when the row waits for somebody."""

    number: int
    key: str = ""
    surnames: str = ""
    given_names: str = ""
    facility: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What every sheet says of the workshop. ``site``: the public address that a QR begins with."""

    workshop: str
    place: str
    days: str
    course: str
    edition: str
    site: str
    draft: bool = False


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One person's sheet of one test: half a page."""

    who: Who
    moment: str

    @property
    def form(self) -> str:
        return form_of(self.who.number, self.moment)

    @property
    def code(self) -> str:
        return sheet_code(self.moment, self.who.number, self.form)

    @property
    def title(self) -> str:
        return MOMENT_NAMES[self.moment]

    @property
    def ground(self) -> int:
        """Which of GROUNDS lies under it."""
        return GROUNDS.index((self.form, bool(self.who.key)))


@dataclass(frozen=True, slots=True)
class Ground:
    """The letters and the instructions of a form. ``listed``: for somebody whose name is printed."""

    form: str
    listed: bool
    places: tuple[Place, ...]

    @property
    def columns(self) -> tuple[tuple[Place, ...], ...]:
        """The places in two columns."""
        half = (len(self.places) + 1) // 2
        return self.places[:half], self.places[half:]


def answer_sheets(people: Sequence[Who], last_row: int, moment: str) -> list[AnswerSheet]:
    """A sheet for each person, then some for the rows after ``last_row``, the highest that was ever given."""
    waiting = [Who(number) for number in range(last_row + 1, last_row + 1 + SPARE)]
    return [AnswerSheet(who, moment) for who in [*people, *waiting]]


def stacked(sheets: Sequence[AnswerSheet]) -> Iterator[tuple[AnswerSheet, ...]]:
    """Pages of two, so that the pile is cut once and its lower half, put under the upper one, goes on counting."""
    half = (len(sheets) + 1) // ON_A_PAGE
    for upper in range(half):
        yield tuple(sheets[at] for at in (upper, upper + half) if at < len(sheets))


def copies(people: Sequence[Who]) -> dict[str, int]:
    """How many booklets of each form are enough: the same ones serve the entry and the exit test."""
    def most(form: str) -> int:
        return max(sum(form_of(who.number, moment) == form for who in people) for moment in (ENTRY, EXIT))

    return {form: most(form) + SPARE_BOOKLETS for form in FORMS}


def booklet(blueprint: Blueprint, form: str, heading: Heading, *, even: bool = False) -> str:
    """The questions of a form. ``even``: with an empty last page, so that each copy begins on a new leaf."""
    return _page("booklet", heading, form=form, places=blueprint.forms[form], letters=LETTERS[form], even=even)


def answers(sheets: Sequence[AnswerSheet], heading: Heading) -> str:
    """What is a person's own on the answer sheets of one test, two on a page; the rest is their ground."""
    return _page("answers", heading, pages=list(stacked(sheets)),
                 address=lambda who: quote(f"{heading.site}/f/{who.key}", safe=""))


def grounds(blueprint: Blueprint, heading: Heading) -> str:
    """What many sheets share, half a page each, in the order of GROUNDS: drawn once, not two hundred times."""
    return _page("grounds", heading, grounds=[Ground(form, listed, blueprint.forms[form]) for form, listed in GROUNDS])


def key(blueprint: Blueprint, heading: Heading) -> str:
    """The right letters of both forms, for whoever facilitates."""
    return _page("key", heading, forms=blueprint.forms)


def _page(name: str, heading: Heading, **more: object) -> str:
    return _environment().get_template(f"entry_exit/print/{name}.html").render(h=heading, plain=plain, **more)


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
