"""Reading tests: always through the cohort of whoever runs it, or the membership of whoever asks."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import load_only

from quizzes.entry_exit.blueprint import ENTRY, EXIT, Blueprint, blueprint_for
from quizzes.entry_exit.models import RESCORED, SheetChange, TestSheet, VoidedQuestion
from quizzes.entry_exit.windows import Window
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import cohort_for
from training.cohorts.together import of_each
from training.db import db
from training.errors import Refused
from training.manuals.queries import manual, manual_here
from training.workshops.models import Workshop
from training.workshops.queries import workshop_of

MOMENT_OF = {"entrada": ENTRY, "salida": EXIT}
WORD_OF = {moment: word for word, moment in MOMENT_OF.items()}


def workshop_or_404(cohort: Cohort) -> Workshop:
    """The workshop of a cohort; 404 when it has none, for then it has no tests of this kind."""
    found = workshop_of(cohort)
    if found is None:
        abort(404)
    return found


def window_of(workshop: Workshop, moment: str) -> Window:
    """When the test of this moment is open on the phone."""
    if moment == ENTRY:
        return Window(workshop.entry_opens_at, workshop.entry_closes_at)
    return Window(workshop.exit_opens_at, workshop.exit_closes_at)


def has_test(cohort: Cohort) -> bool:
    """Whether the cohort's version of the manual has a test for its course that can be given."""
    return blueprint_for(manual(cohort.manual_digest), cohort.course) is not None


def blueprint_in(cohort: Cohort, *, spoken: bool = False) -> Blueprint:
    """The cohort's test as its version of the manual has it; in the language of the page when ``spoken``.

    Raises Refused when there is none.
    """
    edition = (manual_here if spoken else manual)(cohort.manual_digest)
    found = blueprint_for(edition, cohort.course)
    if found is None:
        raise Refused(_("El manual de esta cohorte no trae prueba de entrada y de salida, o no se puede leer. "
                        "Avise a quien administra Réplica."), 409)
    return found


def tests_for(actor: User, key: str) -> tuple[Cohort, Workshop, Blueprint]:
    """A cohort that the actor runs, with its workshop and its test (in the manual's own language)."""
    cohort = cohort_for(actor, key)
    return cohort, workshop_or_404(cohort), blueprint_in(cohort)


def people(cohort: Cohort) -> list[Membership]:
    """Whoever has a row on the sheets of the cohort, in the order of the rows. One query."""
    columns = load_only(Membership.id, Membership.key, Membership.number, Membership.given_names, Membership.surnames,
                        Membership.user_id, Membership.cohort_id)
    query = select(Membership).options(columns).where(
        Membership.cohort_id == cohort.id, Membership.removed_at.is_(None), Membership.number.is_not(None))
    return list(db.session.scalars(query.order_by(Membership.number)))


def how_many(cohort: Cohort) -> int:
    """How many people have a row on the sheets. One query."""
    return db.session.scalar(select(func.count(Membership.id)).where(
        Membership.cohort_id == cohort.id, Membership.removed_at.is_(None), Membership.number.is_not(None))) or 0


def handed_in(cohort: Cohort) -> dict[str, int]:
    """Moment → how many people have handed in a sheet that counts. One query."""
    query = (select(TestSheet.moment, func.count(TestSheet.membership_id.distinct()))
             .join(Membership, Membership.id == TestSheet.membership_id)
             .where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None), TestSheet.undone_at.is_(None),
                    TestSheet.handed_in_at.is_not(None)).group_by(TestSheet.moment))
    return {moment: count for moment, count in db.session.execute(query)}


def person_of(cohort: Cohort, key: str) -> Membership:
    """Somebody of the cohort by her public key; 404 when she is not in it."""
    query = select(Membership).where(Membership.key == key, Membership.cohort_id == cohort.id,
                                     Membership.removed_at.is_(None), Membership.number.is_not(None))
    found = db.session.scalar(query)
    if found is None:
        abort(404)
    return found


def at_row(cohort: Cohort, number: int) -> Membership | None:
    """Whose row of the cohort's sheets this is."""
    query = select(Membership).where(Membership.cohort_id == cohort.id, Membership.number == number,
                                     Membership.removed_at.is_(None))
    return db.session.scalar(query)


def sheets_of(cohort: Cohort, moment: str | None = None) -> list[TestSheet]:
    """The sheets of the people of a cohort, open ones too; not the undone. By person and number. One query."""
    query = (select(TestSheet).join(Membership, Membership.id == TestSheet.membership_id)
             .where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None), TestSheet.undone_at.is_(None)))
    if moment is not None:
        query = query.where(TestSheet.moment == moment)
    return list(db.session.scalars(query.order_by(TestSheet.membership_id, TestSheet.moment, TestSheet.number)))


class Result(NamedTuple):
    """What a sheet came to; while it is open it has none (``handed_in_at`` is None)."""

    handed_in_at: datetime | None
    points: int
    out_of: int
    passed: bool | None


def results_of(cohort: Cohort, moment: str, only: int | None = None) -> dict[int, list[Result]]:
    """Membership id → what her sheets of a moment came to, in order; not the undone. Of one person, or all. One query."""
    if only is None:
        return _results(cohort.id, moment)
    sheets = db.session.execute(_sheets_of(moment).where(TestSheet.membership_id == only))
    found = [Result(*result) for _who, *result in sheets]
    return {only: found} if found else {}


def _sheets_of(moment: str) -> Select[Any]:
    columns = (getattr(TestSheet, name) for name in Result._fields)
    return (select(TestSheet.membership_id, *columns).where(TestSheet.moment == moment, TestSheet.undone_at.is_(None))
            .order_by(TestSheet.number))


@of_each
def _results(ids: Sequence[int], moment: str) -> dict[int, dict[int, list[Result]]]:
    query = (_sheets_of(moment).add_columns(Membership.cohort_id)
             .join(Membership, Membership.id == TestSheet.membership_id)
             .where(Membership.cohort_id.in_(ids), Membership.removed_at.is_(None)))
    found: dict[int, dict[int, list[Result]]] = {one: {} for one in ids}
    for who, *result, cohort in db.session.execute(query):
        found[cohort].setdefault(who, []).append(Result(*result))
    return found


def sheets_of_person(membership_id: int, moment: str, *, hold: bool = False) -> list[TestSheet]:
    """Her sheets of a moment, in order; not the undone. ``hold``: as they are now, whatever a page has read of them
    before, and nobody else's until the end of the transaction."""
    query = select(TestSheet).where(TestSheet.membership_id == membership_id, TestSheet.moment == moment,
                                    TestSheet.undone_at.is_(None)).order_by(TestSheet.number)
    if hold:
        query = query.with_for_update().execution_options(populate_existing=True)
    return list(db.session.scalars(query))


def last_number(membership_id: int, moment: str) -> int:
    """The number of her last sheet of a moment, undone or not; 0 when she has none."""
    query = select(func.max(TestSheet.number)).where(TestSheet.membership_id == membership_id, TestSheet.moment == moment)
    return db.session.scalar(query) or 0


def my_sheet(membership: Membership, moment: str, key: str) -> TestSheet:
    """The member's own sheet; 404 when it is not hers, or of another moment. Locked while it is written to."""
    query = select(TestSheet).where(TestSheet.key == key, TestSheet.membership_id == membership.id,
                                    TestSheet.moment == moment)
    found = db.session.scalar(query)
    if found is None:
        abort(404)
    return found


def sheet_for(actor: User, key: str, sheet: str) -> tuple[Cohort, TestSheet, Membership]:
    """A sheet of a cohort that the actor runs, also an undone one, and whose it is; 404 when it is not one."""
    cohort = cohort_for(actor, key)
    query = (select(TestSheet, Membership).join(Membership, Membership.id == TestSheet.membership_id)
             .where(TestSheet.key == sheet, Membership.cohort_id == cohort.id, Membership.removed_at.is_(None)))
    found = db.session.execute(query).one_or_none()
    if found is None:
        abort(404)
    return cohort, found[0], found[1]


def changes_of(sheet: TestSheet) -> list[tuple[SheetChange, User]]:
    """What became of a sheet, the newest first, and by whose hand."""
    query = (select(SheetChange, User).join(User, User.id == SheetChange.by_id)
             .where(SheetChange.sheet_id == sheet.id).order_by(SheetChange.id.desc()))
    return [(change, by) for change, by in db.session.execute(query)]


def voided_in(cohort: Cohort) -> list[tuple[VoidedQuestion, User]]:
    """The questions that count for nobody, in the order in which they were voided, and by whose hand."""
    query = (select(VoidedQuestion, User).join(User, User.id == VoidedQuestion.by_id)
             .where(VoidedQuestion.cohort_id == cohort.id).order_by(VoidedQuestion.id))
    return [(one, by) for one, by in db.session.execute(query)]


def voided_ids(cohort_id: int) -> frozenset[str]:
    """The ids of the questions that count for nobody in a cohort."""
    return frozenset(db.session.scalars(select(VoidedQuestion.question).where(VoidedQuestion.cohort_id == cohort_id)))


def keyer_of(sheet: TestSheet) -> str:
    """The name of who keyed a sheet from paper; "" for one that was given on the phone."""
    keyer = db.session.get(User, sheet.keyed_by_id) if sheet.keyed_by_id else None
    return keyer.full_name if keyer else ""


def fell_by_voiding(cohort: Cohort) -> list[Membership]:
    """Who had passed the exit test until a question was voided, and does not pass now. Two queries."""
    query = (select(TestSheet.membership_id, SheetChange.before).join(SheetChange, SheetChange.sheet_id == TestSheet.id)
             .join(Membership, Membership.id == TestSheet.membership_id)
             .where(Membership.cohort_id == cohort.id, SheetChange.kind == RESCORED, TestSheet.moment == EXIT))
    had = {who for who, before in db.session.execute(query) if json.loads(before)["passed"]}
    if not had:
        return []
    passing = select(TestSheet.membership_id).where(TestSheet.moment == EXIT, TestSheet.undone_at.is_(None),
                                                    TestSheet.passed.is_(True))
    fallen = select(Membership).where(Membership.id.in_(had), Membership.id.not_in(passing), Membership.removed_at.is_(None))
    return list(db.session.scalars(fallen.order_by(Membership.number)))


def by_person(sheets: Sequence[TestSheet]) -> dict[int, list[TestSheet]]:
    """Membership id → her sheets, in the order in which they come."""
    found: dict[int, list[TestSheet]] = {}
    for sheet in sheets:
        found.setdefault(sheet.membership_id, []).append(sheet)
    return found
