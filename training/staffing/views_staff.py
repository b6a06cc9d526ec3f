"""The people of a facility, for whoever facilitates in its region or administers: who works there, who comes, who left."""

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.accounts.actions import create_person
from training.accounts.models import User
from training.accounts.queries import by_document
from training.clock import today
from training.db import db
from training.errors import Refused
from training.pages import day
from training.places.models import Facility
from training.places.queries import facility_for
from training.staffing import actions, queries, words
from training.staffing.blueprint import blueprint
from training.staffing.choosing import current_of, dates_fit, may_confirm, may_place, sees
from training.staffing.forms import AddForm
from training.staffing.models import ADMIN, SAID, TRAINER, Pending, Posting


@blueprint.route("/establecimientos/<code>/personal", methods=["GET", "POST"])
@trainer
def people(code: str) -> str | Response | tuple[str, int]:
    """Everybody who works here, fifty a page; and one more by her document."""
    actor = current_actor()
    place = facility_for(actor, code)
    form, offer = AddForm(), False
    if form.validate_on_submit():
        must_be_open(place)
        offer, said = _add(place, form, actor)
        if said:
            db.session.commit()
            flash(said, "good")
            return redirect(url_for(".people", code=code), 303)
    return render_template(
        "staffing/people.html", place=place, form=form, offer=offer, SAID=SAID, contract=words.contract, today=today(),
        now=queries.here_now(place.id, request.args.get("pagina", 1, type=int)), waiting=queries.waiting_at(place.id),
        leaving=queries.leaving(place.id), said_words=words.said_here, confirms=partial(may_confirm, actor),
        before=queries.here_before(place.id, request.args.get("antes", 1, type=int)),
    ), 422 if form.is_submitted() else 200


def must_be_open(place: Facility) -> None:
    """Raises Refused when the facility is closed: nobody begins there."""
    if place.closed_on is not None:
        raise Refused(_("%(name)s figura cerrado en el registro: ya no se anota personal ahí. Su historia se conserva.",
                        name=place.name))


def _add(place: Facility, form: AddForm, actor: User) -> tuple[bool, str]:
    """(offer a transfer, what is said once it is done). Nothing stored about a known person is shown, nor changed."""
    user = by_document(form.document_type.data, form.document.data)
    known: list[Posting] = []
    if user is not None:
        actions.hold(user.id)
        known = queries.history_of(user.id)
    current = current_of(known)
    if current is not None and current.facility_id == place.id:
        return False, _again(current, place, form, actor)
    at_once = may_place(actor, user.id if user else None, current)
    if at_once and current is not None and request.form.get("do") != "transfer":
        there = current.facility if sees(actor, current.facility) else None
        form.document.errors = [words.elsewhere(place, there, day(current.since))]
        return True, ""
    if not dates_fit(form, known if at_once else (), about=user.id if user and at_once else None, actor=actor):
        return at_once and current is not None, ""
    return False, _place(user or _made(form, actor), place, form, actor, at_once=at_once)


def _again(current: Posting, place: Facility, form: AddForm, actor: User) -> str:
    """She works here already, as she may have said alone."""
    if not form.fits(current.since):
        return ""
    actions.vouch(current, source_of(actor), actor)
    return words.works_here(form.written, place)


def _made(form: AddForm, actor: User) -> User:
    return create_person(document_type=form.document_type.data, document=form.document.data, by=actor,
                         given_names=form.given_names.data or "", surnames=form.surnames.data or "",
                         profession=form.profession.data or "")


def _place(user: User, place: Facility, form: AddForm, actor: User, *, at_once: bool) -> str:
    """She works here, or is asked whether she does."""
    if not at_once:
        actions.ask(user.id, place.id, form.terms(), source=source_of(actor), by=actor, as_written=form.written)
        return words.waits_for_her(form.written)
    actions.move(user.id, place.id, form.terms(), source=source_of(actor), by=actor,
                 as_written="" if _wrote(actor, user) else form.written)
    return words.works_here(form.written, place)


def _wrote(actor: User, user: User) -> bool:
    """Whether what her account says is what the actor wrote herself."""
    return user.created_by_id == actor.id and user.first_used_at is None


def source_of(actor: User) -> str:
    """Who says it, for the record."""
    return TRAINER if actor.is_trainer else ADMIN


@blueprint.post("/establecimientos/<code>/pendientes/<pending>")
@trainer
def settle_here(code: str, pending: str) -> Response:
    """What is said of somebody who may come here, or may have left, is so, or is not; what was agreed is called off."""
    actor = current_actor()
    place = facility_for(actor, code)
    found = queries.pending_at(place.id, pending)
    if found is not None:
        actions.hold(found.user_id)
        found = queries.pending_at(place.id, pending)
    if found is None:
        flash(_("Eso ya estaba resuelto."), "calm")
    elif request.form.get("do") == "yes" and found.kind == SAID:
        flash(_confirmed(found, actor), "good")
    else:
        actions.drop(found, actor)
        flash(_("Anotado. Lo que figuraba de esa persona no cambia."), "good")
    db.session.commit()
    return redirect(url_for(".people", code=code), 303)


def _confirmed(found: Pending, actor: User) -> str:
    """It is so. Raises Refused when it is not the actor's to say."""
    place, name = found.facility, found.facility.name
    must_be_open(place)
    current = current_of(queries.history_of(found.user_id))
    if not may_confirm(actor, current.facility.authority_id if current else None):
        raise Refused(words.who_confirms(), 403)
    actions.accept(found, source=source_of(actor), by=actor)
    return _("Confirmado: trabaja en %(name)s.", name=name)
