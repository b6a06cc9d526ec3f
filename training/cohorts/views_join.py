"""Entering a cohort from outside: with its code, by saying yes to a list, by being accepted face to face."""

from datetime import timedelta

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training import throttle
from training.access import current_actor, public, trainer
from training.cohorts import actions, enrolment, queries
from training.cohorts.forms import AskToJoinForm, JoinForm
from training.cohorts.models import Cohort
from training.cohorts.views import blueprint
from training.db import db
from training.errors import Refused

WRONG_CODES, WINDOW = 40, timedelta(minutes=10)  # a whole workshop may stand behind one address, each with one slip


@blueprint.route("/unirse", methods=["GET", "POST"])
@public
def join() -> str | Response | tuple[str, int]:
    """Join with the code: at once with a session, else as a request, answered alike for every document."""
    signed_in = current_user.is_authenticated
    if signed_in and (step := current_actor().next_step(current_app.config["REPLICA_ENV"])):
        return redirect(url_for(step), 303)
    form = JoinForm() if signed_in else AskToJoinForm()
    if form.is_submitted():
        _not_too_many()
    cohort = _cohort(form) if form.validate_on_submit() else None
    if cohort is None:
        return render_template("cohorts/join.html", form=form, signed_in=signed_in), 422 if form.is_submitted() else 200
    if isinstance(form, AskToJoinForm):
        actions.ask_to_join(cohort, form.person())
        db.session.commit()
        return redirect(url_for(".asked"), 303)
    actions.join(cohort, current_actor())
    db.session.commit()
    flash(_("Ya está en %(name)s.", name=cohort.name), "good")
    return redirect(url_for("naming.mine", key=cohort.key), 303)


@blueprint.get("/unirse/listo")
@public
def asked() -> str:
    """What everybody reads after asking, whatever the document."""
    return render_template("cohorts/asked.html")


def _bucket() -> str:
    return throttle.bucket("join", throttle.network())


def _not_too_many() -> None:
    if throttle.seconds_closed(_bucket()):
        raise Refused(_("Se escribieron muchos códigos que no existen. Espere 10 minutos y vuelva a intentarlo."), 429)


def _cohort(form: JoinForm) -> Cohort | None:
    """The cohort with the typed code; a wrong code is counted, and said beside the field."""
    cohort = queries.cohort_with_code(form.code.data or "")
    if cohort is None:
        throttle.fail_in_window(_bucket(), most=WRONG_CODES, window=WINDOW)
        db.session.commit()
        form.code.errors = [_("Ningún grupo tiene ese código. Revíselo con quien facilita su taller.")]
    return cohort


@blueprint.post("/inscripciones/<key>/confirmar")
def confirm(key: str) -> Response:
    """The person says that a course is hers, and then how her name is written; or that it is not."""
    membership = queries.own_membership(current_actor(), key)
    if "decline" in request.form:
        actions.decline(membership)
        message, onward = _("Listo. Ya no aparece en ese grupo."), url_for("learning.home")
    else:
        actions.confirm(membership)
        message = _("Inscripción confirmada en %(name)s.", name=membership.cohort.name)
        onward = url_for("naming.mine", key=membership.cohort.key)
    db.session.commit()
    flash(message, "good")
    return redirect(onward, 303)


@blueprint.post("/cohortes/<key>/solicitudes/<asked_key>")
@trainer
def decide(key: str, asked_key: str) -> Response:
    """Accept who stands before you, or decline."""
    actor = current_actor()
    cohort = queries.cohort_for(actor, key)
    asking = queries.join_request(cohort, asked_key)
    do = request.form.get("do")
    if do not in ("accept", "decline"):
        abort(400)
    enrolment.decide(asking, cohort, do == "accept", actor)
    db.session.commit()
    name = f"{asking.given_names} {asking.surnames}"
    flash(_("%(name)s está en la cohorte.", name=name) if asking.accepted
          else _("Solicitud de %(name)s descartada.", name=name), "good")
    return redirect(url_for(".show", key=key), 303)
