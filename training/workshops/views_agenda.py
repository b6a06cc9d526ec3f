"""Changing the hour and the blocks of a half-day, while nothing of it was held."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.db import db
from training.errors import Refused
from training.workshops import actions, queries, words_agenda
from training.workshops.agenda_page import Desk, desk, end_of, hours_of
from training.workshops.editing import Draft, Half, drafted, unused
from training.workshops.editing_together import Change, changes, merged, told
from training.workshops.forms_agenda import AgendaForm, Pressed, known_pieces, pressed
from training.workshops.locks import why_it_stays
from training.workshops.words import half_day_title, hour

blueprint = Blueprint("workshop_agenda", __name__)


@blueprint.get("/cohortes/<key>/taller/agenda/<half>")
@trainer
def change(key: str, half: str) -> str:
    """One half-day: its first hour, its blocks, and what changing them brings with it."""
    cohort, half_day = queries.half_day_for(current_actor(), key, half)
    return _page(desk(cohort, half_day), AgendaForm(), None)


@blueprint.post("/cohortes/<key>/taller/agenda/<half>")
@trainer
def press(key: str, half: str) -> Response | tuple[str, int]:
    """A button of that page: only «Guardar» writes, and only what somebody else did not change meanwhile."""
    actor, form = current_actor(), AgendaForm()
    cohort, half_day = queries.half_day_for(actor, key, half)
    origin = _origin(form)
    actions.hold_agendas(cohort, half_day)
    table = desk(cohort, half_day)
    draft = form.draft(known_pieces(table.stored, table.plan, origin))
    done = pressed(form, draft, table.plan)
    if done.saves and done.draft and done.draft.half and _is_there(done.draft.half, table.stored):
        return _saved(table, done.draft.half)  # nothing to change, or the same form again
    meanwhile = changes(origin, table.stored, draft)
    if meanwhile:
        done = Pressed(merged(origin, table.stored, done.draft or draft), done.saves)
    if not done.saves or meanwhile or done.draft is None or table.faults(done.draft) or not done.draft.half:
        return _page(table, form, done.draft or draft, meanwhile, tried=done.saves), _status(done, bool(meanwhile))
    actions.change_agenda(cohort, half_day, done.draft.half, table.effects(done.draft.half), actor)
    db.session.commit()
    return _saved(table, done.draft.half)


def _origin(form: AgendaForm) -> Half:
    form.validate_on_submit()  # what is wrong is noted at its field; only saving minds
    if form.origin is None:
        raise Refused(_("No pudimos leer esa agenda. Ábrala otra vez desde la página del taller."), 422)
    return form.origin


def _is_there(half: Half, stored: Half) -> bool:
    return half.says_the_same_as == stored.says_the_same_as


def _status(done: Pressed, meanwhile: bool) -> int:
    if done.saves and meanwhile:
        return 409
    return 422 if done.saves or done.draft is None else 200


def _saved(table: Desk, half: Half) -> Response:
    first, last = hour(half.starts), hour(end_of(half))
    flash(_("Agenda guardada. La jornada va de %(first)s a %(last)s. Si ya imprimió el maletín, imprímalo de nuevo.",
            first=first, last=last), "good")
    return redirect(url_for(".change", key=table.cohort.key, half=table.half_day.key), 303)


def _page(table: Desk, form: AgendaForm, draft: Draft | None, meanwhile: Sequence[Change] = (), tried: bool = False) -> str:
    """The page with a draft (None: as it is stored). Faults of lines and hours are shown when she tries, or looks."""
    why = why_it_stays(table.cohort, table.half_day)
    shown = draft or drafted(table.stored)
    found = table.faults(shown) if draft else []
    half = shown.half
    form.show(shown)
    return render_template(
        "workshops/agenda.html", cohort=table.cohort, half_day=table.half_day, title=half_day_title(table.half_day),
        half_days=queries.planned(table.half_days), form=form, draft=shown, hours=hours_of(shown), half=half, why=why,
        stored=table.stored, told=told(table.stored), faults=found, names=table.names, meanwhile=meanwhile, say=words_agenda,
        ends=end_of(half) if half else None, was_until=end_of(table.stored), tried=tried,
        effects=table.effects(half) if half and half.pieces else None, unused=unused(table.plan, shown), plan=table.plan,
        unsaved=bool(draft) and (half is None or not _is_there(half, table.stored)))
