"""One person on the ladder: where she stands, what was seen, her licences; giving, renewing, recognising, withdrawing."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from modules.ladder import Ladder
from training.access import admin, current_actor, trainer
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.licences import actions, people, queries, watching
from training.licences.blueprint import blueprint
from training.licences.forms import ObserveForm, RecogniseForm, WithdrawForm
from training.licences.models import Licence
from training.licences.proofs import kept
from training.licences.seen import of_person
from training.licences.words import heading, next_place, step_title


def _person(key: str) -> tuple[Ladder, User]:
    """The ladder and somebody on it whom the actor may see; 404 otherwise."""
    steps = queries.ladder()
    if steps is None:
        abort(404)
    return steps, people.person_for(current_actor(), steps, key)


@blueprint.get("/formadores/<key>")
@trainer
def person(key: str) -> str:
    """Her steps with what shows each, her licences, what others saw of her."""
    steps, user = _person(key)
    return _page(steps, user, None)


def _page(steps: Ladder, user: User, form: ObserveForm | None) -> str:
    actor = current_actor()
    hers = queries.climbing(steps, [user.id])[user.id]
    offer = watching.offer(steps, user, actor)
    form = form or ObserveForm(formdata=None, data={"seen_on": today()}).offering(offer)
    return render_template(
        "licences/person.html", steps=steps, person=user, hers=hers, next=next_place(hers), today=today(), offer=offer,
        form=form, heading=heading(steps, hers), may=actions.may_give(actor, user), seen=of_person(user), kept=kept,
        own=user.id == actor.id, texts=user.id == actor.id or people.texts_for(actor, user))


@blueprint.post("/formadores/<key>/otorgar")
@trainer
def grant(key: str) -> Response:
    """Her first licence of the step that the button names."""
    _steps, user = _person(key)
    made = actions.grant(user, request.form.get("step", ""), current_actor())
    return _given(user, made)


@blueprint.post("/formadores/<key>/renovar")
@trainer
def renew(key: str) -> Response:
    """The licence of the step that the button names, anew."""
    _steps, user = _person(key)
    made = actions.renew(user, request.form.get("step", ""), current_actor())
    return _given(user, made)


def _given(user: User, made: Licence | None) -> Response:
    """To her page, with what was given; pressed twice it was given once."""
    db.session.commit()
    if made is None:
        flash(_("Ya estaba dada: no se dio otra."), "calm")
    else:
        flash(_("Licencia dada: %(step)s, hasta el %(day)s.", step=step_title(queries.ladder(), made.step),
                day=f"{made.valid_until:%d/%m/%Y}"), "good")
    return redirect(url_for(".person", key=user.key), 303)


@blueprint.route("/formadores/<key>/reconocer", methods=["GET", "POST"])
@admin
def recognise(key: str) -> str | Response | tuple[str, int]:
    """A licence for somebody who trained before Réplica, with its reason and what supports it."""
    steps, user = _person(key)
    actor, form = current_actor(), RecogniseForm(data={"since": today()}).offering(steps)
    if not form.validate_on_submit():
        return render_template("licences/recognise.html", person=user, form=form,
                               own=user.id == actor.id), 422 if form.is_submitted() else 200
    made = actions.recognise(user, form.step.data, form.since.data, form.reason.data, form.evidence.data, actor)
    return _given(user, made)


@blueprint.route("/formadores/<key>/retirar/<licence>", methods=["GET", "POST"])
@admin
def withdraw(key: str, licence: str) -> str | Response | tuple[str, int]:
    """A licence ends before its time; what was issued while it held stays as it is."""
    steps, user = _person(key)
    found, form = queries.licence_of(user, licence), WithdrawForm()
    if not form.validate_on_submit():
        return render_template("licences/withdraw.html", person=user, form=form, licence=found,
                               title=step_title(steps, found.step)), 422 if form.is_submitted() else 200
    done = actions.withdraw(found, form.reason.data, current_actor())
    db.session.commit()
    flash(_("Licencia retirada desde hoy. Lo que se emitió antes no cambia.") if done
          else _("Esa licencia ya estaba retirada."), "good" if done else "calm")
    return redirect(url_for(".person", key=user.key), 303)


@blueprint.post("/formadores/<key>/observar")
@trainer
def observe(key: str) -> Response | tuple[str, int]:
    """Begin a sheet of one of her workshops, or go on with one's own."""
    steps, user = _person(key)
    actor = current_actor()
    offer = watching.offer(steps, user, actor)
    form = ObserveForm().offering(offer)
    if offer.cohorts and not form.validate_on_submit():
        return _page(steps, user, form), 422
    sheet = watching.begin(user, form.cohort.data or "", form.checklist.data or "", form.seen_on.data or today(), actor)
    db.session.commit()
    return redirect(url_for(".sheet", watched=sheet.key), 303)
