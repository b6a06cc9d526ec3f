"""One's own account: data, password, open sessions, second factor, the codes that others gave for it."""

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _

from training.access import current_actor
from training.accounts import actions, door, queries, sessions
from training.accounts.blueprint import blueprint
from training.accounts.forms import ChangePasswordForm, DropForm, text
from training.accounts.views import renew_session
from training.accounts.words import too_soon
from training.clock import now
from training.config import PRODUCTION
from training.db import db
from training.forms import Press


@blueprint.get("/mi-cuenta")
def me() -> Response:
    """Everything about one's own account on one page."""
    return _my_page(ChangePasswordForm())


@blueprint.post("/mi-cuenta/clave")
def change_password() -> Response:
    """The old password proves it; the new one ends every other session."""
    user, form = current_actor(), ChangePasswordForm()
    if not form.judged_for(user).validate():
        return _my_page(form, 400)
    outcome = door.own_key(user, text(form.current))
    if outcome.user is None:
        db.session.commit()  # what failed is counted
        form.current.errors = [too_soon(outcome.wait) if outcome.wait else _("Esa no es su clave actual.")]
        return _my_page(form, 429 if outcome.wait else 403)
    db.session.commit()
    actions.change_password(user, door.make_hash(text(form.new)))
    renew_session(user)
    flash(_("Cambió su clave. Se cerraron las sesiones de sus otros equipos."), "good")
    return redirect(url_for(".me"), 303)  # type: ignore[return-value]  # Flask's own Response


@blueprint.post("/mi-cuenta/sesiones")
def end_others() -> Response:
    """Close every session but this one."""
    user = current_actor()
    if Press().validate():
        actions.end_sessions(user.id, but=user.session_token)
        db.session.commit()
        flash(_("Cerró las otras sesiones. Solo queda abierta esta."), "good")
    return redirect(url_for(".me", _anchor="sesiones"), 303)  # type: ignore[return-value]  # Flask's own Response


def _my_page(form: ChangePasswordForm, status: int = 200) -> Response:
    user = current_actor()
    html = render_template(
        "accounts/me.html", user=user, form=form, drop=DropForm(formdata=None),
        own_hash=queries.digest(user.session_token), sessions=queries.sessions_of(user.id, now() - sessions.LONGEST),
        codes=queries.codes_given(user.id),
        recovery_left=queries.recovery_codes_left(user.id) if user.totp_secret else 0,
        may_drop=not (user.is_admin and sessions.mode() == PRODUCTION))
    return make_response(html, status)
