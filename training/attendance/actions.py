"""Taking attendance. Every verb holds the half-day first, so that two trainers come one after the other; none commits."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import select

from training.accounts.models import User
from training.attendance import queries
from training.attendance.models import Mark, MarkChange, SheetPhoto
from training.attendance.presence import ABSENT, PRESENT, Presence, Window, WrongHours, settle
from training.attendance.reach import Reach
from training.audit.actions import record
from training.clock import now
from training.cohorts.actions import must_be_open
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.errors import Refused
from training.progress.actions import achieve
from training.progress.models import ATTENDANCE, Achievement
from training.workshops.models import PLANNED, HalfDay
from training.workshops.queries import half_days

MOST_PHOTOS = 8


class Outcome(StrEnum):
    """What became of one mark. Nothing is thrown away: what is not applied is kept and shown."""

    APPLIED = "applied"
    REPEATED = "repeated"
    REFUSED = "refused"
    CONFLICT = "conflict"


class Reason(StrEnum):
    """Why a mark was refused."""

    CLOSED = "closed"
    OTHER_BODY = "other body"
    OWN = "own"
    WRONG_HOURS = "wrong hours"


@dataclass(frozen=True, slots=True)
class Sent:
    """One mark as it comes. ``base``: the revision that the sender saw. ``said_at``: her clock, which decides nothing."""

    membership_id: int
    said: Presence
    base: int
    sent_key: str
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of it, and how the person stands now (None: nobody marked her yet)."""

    sent: Sent
    outcome: Outcome
    now: Mark | None
    reason: Reason | None = None
    why: WrongHours | None = None


def window_of(half_day: HalfDay) -> Window:
    """The half-day as the rule of minutes sees it."""
    return Window(half_day.starts, half_day.minutes)


def hold(cohort: Cohort, half_day: HalfDay) -> None:
    """Nobody else changes this half-day until the end of the transaction; what stands in it is read anew.

    Raises Refused when the cohort is closed: whoever closes it holds its half-days, so we may have waited for that.
    """
    query = select(HalfDay).where(HalfDay.id == half_day.id).with_for_update(key_share=True)
    db.session.scalars(query.execution_options(populate_existing=True)).one()
    db.session.refresh(cohort, ["closed_at"])
    must_be_open(cohort)


def form_key(by: User, membership_id: int, base: int, said: Presence) -> str:
    """The key of a mark that came in a plain form: the same form sent twice is the same mark."""
    return hashlib.sha256(f"{by.id} {membership_id} {base} {said.token}".encode()).hexdigest()[:40]


def mark(cohort: Cohort, half_day: HalfDay, sent: Sequence[Sent], by: User) -> list[Answer]:
    """Apply marks in the order in which they came, and say what became of each.

    A mark whose sender had not seen what stands now is a conflict, unless it says the same or what stands is her own.
    Raises Refused when the cohort is closed.
    """
    hold(cohort, half_day)
    standing = {one.membership_id: one for one in db.session.scalars(select(Mark).where(Mark.half_day_id == half_day.id))}
    keys = [one.sent_key for one in sent]
    known = {one.sent_key: (one.body_hash, one.applied) for one in db.session.scalars(
        select(MarkChange).where(MarkChange.half_day_id == half_day.id, MarkChange.sent_key.in_(keys)))}
    own = own_place(cohort, by)
    answers = [Answer(one, Outcome.REFUSED, standing.get(own), Reason.OWN) if one.membership_id == own
               else _mark(half_day, one, by, standing, known) for one in sent]
    if any(answer.outcome is Outcome.APPLIED for answer in answers):
        half_day.revision += 1
    db.session.flush()
    return answers


def own_place(cohort: Cohort, by: User) -> int:
    """The membership of whoever takes the attendance, when she takes part herself; else 0. Nobody vouches for herself."""
    query = select(Membership.id).where(Membership.cohort_id == cohort.id, Membership.user_id == by.id,
                                        Membership.removed_at.is_(None))
    return db.session.scalar(query) or 0


def _mark(half_day: HalfDay, sent: Sent, by: User, standing: dict[int, Mark],
          known: dict[str, tuple[str, bool]]) -> Answer:
    there = standing.get(sent.membership_id)
    body = hashlib.sha256(f"{sent.membership_id} {sent.said.token}".encode()).hexdigest()
    if sent.sent_key in known:
        return _again(half_day, sent, there, body, *known[sent.sent_key])
    try:
        said, minutes = settle(sent.said, window_of(half_day))
    except WrongHours as error:
        return Answer(sent, Outcome.REFUSED, there, Reason.WRONG_HOURS, error)
    is_same = there is not None and presence_of(there) == said
    if not is_same and (half_day.closed_at or there is not None and there.revision != sent.base and there.by_id != by.id):
        known[sent.sent_key] = (body, False)
        _note(half_day, sent, said, body, by, applied=False)
        return _set_aside(half_day, sent, there)
    known[sent.sent_key] = (body, True)
    _note(half_day, sent, said, body, by, applied=True)
    if not is_same:
        there = standing[sent.membership_id] = _put(half_day, there, sent.membership_id, said, minutes, by)
    return Answer(sent, Outcome.APPLIED, there)


def _again(half_day: HalfDay, sent: Sent, there: Mark | None, body: str, first: str, applied: bool) -> Answer:
    """The answer to a mark that came before: its first answer may never have reached the sender."""
    if body != first:
        return Answer(sent, Outcome.REFUSED, there, Reason.OTHER_BODY)
    stands = there is not None and presence_of(there) == sent.said
    return Answer(sent, Outcome.REPEATED, there) if applied or stands else _set_aside(half_day, sent, there)


def _set_aside(half_day: HalfDay, sent: Sent, there: Mark | None) -> Answer:
    closed = half_day.closed_at is not None
    return Answer(sent, Outcome.REFUSED if closed else Outcome.CONFLICT, there, Reason.CLOSED if closed else None)


def presence_of(there: Mark) -> Presence:
    """What a mark says."""
    return Presence(there.state, there.arrived, there.left)


def _put(half_day: HalfDay, there: Mark | None, membership_id: int, said: Presence, minutes: int, by: User) -> Mark:
    if there is None:
        there = Mark(half_day_id=half_day.id, membership_id=membership_id, revision=0)
        db.session.add(there)
    there.state, there.arrived, there.left, there.minutes = said.state, said.arrived, said.left, minutes
    there.by_id, there.at = by.id, now()
    there.revision += 1
    return there


def _note(half_day: HalfDay, sent: Sent, said: Presence, body: str, by: User, *, applied: bool) -> None:
    db.session.add(MarkChange(
        half_day_id=half_day.id, membership_id=sent.membership_id, sent_key=sent.sent_key, body_hash=body,
        state=said.state, arrived=said.arrived, left=said.left, applied=applied, by_id=by.id, at=now(),
        said_at=sent.said_at))


def close(cohort: Cohort, half_day: HalfDay, by: User) -> bool:
    """Close the attendance of a half-day: whoever nobody marked was there. False when it was closed already.

    In a make-up session nobody is expected: only those who were marked were there.
    """
    hold(cohort, half_day)
    if half_day.closed_at is not None:
        return False
    if half_day.kind == PLANNED:
        _must_be_marked_by_another(cohort, half_day, by)
        _fill(cohort, half_day, Presence(PRESENT), half_day.minutes, by)
    half_day.closed_at, half_day.closed_by_id = now(), by.id
    half_day.revision += 1
    record("close half-day", f"cohort:{cohort.id}", by.id, str(half_day.number))
    _vouch(cohort, by)
    return True


def _must_be_marked_by_another(cohort: Cohort, half_day: HalfDay, by: User) -> None:
    """Closing says of everybody unmarked that she was there; whoever closes may not say it of herself."""
    own = own_place(cohort, by)
    if own and db.session.get(Mark, (half_day.id, own)) is None:
        raise Refused(_("Usted también participa en este taller y nadie anotó su asistencia. Pida a otra persona que "
                        "facilita que la anote, o que cierre la jornada; lo demás puede guardarlo sin cerrar."))


def _fill(cohort: Cohort, half_day: HalfDay, said: Presence, minutes: int, by: User) -> None:
    """Say the same of everybody whom nobody marked."""
    marked = set(db.session.scalars(select(Mark.membership_id).where(Mark.half_day_id == half_day.id)))
    for person in queries.people(cohort):
        if person.id not in marked:
            _put(half_day, None, person.id, said, minutes, by)


def _vouch(cohort: Cohort, by: User) -> None:
    """Write down who has reached the minutes of the course. A fact: a later correction does not take it back."""
    days = half_days(cohort)
    minutes = queries.minutes_of(days)
    reached = queries.everybodys_hours(cohort, days, minutes, minutes)
    known = set(db.session.scalars(select(Achievement.membership_id).where(
        Achievement.module == cohort.course, Achievement.kind == ATTENDANCE, Achievement.membership_id.in_(list(minutes)))))
    for person, hers in reached.items():
        if hers.reach is Reach.REACHED and person not in known:
            achieve(person, cohort.course, ATTENDANCE, by.id)


def reopen(cohort: Cohort, half_day: HalfDay, reason: str, by: User) -> bool:
    """Open a closed half-day to correct it; what it says of everybody stays. False when it was open.

    Whoever joined after it was closed was not there: she is absent until somebody says otherwise, so that closing again
    does not count her in.
    """
    hold(cohort, half_day)
    if half_day.closed_at is None:
        return False
    if half_day.kind == PLANNED:
        _fill(cohort, half_day, Presence(ABSENT), 0, by)
    half_day.closed_at = half_day.closed_by_id = None
    half_day.revision += 1
    record("reopen half-day", f"cohort:{cohort.id}", by.id, f"{half_day.number}: {reason}")
    return True


def decide(cohort: Cohort, half_day: HalfDay, change_id: int, by: User, *, apply: bool) -> bool:
    """Settle a mark that was not applied: put it now, or leave what stands. False when it was settled meanwhile."""
    hold(cohort, half_day)
    found = next((one for one in queries.waiting_in(half_day) if one.id == change_id), None)
    if found is None:
        return False
    if apply and half_day.closed_at is not None:
        raise Refused(_("La jornada está cerrada. Reábrala, con su motivo, y corrija desde allí."))
    if apply and found.membership_id == own_place(cohort, by):
        raise Refused(_("Usted también participa en este taller: su asistencia la decide otra persona que facilita."))
    there = db.session.get(Mark, (half_day.id, found.membership_id))
    stays = found.presence if apply or there is None else presence_of(there)
    sent = Sent(found.membership_id, stays, there.revision if there else 0, f"decide:{change_id}")
    if apply:
        _put(half_day, there, found.membership_id, stays, settle(stays, window_of(half_day))[1], by)
        half_day.revision += 1
    _note(half_day, sent, stays, hashlib.sha256(stays.token.encode()).hexdigest(), by, applied=True)
    db.session.flush()
    return True


def keep_photo(cohort: Cohort, half_day: HalfDay, sha256: str, size: int, by: User) -> bool:
    """Tie a stored photo to its half-day. False when the very same one is there. Raises Refused when there are enough."""
    hold(cohort, half_day)
    if not must_have_room(half_day, sha256):
        return False
    db.session.add(SheetPhoto(half_day_id=half_day.id, sha256=sha256, size=size, by_id=by.id, at=now()))
    db.session.flush()
    return True


def must_have_room(half_day: HalfDay, sha256: str) -> bool:
    """Whether this photo is a new one. Raises Refused when there are as many as may be: ask before its file is kept."""
    there = [photo for photo in queries.photos_of(half_day) if photo.withdrawn_at is None]
    if any(photo.sha256 == sha256 for photo in there):
        return False
    if len(there) >= MOST_PHOTOS:
        raise Refused(_("Esta jornada ya tiene %(num)s fotos, que es el máximo.", num=MOST_PHOTOS))
    return True


def withdraw_photo(cohort: Cohort, half_day: HalfDay, photo: SheetPhoto, why: str, by: User) -> bool:
    """The wrong photo counts no longer; it stays as evidence with who took it back and why. False when that was done."""
    hold(cohort, half_day)
    db.session.refresh(photo)
    if photo.withdrawn_at is not None:
        return False
    photo.withdrawn_at, photo.withdrawn_by_id, photo.why = now(), by.id, why
    record("withdraw photo", f"cohort:{cohort.id}", by.id, f"{half_day.number}: {why}")
    db.session.flush()
    return True
