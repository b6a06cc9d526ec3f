"""Bea's workshop with a test of twenty pairs, and sheets handed in with so many right answers."""

import json
from collections.abc import Collection

import msgspec

from modules.manual import Manual
from modules.reference import PaperTest, TestItem
from quizzes.entry_exit.blueprint import Blueprint, blueprint_for, form_of
from quizzes.entry_exit.models import EXIT, ON_PAPER, TestSheet
from quizzes.models import QuizPaper
from quizzes.questions import digest, dump
from tests import make
from training.accounts.models import User
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import members
from training.db import db
from training.manuals.queries import manual


def with_test(edition: Manual | None = None) -> Manual:
    """The manual with a test of course A: items 1 to 10 ask for a1, the others for a2."""
    items = tuple(TestItem("a1" if n <= 10 else "a2", f"Meta {n}", f"Aim {n}", f"ta{n:02}a", f"ta{n:02}b") for n in range(1, 21))
    bank = "\n".join(f"// [id:{id_}]\n::{id_}::¿Qué hace en {id_}? {{\n=Sí {id_} #a {id_}\n~No {id_} #b {id_}\n~Tal vez #c {id_}\n~Nunca #d {id_}\n}}\n"
                     for item in items for id_ in (item.a, item.b))
    return msgspec.structs.replace(make.with_workshop(edition), tests=(PaperTest("a", items, bank),))


def workshop(people: int, trainer: User | None = None) -> tuple[User, Cohort, list[Membership]]:
    """Bea, her workshop, and so many people by row number; committed."""
    bea = trainer or make.bea()
    cohort = make.workshop(bea, make.published(with_test()), people=people)
    db.session.commit()
    return bea, cohort, sorted(members(cohort), key=lambda one: one.number or 0)


def test_of(cohort: Cohort) -> Blueprint:
    """Its printed test."""
    found = blueprint_for(manual(cohort.manual_digest), cohort.course)
    assert found is not None
    return found


test_of.__test__ = False  # type: ignore[attr-defined]  # no test, in spite of its name


def hand_in(member: Membership, moment: str, right: Collection[int], *, number: int = 1, done: bool = True) -> TestSheet:
    """Her sheet of this moment with these items right, and every other answered with a wrong letter."""
    blueprint = test_of(member.cohort)
    form = form_of(member.number or 1, moment, number)
    content = dump(blueprint.quizzes[form])
    if db.session.get(QuizPaper, digest(content)) is None:
        db.session.add(QuizPaper(digest=digest(content), questions=content, stored_at=now()))
        db.session.flush()
    answers = {place.number: place.right if place.item in right else next(one for one in place.letters if one != place.right)
               for place in blueprint.forms[form]}
    sheet = TestSheet(
        membership_id=member.id, moment=moment, number=number, form=form, source=ON_PAPER, quiz_digest=digest(content),
        answers=json.dumps({str(place): letter for place, letter in answers.items()}), began_at=now(), saved_at=now(),
        handed_in_at=now() if done else None, points=len(right) if done else 0, out_of=20 if done else 0,
        passed=len(right) >= 16 if done and moment == EXIT else None)
    db.session.add(sheet)
    db.session.flush()
    return sheet
