"""The trainer's board of a cohort: one query, whatever the size."""

from functools import lru_cache

from flask_babel import gettext as _
from sqlalchemy import String, bindparam, case, cast, func, select

from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.cohorts.text import fold
from training.db import db
from training.progress.matrix import Mark, Matrix, Person, Words, matrix
from training.progress.models import Standing
from training.progress.queries import course_rule

# For one person: her marks in one text, and the last sign of her. As subqueries of her own row they are always found
# through the key of the standings; joined and grouped, PostgreSQL may choose to read the standings of the whole country.
_MINE = Standing.membership_id == Membership.id
_MARKS = (select(func.aggregate_strings(
    Standing.module + "," + case((Standing.read_at.is_not(None), "1"), else_="")
    + "," + case((Standing.passed_at.is_not(None), "1"), else_="") + "," + cast(Standing.attempts, String)
    + "," + func.coalesce(cast(Standing.best_score, String), ""), " ")).where(_MINE).scalar_subquery())
_LAST = select(func.max(Standing.last_seen_at)).where(_MINE).scalar_subquery()
_PEOPLE = (select(Membership.key, Membership.given_names, Membership.surnames, Membership.profession,
                  Membership.facility, Membership.added_at, _LAST, Membership.confirmed_at.is_not(None), _MARKS)
           .where(Membership.cohort_id == bindparam("cohort_id"), Membership.removed_at.is_(None)))


def _mark(text: str) -> Mark:
    """One mark from its text, as _MARKS writes it."""
    module, read, passed, attempts, best = text.split(",")
    return Mark(module, bool(read), bool(passed), int(attempts), float(best) if best else None)


@lru_cache(maxsize=8192)
def _place(name: str) -> str:
    """Where a name stands in a list; the same few thousand names come again and again."""
    return fold(name)


def people_of(cohort: Cohort) -> list[Person]:
    """The cohort's members with their marks, by surname. One query."""
    read: dict[str, Mark] = {}  # most marks are like somebody else's
    found = []
    for key, given, surnames, profession, facility, added, seen, confirmed, text in db.session.execute(
            _PEOPLE, {"cohort_id": cohort.id}):
        mine = [read.get(one) or read.setdefault(one, _mark(one)) for one in (text or "").split()]
        found.append(Person(key, f"{surnames}, {given}", ", ".join(filter(None, (profession, facility))), added, seen,
                            {mark.module: mark for mark in mine}, confirmed))
    return sorted(found, key=lambda person: (_place(person.name), person.key))


def words() -> Words:
    """The states in the reader's language."""
    return Words(complete=_("completo"), started=_("en curso"), stuck=_("necesita ayuda"),
                 read=_("leído, falta la prueba"), to_start=_("por empezar"))


def board(cohort: Cohort) -> Matrix:
    """People × modules of a cohort, now."""
    modules, kinds = course_rule(cohort)
    return matrix(people_of(cohort), modules, kinds, now(), words())
