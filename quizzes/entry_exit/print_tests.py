"""The tests in the suitcase: read what they need, end the transaction, then draw. Only the worker and the shell draw."""

import atexit
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from quizzes.entry_exit import paper
from quizzes.entry_exit.blueprint import FORMS, MOMENTS, Blueprint, blueprint_for
from quizzes.entry_exit.gain_queries import highest_row, people_of
from training.accounts.models import User
from training.cohorts.models import Cohort
from training.cohorts.queries import is_only_a_member
from training.db import db, reading
from training.errors import Refused
from training.house import KitPart, KitSheet
from training.manuals.queries import manual
from training.pages import days
from training.press import PANGO, fonts, qr
from training.workshops.queries import workshop_of

if TYPE_CHECKING:
    from training.press.press import Press

HALF = 148.5 / 25.4 * 72  # points: half the height of a page
CSS = Path(__file__).parent / "print" / "tests.css"


@dataclass(frozen=True, slots=True)
class Printing:
    """Everything that the sheets of one workshop say."""

    heading: paper.Heading
    blueprint: Blueprint
    people: tuple[paper.Who, ...]
    last_row: int


def printing_of(cohort_id: int) -> Printing | None:
    """What is to be printed for a cohort; None when it has no workshop, or its course no test."""
    cohort = db.session.get_one(Cohort, cohort_id)
    edition = manual(cohort.manual_digest)
    blueprint = blueprint_for(edition, cohort.course)
    if blueprint is None or workshop_of(cohort) is None:
        return None
    people = tuple(paper.Who(one.number, one.key, one.surnames, one.given_names, one.facility)
                   for one in people_of(cohort) if one.number is not None)
    heading = paper.Heading(
        workshop=cohort.name, place=cohort.place, days=days(cohort.starts_on, cohort.ends_on),
        course=f"Curso {cohort.course.upper()}", edition=f"Versión {edition.version} · {edition.digest[:8]}",
        site=str(current_app.config["PUBLIC_URL"]), draft=edition.draft)
    return Printing(heading, blueprint, people, highest_row(cohort))


def draw_tests(cohort_id: int, _by_id: int) -> Iterator[KitPart]:
    """Booklets of both forms (each serves twice), then a sheet per person and test. Raises Refused."""
    with reading():
        found = printing_of(cohort_id)
    if found is None:
        return
    _check_letters(found.people)
    many = paper.copies(found.people)
    for form in FORMS:
        pdf, pages = drawn(paper.booklet(found.blueprint, form, found.heading))
        if pages % 2:  # printed on both sides, each copy must begin on a leaf of its own
            pdf, pages = drawn(paper.booklet(found.blueprint, form, found.heading, even=True))
        yield KitPart(f"Pruebas de entrada y salida: cuadernillo de la forma {form}", pdf, pages, many[form])
    grounds, _pages = drawn(paper.grounds(found.blueprint, found.heading))
    for moment in MOMENTS:
        sheets = paper.answer_sheets(found.people, found.last_row, moment)
        pdf, pages = drawn(paper.answers(sheets, found.heading))
        yield KitPart(f"{paper.MOMENT_NAMES[moment]}: hojas de respuestas", on_grounds(pdf, grounds, sheets), pages)


def draw_key(cohort_id: int, by_id: int) -> Iterator[KitPart]:
    """The right letters: one sheet, at the end of the suitcase. Not for somebody who takes the test herself."""
    with reading():
        learns = is_only_a_member(db.session.get_one(User, by_id), db.session.get_one(Cohort, cohort_id))
        found = None if learns else printing_of(cohort_id)
    if found is not None:
        yield KitPart("Clave de las pruebas: solo para quien facilita", *drawn(paper.key(found.blueprint, found.heading)))


TESTS = KitSheet("tests", lazy_gettext("Pruebas de entrada y salida"), 50, draw_tests)
KEY = KitSheet("test key", lazy_gettext("Clave de las pruebas: solo para quien facilita"), 95, draw_key)


def _check_letters(people: tuple[paper.Who, ...]) -> None:
    """A name with a character that no font of ours has would come out with an empty box."""
    for who in people:
        missing = fonts.missing_glyphs(f"{who.surnames} {who.given_names} {who.facility}")
        if missing:
            raise Refused(_("El nombre o el establecimiento de la fila %(number)s tiene un signo que no se puede imprimir: "
                            "%(signs)s. Corríjalo en la lista y vuelva a pedir las hojas.",
                            number=who.number, signs=" ".join(sorted(missing))))


def on_grounds(pdf: bytes, grounds: bytes, sheets: Sequence[paper.AnswerSheet]) -> bytes:
    """Lay the ground of its form under every sheet. Drawn anew on each page it took forty seconds and 900 MB for 200."""
    import pikepdf  # noqa: PLC0415  # loaded late: 5 MB, and only who draws joins

    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as made, pikepdf.open(BytesIO(grounds)) as under:
        shared = [made.copy_foreign(page.as_form_xobject()) for page in under.pages]
        for page, on_it in zip(made.pages, paper.stacked(sheets), strict=True):
            drawing = ""
            for sheet, height in zip(on_it, (HALF, 0.0), strict=False):
                name = page.add_resource(shared[sheet.ground], pikepdf.Name.XObject, pikepdf.Name(f"/Ground{sheet.ground}"))
                drawing += f"q 1 0 0 1 0 {height:.2f} cm {name} Do Q "
            page.contents_add(f"/Artifact BMC {drawing}EMC".encode(), prepend=True)  # read aloud, it would be noise
        made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def drawn(html: str) -> tuple[bytes, int]:
    """The sheets as PDF, and how many pages they are. Slow."""
    with PANGO:
        return _press().documents([html])


@cache
def _press() -> "Press":
    """The press of this process, made when it is first used."""
    # Imported here and not above: the site must start and serve without Pango's libraries; only the worker draws.
    from training.press.press import Press  # noqa: PLC0415  # the reason stands above

    atexit.register(_press.cache_clear)  # its pictures must go while Python still stands
    return Press(CSS.read_text(encoding="utf-8"), {"qr": lambda text: (qr.picture(text), "image/png")})
