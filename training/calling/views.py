"""Whom to call this week: the lists, and what came of each call."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.calling import actions, queries, words
from training.calling.calls import Call
from training.calling.forms import MarkForm
from training.calling.lacking import workshops
from training.calling.rules import ADDRESS_OF, ALMOST, KIND_OF, MOST, monday, sunday
from training.calling.whose import Whose, whose
from training.clock import today
from training.db import db
from training.forms import Press
from training.pages import day
from training.places.queries import authorities

blueprint = Blueprint("calling", __name__)


def _whose() -> Whose:
    """Whose calls the address or the form asks for."""
    given = request.values
    if any("\0" in value for value in given.values()):
        abort(404)  # PostgreSQL refuses the character, and no key or region of ours has it
    return whose(current_actor(), given.get("de", ""), given.get("region", ""), given.get("cohorte", ""))


@blueprint.get("/llamadas")
@trainer
def index() -> str:
    """The first of each kind, or with ``que`` a page of one."""
    asked, kind = _whose(), KIND_OF.get(request.args.get("que", ""), "")
    if request.args.get("que") and not kind:
        abort(404)
    actor, on = current_actor(), today()
    page = queries.page_of(asked, kind, request.args.get("pagina", 1, type=int)) if kind and asked.is_chosen else None
    return render_template(
        "calling/index.html", whose=asked, kind=kind, page=page, addresses=ADDRESS_OF, most=MOST,
        groups=queries.at_a_glance(asked) if asked.is_chosen and not kind else [], titles=words.kind_words(),
        workshops=workshops(asked) if kind == ALMOST else [], authorities=authorities() if actor.is_admin else [],
        made=queries.made_by(actor), said=words.outcome_said(), outcomes=words.outcome_words(), first=monday(on),
        last=sunday(on), today=on)


@blueprint.post("/llamadas")
@trainer
def mark() -> Response | tuple[str, int]:
    """She called: it leaves the list until the next week."""
    asked, kind = _whose(), KIND_OF.get(request.form.get("que", ""), "")
    if not kind:
        abort(404)
    call, form = queries.call_for(asked, kind, request.form.get("clave", "")[:16]), MarkForm()
    if not form.validate_on_submit():
        return _again(call, form, asked), 422
    actions.mark(call, form.outcome.data, form.day, form.note.data or "", current_actor())
    db.session.commit()
    flash(_("%(who)s: %(said)s. Sale de la lista hasta el lunes.", who=call.who,
            said=words.outcome_said()[form.outcome.data]), "good")
    return redirect(_back(asked, kind), 303)


def _again(call: Call, form: MarkForm, asked: Whose) -> str:
    return render_template("calling/mark.html", call=call, form=form, whose=asked, outcomes=words.outcome_words(),
                           que=ADDRESS_OF[call.kind])


def _back(asked: Whose, kind: str) -> str:
    """The list from which the mark was sent: the page of a kind, or all of them."""
    one_kind: dict[str, Any] = {"que": ADDRESS_OF[kind]} if request.form.get("lista") else {}
    return url_for(".index", **asked.address(), **one_kind)


@blueprint.post("/llamadas/quitar")
@trainer
def unmark() -> Response:
    """Take away a mark of her own: it was a mistake."""
    number = request.form.get("nota", 0, type=int)
    note = queries.own_note(current_actor(), number)
    if not Press().validate_on_submit():
        abort(400)
    actions.unmark(note)
    db.session.commit()
    flash(_("La marca del %(day)s se quitó: la llamada vuelve a la lista.", day=day(note.called_on)), "good")
    return redirect(url_for(".index", **_whose().address()), 303)
