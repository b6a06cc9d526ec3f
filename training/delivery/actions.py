"""Taking steps in an agenda, and correcting what was noted. Nothing here commits.

Whoever writes holds the half-day's row, so that two presses come one after the other: the second sees the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import select

from training.accounts.models import User
from training.clock import in_lima, now
from training.cohorts.actions import must_be_open
from training.cohorts.models import Cohort
from training.db import db
from training.delivery import queries
from training.delivery.correcting import Fault, as_planned, fault
from training.delivery.live import Agenda, State, agenda
from training.delivery.models import AgendaStep
from training.delivery.steps import CORRECT, CUT, FINISH, GIVER, NEXT, RESTORE, UNDO, Step, happened
from training.errors import Refused
from training.workshops.models import Block, HalfDay

PLANNED = "planned"  # asks to note what is missing as it was planned: several corrections at once
DOING = (NEXT, FINISH, CUT, RESTORE, GIVER, UNDO, PLANNED)


class Outcome(StrEnum):
    """What became of a press."""

    DONE = "done"
    AGAIN = "again"  # the same press came before: nothing to do, and nothing to say against it
    MEANWHILE = "meanwhile"  # somebody took another step since the page was shown
    UNSURE = "unsure"  # not the date of this half-day: needs to be said once more


@dataclass(frozen=True)
class Asked:
    """A press. ``base``: the revision of the page that it was pressed on; ``ago``: seconds of waiting for the network."""

    do: str
    base: int
    key: str
    block: str = ""
    giver: int | None = None
    ago: int = 0
    sure: bool = False


@dataclass(frozen=True)
class Taken:
    """What became of it, and the steps that matter: its own, or those of others since ``base``."""

    outcome: Outcome
    steps: Sequence[Step]


def take(cohort: Cohort, half_day: HalfDay, asked: Asked, by: User) -> Taken:
    """Take one step, once, on the agenda that its page showed. Raises Refused with what to do instead."""
    must_be_open(cohort)
    steps = _steps_held(half_day)
    before = _seen_before(steps, asked.key, asked.base)
    if before is not None:
        return before
    at = happened(now(), asked.ago, max((one.at for one in steps), default=None))
    stands = agenda(queries.plan_of(half_day), steps, at)
    if asked.do in (NEXT, FINISH) and not stands.begun and in_lima(at).date() != half_day.on and not asked.sure:
        return Taken(Outcome.UNSURE, [])
    made = _planned(half_day, steps, asked, by) if asked.do == PLANNED else [_step(half_day, stands, asked, by, at)]
    _write(half_day, made)
    return Taken(Outcome.DONE, made)


def correct(cohort: Cohort, half_day: HalfDay, block: Block, said: tuple[datetime | None, datetime | None, int | None],
            by: User, *, base: int, key: str) -> Taken | tuple[Fault, int | None]:
    """Note when a block was really given and by whom; ``said``: from, to (None: still on), who. No beginning: not given.

    Returns why it cannot be, and the block that stands in its way, when the hours cannot be true.
    """
    must_be_open(cohort)
    steps = _steps_held(half_day)
    before = _seen_before(steps, key, base)
    if before is not None:
        return before
    began, ended, giver = said
    step = Step(base + 1, CORRECT, now(), by.id, block.id, giver, began, ended, key=key)
    wrong = fault(steps, step, now())
    if wrong is not None:
        return wrong
    _write(half_day, [step])
    return Taken(Outcome.DONE, [step])


def _steps_held(half_day: HalfDay) -> list[Step]:
    """The steps of a half-day that nobody else can add to before we end."""
    db.session.execute(select(HalfDay.id).where(HalfDay.id == half_day.id).with_for_update())
    return queries.steps_of([half_day])[half_day.id]


def _seen_before(steps: Sequence[Step], key: str, base: int) -> Taken | None:
    same = [step for step in steps if step.group == key]
    if same:
        return Taken(Outcome.AGAIN, same)
    revision = steps[-1].number if steps else 0
    return Taken(Outcome.MEANWHILE, [step for step in steps if step.number > base]) if base != revision else None


def _step(half_day: HalfDay, stands: Agenda, asked: Asked, by: User, at: datetime) -> Step:
    """The step that was asked for, checked against the agenda as it stands."""
    number = stands.revision + 1
    if asked.do == UNDO:
        _may_be_undone(stands, half_day)
        return Step(number, UNDO, at, by.id, key=asked.key)
    if asked.do in (NEXT, FINISH):
        return _onward(stands, asked, by, at)
    block = queries.block_of(half_day, asked.block)
    line = stands.of(block.id)
    if line is None or not _fits(asked.do, stands, line.state, line.block.may_be_cut):
        raise Refused(_not_now(asked.do, line.block.may_be_cut if line else False))
    return Step(number, asked.do, at, by.id, block.id, asked.giver if asked.do == GIVER else None,
                late=max(stands.late, 0) if asked.do == CUT else 0, key=asked.key)


def _onward(stands: Agenda, asked: Asked, by: User, at: datetime) -> Step:
    """On to the next block, or to the end."""
    if stands.begun and not stands.is_today:
        raise Refused(_("Esta jornada quedó abierta otro día. Anote a qué hora se dio cada bloque, o lo que falta como "
                        "estaba previsto, desde su agenda."))
    number = stands.revision + 1
    if asked.do == NEXT and stands.pending:
        giver = asked.giver or by.id
        return Step(number, NEXT, at, by.id, stands.pending[0].block.id, giver, key=asked.key)
    if stands.running is None:
        raise Refused(_("Esta jornada no tiene un bloque en marcha. Abra la agenda y mire cómo va.") if stands.over else
                      _("Esta jornada todavía no empieza. Pulse «Empezar» cuando empiece."))
    return Step(number, FINISH, at, by.id, key=asked.key)


def _fits(do: str, stands: Agenda, state: State, may_be_cut: bool) -> bool:
    if do == CUT:
        return may_be_cut and state is State.PENDING and not stands.over
    return state is (State.CUT if do == RESTORE else State.NOW) and not (do == RESTORE and stands.over)


def _not_now(do: str, may_be_cut: bool) -> str:
    if do == CUT and not may_be_cut:
        return _("Lo esencial y las pausas no se recortan. Elija un bloque opcional.")
    if do == CUT:
        return _("Ese bloque ya empezó o ya se recortó. Actualice la agenda y elija otro.")
    if do == RESTORE:
        return _("Ese bloque ya no está recortado, o la jornada terminó. Si se dio, anote sus horas en «Corregir».")
    return _("Ese bloque ya no está en marcha. Corrija quién lo dio en «Corregir».")


def _may_be_undone(stands: Agenda, half_day: HalfDay) -> None:
    if stands.last is None:
        raise Refused(_("No hay ningún paso que deshacer."))
    if stands.is_shut(half_day.closed_at):
        raise Refused(_("La jornada está cerrada y sus pasos ya no se deshacen. Corrija la hora de un bloque: queda anotado "
                        "quién y cuándo."))


def _planned(half_day: HalfDay, steps: Sequence[Step], asked: Asked, by: User) -> list[Step]:
    """What nobody noted, as it was planned; who was giving the block that was left open stays."""
    plan = queries.plan_of(half_day)
    stands = agenda(plan, steps, now())
    missing = as_planned(plan, steps, now()) if stands.may_be_filled else []
    if not missing:
        raise Refused(_("No hay nada que anotar como estaba previsto: la jornada no termina todavía, o ya está anotada."))
    on = stands.running
    return [Step(stands.revision + at, CORRECT, now(), by.id, block,
                 on.giver if on and on.block.id == block else asked.giver or by.id, began, ended, key=f"{asked.key}.{at}")
            for at, (block, began, ended) in enumerate(missing, 1)]


def _write(half_day: HalfDay, made: Sequence[Step]) -> None:
    for one in made:
        db.session.add(AgendaStep(
            half_day_id=half_day.id, number=one.number, kind=one.kind, block_id=one.block, giver_id=one.giver,
            began_at=one.began, ended_at=one.ended, late=one.late, at=one.at, noted_at=now(), by_id=one.by,
            sent_key=one.key))
    db.session.flush()
