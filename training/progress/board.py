"""The trainer's board of a cohort: one query for the people, one for their marks, whatever the size."""

from collections import defaultdict
from typing import cast

from flask_babel import gettext as _
from sqlalchemy import func, select

from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.cohorts.text import fold
from training.db import db
from training.progress.matrix import Mark, Matrix, Person, Words, matrix
from training.progress.models import Standing
from training.progress.queries import course_rule


def _marks_of(cohort_id: int) -> dict[int, dict[str, Mark]]:
    query = (select(Standing.membership_id, Standing.module, Standing.read_at.is_not(None),
                    Standing.passed_at.is_not(None), Standing.attempts, Standing.best_score)
             .join(Membership, Membership.id == Standing.membership_id).where(Membership.cohort_id == cohort_id))
    found: dict[int, dict[str, Mark]] = defaultdict(dict)
    for row in db.session.execute(query):
        found[row[0]][row[1]] = cast(Mark, tuple(row))
    return found


def people_of(cohort: Cohort) -> list[Person]:
    """The cohort's members with their marks, by surname."""
    last = (select(Standing.membership_id, func.max(Standing.last_seen_at).label("at"))
            .join(Membership, Membership.id == Standing.membership_id).where(Membership.cohort_id == cohort.id)
            .group_by(Standing.membership_id).subquery())
    query = (select(Membership.id, Membership.key, Membership.given_names, Membership.surnames, Membership.profession,
                    Membership.facility, Membership.added_at, last.c.at, Membership.confirmed_at.is_not(None))
             .outerjoin(last, last.c.membership_id == Membership.id)
             .where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None)))
    marks = _marks_of(cohort.id)
    found = [Person(key, f"{surnames}, {given}", ", ".join(filter(None, (profession, facility))), added, seen,
                   marks.get(number, {}), confirmed)
            for number, key, given, surnames, profession, facility, added, seen, confirmed in db.session.execute(query)]
    return sorted(found, key=lambda person: (fold(person.name), person.key))


def words() -> Words:
    """The states in the reader's language."""
    return Words(complete=_("completo"), started=_("en curso"), stuck=_("necesita ayuda"),
                 read=_("leído, falta la prueba"), to_start=_("por empezar"))


def board(cohort: Cohort) -> Matrix:
    """People × modules of a cohort, now."""
    modules, kinds = course_rule(cohort)
    return matrix(people_of(cohort), modules, kinds, now(), words())
