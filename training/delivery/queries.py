"""Reading agendas: the plan of a half-day, its steps, and how it stands now."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import select

from modules.workshop import BREAK, LUNCH
from training.accounts.models import User
from training.accounts.queries import names_of
from training.clock import now
from training.cohorts.models import Cohort
from training.cohorts.queries import trainers_of
from training.db import db
from training.delivery.fidelity import Fidelity, fidelity
from training.delivery.live import Agenda, agenda
from training.delivery.models import AgendaStep
from training.delivery.steps import Plan, Planned, Step
from training.progress.kept import lasts_until
from training.workshops.models import Block, HalfDay
from training.workshops.queries import half_days, planned


def plan_of(half_day: HalfDay) -> Plan:
    """What was planned; its blocks are loaded with it."""
    blocks = tuple(Planned(one.id, one.minutes, one.essential, one.kind in (BREAK, LUNCH)) for one in half_day.blocks)
    return Plan(half_day.on, half_day.starts, blocks)


_STEPS = select(AgendaStep.half_day_id, AgendaStep.number, AgendaStep.kind, AgendaStep.at, AgendaStep.by_id,
                AgendaStep.block_id, AgendaStep.giver_id, AgendaStep.began_at, AgendaStep.ended_at, AgendaStep.late,
                AgendaStep.sent_key)  # columns in the order of a Step: they are many, and nothing changes them


def steps_of(some: Iterable[HalfDay]) -> dict[int, list[Step]]:
    """Half-day id → its steps, in order. One query, whatever their number."""
    ids = [half_day.id for half_day in some]
    found: dict[int, list[Step]] = {one: [] for one in ids}
    query = _STEPS.where(AgendaStep.half_day_id.in_(ids)).order_by(AgendaStep.half_day_id, AgendaStep.number)
    for half_day_id, *row in db.session.execute(query):
        found[half_day_id].append(Step(*row))
    return found


def agenda_of(half_day: HalfDay) -> tuple[Agenda, list[Step]]:
    """A half-day as it stands now, and its steps. One query."""
    steps = steps_of([half_day])[half_day.id]
    return _as_of_now(half_day, steps), steps


def agendas(cohort: Cohort) -> list[tuple[HalfDay, Agenda]]:
    """The planned half-days of a workshop as they stand now. Three queries; empty for a cohort without a workshop."""
    found = [half_day for half_day in planned(half_days(cohort)) if half_day.blocks]
    steps = steps_of(found) if found else {}
    return [(half_day, _as_of_now(half_day, steps[half_day.id])) for half_day in found]


def _as_of_now(half_day: HalfDay, steps: Sequence[Step]) -> Agenda:
    found = agenda(plan_of(half_day), steps, now())
    if found.is_today:
        lasts_until(found.now + timedelta(minutes=1))  # what is on, and how late it is
    return found


def fidelity_of(found: Iterable[tuple[HalfDay, Agenda]]) -> Fidelity:
    """How much of the plan was given."""
    return fidelity(one for _half_day, one in found)


def block_of(half_day: HalfDay, key: str) -> Block:
    """A block of this half-day; 404 when it is not one."""
    found = next((block for block in half_day.blocks if block.key == key), None)
    if found is None:
        abort(404)
    return found


def givers(cohort: Cohort, actor: User) -> dict[int, str]:
    """Who may give a block: those who facilitate, and the actor. One query."""
    return {one.id: one.full_name for one in trainers_of(cohort)} | {actor.id: actor.full_name}


def with_names(known: dict[int, str], people: Iterable[int]) -> dict[int, str]:
    """``known`` and whoever is not in it. One query when there is anybody."""
    unknown = set(people) - set(known)
    return known | names_of(unknown) if unknown else known


def people_in(steps: Sequence[Step]) -> set[int]:
    """Everybody that these steps name."""
    return {one for step in steps for one in (step.by, step.giver) if one is not None}


def names_in(some: Iterable[Agenda]) -> dict[int, str]:
    """The names of whoever gave or cut a block. One query at most."""
    people = {one for item in some for line in item.lines for one in (line.giver, line.cut_by) if one is not None}
    return names_of(people) if people else {}


def days_of(cohort: Cohort) -> set[date]:
    """The dates of a workshop, make-ups included. One query."""
    return set(db.session.scalars(select(HalfDay.on).where(HalfDay.cohort_id == cohort.id)))


def why_agenda_stays(half_day: HalfDay) -> str:
    """Why its plan cannot change any more: it has begun (or was begun and undone; the steps name its blocks). One query."""
    begun = db.session.scalar(select(AgendaStep.id).where(AgendaStep.half_day_id == half_day.id).limit(1))
    return _("La agenda de esta jornada ya empezó. Lo que cambie desde ahora se anota en vivo: recorte lo opcional, o "
             "corrija la hora de un bloque.") if begun else ""
