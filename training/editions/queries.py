"""Reading versions: which there are, what changed, who has not decided, and what a move would mean for people."""

from functools import lru_cache
from typing import NamedTuple

from flask import abort
from sqlalchemy import func, select

from modules.changes import Change, changes
from training.cohorts.models import Cohort
from training.db import db
from training.editions.models import StayDecision
from training.manuals.models import ManualVersion
from training.manuals.queries import manual, newest_digest
from training.progress.queries import course_rule, facts_of_cohort
from training.progress.rules import is_complete


class Effect(NamedTuple):
    """How many members have finished: with the version that they read, and with the new one."""

    complete_now: int
    complete_then: int
    added: tuple[str, ...]  # modules that the course gains


def waiting(cohort: Cohort) -> ManualVersion | None:
    """The newest version, when the cohort runs, reads another one and has not decided to stay. One query at most."""
    digest = newest_digest()
    if cohort.closed_at is not None or digest is None or digest == cohort.manual_digest:
        return None
    stayed = select(StayDecision.cohort_id).where(StayDecision.cohort_id == cohort.id, StayDecision.digest == digest)
    return db.session.scalar(select(ManualVersion).where(ManualVersion.digest == digest, ~stayed.exists()))


def newest_for(cohort: Cohort) -> ManualVersion:
    """The newest version for a cohort that does not read it yet, decided or not; 404 when there is none."""
    digest = newest_digest()
    found = db.session.get(ManualVersion, digest) if digest not in (None, cohort.manual_digest) else None
    if found is None:
        abort(404)
    return found


@lru_cache(maxsize=16)
def difference(old: str, new: str) -> tuple[Change, ...]:
    """What changed between two digests. Versions never change, so this is worked out once per process."""
    return changes(manual(old), manual(new))


def effect(cohort: Cohort, digest: str) -> Effect:
    """What a move would do to the count of people who have finished. One query."""
    facts = facts_of_cohort(cohort.id)
    modules, kinds = course_rule(cohort)
    then, kinds_then = course_rule(cohort, manual(digest))
    return Effect(sum(is_complete(modules, kinds, one) for one in facts.values()),
                  sum(is_complete(then, kinds_then, one) for one in facts.values()),
                  tuple(slug for slug in then if slug not in modules))


class Listed(NamedTuple):
    """A version in the list, the one published before it, and how many running cohorts read it."""

    version: ManualVersion
    before: str | None
    cohorts: int


def versions() -> list[Listed]:
    """Every version, the newest first. Two queries."""
    found = list(db.session.scalars(select(ManualVersion).order_by(ManualVersion.published_at.desc(), ManualVersion.digest)))
    reading: dict[str, int] = {
        digest: count for digest, count in db.session.execute(
            select(Cohort.manual_digest, func.count(Cohort.id)).where(Cohort.closed_at.is_(None))
            .group_by(Cohort.manual_digest))}
    befores = [version.digest for version in found[1:]] + [None]
    return [Listed(version, before, reading.get(version.digest, 0)) for version, before in zip(found, befores, strict=True)]


def version_named(short: str) -> Listed:
    """The version whose digest begins so (12 letters); 404 when there is none."""
    found = next((listed for listed in versions() if listed.version.digest[:12] == short), None)
    if found is None:
        abort(404)
    return found


def undecided(digest: str) -> list[Cohort]:
    """Running cohorts that read another version and have not decided to stay, by name."""
    stayed = select(StayDecision.cohort_id).where(StayDecision.digest == digest)
    query = select(Cohort).where(Cohort.closed_at.is_(None), Cohort.manual_digest != digest, Cohort.id.not_in(stayed))
    return list(db.session.scalars(query.order_by(Cohort.name)))
