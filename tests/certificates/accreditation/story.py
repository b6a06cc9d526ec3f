"""A course of trainers that has ended, and the workshops that one of them ran since."""

from collections.abc import Callable
from fractions import Fraction

import msgspec

from modules.workshop import Accreditation, Rule
from tests import make
from tests.certificates.story import attend, close_all, complete, issued, named
from training.accounts.models import User
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.manuals.models import ManualVersion
from training.progress.actions import mark_read, record_score
from training.progress.requirements import PRACTICE, Requirement, Stand, Standing

RULE = Accreditation("a", workshops=2, people=2, months=24, renewal=1)


def edition() -> ManualVersion:
    """A manual whose course «b» accredits."""
    whole = make.with_workshop(make.manual(make.module("a1"), make.module("a2"), make.module("b1"), make.module("b2")))
    courses = tuple(msgspec.structs.replace(one, accreditation=RULE, rule=Rule(checklists=("micro",)))
                    if one.slug == "b" else one for one in whole.courses)
    return make.published(msgspec.structs.replace(whole, courses=courses))


def practised(found: set[int]) -> Callable[[object, object], Requirement]:
    """A requirement of practice that only these memberships have passed."""
    def ask(_cohort: object, _members: object) -> Requirement:
        return Requirement(PRACTICE, "Práctica observada", "80 %", frozenset(), {
            member: Standing(Stand.DONE, "") for member in found})

    return ask


def course(trainer: User, version: ManualVersion, *names: tuple[str, str]) -> tuple[Cohort, list[Membership]]:
    """A cohort of the course of trainers, everybody certified."""
    cohort = make.cohort(trainer, version, course="b", name="Formadoras 2026")
    people = [_graduate(make.member(cohort, make.user(*name, authority_id=trainer.authority_id))) for name in names]
    db.session.commit()
    issued(cohort)
    return cohort, people


def _graduate(member: Membership) -> Membership:
    named(member)
    for slug in ("b1", "b2"):
        mark_read(member.id, slug)
        record_score(member.id, slug, Fraction(1), True, now())
    return member


def taught(person: User, version: ManualVersion, name: str, *, certified: int = 2, closed: bool = True) -> Cohort:
    """A workshop of course «a» that she facilitated."""
    cohort = make.workshop(person, version, name=name)
    for number in range(certified):
        attend(complete(make.member(cohort, make.user(f"Persona {name}", f"Rojas Luna {number}"))), 240, 210, 240, 210)
    close_all(cohort)
    db.session.commit()
    issued(cohort)
    cohort.closed_at = now() if closed else None
    db.session.commit()
    return cohort
