"""Reading what happened to papers: one of them for whoever runs its cohort; requests to revoke; who may approve."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import Select, func, select
from werkzeug.exceptions import Forbidden

from certificates.corrections.models import PaperWords, RevocationRequest
from certificates.issuing.models import Certificate
from certificates.issuing.queries import Issued, issued_among
from certificates.register.queries import numbers_of
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import cohort_for
from training.db import db


@dataclass(frozen=True)
class Asked:
    """A request with its paper (None: erased), who asked, who decided, and what each of them wrote."""

    request: RevocationRequest
    certificate: Certificate
    number: int
    issued: Issued | None
    holder_id: int
    by: User
    decided_by: User | None
    words: str
    answer: str


def paper_for(actor: User, key: str) -> tuple[Certificate, Cohort]:
    """A paper and its cohort for whoever runs that, erased ones too; for anybody else it does not exist (404)."""
    one = db.session.scalar(select(Certificate).where(Certificate.key == key))
    if one is None:
        abort(404)
    try:
        return one, cohort_for(actor, db.session.get_one(Cohort, one.cohort_id).key)
    except Forbidden:
        abort(404)


def issued_of(certificate: Certificate) -> Issued | None:
    """What a paper says; None of one that was erased. One query."""
    return next(iter(issued_among([certificate.id])), None)


def open_request(certificate: Certificate) -> RevocationRequest | None:
    """The request that waits for this paper, if one does."""
    return db.session.scalar(select(RevocationRequest).where(
        RevocationRequest.certificate_id == certificate.id, RevocationRequest.decided_at.is_(None)))


def request_with(key: str) -> RevocationRequest:
    """The request with this key; 404 when there is none."""
    found = db.session.scalar(select(RevocationRequest).where(RevocationRequest.key == key))
    if found is None:
        abort(404)
    return found


def waiting() -> list[Asked]:
    """Every request that nobody decided, the oldest first."""
    return _asked(select(RevocationRequest).where(RevocationRequest.decided_at.is_(None))
                  .order_by(RevocationRequest.id))


def decided(most: int = 50) -> list[Asked]:
    """The last ones that somebody decided, the newest first."""
    return _asked(select(RevocationRequest).where(RevocationRequest.decided_at.is_not(None))
                  .order_by(RevocationRequest.decided_at.desc(), RevocationRequest.id.desc()).limit(most))


def asked_of(certificate: Certificate) -> list[Asked]:
    """Every request about one paper, the oldest first."""
    return _asked(select(RevocationRequest).where(RevocationRequest.certificate_id == certificate.id)
                  .order_by(RevocationRequest.id))


def how_many_wait() -> int:
    """How many requests nobody decided yet."""
    query = select(func.count()).select_from(RevocationRequest).where(RevocationRequest.decided_at.is_(None))
    return db.session.scalar(query) or 0


def approvers() -> int:
    """How many accounts may decide: administrators whose account is open."""
    query = select(func.count()).select_from(User).where(User.is_admin, User.disabled_at.is_(None))
    return db.session.scalar(query) or 0


def words_about(certificate: Certificate, act: str) -> PaperWords | None:
    """The newest words of this act about a paper."""
    query = select(PaperWords).where(PaperWords.certificate_id == certificate.id, PaperWords.act == act)
    return db.session.scalar(query.order_by(PaperWords.id.desc()).limit(1))


def _asked(query: Select[RevocationRequest]) -> list[Asked]:
    """A constant number of queries, whatever the number of requests."""
    requests = db.session.scalars(query).all()
    papers = {one.id: one for one in db.session.scalars(
        select(Certificate).where(Certificate.id.in_([one.certificate_id for one in requests])))}
    said = {one.certificate.id: one for one in issued_among(papers)}
    numbers = numbers_of(papers)
    who = {number for one in requests for number in (one.asked_by_id, one.decided_by_id) if number}
    people = {one.id: one for one in db.session.scalars(select(User).where(User.id.in_(who)))}
    members = select(Membership.id, Membership.user_id).where(
        Membership.id.in_([one.membership_id for one in papers.values()]))
    holders = {number: user for number, user in db.session.execute(members)}
    words = _words(requests)
    return [Asked(one, paper := papers[one.certificate_id], numbers[paper.id], said.get(paper.id),
                  holders[paper.membership_id], people[one.asked_by_id], people.get(one.decided_by_id or 0),
                  words.get((one.id, "asked"), ""), words.get((one.id, "decided"), "")) for one in requests]


def _words(requests: Sequence[RevocationRequest]) -> dict[tuple[int, str], str]:
    query = select(PaperWords).where(PaperWords.request_id.in_([one.id for one in requests]))
    return {(one.request_id or 0, one.act): one.words for one in db.session.scalars(query)}
