"""Opening a workshop, copying one, adding a make-up. Nothing here commits."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from modules.manual import Manual
from modules.workshop import PlannedBlock, Rule
from training.accounts.models import User
from training.audit.actions import record
from training.clock import in_lima, now, today
from training.cohorts.actions import must_be_open, open_cohort
from training.cohorts.models import Cohort, CohortTrainer
from training.cohorts.numbering import hold
from training.cohorts.queries import is_settled
from training.cohorts.sentences import settled
from training.db import db
from training.errors import Refused
from training.house import cohorts_changed, house
from training.workshops import schedule
from training.workshops.editing import Half, Piece, clock
from training.workshops.effects import Effects
from training.workshops.locks import why_it_stays
from training.workshops.models import MAKE_UP, Block, HalfDay, Workshop
from training.workshops.words import half_day_title, hour


def open_workshop(edition: Manual, course: str, name: str, place: str, facility_id: int | None, first_day: date, *,
                  trainers: Sequence[User], authority_id: int, digest: str, by: User,
                  cloned_from_id: int | None = None) -> Cohort:
    """A cohort with its workshop: half-days and agenda from the manual's plan, windows, join code.

    ``edition`` is the manual under ``digest``. Whoever opens it facilitates it too. Raises Refused when the manual
    plans no workshop for the course.
    """
    plan = edition.workshop(course)
    if plan is None:
        raise Refused(_("Esta versión del manual no trae un taller para ese curso. Elija otro curso, o abra una cohorte "
                        "a distancia."), 409)
    drafted = schedule.draft(plan, _rule(edition, course), first_day)
    cohort = open_cohort(course, name, place, first_day, drafted.last_day, authority_id=authority_id,
                         digest=digest, by=by)
    db.session.add_all(CohortTrainer(cohort_id=cohort.id, user_id=one.id) for one in trainers if one.id != by.id)
    _add(cohort, drafted, facility_id, by, cloned_from_id)
    return cohort


def _rule(edition: Manual, course: str) -> Rule:
    found = edition.course(course)
    return found.rule if found else Rule()


def _add(cohort: Cohort, drafted: schedule.Draft, facility_id: int | None, by: User, cloned_from_id: int | None) -> None:
    db.session.add(Workshop(
        cohort_id=cohort.id, facility_id=facility_id, entry_opens_at=drafted.entry[0], entry_closes_at=drafted.entry[1],
        exit_opens_at=drafted.exit[0], exit_closes_at=drafted.exit[1], cloned_from_id=cloned_from_id,
        created_by_id=by.id, created_at=now()))
    for one in drafted.half_days:
        blocks = [Block(position=at, kind=block.kind, module=block.module, title=block.title, title_en=block.title_en,
                        minutes=block.minutes, essential=block.essential) for at, block in enumerate(one.blocks, 1)]
        db.session.add(HalfDay(cohort_id=cohort.id, number=one.number, on=one.on, starts=one.starts, minutes=one.minutes,
                               blocks=blocks))
    db.session.flush()
    record("open workshop", f"cohort:{cohort.id}", by.id, cohort.name)


def add_make_up(cohort: Cohort, on: date, starts: time, minutes: int, by: User) -> HalfDay:
    """A make-up session for those who cannot reach the minutes otherwise. Its minutes count for whoever attends it."""
    must_be_open(cohort)
    if on < cohort.starts_on:
        raise Refused(_("La recuperación va después del primer día del taller. Elija otra fecha."), 422)
    if on > today() + timedelta(days=400):
        raise Refused(_("Esa fecha está a más de un año. Revise el año."), 422)
    _must_be_free(cohort, on, starts, minutes)
    last = db.session.scalar(select(func.max(HalfDay.number)).where(HalfDay.cohort_id == cohort.id)) or 0
    made = HalfDay(cohort_id=cohort.id, number=last + 1, kind=MAKE_UP, on=on, starts=starts, minutes=minutes)
    db.session.add(made)
    db.session.flush()
    record("add make-up", f"cohort:{cohort.id}", by.id, f"{on} {starts:%H:%M}, {minutes} min")
    return made


def _must_be_free(cohort: Cohort, on: date, starts: time, minutes: int) -> None:
    """Nobody can be in two half-days at the same hour."""
    begins = clock(starts)
    for one in db.session.scalars(select(HalfDay).where(HalfDay.cohort_id == cohort.id, HalfDay.on == on)):
        if begins < clock(one.starts) + one.minutes and clock(one.starts) < begins + minutes:
            raise Refused(_("A esa hora ya está «%(name)s», de %(first)s a %(last)s. Elija otra hora u otro día.",
                            name=half_day_title(one), first=hour(one.starts), last=hour(schedule.ending(one))), 422)


def move(cohort: Cohort, workshop: Workshop, first_day: date, by: User) -> None:
    """Every half-day, window and date as much later (or earlier) as the first day, while no attendance was closed. After its
    last day only who administers moves it.

    The same move pressed twice moves once.
    """
    hold(cohort)
    db.session.refresh(cohort)
    db.session.refresh(workshop)
    must_be_open(cohort)
    half_days = list(db.session.scalars(select(HalfDay).where(HalfDay.cohort_id == cohort.id).with_for_update()))
    shift = first_day - cohort.starts_on
    if not shift:
        return
    if is_settled(by, cohort):
        raise Refused(settled(), 403)
    if any(one.closed_at is not None for one in half_days):
        raise Refused(_("El taller ya tiene asistencia cerrada, así que sus fechas no se mueven. Si una jornada fue otro "
                        "día, reabra su asistencia y anótelo allí."), 409)
    if why := next((why for one in half_days for lock in house().half_day_locks if (why := lock(one))), ""):
        raise Refused(why, 409)
    for one in half_days:
        one.on += shift
    for name in ("entry_opens_at", "entry_closes_at", "exit_opens_at", "exit_closes_at"):
        setattr(workshop, name, getattr(workshop, name) + shift)
    cohort.starts_on, cohort.ends_on = cohort.starts_on + shift, cohort.ends_on + shift
    record("move workshop", f"cohort:{cohort.id}", by.id, f"{shift.days:+} days")
    cohorts_changed(cohort.id)


def copy_agenda(earlier: Sequence[HalfDay], cohort: Cohort) -> None:
    """Give a workshop that was just opened the hours and blocks of an earlier one of the same course."""
    mine = list(db.session.scalars(select(HalfDay).where(HalfDay.cohort_id == cohort.id).order_by(HalfDay.number)))
    theirs = [one for one in earlier if one.kind != MAKE_UP]
    if len(mine) != len(theirs):
        return  # the newer manual plans another number of half-days: its own plan stands
    for one, model in zip(mine, theirs, strict=True):
        one.starts, one.minutes = model.starts, model.minutes
        one.blocks.clear()
        db.session.flush()  # the old positions must be free before the new blocks take them
        one.blocks += [Block(position=block.position, kind=block.kind, module=block.module, title=block.title,
                             title_en=block.title_en, minutes=block.minutes, essential=block.essential)
                       for block in model.blocks]
    _windows_follow(cohort, mine)
    db.session.flush()


def _windows_follow(cohort: Cohort, half_days: Sequence[HalfDay]) -> None:
    """The tests are open when these half-days are held; the exit test as many days longer as the plan gave it."""
    workshop = db.session.get_one(Workshop, cohort.id)
    drafted = [schedule.Drafted(one.number, one.on, one.starts, tuple(
        PlannedBlock(block.kind, block.title, block.title_en, block.minutes) for block in one.blocks)) for one in half_days]
    days = (in_lima(workshop.exit_closes_at).date() - half_days[-1].on).days
    entry, exit_ = schedule.windows(drafted, days)
    workshop.entry_opens_at, workshop.entry_closes_at = entry
    workshop.exit_opens_at, workshop.exit_closes_at = exit_


def hold_agendas(cohort: Cohort, half_day: HalfDay) -> None:
    """Nobody else changes an hour or a block of this workshop until the end of the transaction; what stands is read anew.

    Raises Refused when the agenda of ``half_day`` cannot change any more.
    """
    query = select(HalfDay).where(HalfDay.cohort_id == cohort.id).order_by(HalfDay.number).with_for_update(key_share=True)
    query = query.options(selectinload(HalfDay.blocks)).execution_options(populate_existing=True)
    db.session.scalars(query).all()
    why = why_it_stays(cohort, half_day)
    if why:
        raise Refused(why)


def change_agenda(cohort: Cohort, half_day: HalfDay, half: Half, effects: Effects, by: User) -> None:
    """Give a half-day that is held another hour and other blocks; the windows of the tests follow. Blocks that stay keep
    their keys. ``half`` was checked (editing.faults)."""
    workshop = db.session.get_one(Workshop, cohort.id)
    was = f"{half_day.starts:%H:%M}, {half_day.minutes} min"
    half_day.starts, half_day.minutes = half.starts, half.minutes
    _replace_blocks(half_day, half.pieces)
    workshop.entry_opens_at, workshop.entry_closes_at = effects.entry.then
    workshop.exit_opens_at, workshop.exit_closes_at = effects.exit.then
    db.session.flush()
    record("change agenda", f"cohort:{cohort.id}", by.id,
           f"{half_day.number}: {was} → {half.starts:%H:%M}, {half.minutes} min, {len(half.pieces)}")


def _replace_blocks(half_day: HalfDay, pieces: Sequence[Piece]) -> None:
    """These blocks in this order; a position is free before another block takes it."""
    known = {block.key: block for block in half_day.blocks}
    half_day.blocks[:] = [known[one.token] for one in pieces if one.token in known]
    for at, block in enumerate(half_day.blocks, 1):
        block.position = -at
    db.session.flush()
    for position, one in enumerate(pieces, 1):
        block = known.get(one.token) or Block(half_day_id=half_day.id, kind=one.kind, module=one.module, title=one.title,
                                              title_en=one.title_en, essential=one.essential)
        block.position, block.minutes = position, one.minutes
        db.session.add(block)
    db.session.flush()
    db.session.expire(half_day, ["blocks"])
