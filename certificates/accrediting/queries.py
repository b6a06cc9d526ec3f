"""Reading who of a course of trainers may be accredited: a constant number of queries, whatever the size."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, func, select

from certificates.accrediting.rule import Facts, Run, Step, is_met, steps
from certificates.issuing.models import Certificate
from certificates.issuing.queries import Issued, issued_in
from certificates.issuing.trainers import Held, held_by
from certificates.paper.ordering import by_name
from certificates.paper.snapshot import ACCREDITATION, CERTIFICATE
from certificates.register import chain
from certificates.register.models import RegisterEntry
from modules.workshop import Accreditation
from training.clock import in_lima
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.cohorts.queries import members
from training.db import db
from training.manuals.queries import manual
from training.progress.requirements import PRACTICE, of_cohort
from training.workshops.models import Workshop


@dataclass(frozen=True)
class Candidate:
    """Somebody who holds the certificate of the course. ``last``: her newest accreditation, if she ever had one;
    ``elsewhere``: it was issued in another cohort, and is renewed there."""

    membership: Membership
    issued: Issued
    facts: Facts
    steps: tuple[Step, ...]
    last: Held | None
    elsewhere: bool

    @property
    def blocked(self) -> bool:
        """Whether a person must decide first: her accreditation was revoked, erased, or is looked after elsewhere."""
        return self.last is not None and (self.elsewhere or self.last.standing.state not in ("valid", "expired"))

    @property
    def ready(self) -> bool:
        """Whether she gets one now, her first or the next."""
        return is_met(self.steps) and not self.blocked


def rule_of(cohort: Cohort) -> Accreditation | None:
    """What the cohort's course asks for; None when it accredits nobody."""
    course = manual(cohort.manual_digest).course(cohort.course)
    return course.accreditation if course else None


def candidates(cohort: Cohort, rule: Accreditation, only: int | None = None) -> list[Candidate]:
    """Everybody who was given the certificate of this cohort and is still in it, by surname; ``only``: one membership."""
    people = {one.id: one for one in members(cohort) if only in (None, one.id)}
    given = {one.certificate.membership_id: one for one in issued_in(cohort) if one.certificate.kind == CERTIFICATE}
    mine = {number: one for number, one in people.items() if number in given}
    if not mine:
        return []
    users = {one.user_id for one in mine.values()}
    held, runs, observed = held_by(users), _runs(users, rule.teaches), _observed(cohort, list(mine.values()))
    found = [_candidate(cohort, rule, one, given[one.id], held[one.user_id], runs.get(one.user_id, ()), one.id in observed)
             for one in mine.values()]
    return sorted(found, key=lambda one: by_name(one.issued.snapshot.surnames, one.issued.snapshot.given_names))


def _candidate(cohort: Cohort, rule: Accreditation, member: Membership, issued: Issued, held: Collection[Held],
               runs: tuple[Run, ...], observed: bool) -> Candidate:
    standing = [one.certificate.folio for one in held if one.certificate.kind == CERTIFICATE and one.standing.stands
                and one.certificate.membership_id == member.id]
    last = max((one for one in held if one.certificate.kind == ACCREDITATION and one.course == cohort.course),
               key=lambda one: one.certificate.id, default=None)
    facts = Facts(standing[-1] if standing else None, observed, runs, last.since if last else None)
    return Candidate(member, issued, facts, steps(rule, facts), last,
                     last is not None and last.certificate.membership_id != member.id)


def _observed(cohort: Cohort, people: list[Membership]) -> set[int]:
    """Who passed the observed practice of the course; nobody where none is asked for."""
    practice = next((one for one in of_cohort(cohort, people) if one.name == PRACTICE), None)
    return {one.id for one in people if practice is not None and practice.of(one.id).done}


def _runs(users: Collection[int], course: str) -> dict[int, tuple[Run, ...]]:
    """User id → the closed workshops of a course that she facilitated, the oldest first. One query."""
    revoked = exists().where(RegisterEntry.certificate_id == Certificate.id, RegisterEntry.kind == chain.REVOKED)
    certified = (select(func.count(Certificate.membership_id.distinct()))
                 .where(Certificate.cohort_id == Cohort.id, Certificate.kind == CERTIFICATE, ~revoked)
                 .correlate(Cohort).scalar_subquery())
    query = (select(CohortTrainer.user_id, Cohort.name, Cohort.place, Cohort.closed_at, certified)
             .join(Cohort, Cohort.id == CohortTrainer.cohort_id).join(Workshop, Workshop.cohort_id == Cohort.id)
             .where(CohortTrainer.user_id.in_(list(users)), Cohort.course == course, Cohort.closed_at.is_not(None))
             .order_by(Cohort.closed_at, Cohort.id))
    found: dict[int, tuple[Run, ...]] = {}
    for user, name, place, closed_at, count in db.session.execute(query):
        found[user] = (*found.get(user, ()), Run(name, place, in_lima(closed_at).date(), int(count)))
    return found
