"""What attendance tells of a paper: each half-day with its minutes, how and by whom it was marked, its signed sheets."""

from collections.abc import Mapping, Sequence
from datetime import time

from sqlalchemy import select

from training.attendance.models import SheetPhoto
from training.attendance.presence import ABSENT, EXCUSED, LATE, LEFT, PRESENT
from training.attendance.queries import Marked, all_marks, names_of
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.evidence import CERTIFICATE, CONSTANCIA, Section, Told, Witness, moment
from training.workshops.models import MAKE_UP, HalfDay
from training.workshops.queries import half_days, needed_minutes, planned_minutes
from training.workshops.schedule import ending

COLUMNS = ("Jornada", "Programados", "Asistidos", "Marca", "Quién marcó y cuándo")
STATES = {PRESENT: "Presente", ABSENT: "Falta", EXCUSED: "Falta justificada", LATE: "Tarde", LEFT: "Salió antes"}


def ask(cohort: Cohort, _members: Sequence[Membership]) -> Told:
    """The half-days of a workshop. Five queries."""
    days = half_days(cohort)
    if not days:
        return lambda member: ()
    marks, photos = all_marks(days), _photos(days)
    closers = names_of(one.closed_by_id for one in days if one.closed_by_id)
    closings = tuple(f"{_day(one)}: asistencia cerrada el {moment(one.closed_at)} por "
                     f"{closers.get(one.closed_by_id or 0, '—')}." for one in days if one.closed_at)
    planned, needed = planned_minutes(days), needed_minutes(cohort, days)

    def told(member: int) -> Sequence[Section]:
        hers = marks.get(member, {})
        shown = [one for one in days if one.kind != MAKE_UP or one.id in hers]
        there = min(planned, sum(mark.minutes for mark in hers.values()))
        total = f"Asistió {there} de {planned} minutos programados; la regla pide {needed}."
        sheets = tuple(note for one in shown for note in photos.get(one.id, ()))
        return (Section("Asistencia", COLUMNS, tuple(_row(one, hers) for one in shown), (total, *closings, *sheets)),)

    return told


def _row(half_day: HalfDay, marks: Mapping[int, Marked]) -> tuple[str, ...]:
    mark = marks.get(half_day.id)
    planned = "—" if half_day.kind == MAKE_UP else str(half_day.minutes)
    if mark is None:
        return _day(half_day), planned, "0", "Sin marca: cuenta como falta", ""
    return _day(half_day), planned, str(mark.minutes), _said(mark), f"{mark.by}, {moment(mark.at)}"


def _said(mark: Marked) -> str:
    hours = [f"{word} {_hour(at)}" for word, at in (("llegó", mark.arrived), ("salió", mark.left)) if at]
    return ", ".join([STATES.get(mark.state, mark.state), *hours])


def _day(one: HalfDay) -> str:
    name = "Recuperación" if one.kind == MAKE_UP else f"Jornada {one.number}"
    return f"{name}, {one.on:%d/%m/%Y}, {_hour(one.starts)} a {_hour(ending(one))}"


def _hour(at: time) -> str:
    return f"{at:%H:%M}"


def _photos(days: Sequence[HalfDay]) -> dict[int, tuple[str, ...]]:
    """Half-day id → its signed sheets by their hashes; those that were withdrawn are left out. One query."""
    query = (select(SheetPhoto.half_day_id, SheetPhoto.sha256, SheetPhoto.at)
             .where(SheetPhoto.half_day_id.in_([one.id for one in days]), SheetPhoto.withdrawn_at.is_(None))
             .order_by(SheetPhoto.id))
    found: dict[int, tuple[str, ...]] = {}
    names = {one.id: _day(one) for one in days}
    for half_day, sha256, at in db.session.execute(query):
        note = f"{names[half_day]}: foto de la hoja firmada, guardada el {moment(at)}, SHA-256 {sha256}."
        found[half_day] = (*found.get(half_day, ()), note)
    return found


WITNESS = Witness(ask, frozenset((CONSTANCIA, CERTIFICATE)), 30)
