"""Reading attendance: the people of a workshop by their row number, their marks, what waits to be looked at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import NamedTuple

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from training.accounts.models import User
from training.attendance.models import Mark, MarkChange, SheetPhoto
from training.attendance.presence import Presence
from training.attendance.reach import Hours, Session, hours
from training.cohorts.models import Cohort, Membership
from training.cohorts.text import fold
from training.cohorts.together import of_each
from training.db import db
from training.workshops.models import PLANNED, HalfDay
from training.workshops.queries import half_days, needed_minutes


class Attendee(NamedTuple):
    """A person of the workshop as its trainer wrote her."""

    id: int
    key: str
    number: int | None
    given_names: str
    surnames: str
    facility: str

    @property
    def name(self) -> str:
        return f"{self.surnames}, {self.given_names}"


class Marked(NamedTuple):
    """A mark as it stands, and who put it there."""

    membership_id: int
    half_day_id: int
    state: str
    arrived: time | None
    left: time | None
    minutes: int
    revision: int
    at: datetime
    by_id: int
    by: str

    @property
    def presence(self) -> Presence:
        return Presence(self.state, self.arrived, self.left)


class Waiting(NamedTuple):
    """A mark that came and was not applied: somebody else's stood there, or the half-day was closed."""

    id: int
    membership_id: int
    state: str
    arrived: time | None
    left: time | None
    at: datetime
    by_id: int
    by: str

    @property
    def presence(self) -> Presence:
        return Presence(self.state, self.arrived, self.left)


_BY = User.given_names + " " + User.surnames


def people(cohort: Cohort) -> list[Attendee]:
    """Everybody in the workshop, by row number; those who have none yet are the last. One query."""
    query = select(Membership.id, Membership.key, Membership.number, Membership.given_names, Membership.surnames,
                   Membership.facility).where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None))
    found = [Attendee(*row) for row in db.session.execute(query)]
    return sorted(found, key=lambda one: (one.number is None, one.number or fold(one.name), one.id))


def member_ids(cohort: Cohort) -> list[int]:
    """Everybody in the workshop. One query."""
    return list(db.session.scalars(select(Membership.id).where(
        Membership.cohort_id == cohort.id, Membership.removed_at.is_(None))))


_MARKED = select(Mark.membership_id, Mark.half_day_id, Mark.state, Mark.arrived, Mark.left, Mark.minutes, Mark.revision,
                 Mark.at, Mark.by_id, _BY).join(User, User.id == Mark.by_id)


def marks_of(half_day: HalfDay) -> dict[int, Marked]:
    """Membership id → mark in this half-day. One query."""
    rows = db.session.execute(_MARKED.where(Mark.half_day_id == half_day.id))
    return {row[0]: Marked._make(row) for row in rows}


def all_marks(half_days: Sequence[HalfDay]) -> dict[int, dict[int, Marked]]:
    """Membership id → half-day id → mark. One query."""
    found: dict[int, dict[int, Marked]] = {}
    for row in db.session.execute(_MARKED.where(Mark.half_day_id.in_([one.id for one in half_days]))):
        found.setdefault(row[0], {})[row[1]] = Marked._make(row)
    return found


def minutes_of(half_days: Sequence[HalfDay], member_ids: Iterable[int] | None = None) -> dict[int, dict[int, int]]:
    """Membership id → half-day id → minutes, of everybody or of these. One query."""
    query = select(Mark.membership_id, Mark.half_day_id, Mark.minutes).where(
        Mark.half_day_id.in_([one.id for one in half_days]))
    if member_ids is not None:
        query = query.where(Mark.membership_id.in_(list(member_ids)))
    found: dict[int, dict[int, int]] = {}
    for member, half_day, minutes in db.session.execute(query):
        found.setdefault(member, {})[half_day] = minutes
    return found


def minutes_in(cohort: Cohort) -> dict[int, dict[int, int]]:
    """Membership id → half-day id → minutes, of everybody in a cohort. One query."""
    return _minutes(cohort.id)


@of_each
def _minutes(ids: Sequence[int]) -> dict[int, dict[int, dict[int, int]]]:
    query = (select(HalfDay.cohort_id, Mark.membership_id, Mark.half_day_id, Mark.minutes)
             .join(HalfDay, HalfDay.id == Mark.half_day_id).where(HalfDay.cohort_id.in_(ids)))
    found: dict[int, dict[int, dict[int, int]]] = {one: {} for one in ids}
    for cohort, member, half_day, minutes in db.session.execute(query):
        found[cohort].setdefault(member, {})[half_day] = minutes
    return found


def sessions(half_days: Iterable[HalfDay]) -> list[Session]:
    """Half-days as the rule of `reach` sees them."""
    return [Session(one.id, one.minutes, one.kind == PLANNED, one.closed_at is not None) for one in half_days]


def everybodys_hours(cohort: Cohort, half_days: Sequence[HalfDay], member_ids: Iterable[int],
                     minutes: Mapping[int, Mapping[int, int]]) -> dict[int, Hours]:
    """Membership id → her minutes and how far they reach. No query but the manual's, which is kept."""
    needed, as_seen = needed_minutes(cohort, half_days), sessions(half_days)
    alike: dict[object, Hours] = {}  # of two hundred people most have the same minutes
    found = {}
    for one in member_ids:
        hers = minutes.get(one, {})
        known = tuple(sorted(hers.items()))
        if known not in alike:
            alike[known] = hours(as_seen, hers, needed)
        found[one] = alike[known]
    return found


def needs_of(cohort: Cohort, everybody: Sequence[Attendee]) -> dict[int, int]:
    """Membership id → minutes that only a make-up session can give. Three queries."""
    days = half_days(cohort)
    found = everybodys_hours(cohort, days, [one.id for one in everybody], minutes_of(days))
    return {one: hers.short for one, hers in found.items() if hers.short}


def waiting_in(half_day: HalfDay) -> list[Waiting]:
    """The marks that were not applied and that nothing has settled since, one for each person. One query."""
    settled = aliased(MarkChange)
    last = select(func.coalesce(func.max(settled.id), 0)).where(
        settled.half_day_id == half_day.id, settled.membership_id == MarkChange.membership_id, settled.applied
    ).correlate(MarkChange).scalar_subquery()
    query = (select(MarkChange.id, MarkChange.membership_id, MarkChange.state, MarkChange.arrived, MarkChange.left,
                    MarkChange.at, MarkChange.by_id, _BY).join(User, User.id == MarkChange.by_id)
             .where(MarkChange.half_day_id == half_day.id, MarkChange.applied.is_(False), MarkChange.id > last)
             .order_by(MarkChange.id))
    return list({row[1]: Waiting(*row) for row in db.session.execute(query)}.values())


def photos_of(half_day: HalfDay) -> list[SheetPhoto]:
    """The photos of its signed sheets, those that were withdrawn too, in the order in which they came."""
    return list(db.session.scalars(select(SheetPhoto).where(SheetPhoto.half_day_id == half_day.id).order_by(SheetPhoto.id)))


def photo_in(half_day: HalfDay, key: str) -> SheetPhoto:
    """A photo of this half-day; 404 when it is not one."""
    query = select(SheetPhoto).where(SheetPhoto.half_day_id == half_day.id, SheetPhoto.key == key)
    found = db.session.scalar(query)
    if found is None:
        abort(404)
    return found


def photo_counts(half_days: Sequence[HalfDay]) -> dict[int, int]:
    """Half-day id → how many photos it has that count. One query."""
    query = (select(SheetPhoto.half_day_id, func.count())
             .where(SheetPhoto.half_day_id.in_([one.id for one in half_days]), SheetPhoto.withdrawn_at.is_(None))
             .group_by(SheetPhoto.half_day_id))
    return {half_day: count for half_day, count in db.session.execute(query)}


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """User id → the name of whoever marked or closed. One query, none for nobody."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    return {number: name for number, name in db.session.execute(select(User.id, _BY).where(User.id.in_(wanted)))}


def name_of(user_id: int | None) -> str:
    """The name of one of them; "" of nobody."""
    return names_of([user_id]).get(user_id, "") if user_id else ""


def why_agenda_stays(half_day: HalfDay) -> str:
    """Why hour and minutes of a half-day cannot change any more: a mark counts minutes of them. One query."""
    counts = select(Mark.membership_id).where(Mark.half_day_id == half_day.id, Mark.minutes > 0).limit(1)
    return _("Ya hay asistencia anotada en esta jornada, y sus minutos cuentan según esta agenda. Termine de pasar "
             "lista con la agenda como está.") \
        if db.session.scalar(counts) else ""
