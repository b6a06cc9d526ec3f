"""Reading who works where."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager

from training.accounts.models import User
from training.clock import in_lima
from training.db import db
from training.places.models import Facility
from training.staffing.beyond import COUNTED, cohort, membership, qualification
from training.staffing.models import SAID, Pending, Posting, Withdrawn
from training.staffing.rules import Span

PAGE = 50
MOST_WAITING = 50  # of one facility, on its page


def facilities_of(users: Collection[int]) -> dict[int, int]:
    """User id → id of the facility where she works now; nobody of whom none is known."""
    query = select(Posting.user_id, Posting.facility_id).where(Posting.user_id.in_(users), Posting.until.is_(None))
    return {user: facility for user, facility in db.session.execute(query)} if users else {}


def posting_of(user_id: int) -> Posting | None:
    """Where she works now."""
    return db.session.scalar(select(Posting).where(Posting.user_id == user_id, Posting.until.is_(None)))


def last_day_of(user_id: int) -> date | None:
    """The last day of her last posting that ended."""
    return db.session.scalar(select(func.max(Posting.until)).where(Posting.user_id == user_id))


def history_of(user_id: int, most: int = PAGE) -> list[Posting]:
    """Where she worked and works, with the facilities, the newest first."""
    query = (select(Posting).join(Posting.facility).options(contains_eager(Posting.facility))
             .where(Posting.user_id == user_id).order_by(Posting.since.desc(), Posting.id.desc()).limit(most))
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def pending_of(user_id: int) -> list[Pending]:
    """What waits for her: said by lists, or agreed for a day to come; with the facilities, the newest first."""
    query = (select(Pending).join(Pending.facility).options(contains_eager(Pending.facility))
             .where(Pending.user_id == user_id).order_by(Pending.id.desc()))
    return list(db.session.scalars(query))


def spans(known: Collection[Posting]) -> list[Span]:
    """The same for the rules."""
    return [Span(one.facility_id, one.since, one.until) for one in known]


def last_said(posting: Posting) -> date:
    """The last day on which somebody said that she works there."""
    return max(in_lima(posting.at).date(), posting.confirmed_on or date.min)


@dataclass(frozen=True)
class Here:
    """A person of a facility as whoever sees the facility may see her.

    While she has not said herself that she works there, only the name that was written for her is shown.
    """

    posting: Posting
    name: str
    profession: str = ""
    trained_since: date | None = None
    user_key: str = ""

    @property
    def is_known(self) -> bool:
        return not self.posting.as_written


@dataclass(frozen=True)
class People:
    """One page of the people of a facility."""

    rows: Sequence[Here]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def here_now(facility_id: int, page: int = 1) -> People:
    """Who works there now; whose own name may not be shown yet, at the end. Three queries."""
    order = (Posting.as_written, User.surnames, User.given_names, Posting.id)
    return _people((Posting.facility_id == facility_id, Posting.until.is_(None)), order, page)


def here_before(facility_id: int, page: int = 1) -> People:
    """Who worked there, the last to go first."""
    return _people((Posting.facility_id == facility_id, Posting.until.is_not(None)),
                   (Posting.until.desc(), Posting.id.desc()), page)


def _people(where: tuple[ColumnElement[bool], ...], order: tuple[Any, ...], page: int) -> People:
    total = db.session.scalar(select(func.count()).select_from(Posting).where(*where)) or 0
    page = max(1, min(page, -(-total // PAGE)))
    found = _with_names(select(Posting).where(*where).order_by(*order).limit(PAGE).offset((page - 1) * PAGE))
    since = trained_since({one.user_id for one, *_ in found if not one.as_written})
    return People([_here(*row, since) for row in found], total, page)


def _with_names(query: Select[Posting]) -> list[tuple[Posting, str, str, str, str]]:
    columns = (User.given_names, User.surnames, User.profession, User.key)
    rows = db.session.execute(query.join(User, User.id == Posting.user_id).add_columns(*columns))
    return [(posting, given, last, profession, key) for posting, given, last, profession, key in rows]


def _here(posting: Posting, given: str, last: str, profession: str, key: str, since: dict[int, date]) -> Here:
    if posting.as_written:
        return Here(posting, posting.as_written)
    return Here(posting, f"{given} {last}", profession, since.get(posting.user_id), key)


def trained_since(users: Collection[int]) -> dict[int, date]:
    """User id → since when she holds the certificate that counts. One query, none for nobody."""
    query = (select(qualification.c.user_id, func.min(qualification.c.since))
             .where(qualification.c.user_id.in_(users), qualification.c.course == COUNTED,
                    qualification.c.ended_on.is_(None))
             .group_by(qualification.c.user_id))
    return {user: since for user, since in db.session.execute(query)} if users else {}


def one_here(facility_id: int, key: str) -> Here:
    """One person of this facility by the key of her posting; 404 when it is none of it."""
    found = _with_names(select(Posting).where(Posting.key == key, Posting.facility_id == facility_id))
    if not found:
        abort(404)
    return _here(*found[0], trained_since({found[0][0].user_id}))


def was_withdrawn(facility_id: int, key: str) -> bool:
    """Whether this posting was a mistake that somebody took back."""
    query = select(Withdrawn.id).where(Withdrawn.key == key, Withdrawn.facility_id == facility_id)
    return db.session.scalar(query) is not None


def owner_of(facility_id: int, key: str) -> int | None:
    """Whose posting of this facility it is."""
    return db.session.scalar(select(Posting.user_id).where(Posting.key == key, Posting.facility_id == facility_id))


@dataclass(frozen=True)
class Waiting:
    """Somebody of whom it is said that she works here, or who comes on a day that was agreed.

    ``region_id``: the health authority in which she works today; None when nobody knows of any facility.
    """

    pending: Pending
    name: str
    region_id: int | None = None


def waiting_at(facility_id: int) -> list[Waiting]:
    """Who may come to work here, the oldest first. One query."""
    query = (select(Pending, User.given_names, User.surnames, Facility.authority_id)
             .join(User, User.id == Pending.user_id)
             .outerjoin(Posting, (Posting.user_id == Pending.user_id) & Posting.until.is_(None))
             .outerjoin(Facility, Facility.id == Posting.facility_id)
             .where(Pending.facility_id == facility_id).order_by(Pending.kind, Pending.id).limit(MOST_WAITING))
    return [Waiting(one, one.as_written or f"{given} {last}", region)
            for one, given, last, region in db.session.execute(query)]


def leaving(facility_id: int) -> list[Waiting]:
    """Who works here and is said to work elsewhere by now, with where; the oldest first. One query."""
    query = (select(Pending, Posting.as_written, User.given_names, User.surnames, Facility.authority_id)
             .join(Posting, (Posting.user_id == Pending.user_id) & Posting.until.is_(None))
             .join(User, User.id == Pending.user_id).join(Pending.facility).options(contains_eager(Pending.facility))
             .where(Posting.facility_id == facility_id, Pending.kind == SAID).order_by(Pending.id).limit(MOST_WAITING))
    return [Waiting(one, written or f"{given} {last}", region)
            for one, written, given, last, region in db.session.execute(query)]


def pending_at(facility_id: int, key: str) -> Pending | None:
    """By its key, what waits at this facility, or what is said of somebody who works here."""
    here = select(Posting.user_id).where(Posting.facility_id == facility_id, Posting.until.is_(None))
    query = select(Pending).join(Pending.facility).options(contains_eager(Pending.facility)).where(
        Pending.key == key, (Pending.facility_id == facility_id) | (Pending.kind == SAID) & Pending.user_id.in_(here))
    return db.session.scalar(query)


def takes_part(user_id: int, authority_id: int | None) -> bool:
    """Whether she is in a cohort of this health authority, as she confirmed herself."""
    query = (select(membership.c.user_id).join(cohort, cohort.c.id == membership.c.cohort_id)
             .where(membership.c.user_id == user_id, membership.c.confirmed_at.is_not(None),
                    membership.c.removed_at.is_(None), cohort.c.authority_id == authority_id))
    return db.session.scalar(query.limit(1)) is not None


def my_pending(user_id: int, key: str) -> Pending | None:
    """What waits for this person, by its key."""
    query = (select(Pending).join(Pending.facility).options(contains_eager(Pending.facility))
             .where(Pending.key == key, Pending.user_id == user_id))
    return db.session.scalar(query)


def facility(id_: int) -> Facility:
    """A facility that exists."""
    return db.session.get_one(Facility, id_)


def names_of_facilities(ids: Iterable[int]) -> dict[int, str]:
    """Id → name, for the record of acts. One query."""
    rows = db.session.execute(select(Facility.id, Facility.name).where(Facility.id.in_(list(ids))))
    return {number: name for number, name in rows}
