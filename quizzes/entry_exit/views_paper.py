"""Keying answer sheets from paper: one key an answer, one sheet after the other; with or without script."""

from collections.abc import Callable

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import format_time
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from quizzes.entry_exit import keying, queries
from quizzes.entry_exit.actions import load_answers
from quizzes.entry_exit.blueprint import Blueprint, read_code
from quizzes.entry_exit.grid import Row, latest, next_row
from quizzes.entry_exit.models import ON_PHONE
from quizzes.entry_exit.routes import MOMENTS, blueprint
from quizzes.entry_exit.sheets import Keyed, Now, differing, read_keys, write_keys
from quizzes.entry_exit.wording import other_code, slip_said
from training.access import current_actor, trainer
from training.clock import now
from training.cohorts.actions import must_be_open
from training.cohorts.models import Cohort
from training.db import db
from training.progress.kept import changes_at, lasts_until
from training.workshops.models import Workshop
from training.workshops.queries import rule_of

Answer = str | Response | tuple[str, int] | tuple[Response, int]


@blueprint.get(f"/cohortes/<key>/pruebas/{MOMENTS}/papel")
@trainer
def keypad(key: str, moment: str) -> str:
    """The next sheet to key, or the one asked for by its row number or code."""
    cohort, workshop, test = queries.tests_for(current_actor(), key)
    typed = request.args.get("hoja", "")[:20]
    if not typed:
        def draw() -> Markup:
            rows = _rows(cohort, moment)
            return _drawn(cohort, workshop, test, moment, rows, next_row(rows))

        return _page(cohort, moment, draw, keeps=True)
    rows = _rows(cohort, moment)
    row, wrong = _asked_for(rows, moment, typed)
    if row is not None and "otra" in request.args and row.may_repeat:
        row = Row(row.person, row.moment, row.sheets, again=True)
    drawn = _drawn(cohort, workshop, test, moment, rows, row, typed=typed, wrong=wrong)
    return _page(cohort, moment, lambda: drawn, is_wrong=bool(wrong))


@blueprint.post(f"/cohortes/<key>/pruebas/{MOMENTS}/papel/<person>")
@trainer
def key_in(key: str, moment: str, person: str) -> Answer:
    """Keep the keys of one sheet: complete, it is handed in and the next one comes; else it waits."""
    actor = current_actor()
    cohort, workshop, test = queries.tests_for(actor, key)
    must_be_open(cohort)
    row = _row(cohort, moment, person)
    keyed = read_keys(request.form.get("answers", "")[:400], row.form, len(test.items))
    if keyed.slip is not None or not keyed.reached:
        return _slipped(cohort, workshop, test, moment, row, keyed)
    finished = keyed.reached == len(test.items) and "later" not in request.form
    filed = keying.file(cohort, row.person, row.moment, test, keyed.answers, seen=request.form.get("seen", "")[:40],
                        finished=finished, again=row.again, share=rule_of(cohort).exit_test, by=actor)
    if filed.outcome is Now.CLASH:
        db.session.rollback()
        return _clash(cohort, moment, row, keyed, filed)
    db.session.commit()
    return _kept(cohort, moment, row, keyed, filed, finished)


def _rows(cohort: Cohort, moment: str) -> list[Row]:
    which = queries.MOMENT_OF[moment]
    sheets = queries.by_person(queries.sheets_of(cohort, which))
    return [Row(person, which, sheets.get(person.id, ())) for person in queries.people(cohort)]


def _row(cohort: Cohort, moment: str, person: str) -> Row:
    found, which = queries.person_of(cohort, person), queries.MOMENT_OF[moment]
    return Row(found, which, queries.sheets_of_person(found.id, which), again="again" in request.form)


def _asked_for(rows: list[Row], moment: str, typed: str) -> tuple[Row | None, str]:
    """Whose sheet it is, or nobody and a sentence that says what does not fit."""
    code = read_code(typed)
    row = next((row for row in rows if code is not None and row.number == code.number), None)
    if code is None:
        return None, _("«%(typed)s» no es un número de fila ni un código de hoja. Escriba, por ejemplo, 12 o S-012-A.",
                       typed=typed)
    if row is None:
        return None, _("En esta cohorte nadie tiene la fila %(row)s. Mire el número impreso en la hoja.", row=code.number)
    wrong = other_code(code, row, moment)
    return (None, wrong) if wrong else (row, "")


def _page(cohort: Cohort, moment: str, draw: Callable[[], Markup], *, keeps: bool = False, is_wrong: bool = False) -> str:
    return render_template("entry_exit/keypad.html", cohort=cohort, moment=moment, draw=draw, keeps=keeps, is_wrong=is_wrong)


def _drawn(cohort: Cohort, workshop: Workshop, test: Blueprint, moment: str, rows: list[Row], row: Row | None, *,
           typed: str = "", wrong: str = "", keys: str | None = None, slip: str = "") -> Markup:
    last = row.last if row is not None else None
    waiting = row.waiting if row is not None else None
    if keys is None:
        keys = write_keys(load_answers(waiting.answers)) if waiting is not None else ""
    after = next_row([one for one in rows if row is None or one.number != row.number], row.number if row else 0)
    window = queries.window_of(workshop, queries.MOMENT_OF[moment])
    changes_at(window.opens)
    if last is not None and last.source == ON_PHONE and last.handed_in_at is None:
        lasts_until(now())  # each answer that she saves on her phone changes the mark that this page brings back
    return Markup(render_template(
        "entry_exit/_keypad.html", cohort=cohort, moment=moment, places=len(test.items), rows=rows, row=row, after=after,
        typed=typed, wrong=wrong, keys=keys, slip=slip, seen=keying.mark_of(last) if last is not None else "",
        done=sum(one.done is not None for one in rows), latest=latest(rows), phone=ON_PHONE,
        early=now() < window.opens, window=window,
        keyer=queries.keyer_of(row.done) if row is not None and row.done is not None else ""))


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _slipped(cohort: Cohort, workshop: Workshop, test: Blueprint, moment: str, row: Row, keyed: Keyed) -> Answer:
    said = slip_said(keyed, row, len(test.items))
    if _wants_json():
        return jsonify(said=said), 422
    drawn = _drawn(cohort, workshop, test, moment, _rows(cohort, moment), row, keys=request.form.get("answers", "")[:60],
                   slip=said)
    return _page(cohort, moment, lambda: drawn, is_wrong=True), 422


def _kept(cohort: Cohort, moment: str, row: Row, keyed: Keyed, filed: keying.Filed, finished: bool) -> Response:
    at = format_time(now(), "HH:mm")
    if not finished:
        said = _("Guardado %(hour)s: la hoja %(code)s espera en la respuesta %(place)s.", hour=at, code=row.code,
                 place=keyed.reached + 1)
        if _wants_json():
            return jsonify(said=said, seen=keying.mark_of(filed.sheet))
        flash(said, "good")
        return redirect(url_for(".keypad", key=cohort.key, moment=moment, hoja=row.number), 303)
    rows = _rows(cohort, moment)
    after = next_row(rows, row.number)
    url = url_for(".keypad", key=cohort.key, moment=moment, hoja=after.number if after else None)
    again = _("Ya estaba guardada: ") if filed.outcome is Now.REPEATED else ""
    flash(again + _("Hoja %(code)s, %(name)s: %(points)s de %(of)s.", code=row.code, name=row.name,
                    points=filed.sheet.points, of=filed.sheet.out_of), "good")
    return jsonify(next=url) if _wants_json() else redirect(url, 303)


def _clash(cohort: Cohort, moment: str, row: Row, keyed: Keyed, filed: keying.Filed) -> Answer:
    """Somebody else's keys are there: both are shown, and she decides with the paper in her hand."""
    if _wants_json():
        return jsonify(said=_("Esta hoja ya tiene otras respuestas. Guárdela para verlas lado a lado.")), 409
    theirs = load_answers(filed.sheet.answers)
    return render_template(
        "entry_exit/clash.html", cohort=cohort, moment=moment, row=row, sheet=filed.sheet, mine=keyed.answers, theirs=theirs,
        differing=differing(keyed.answers, theirs), keys=write_keys(keyed.answers, keyed.reached), form=filed.sheet.form,
        seen=keying.mark_of(filed.sheet), keyer=queries.keyer_of(filed.sheet), phone=ON_PHONE), 409
