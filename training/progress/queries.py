"""Reading how far people are: one query per page, whatever the size of the cohort."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from modules.manual import Manual
from training.cohorts.models import Cohort, Membership
from training.cohorts.together import of_each
from training.db import db
from training.manuals.queries import manual
from training.progress.models import Standing
from training.progress.rules import NOTHING, Facts, Missing, is_complete, missing

_COLUMNS = tuple(Standing.__table__.c[name] for name in (
    "membership_id", "module", "last_seen_at", "read_at", "attempts", "best_score", "last_score", "passed_at",
    "last_attempt_at", "first_seen_at"))
# Every page of a learner asks this: built once, and of plain columns, it costs half.
_FACTS_OF_ONE = select(*_COLUMNS).where(Standing.__table__.c.membership_id == bindparam("membership_id"))
_FACTS_OF_SOME = _FACTS_OF_ONE.where(Standing.__table__.c.module.in_(bindparam("modules", expanding=True)))


def _facts(row: tuple) -> Facts:  # type: ignore[type-arg]  # the row of _COLUMNS, in their order
    _id, _module, seen, read, attempts, best, last, passed, attempted, first = row
    signs = [moment for moment in (seen, read, attempted) if moment is not None]
    return Facts(seen_at=seen or first, read_at=read, attempts=attempts, best_score=best, last_score=last,
                 passed_at=passed, last_at=max(signs, default=None))


def facts_of(membership_id: int, modules: Sequence[str] | None = None) -> dict[str, Facts]:
    """Module → facts of one person, in all modules or only in these. One query."""
    if modules is None:
        rows = db.session.execute(_FACTS_OF_ONE, {"membership_id": membership_id})
    else:
        rows = db.session.execute(_FACTS_OF_SOME, {"membership_id": membership_id, "modules": modules})
    return {row[1]: _facts(tuple(row)) for row in rows}


def facts_of_cohort(cohort_id: int) -> dict[int, dict[str, Facts]]:
    """Membership id → module → facts, for a whole cohort. One query."""
    return _facts_of_each(cohort_id)


@of_each
def _facts_of_each(ids: Sequence[int]) -> dict[int, dict[int, dict[str, Facts]]]:
    query = select(*_COLUMNS, Membership.cohort_id).join(Membership.__table__, Membership.id == Standing.membership_id)
    found: dict[int, dict[int, dict[str, Facts]]] = {one: defaultdict(dict) for one in ids}
    for *row, cohort in db.session.execute(query.where(Membership.cohort_id.in_(ids))):
        found[cohort][row[0]][row[1]] = _facts(tuple(row))
    return found


@dataclass(frozen=True)
class Completion:
    """Whether one member is complete, and what she still lacks."""

    membership: Membership
    complete: bool
    missing: tuple[Missing, ...]


def course_rule(cohort: Cohort, edition: Manual | None = None) -> tuple[list[str], tuple[str, ...]]:
    """The published modules and the kinds of achievement that the cohort's course asks for."""
    edition = edition or manual(cohort.manual_digest)
    course = edition.course(cohort.course)
    kinds = tuple(course.completion) if course else ()
    return [module.slug for module in edition.published(cohort.course)], kinds


def completion(cohort: Cohort) -> list[Completion]:
    """Each confirmed or added member of the cohort with her completion, by surname. Two queries."""
    modules, kinds = course_rule(cohort)
    facts = facts_of_cohort(cohort.id)
    people = db.session.scalars(
        select(Membership).where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None))
        .order_by(Membership.surnames, Membership.given_names, Membership.id)).all()
    return [_completion(person, modules, kinds, facts.get(person.id, {})) for person in people]


def _completion(person: Membership, modules: list[str], kinds: tuple[str, ...],
                facts: Mapping[str, Facts]) -> Completion:
    return Completion(person, is_complete(modules, kinds, facts), tuple(missing(modules, kinds, facts)))


def of(facts: Mapping[str, Facts], module: str) -> Facts:
    """The facts of a module, or those of somebody who has not begun."""
    return facts.get(module, NOTHING)
