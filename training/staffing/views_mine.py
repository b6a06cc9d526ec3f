"""A person's own page: where she works, since when; one tap says that it is still so."""

from collections.abc import Callable
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import current_actor
from training.accounts.models import User
from training.clock import in_lima, today
from training.db import db
from training.errors import Refused
from training.places.models import Facility
from training.places.queries import authorities
from training.staffing import actions, queries, words
from training.staffing.blueprint import blueprint
from training.staffing.choosing import as_seen, current_of, dates_fit, is_open
from training.staffing.forms import ContractForm, LeaveForm, MoveForm, WithdrawForm
from training.staffing.models import AGREED, SAID, SELF, Pending, Posting
from training.staffing.rules import wrong_end

Form = TypeVar("Form", LeaveForm, ContractForm, WithdrawForm)


@blueprint.get("/mi-establecimiento")
def mine() -> str:
    """Where she works, where she worked, what lists say of her."""
    known = queries.history_of(current_actor().id)
    current = current_of(known)
    return render_template(
        "staffing/mine.html", current=current, before=[one for one in known if one.until is not None],
        pending=queries.pending_of(current_actor().id), AGREED=AGREED, sources=words.own_source_words(),
        contract=words.contract, today=today(), said_words=words.said_of_you,
        said_on=in_lima(current.at).date() if current else None)


@blueprint.post("/mi-establecimiento/sigo")
def still_here() -> Response:
    """One tap: she goes on where the page said that she works."""
    current = _held()
    if current is not None and current.key == request.form.get("seen"):
        actions.still_here(current)
        db.session.commit()
        flash(_("Gracias. Anotado: hoy sigue ahí."), "good")
    else:
        flash(words.changed_meanwhile(), "calm")
    return redirect(url_for("learning.home") if request.form.get("back") == "home" else url_for(".mine"), 303)


def _held() -> Posting | None:
    """Where she works now, while nobody else writes it."""
    actor = current_actor()
    actions.hold(actor.id)
    return queries.posting_of(actor.id)


@blueprint.route("/mi-establecimiento/traslado", methods=["GET", "POST"])
def move() -> str | Response | tuple[str, int]:
    """She works at another facility now, or soon; or says for the first time where."""
    actor = current_actor()
    if request.method == "POST":
        actions.hold(actor.id)
    known = queries.history_of(actor.id)
    current, form = current_of(known), MoveForm().among(authorities())
    if not form.is_submitted():
        form.authority.data = _likely_region(actor, current)
    place = _chosen(form, current, known, actor) if form.validate_on_submit() else None
    if place is None:
        form.seen.data = current.key if current else ""
        return render_template("staffing/move.html", form=form, current=current), 422 if form.is_submitted() else 200
    said = _in_words(actions.move(actor.id, place.id, form.terms(), source=SELF, by=actor), place.name)
    db.session.commit()
    flash(said, "good")
    return redirect(url_for(".mine"), 303)


def _chosen(form: MoveForm, current: Posting | None, known: list[Posting], actor: User) -> Facility | None:
    """Where she goes; None leaves what is wrong beside its field. Where she works already, the same again is fine."""
    found = form.look_up(int(form.authority.data))
    if found is None:
        return None
    if current is not None and found.id == current.facility_id:
        return current.facility if form.fits(current.since) else None
    place = is_open(form, found)
    if place is None or not as_seen(form, current) or not dates_fit(form, known, about=actor.id, actor=actor):
        return None
    return place


def _likely_region(actor: User, current: Posting | None) -> str:
    """Her region, as far as it can be guessed."""
    if current is not None:
        return str(current.facility.authority_id)
    waiting = queries.pending_of(actor.id)
    return str(waiting[0].facility.authority_id if waiting else actor.authority_id or "")


def _in_words(made: Posting | Pending, name: str) -> str:
    if isinstance(made, Pending):
        return _("Anotado: desde esa fecha figurará en %(name)s. Hasta entonces no cambia nada.", name=name)
    return _("Anotado: usted trabaja en %(name)s.", name=name)


@blueprint.route("/mi-establecimiento/salida", methods=["GET", "POST"])
def leave() -> str | Response | tuple[str, int]:
    """She does not work there any more."""
    return _about_current(LeaveForm(), _left, "staffing/leave.html",
                          _("Anotado. Cuando empiece en otro lugar, dígalo aquí."))


def _left(current: Posting, form: LeaveForm) -> bool:
    wrong = wrong_end(form.until.data, current.since, today())
    if wrong:
        form.until.errors = [words.flaw(wrong)]
    else:
        actions.leave(current, form.until.data, current_actor())
    return wrong is None


@blueprint.route("/mi-establecimiento/contrato", methods=["GET", "POST"])
def contract() -> str | Response | tuple[str, int]:
    """Her contract and its end; both may be left open."""
    current = queries.posting_of(current_actor().id) if request.method == "GET" else None
    return _about_current(ContractForm(obj=current), _changed, "staffing/contract.html", _("Guardado."))


def _changed(current: Posting, form: ContractForm) -> bool:
    fits = form.fits(current.since)
    if fits:
        actions.change_contract(current, form.contract.data or "", form.contract_ends_on.data, current_actor())
    return fits


@blueprint.route("/mi-establecimiento/error", methods=["GET", "POST"])
def mistake() -> str | Response | tuple[str, int]:
    """What is written about where she works was a mistake from the beginning."""
    return _about_current(WithdrawForm().said_by(herself=True), _taken_back, "staffing/mistake.html",
                          _("Anulado. Lo que figuraba ya no cuenta. Si corresponde, anote dónde trabaja."))


def _taken_back(current: Posting, form: WithdrawForm) -> bool:
    actions.withdraw(current, form.reason.data, current_actor())
    return True


def _about_current(form: Form, do: Callable[[Posting, Form], bool], template: str,
                   said: str) -> str | Response | tuple[str, int]:
    """A page about where she works now. A press that comes twice, or after somebody else's, changes nothing more."""
    actor = current_actor()
    if form.is_submitted():
        actions.hold(actor.id)
    current = current_of(queries.history_of(actor.id))
    if form.is_submitted() and (current is None or current.key != request.form.get("seen")):
        flash(_("Eso ya estaba anotado. Revise lo que figura ahora."), "calm")
        return redirect(url_for(".mine"), 303)
    if current is None:
        return redirect(url_for(".mine"), 303)
    if not form.validate_on_submit() or not do(current, form):
        return render_template(template, form=form, current=current, place=current.facility, name="", seen=current.key,
                               back=url_for(".mine")), 422 if form.is_submitted() else 200
    db.session.commit()
    flash(said, "good")
    return redirect(url_for(".mine"), 303)


@blueprint.post("/mi-establecimiento/pendiente/<pending>")
def settle(pending: str) -> Response:
    """What is said of her is so, or is not; what was agreed for a day to come is called off."""
    actor = current_actor()
    actions.hold(actor.id)
    found = queries.my_pending(actor.id, pending)
    if found is None:
        flash(_("Eso ya estaba resuelto."), "calm")
        return redirect(url_for(".mine"), 303)
    if request.form.get("do") == "yes" and found.kind == SAID:
        if found.facility.closed_on:
            raise Refused(words.closed(found.facility))
        name = found.facility.name
        said = _in_words(actions.accept(found, source=SELF, by=actor), name)
    else:
        actions.drop(found, actor)
        said = _("Anotado. Lo que figuraba no cambia.")
    db.session.commit()
    flash(said, "good")
    return redirect(url_for(".mine"), 303)
