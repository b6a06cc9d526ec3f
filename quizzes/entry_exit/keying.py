"""Keying paper sheets: filing one, correcting it, undoing one that was keyed for the wrong person. Nothing commits."""

import json
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import insert

from quizzes.entry_exit import queries
from quizzes.entry_exit.actions import close, hold, hold_cohort, load_answers, lock, new_sheet, rescore, write
from quizzes.entry_exit.blueprint import ENTRY, Blueprint, form_of
from quizzes.entry_exit.models import CORRECTED, ON_PAPER, ON_PHONE, UNDONE, SheetChange, TestSheet
from quizzes.entry_exit.sheets import Answers, Now, There, decide
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.errors import Refused


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of it, and the sheet: the one written, or the one that stands in the way (``Now.CLASH``)."""

    outcome: Now
    sheet: TestSheet


def mark_of(sheet: TestSheet) -> str:
    """Which sheet a page showed, and in which state: key and revision."""
    return f"{sheet.key}.{sheet.revision}"


def file(cohort: Cohort, person: Membership, moment: str, blueprint: Blueprint, answers: Answers, *, seen: str,
         finished: bool, again: bool, share: int, by: User) -> Filed:
    """Keep what was keyed for a person, and hand it in when ``finished``. A repeated request changes nothing.

    ``seen``: the mark of the sheet that the page showed, or ""; ``again``: another try of the exit test.
    On ``Now.CLASH`` nothing was written.
    """
    _not_ones_own(person, by)
    hold_cohort(cohort.id)
    hold(person)
    before = _without_phone_draft(queries.sheets_of_person(person.id, moment, hold=True), by)
    last = before[-1] if before else None
    outcome = decide(_there(last, by), answers, seen, finished=finished, again=again)
    if last is not None and outcome in (Now.CLASH, Now.REPEATED):
        return Filed(outcome, last)
    if outcome is Now.NEW:
        _may_repeat(before, moment)
        last = new_sheet(person, moment, blueprint, ON_PAPER, nth=len(before) + 1, keyed_by_id=by.id)
    assert last is not None
    write(last, answers)
    last.keyed_by_id = by.id
    if finished:
        close(last, cohort.id, share)
    return Filed(outcome, last)


def _not_ones_own(person: Membership, by: User) -> None:
    """Trainers take courses too: whoever runs the cohort and learns in it keys everybody's sheets but her own."""
    if person.user_id == by.id:
        raise Refused(_("Esta hoja es suya: pida a otra persona que facilita que la ingrese o la corrija."), 403)


def _there(last: TestSheet | None, by: User) -> There | None:
    if last is None:
        return None
    return There(mark_of(last), load_answers(last.answers), last.handed_in_at is None, last.keyed_by_id == by.id)


def _without_phone_draft(before: list[TestSheet], by: User) -> list[TestSheet]:
    """Whoever hands in paper has given up what she began on the phone: it is kept, and counts for nothing."""
    for sheet in before:
        if sheet.handed_in_at is None and sheet.source == ON_PHONE:
            _set_aside(sheet, _("Rindió la prueba en papel."), by)
    return [sheet for sheet in before if sheet.undone_at is None]


def _may_repeat(before: list[TestSheet], moment: str) -> None:
    if before and moment == ENTRY:
        raise Refused(_("La prueba de entrada se rinde una sola vez, y esta persona ya la entregó."))
    if any(sheet.passed for sheet in before):
        raise Refused(_("Esta persona ya aprobó la prueba de salida: no necesita otro intento."))


def correct(cohort: Cohort, sheet: TestSheet, answers: Answers, *, seen: str, why: str, share: int, by: User) -> Filed:
    """Put other answers on a paper sheet that was handed in; what it said before is kept. Twice changes nothing."""
    _not_ones_own(db.session.get_one(Membership, sheet.membership_id), by)
    hold_cohort(cohort.id)
    lock(sheet)
    if sheet.source != ON_PAPER:
        raise Refused(_("Esta prueba se rindió en el teléfono: las respuestas son de ella y no se corrigen. "
                        "Si no es suya, déjela sin efecto."))
    if sheet.undone_at is not None:
        raise Refused(_("Esta hoja ya quedó sin efecto. Ingrésela de nuevo para quien corresponda."))
    if load_answers(sheet.answers) == dict(answers):
        return Filed(Now.REPEATED, sheet)
    if mark_of(sheet) != seen:
        return Filed(Now.CLASH, sheet)
    note(CORRECTED, why, by.id, sheet)
    write(sheet, answers)
    sheet.keyed_by_id = by.id
    if sheet.handed_in_at is None:
        sheet.handed_in_at = now()
    rescore(sheet, queries.voided_ids(cohort.id), share)
    return Filed(Now.GO_ON, sheet)


def undo(cohort: Cohort, sheet: TestSheet, *, why: str, by: User) -> bool:
    """Leave a sheet without effect; it is kept with the reason. False when it was so already."""
    hold_cohort(cohort.id)
    lock(sheet)
    if sheet.undone_at is not None:
        return False
    _set_aside(sheet, why, by)
    return True


def give_to(cohort: Cohort, sheet: TestSheet, owner: Membership, blueprint: Blueprint, *, why: str, share: int,
            by: User) -> TestSheet:
    """Undo a paper sheet and file its answers for the person whose sheet it really is, if the form is hers.

    What was keyed in part goes on waiting, and its letters mean what they meant on the sheet: the questions of its version.
    """
    _not_ones_own(owner, by)
    hold_cohort(cohort.id)
    lock(sheet)
    if sheet.source != ON_PAPER:
        raise Refused(_("Una prueba que se rindió en el teléfono no pasa a otra persona: déjela sin efecto."))
    hold(owner)
    if queries.sheets_of_person(owner.id, sheet.moment, hold=True):
        raise Refused(_("Esa persona ya tiene su hoja de esta prueba. Revise el número en la hoja de papel."))
    hers = form_of(owner.number or 0, sheet.moment)
    if hers != sheet.form:
        raise Refused(_("A la fila %(row)s le toca la forma %(hers)s y esta hoja es de la forma %(form)s. Revise el código "
                        "impreso en la hoja.", row=owner.number, hers=hers, form=sheet.form))
    if not undo(cohort, sheet, why=why, by=by):
        raise Refused(_("Esta hoja ya quedó sin efecto. Ingrésela de nuevo para quien corresponda."))
    made = new_sheet(owner, sheet.moment, blueprint, ON_PAPER, keyed_by_id=by.id)
    made.quiz_digest = sheet.quiz_digest
    write(made, load_answers(sheet.answers))
    if sheet.handed_in_at is not None:
        close(made, cohort.id, share)
    return made


def _set_aside(sheet: TestSheet, why: str, by: User) -> None:
    note(UNDONE, why, by.id, sheet)
    sheet.undone_at = now()
    sheet.revision += 1
    record("undo sheet", f"membership:{sheet.membership_id}", by.id, why)


def note(kind: str, why: str, by_id: int, *sheets: TestSheet) -> None:
    """Keep what these sheets say now, before they change. One statement."""
    if sheets:
        db.session.execute(insert(SheetChange), [_as_it_is(sheet, kind, why, by_id) for sheet in sheets])


def _as_it_is(sheet: TestSheet, kind: str, why: str, by_id: int) -> dict[str, object]:
    said = {"answers": load_answers(sheet.answers), "points": sheet.points, "out_of": sheet.out_of, "passed": sheet.passed}
    return {"sheet_id": sheet.id, "kind": kind, "before": json.dumps(said, sort_keys=True), "why": why, "by_id": by_id,
            "at": now()}
