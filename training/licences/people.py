"""Who trains, or is on the way: whom an actor may see, and the list of them, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort
from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, or_, select, union
from sqlalchemy.orm import aliased

from modules.ladder import Ladder
from training.accounts.models import User
from training.accounts.queries import PAGE
from training.clock import today
from training.cohorts.models import Cohort, CohortTrainer
from training.db import db
from training.licences.models import FacilitatorObservation, Licence
from training.licences.rules import NOTICE
from training.progress.models import Qualification

VALID, ENDING, LAPSED, WITHDRAWN, ON_THE_WAY, AGAIN = STATES = (
    "vigente", "por-vencer", "vencida", "retirada", "en-camino", "repite")


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to; "" or None: everything. ``words``: typed by somebody, never in an address."""

    step: str = ""
    state: str = ""
    authority_id: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Found:
    """A page of the list and how many there are in all."""

    people: Sequence[User]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def _qualified(steps: Ladder) -> Select[int]:
    return select(Qualification.user_id).where(Qualification.course.in_(steps.courses), Qualification.ended_on.is_(None))


def trains(steps: Ladder) -> ColumnElement[bool]:
    """Whoever facilitates for a region, was given a licence, or holds the certificate of a course of trainers."""
    other = aliased(User)
    facilitates = select(other.id).where(other.authority_id.is_not(None))
    return _one_of(facilitates, select(Licence.user_id), _qualified(steps))


def _one_of(*lists: Select[int]) -> ColumnElement[bool]:
    """Somebody on one of these lists. PostgreSQL is told to make the list first and look its people up: by itself it would
    hold each of 300,000 accounts against it."""
    ids = union(*lists).cte().prefix_with("MATERIALIZED", dialect="postgresql")
    return User.id.in_(select(ids.c[0]))


def _of_region(steps: Ladder, authority_id: int | None) -> tuple[Select[int], Select[int]]:
    """Those who facilitate for a region; of who facilitates for none, those who were certified as trainers there."""
    other, bare = aliased(User), aliased(User)
    there = (_qualified(steps).join(Cohort, Cohort.id == Qualification.cohort_id)
             .join(bare, bare.id == Qualification.user_id)
             .where(Cohort.authority_id == authority_id, bare.authority_id.is_(None)))
    return select(other.id).where(other.authority_id == authority_id), there


def seen_by(actor: User, steps: Ladder) -> ColumnElement[bool]:
    """Of those who train: an administrator sees all, a trainer those of her region and with whom she facilitates."""
    if actor.is_admin:
        return trains(steps)
    mine, theirs = aliased(CohortTrainer), aliased(CohortTrainer)
    beside = (select(theirs.user_id).join(mine, mine.cohort_id == theirs.cohort_id).where(mine.user_id == actor.id))
    return _one_of(*_of_region(steps, actor.authority_id), beside)


def person_for(actor: User, steps: Ladder, key: str) -> User:
    """Somebody whom the actor may see on the ladder: an administrator anybody, a trainer hers; 404 otherwise."""
    query = select(User).where(User.key == key, User.erased_at.is_(None))
    if not actor.is_admin:
        query = query.where(seen_by(actor, steps))
    found = db.session.scalar(query)
    if found is None:
        abort(404)
    return found


def texts_for(actor: User, person: User) -> bool:
    """Whether the actor reads what was written about her, too: not who only facilitates beside her, from another region."""
    return actor.is_admin or person.authority_id in (None, actor.authority_id)


def listing(actor: User, steps: Ladder, asked: Asked, page: int) -> Found:
    """Everybody who trains or is on the way and whom the actor may see, by surname. Two queries."""
    query = _query(actor, steps, asked)
    total = db.session.scalar(select(func.count()).select_from(query.with_only_columns(User.id).subquery())) or 0
    page = max(1, min(page, -(-total // PAGE) or 1))
    return Found(db.session.scalars(_by_name(query).limit(PAGE).offset((page - 1) * PAGE)).all(), total, page)


def everybody(actor: User, steps: Ladder, asked: Asked) -> Sequence[User]:
    """The whole list, for a file."""
    return db.session.scalars(_by_name(_query(actor, steps, asked))).all()


def _by_name(query: Select[User]) -> Select[User]:
    return query.order_by(User.surnames, User.given_names, User.id)


def _query(actor: User, steps: Ladder, asked: Asked) -> Select[User]:
    query = select(User).where(User.erased_at.is_(None), seen_by(actor, steps))
    if asked.authority_id is not None:
        query = query.where(_one_of(*_of_region(steps, asked.authority_id)))
    for word in asked.words.split()[:6]:
        query = query.where(or_(User.given_names.icontains(word, autoescape=True),
                                User.surnames.icontains(word, autoescape=True)))
    if asked.state == AGAIN:
        query = query.where(_asked_again())
    elif asked.state == ON_THE_WAY:
        query = query.where(User.id.not_in(select(Licence.user_id)))
    if not asked.step and asked.state in ("", AGAIN, ON_THE_WAY):
        return query
    on, newest = today(), _newest(steps, today())
    query, kept = query.join(newest, newest.c.user_id == User.id), newest.c.withdrawn_on.is_(None)
    if asked.step:
        query = query.where(newest.c.step == asked.step)
    states = {
        VALID: and_(kept, newest.c.valid_until >= on), ENDING: and_(kept, newest.c.valid_until.between(on, on + NOTICE)),
        LAPSED: and_(kept, newest.c.valid_until < on), WITHDRAWN: newest.c.withdrawn_on.is_not(None)}
    return query.where(states[asked.state]) if asked.state in states else query


def _newest(steps: Ladder, on: date) -> Subquery:
    """One licence a person: the highest that holds, else the one that lasted longest."""
    holds = case((and_(Licence.withdrawn_on.is_(None), Licence.granted_on <= on, Licence.valid_until >= on), 1), else_=0)
    rank = case(*((Licence.step == step.id, place) for place, step in enumerate(steps.steps)), else_=-1)
    place = func.row_number().over(partition_by=Licence.user_id, order_by=(
        holds.desc(), (holds * rank).desc(), Licence.valid_until.desc(), Licence.id.desc())).label("place")
    ranked = select(Licence.user_id, Licence.step, Licence.valid_until, Licence.withdrawn_on, place).subquery()
    return select(ranked).where(ranked.c.place == 1).subquery()


def _asked_again() -> ColumnElement[bool]:
    """Her last finished observation was not passed, or she was asked to show it again."""
    seen, later = aliased(FacilitatorObservation), aliased(FacilitatorObservation)
    counts = and_(seen.user_id == User.id, seen.finished_at.is_not(None), seen.voided_at.is_(None))
    newer = exists().where(later.user_id == seen.user_id, later.finished_at > seen.finished_at, later.voided_at.is_(None))
    return exists().where(counts, or_(seen.passed.is_(False), seen.again.is_(True)), ~newer)
