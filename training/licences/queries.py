"""Reading the ladder: which one is in force, what people have done towards it, their licences; in constant queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from flask import abort
from sqlalchemy import Row, func, select

from modules.ladder import ATTENDANCE, CERTIFICATE, FACILITATED, OBSERVED, OBSERVING, PRACTICE, TEST, Ladder
from training.accounts.models import User
from training.accounts.queries import names_of
from training.clock import in_lima, today
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.db import db
from training.licences.models import FacilitatorObservation, Licence
from training.licences.rules import Fact, Grant, Place, climb, licensed, standing
from training.licences.studied import studied
from training.manuals.queries import manual, newest_digest
from training.practice.models import Observation
from training.practice.scoring import percent
from training.progress.models import Qualification

Facts = dict[int, list[Fact]]  # person → what she did, towards any step


def ladder() -> Ladder | None:
    """The ladder of the newest manual; None before one was published, or where none of its courses makes trainers."""
    digest = newest_digest()
    return manual(digest).ladder if digest else None


@dataclass(frozen=True)
class Climbing:
    """One person on the ladder, today."""

    places: tuple[Place, ...]
    facts: tuple[Fact, ...]
    grants: tuple[Grant, ...]
    grant: Grant | None  # her highest licence that holds, or the last she had

    def place(self, step: str) -> Place | None:
        """Where she stands towards a step."""
        return next((one for one in self.places if one.step.id == step), None)

    @property
    def holds(self) -> bool:
        return self.grant is not None and self.grant.holds(today())


def climbing(steps: Ladder, users: Collection[int]) -> dict[int, Climbing]:
    """Person → where she stands. Seven queries, whatever the number of people."""
    facts, grants, on = facts_of(steps, users), grants_of(users), today()
    return {user: Climbing(climb(steps, facts[user], grants[user], on), tuple(facts[user]), tuple(grants[user]),
                           standing(steps, grants[user], on)) for user in users}


def grants_of(users: Collection[int]) -> dict[int, list[Grant]]:
    """Person → her licences, the oldest first. Two queries."""
    rows = list(db.session.scalars(select(Licence).where(Licence.user_id.in_(users)).order_by(Licence.id))) if users else []
    names = names_of({by for one in rows for by in (one.by_id, one.withdrawn_by_id) if by})
    found: dict[int, list[Grant]] = {user: [] for user in users}
    for one in rows:
        found[one.user_id].append(Grant(
            one.key, one.step, one.granted_on, one.valid_until, one.basis, in_lima(one.at).date(), one.withdrawn_on,
            names.get(one.by_id or 0, ""), one.reason, one.evidence, names.get(one.withdrawn_by_id or 0, ""),
            one.withdrawn_reason, one.id))
    return found


def facts_of(steps: Ladder, users: Collection[int]) -> Facts:
    """Person → what she did, of the kinds that the ladder asks for."""
    found: Facts = defaultdict(list, {user: [] for user in users})
    if not users:
        return found
    _certificates(users, found)
    _practice(users, found)
    _facilitated(users, found)
    _watched(users, found)
    asked = {(one.kind, one.course) for step in steps.steps for one in (*step.requires, *step.renewal)
             if one.kind in (TEST, ATTENDANCE)}
    if asked:  # what no step asks for is not read
        studied(asked, users, found)
    return found


def _certificates(users: Collection[int], found: Facts) -> None:
    query = (select(Qualification.user_id, Qualification.course, Qualification.since, Cohort.name)
             .join(Cohort, Cohort.id == Qualification.cohort_id)
             .where(Qualification.user_id.in_(users), Qualification.ended_on.is_(None)).order_by(Qualification.since))
    for user, course, since, name in db.session.execute(query):
        found[user].append(Fact(CERTIFICATE, course, since, where=name))


def _practice(users: Collection[int], found: Facts) -> None:
    """Each try of an observed practice that was decided: where two began together, both must have passed it."""
    query = (select(Membership.user_id, Cohort.name, Observation)
             .join(Membership, Membership.id == Observation.membership_id).join(Cohort, Cohort.id == Membership.cohort_id)
             .where(Membership.user_id.in_(users), Observation.voided_at.is_(None), Observation.finished_at.is_not(None))
             .order_by(Observation.began_at, Observation.key))
    tries: dict[tuple[int, int, str, int], list[tuple[str, Observation]]] = {}
    for user, name, one in db.session.execute(query):
        tries.setdefault((user, one.membership_id, one.checklist, one.number), []).append((name, one))
    names = names_of({one.observer_id for sheets in tries.values() for _name, one in sheets})
    for (user, _member, checklist, _number), sheets in tries.items():
        first = min(one.finished_at for _name, one in sheets if one.finished_at)
        deciding = [one for _name, one in sheets if one.began_at <= first]
        strictest = min(deciding, key=lambda one: (bool(one.passed), one.points))
        found[user].append(Fact(
            PRACTICE, checklist, in_lima(first).date(), all(one.passed for one in deciding), sheets[0][0],
            _together(names.get(one.observer_id, "") for one in deciding), percent(strictest.points, strictest.out_of)))


def _together(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))


def _facilitated(users: Collection[int], found: Facts) -> None:
    certified = (select(func.count(Qualification.membership_id))
                 .where(Qualification.cohort_id == Cohort.id, Qualification.ended_on.is_(None))
                 .correlate(Cohort).scalar_subquery())
    query = (select(CohortTrainer.user_id, Cohort.course, Cohort.ends_on, Cohort.name, certified)
             .join(Cohort, Cohort.id == CohortTrainer.cohort_id)
             .where(CohortTrainer.user_id.in_(users), Cohort.closed_at.is_not(None)).order_by(Cohort.ends_on, Cohort.id))
    for user, course, ended, name, people in db.session.execute(query):
        found[user].append(Fact(FACILITATED, course, ended, where=name, people=int(people)))


def _watched(users: Collection[int], found: Facts) -> None:
    """Both ends of an observation: who was seen, and who saw."""
    rows = _observations(users)
    names = names_of({one for row in rows for one in (row.user_id, row.observer_id)})
    for row in rows:
        good, score = bool(row.passed) and not row.again, percent(row.points, row.out_of)
        if row.user_id in found:
            found[row.user_id].append(Fact(OBSERVED, row.checklist, row.seen_on, good, row.name,
                                           names.get(row.observer_id, ""), score))
        if row.observer_id in found:
            found[row.observer_id].append(Fact(OBSERVING, row.checklist, row.seen_on, where=row.name,
                                               by=names.get(row.user_id, "")))


def _observations(users: Collection[int]) -> list[Row[tuple[int, int, str, date, bool | None, bool, int, int, str]]]:
    seen = FacilitatorObservation
    columns = (seen.user_id, seen.observer_id, seen.checklist, seen.seen_on, seen.passed, seen.again, seen.points,
               seen.out_of, Cohort.name, seen.id, seen.finished_at)
    halves = [select(*columns).join(Cohort, Cohort.id == seen.cohort_id).where(
        one.in_(users), seen.finished_at.is_not(None), seen.voided_at.is_(None)) for one in (seen.user_id, seen.observer_id)]
    both = halves[0].union(halves[1]).subquery()  # each half has its index
    return list(db.session.execute(select(both).order_by(both.c.seen_on, both.c.finished_at)))


def unlicensed(cohort: Cohort, trainers: Collection[int]) -> tuple[date, dict[int, Grant | None]] | None:
    """None when one of these people licenses the cohort's course on its last day, or today if that comes first. Otherwise
    that day, and each with the licence that came nearest to it. Two queries."""
    steps = ladder()
    if steps is None or not (certify := steps.certifying(cohort.course)):
        return None
    day, grants = min(cohort.ends_on, today()), grants_of(trainers)
    if any(licensed(hers, certify, day) for hers in grants.values()):
        return None
    return day, {user: max((one for one in hers if one.step in certify),
                           key=lambda one: (one.valid_until, one.id), default=standing(steps, hers, day))
                 for user, hers in grants.items()}


def licence_on(users: Collection[int], on: date) -> dict[int, Grant | None]:
    """Person → the highest licence that she held on a day. Two queries."""
    steps = ladder()
    grants = grants_of(users)
    return {user: max((one for one in hers if one.holds(on)),
                      key=lambda one: (steps.rank(one.step) if steps else 0, one.valid_until), default=None)
            for user, hers in grants.items()}


def licence_of(person: User, key: str) -> Licence:
    """One of her licences by its key; 404 when it is none of hers."""
    found = db.session.scalar(select(Licence).where(Licence.key == key, Licence.user_id == person.id))
    if found is None:
        abort(404)
    return found
