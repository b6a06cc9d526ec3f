"""One person of a facility: her contract, another facility, her last day, or that it was a mistake."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.places.models import Facility
from training.places.queries import facility_for
from training.staffing import actions, queries, words
from training.staffing.blueprint import blueprint
from training.staffing.choosing import as_seen, current_of, dates_fit, is_open, sees
from training.staffing.forms import ContractForm, LeaveForm, SendForm, WithdrawForm
from training.staffing.queries import Here
from training.staffing.rules import wrong_end
from training.staffing.views_staff import source_of


@blueprint.get("/establecimientos/<code>/personal/<posting>")
@trainer
def person(code: str, posting: str) -> str:
    """What is known of her time at this facility, and what may be done about it."""
    place = facility_for(current_actor(), code)
    return render_template("staffing/person.html", place=place, here=queries.one_here(place.id, posting),
                           contract=words.contract, sources=words.source_words(), today=today())


@blueprint.route("/establecimientos/<code>/personal/<posting>/contrato", methods=["GET", "POST"])
@trainer
def her_contract(code: str, posting: str) -> str | Response | tuple[str, int]:
    """Under which contract, and until when."""
    def changed(here: Here, form: ContractForm) -> bool:
        fits = form.fits(here.posting.since)
        if fits:
            actions.change_contract(here.posting, form.contract.data or "", form.contract_ends_on.data, current_actor())
        return fits
    place, here = _held(code, posting)
    form = ContractForm(obj=here.posting if here else None)
    return _page(place, here, form, changed, "staffing/contract.html", _("Guardado."))


@blueprint.route("/establecimientos/<code>/personal/<posting>/salida", methods=["GET", "POST"])
@trainer
def her_leave(code: str, posting: str) -> str | Response | tuple[str, int]:
    """Her last day here."""
    def left(here: Here, form: LeaveForm) -> bool:
        wrong = wrong_end(form.until.data, here.posting.since, today())
        if wrong:
            form.until.errors = [words.flaw(wrong)]
        else:
            actions.leave(here.posting, form.until.data, current_actor())
        return wrong is None
    place, here = _held(code, posting)
    return _page(place, here, LeaveForm(), left, "staffing/leave.html", _("Anotada la salida."))


@blueprint.route("/establecimientos/<code>/personal/<posting>/error", methods=["GET", "POST"])
@trainer
def her_mistake(code: str, posting: str) -> str | Response | tuple[str, int]:
    """It was entered by mistake: it counts nowhere, and the reason stays."""
    def taken_back(here: Here, form: WithdrawForm) -> bool:
        again = actions.withdraw(here.posting, form.reason.data, current_actor())
        if again is not None:
            there = queries.facility(again.facility_id)
            flash(_("Vuelve a figurar en %(name)s.", name=there.name) if sees(current_actor(), there) else
                  _("Vuelve a figurar donde figuraba antes."), "calm")
        return True
    place, here = _held(code, posting)
    return _page(place, here, WithdrawForm().said_by(herself=False), taken_back, "staffing/mistake.html",
                 _("Anulado: ya no cuenta aquí."))


@blueprint.route("/establecimientos/<code>/personal/<posting>/traslado", methods=["GET", "POST"])
@trainer
def her_transfer(code: str, posting: str) -> str | Response | tuple[str, int]:
    """To another facility of a region that whoever enters it may see."""
    def sent(here: Here, form: SendForm) -> bool:
        to = _chosen(place, here, form, current_actor())
        if to is not None:
            actions.move(here.posting.user_id, to.id, form.terms(), source=source_of(current_actor()), by=current_actor(),
                         as_written=here.posting.as_written)
        return to is not None
    place, here = _held(code, posting)
    return _page(place, here, SendForm(), sent, "staffing/send.html", _("Anotado el traslado."))


def _chosen(place: Facility, here: Here, form: SendForm, actor: User) -> Facility | None:
    known = queries.history_of(here.posting.user_id)
    found = form.look_up(place.authority_id)
    to = is_open(form, found) if found else None
    if to is None:
        return None
    if to.id == place.id:
        form.facility.errors = [_("Ya figura en ese establecimiento. Elija adónde fue.")]
    elif not sees(actor, to):
        form.facility.errors = [_("Ese establecimiento es de otra región: anote aquí su salida. Quien facilita allá, o "
                                  "la propia persona, anotará dónde empieza.")]
    elif as_seen(form, current_of(known)) and dates_fit(form, known, about=here.posting.user_id, actor=actor):
        return to
    return None


def _held(code: str, key: str) -> tuple[Facility, Here | None]:
    """The facility and its person, held while she is written about; None when somebody took the posting back already."""
    place = facility_for(current_actor(), code)
    owner = queries.owner_of(place.id, key)
    if owner is None and queries.was_withdrawn(place.id, key):
        return place, None
    if owner is not None and request.method == "POST":
        actions.hold(owner)
    return place, queries.one_here(place.id, key)


def _page(place: Facility, here: Here | None, form: Any, do: Callable[[Here, Any], bool], template: str,
          said: str) -> str | Response | tuple[str, int]:
    """One act about one person. What ended already, or was taken back, is said and changes nothing."""
    back = url_for(".people", code=place.code)
    if here is None or here.posting.until is not None and template != "staffing/mistake.html":
        flash(_("Eso ya estaba anotado. Revise lo que figura ahora."), "calm")
        return redirect(back, 303)
    if not form.validate_on_submit() or not do(here, form):
        return render_template(template, form=form, current=here.posting, place=place, name=here.name, here=here,
                               seen=here.posting.key, back=url_for(".person", code=place.code, posting=here.posting.key),
                               ), 422 if form.is_submitted() else 200
    db.session.commit()
    flash(said, "good")
    return redirect(back, 303)
