"""Giving a test on the phone: begin, keep, hand in. Each verb works in the caller's transaction and may be repeated."""

import hashlib
import json

from flask_babel import gettext as _
from sqlalchemy import select

from quizzes import library
from quizzes.actions import store
from quizzes.entry_exit import queries
from quizzes.entry_exit.blueprint import ENTRY, EXIT, Blueprint, form_of
from quizzes.entry_exit.models import ON_PAPER, ON_PHONE, TestSheet
from quizzes.entry_exit.sheets import Answers, score
from quizzes.entry_exit.windows import When, Window
from quizzes.questions import digest, dump
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.errors import Refused


def begin(membership: Membership, moment: str, blueprint: Blueprint, window: Window) -> TestSheet:
    """Her open sheet of this moment; made when there is none, however often she presses."""
    hold(membership)
    before = queries.sheets_of_person(membership.id, moment, hold=True)
    waiting = next((sheet for sheet in before if sheet.handed_in_at is None), None)
    if waiting is not None:
        if waiting.source == ON_PAPER:
            raise Refused(_("Quien facilita está ingresando su hoja de papel de esta prueba. No hace falta rendirla aquí."))
        return waiting
    _may_begin(before, moment, window)
    return new_sheet(membership, moment, blueprint, ON_PHONE, nth=len(before) + 1)


def _may_begin(before: list[TestSheet], moment: str, window: Window) -> None:
    if before and moment == ENTRY:
        raise Refused(_("Ya entregó la prueba de entrada: se rinde una sola vez."))
    if any(sheet.passed for sheet in before):
        raise Refused(_("Ya aprobó la prueba de salida: no hace falta repetirla."))
    when = window.when(now())
    if when is When.BEFORE:
        raise Refused(_("Esta prueba todavía no se abre. La fecha está en la página de su taller."))
    if when is When.AFTER:
        raise Refused(_("Esta prueba ya se cerró. Si le faltó rendirla, hable con quien facilita su taller."))


def new_sheet(membership: Membership, moment: str, blueprint: Blueprint, source: str, *, nth: int = 1,
              keyed_by_id: int | None = None) -> TestSheet:
    """An empty sheet in the form of her row; ``nth``: which of her tries of this moment it is."""
    if membership.number is None:
        raise Refused(_("Todavía no tiene número de fila en este taller. Quien facilita puede dárselo en la lista."))
    form = form_of(membership.number, moment, nth)
    quiz = blueprint.quizzes[form]
    content = dump(quiz)
    paper = library.Paper(quiz, digest(content), content)
    store(paper)
    made = TestSheet(membership_id=membership.id, moment=moment, form=form, source=source, quiz_digest=paper.digest,
                     number=queries.last_number(membership.id, moment) + 1, began_at=now(), keyed_by_id=keyed_by_id,
                     answers="{}", points=0, out_of=0, revision=0)
    db.session.add(made)
    db.session.flush()
    return made


def save(sheet: TestSheet, answers: Answers) -> None:
    """Keep the draft; the last save wins. Refuses a draft of a sheet that was already handed in."""
    lock(sheet)
    _must_count(sheet)
    if sheet.handed_in_at is not None:
        raise Refused(_("Esta prueba ya se entregó: las respuestas que cuentan son las que envió."))
    write(sheet, answers)


def hand_in(membership: Membership, sheet: TestSheet, answers: Answers, window: Window, share: int) -> TestSheet:
    """Score the answers and close the sheet, once. The same answers again change nothing; others are refused."""
    hold_cohort(membership.cohort_id)
    lock(sheet)
    _must_count(sheet)
    sent = fingerprint(answers)
    if sheet.handed_in_at is not None:
        if sheet.body_hash != sent:
            raise Refused(_("Esta prueba ya se entregó con otras respuestas, y esas son las que cuentan."))
        return sheet
    if not window.takes(sheet.began_at, now()):
        raise Refused(_("Esta prueba ya se cerró y su envío llegó tarde. Lo que respondió quedó guardado: hable con quien "
                        "facilita su taller."))
    write(sheet, answers)
    sheet.body_hash = sent
    close(sheet, membership.cohort_id, share)
    return sheet


def _must_count(sheet: TestSheet) -> None:
    if sheet.undone_at is not None:
        raise Refused(_("Quien facilita dejó esta hoja sin efecto. Vuelva a la página de su taller para ver qué sigue."))


def write(sheet: TestSheet, answers: Answers) -> None:
    """Put answers on a sheet; nothing is scored yet."""
    sheet.answers, sheet.saved_at = dump_answers(answers), now()
    sheet.revision += 1
    db.session.flush()


def close(sheet: TestSheet, cohort_id: int, share: int) -> None:
    """Hand a sheet in and score it."""
    sheet.handed_in_at = now()
    rescore(sheet, queries.voided_ids(cohort_id), share)


def rescore(sheet: TestSheet, voided: frozenset[str], share: int) -> None:
    """Count again. ``share``: per cent that the exit test asks for; an entry test is neither passed nor failed."""
    found = score(library.quiz_of(sheet.quiz_digest), sheet.form, load_answers(sheet.answers), voided)
    sheet.points, sheet.out_of = found.points, found.out_of
    sheet.passed = found.reaches(share) if sheet.moment == EXIT else None


def hold(membership: Membership) -> None:
    """Whoever else makes a sheet for this person waits until we are done."""
    db.session.execute(select(Membership.id).where(Membership.id == membership.id).with_for_update(key_share=True))


def hold_cohort(cohort_id: int, *, alone: bool = False) -> None:
    """Scoring and voiding in one cohort come one after the other: no sheet is scored by rules that just changed."""
    lock_it = select(Cohort.id).where(Cohort.id == cohort_id)
    db.session.execute(lock_it.with_for_update() if alone else lock_it.with_for_update(read=True))


def lock(sheet: TestSheet) -> None:
    """Read a sheet as it is now, and keep it until the end of the transaction."""
    db.session.refresh(sheet, with_for_update=True)


def dump_answers(answers: Answers) -> str:
    """Answers as canonical JSON: equal answers give equal text."""
    return json.dumps({str(place): answers[place] for place in sorted(answers)}, separators=(",", ":"))


def load_answers(text: str) -> dict[int, str]:
    """The answers kept with a sheet: place → letter."""
    return {int(place): letter for place, letter in json.loads(text).items()}


def fingerprint(answers: Answers) -> str:
    """What tells a repeated handing in from another one."""
    return hashlib.sha256(dump_answers(answers).encode()).hexdigest()
