"""The second step: proving the second factor at sign-in, turning it on, turning it off."""

from flask import Response, abort, current_app, flash, make_response, render_template, session
from flask_babel import gettext as _

from training.access import current_actor, unfinished
from training.accounts import actions, door, second_factor, sessions, totp
from training.accounts.blueprint import blueprint
from training.accounts.forms import DropForm, SecondFactorForm, SetUpForm, text
from training.accounts.models import User
from training.accounts.views import elsewhere, onward, renew_session
from training.accounts.words import too_soon
from training.clock import now
from training.config import PRODUCTION
from training.crockford import grouped
from training.db import db
from training.errors import Refused


@blueprint.get("/segundo-paso", endpoint="second_factor")
@unfinished
def second_step() -> Response:
    """Six figures of the app, or a recovery code."""
    return elsewhere(current_actor(), "accounts.second_factor") or _page("second_factor.html", SecondFactorForm())


@blueprint.post("/segundo-paso")
@unfinished
def prove() -> Response:
    """Weigh it; a session that has shown it may go on."""
    user, form = current_actor(), SecondFactorForm()
    away = elsewhere(user, "accounts.second_factor")
    if away or not form.validate():
        return away or _page("second_factor.html", form, 400)
    result = second_factor.prove(user, text(form.code))
    if result == 0:
        actions.pass_second_factor(user.session_token)
        user.second_factor_done = True
    db.session.commit()
    if result == 0:
        return onward(user)
    if result > 0:
        return _page("second_factor.html", form, 429, problem=too_soon(result))
    form.code.errors = [_("Ese código no sirve, o ya se usó. Espere a que la aplicación muestre el siguiente.")]
    return _page("second_factor.html", form, 403)


@blueprint.get("/segundo-paso/activar")
@unfinished
def set_up_totp() -> Response:
    """The drawing for the app, and the secret in letters."""
    return _may_set_up(current_actor()) or _set_up_page(current_actor(), SetUpForm())


@blueprint.post("/segundo-paso/activar")
@unfinished
def turn_on() -> Response:
    """Password and a code prove it: on, with ten recovery codes shown once."""
    user, form = current_actor(), SetUpForm()
    away = _may_set_up(user)
    if away or not form.validate():
        return away or _set_up_page(user, form, 400)
    step = totp.matching_step(_drawn_secret(), text(form.code), now().timestamp())
    problem = _key_problem(user, form) if step is not None else None
    if step is None:
        form.code.errors = [_("No coincide. Revise la hora de su teléfono y escriba el código que se ve ahora.")]
    if step is None or problem:
        return _set_up_page(user, form, problem or 400)
    codes = second_factor.turn_on(user, _drawn_secret(), step)
    actions.end_sessions(user.id)
    user.second_factor_done = True
    renew_session(user)
    session.pop(sessions.DRAWN, None)
    return make_response(render_template("accounts/recovery_codes.html", codes=[grouped(code) for code in codes]))


@blueprint.post("/segundo-paso/quitar")
def turn_off() -> Response:
    """Without second factor again; not for administrators in production."""
    user, form = current_actor(), DropForm()
    if user.is_admin and sessions.mode() == PRODUCTION:
        raise Refused(_("Quien administra Réplica necesita el segundo paso. "
                        "Para cambiar de teléfono, actívelo otra vez."), 403)
    if not user.totp_secret or not form.validate():
        raise Refused(_("Escriba su clave actual para quitar el segundo paso."), 400)
    if _key_problem(user, form):
        raise Refused(" ".join(form.current.errors), 403)
    actions.drop_second_factor(user, user)
    user.second_factor_done = False
    renew_session(user)
    flash(_("Quitó el segundo paso. Desde ahora basta su clave."), "calm")
    return onward(user)


def _may_set_up(user: User) -> Response | None:
    """Staff whose account lacks nothing else: as their next step, or because they want to."""
    if not user.is_staff:
        abort(403)
    step = user.next_step(sessions.mode())
    return elsewhere(user, "accounts.set_up_totp") if step not in (None, "accounts.set_up_totp") else None


def _key_problem(user: User, form: SetUpForm | DropForm) -> int | None:
    """Weigh the password she typed; a status when it does not fit, with the sentence at its field."""
    outcome = door.own_key(user, text(form.current))
    if outcome.user is not None:
        return None
    db.session.commit()  # what failed is counted
    form.current.errors = [too_soon(outcome.wait) if outcome.wait else _("Esa no es su clave actual.")]
    return 429 if outcome.wait else 403


def _drawn_secret() -> str:
    """The secret that the page shows, sealed in the cookie until it is proved; nothing is written for it."""
    key = str(current_app.config["SECRET_KEY"])
    secret = totp.unsealed(key, session.get(sessions.DRAWN))
    if secret is None:
        secret = totp.new_secret()
        session[sessions.DRAWN] = totp.sealed(key, secret)
    return secret


def _set_up_page(user: User, form: SetUpForm, status: int = 200) -> Response:
    secret = _drawn_secret()
    return _page("set_up_totp.html", form, status, qr=totp.qr(secret, user.given_names),
                 letters=grouped(secret, 4).replace("-", " "), active=bool(user.totp_secret))


def _page(name: str, form: object, status: int = 200, **more: object) -> Response:
    return make_response(render_template(f"accounts/{name}", form=form, **more), status)

