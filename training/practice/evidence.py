"""What practice tells of a certificate: the try that she passed, sheet by sheet and step by step, and those before it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from modules.reference import Checklist
from training.accounts.queries import names_of
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.evidence import ACCREDITATION, CERTIFICATE, Section, Told, Witness, moment
from training.manuals.queries import manual
from training.practice import queries
from training.practice.agreement import agreement
from training.practice.filling import load
from training.practice.models import Observation
from training.practice.scoring import NOT_DONE, WELL, WITH_HELP, percent
from training.practice.tries import Try, Way

MARKS = {NOT_DONE: "0, no lo hizo", WITH_HELP: "1, con ayuda", WELL: "2, bien"}
Kept = Mapping[str, Observation]  # by their keys


def ask(cohort: Cohort, members: Sequence[Membership]) -> Told:
    """The required checklists of these members. Four queries."""
    lists = queries.required(cohort)
    if not lists:
        return lambda member: ()
    ids = [one.id for one in members]
    ways = queries.ways(cohort, ids if len(ids) == 1 else None)
    kept = {one.key: one for one in _sheets(cohort, ids, [one.slug for one in lists])}
    names = names_of({one.observer_id for one in kept.values()})

    def told(member: int) -> Sequence[Section]:
        found = [(one, ways.get((member, one.slug))) for one in lists]
        return [_section(one, way, kept, names) for one, way in found if way is not None and way.shown is not None]

    return told


def _section(checklist: Checklist, way: Way, kept: Kept, names: Mapping[int, str]) -> Section:
    tried = way.shown
    assert tried is not None, "asked only of who was observed"
    sheets = [kept[one.key] for one in tried.finished if one.key in kept]
    words = _words_of(sheets, checklist)
    marks = [load(one.scores) for one in sheets]
    rows = tuple((str(number), step.text, "Sí" if step.critical else "",
                  *(MARKS[one.get(step.id, NOT_DONE)] for one in marks))
                 for number, step in enumerate(words.steps, 1))
    columns = ("N.º", "Paso", "Crítico", *(f"Puntaje de {names.get(one.observer_id, '—')}" for one in sheets))
    return Section(f"Práctica observada: {words.title}", columns, rows, (
        f"Intento {tried.number}: {'aprobado' if tried.passed else 'no aprobado'}.",
        *(_sheet(one, names, decides=one.key in {sheet.key for sheet in tried.deciding}) for one in sheets),
        *_agreed(words, marks),
        *(_before(one) for one in way.tries if one.number < tried.number)))


def _sheet(one: Observation, names: Mapping[int, str], *, decides: bool) -> str:
    late = "" if decides else " Se llenó después de la decisión y no la cambia."
    comment = f" Anotó: «{one.comment}»." if one.comment else ""
    return (f"{names.get(one.observer_id, '—')} observó el {moment(one.began_at)} y terminó el {moment(one.finished_at)}: "
            f"{one.points} de {one.out_of} puntos ({percent(one.points, one.out_of)} %).{late}{comment}")


def _agreed(words: Checklist, marks: Sequence[Mapping[str, int]]) -> list[str]:
    """How far the first two observers agree; nothing of one alone."""
    if len(marks) < 2:
        return []
    both = agreement((marks[0].get(step.id, NOT_DONE), marks[1].get(step.id, NOT_DONE)) for step in words.steps)
    kappa = "" if both.kappa is None else f" (kappa {float(both.kappa):.2f})".replace(".", ",")
    return [f"Quienes observaron coinciden en {both.equal} de {both.marks} pasos{kappa}."]


def _before(tried: Try) -> str:
    if tried.settled_at is None:
        return f"Intento {tried.number}: sin terminar."
    verdict = "aprobado" if tried.passed else "no aprobado"
    return f"Intento {tried.number}, {moment(tried.settled_at)}: {verdict}, {tried.percent} %."


def _words_of(sheets: Sequence[Observation], checklist: Checklist) -> Checklist:
    """The checklist as it was when the first of the sheets was begun."""
    found = manual(sheets[0].manual_digest).checklist(checklist.slug) if sheets else None
    return found or checklist


def _sheets(cohort: Cohort, ids: Sequence[int], slugs: Sequence[str]) -> list[Observation]:
    query = select(Observation).where(Observation.checklist.in_(slugs), Observation.voided_at.is_(None),
                                      Observation.finished_at.is_not(None))
    if len(ids) == 1:
        return list(db.session.scalars(query.where(Observation.membership_id == ids[0])))
    return list(db.session.scalars(query.join(Membership, Membership.id == Observation.membership_id)
                                   .where(Membership.cohort_id == cohort.id)))


WITNESS = Witness(ask, frozenset((CERTIFICATE, ACCREDITATION)), 40)
