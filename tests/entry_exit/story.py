"""A workshop with a test of twenty pairs, and sheets in it. The right option of every question is its «buena»."""

from datetime import timedelta

import msgspec

from modules.manual import Manual
from modules.reference import PaperTest, TestItem
from quizzes.entry_exit import actions, keying, queries
from quizzes.entry_exit.blueprint import ENTRY, Blueprint, form_of
from quizzes.entry_exit.models import ON_PHONE, TestSheet
from tests import make
from training.accounts.models import User
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.workshops.models import Workshop
from training.workshops.queries import workshop_of

PLACES = 20


def _question(id_: str) -> str:
    wrong = "".join(f"~Mala {n} de {id_} #No {n} {id_}.\n" for n in (1, 2, 3))
    return f"// [id:{id_}]\n::{id_}::¿Qué pide {id_}? {{\n{wrong}=Buena de {id_} #Así es {id_}.\n}}\n"


def items() -> tuple[TestItem, ...]:
    """Twenty items: ten of module a1, ten of a2."""
    return tuple(TestItem("a1" if n <= 10 else "a2", f"Objetivo {n}", f"Objective {n}", f"p{n:02}a", f"p{n:02}b")
                 for n in range(1, PLACES + 1))


def test_a() -> PaperTest:
    """The test of course A."""
    bank = "// Banco\n\n" + "\n".join(_question(id_) for item in items() for id_ in (item.a, item.b))
    return PaperTest("a", items(), bank)


test_a.__test__ = False  # type: ignore[attr-defined]  # the name is the course's; pytest need not collect it


def with_tests(edition: Manual | None = None) -> Manual:
    """The manual with a workshop and the test of course A."""
    return msgspec.structs.replace(make.with_workshop(edition) if edition is None else edition, tests=(test_a(),))


def workshop(trainer: User, people: int = 0) -> Cohort:
    """A workshop with tests, both of them open on the phone now."""
    cohort = make.workshop(trainer, make.published(with_tests()), people=people)
    open_windows(cohort)
    return cohort


def open_windows(cohort: Cohort) -> Workshop:
    """Both tests are open, from an hour ago and for an hour."""
    found = workshop_of(cohort)
    assert found is not None
    found.entry_opens_at = found.exit_opens_at = now() - timedelta(hours=1)
    found.entry_closes_at = found.exit_closes_at = now() + timedelta(hours=1)
    db.session.flush()
    return found


def test_here(cohort: Cohort) -> Blueprint:
    """Both forms."""
    return queries.blueprint_in(cohort)


test_here.__test__ = False  # type: ignore[attr-defined]  # the same


def person(cohort: Cohort, number: int) -> Membership:
    """Whoever has this row."""
    found = queries.at_row(cohort, number)
    assert found is not None
    return found


def keys(cohort: Cohort, number: int, moment: str, right: int = PLACES, nth: int = 1) -> str:
    """What is keyed for this row: the first ``right`` answers are right, the others wrong."""
    form = form_of(number, moment, nth)
    places = test_here(cohort).forms[form]
    return "".join(place.right if place.number <= right else next(one for one in place.letters if one != place.right)
                   for place in places)


def filed(cohort: Cohort, number: int, moment: str = ENTRY, right: int = PLACES, by: User | None = None,
          again: bool = False) -> TestSheet:
    """The paper sheet of this row, handed in with so many right answers."""
    who = person(cohort, number)
    before = queries.sheets_of_person(who.id, moment)
    done = [sheet for sheet in before if sheet.handed_in_at is not None]
    row = keys(cohort, number, moment, right, len(done) + 1)
    by = by or db.session.get_one(User, cohort.created_by_id)
    seen = keying.mark_of(before[-1]) if before else ""
    return keying.file(cohort, who, moment, test_here(cohort), dict(enumerate(row, start=1)), seen=seen, finished=True,
                       again=again, share=80, by=by).sheet


def begun(member: Membership, moment: str = ENTRY) -> TestSheet:
    """A sheet that she began on the phone."""
    return actions.new_sheet(member, moment, test_here(member.cohort), ON_PHONE)


def choices(cohort: Cohort, sheet: TestSheet, right: int = PLACES, answered: int = PLACES) -> dict[str, str]:
    """The fields of her phone: the first ``right`` right, the others wrong, up to ``answered``."""
    found = {}
    for place in test_here(cohort).forms[sheet.form][:answered]:
        good = place.number <= right
        found[f"q-{place.question.id}"] = next(one.option.id for one in place.options if (one.letter == place.right) is good)
    return found


