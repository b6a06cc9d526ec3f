"""The door: signing in and out, the first own password, the public notice about data."""

from urllib.parse import urlsplit

from flask import Response, current_app, flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from training.access import current_actor, public, unfinished
from training.accounts import actions, door, parking, queries, sessions
from training.accounts import privacy as privacy_notice
from training.accounts.blueprint import blueprint
from training.accounts.forms import FirstAccessForm, SignInForm, text
from training.accounts.models import User
from training.accounts.words import code_was_given, does_not_fit, too_soon
from training.db import db
from training.pages import safe_path


@blueprint.get("/ingresar")
@public
def sign_in() -> Response:
    """The door. Whoever is inside already goes to her page."""
    if current_user.is_authenticated:
        return _to(url_for("learning.home"))
    return _door(SignInForm())


@blueprint.post("/ingresar")
@public
def enter() -> Response:
    """Document and key: in, or one of two sentences."""
    form = SignInForm()
    if not form.validate():
        return _door(form, 400)
    outcome = door.try_key(form.document_type.data, text(form.document), text(form.password))
    if outcome.user is None:
        db.session.commit()  # what failed is counted
        return _refused(form, outcome.wait)
    user, code_id = outcome.user, outcome.code_id
    _end_old_session()
    token = actions.start_session(user.id, code_id=code_id, device=sessions.this_device())
    news = _news(user)
    db.session.commit()
    sessions.hand_over(user, token, code_id=code_id)
    for sentence in news:
        flash(sentence, "calm")
    session[sessions.NEXT] = known_path(request.args.get("next"))
    response = onward(user)
    door.remember_device(response, user)
    return response


@blueprint.post("/salir")
@public
def sign_out() -> Response:
    """End the session on the server and empty the cookie; also one that had timed out."""
    _end_old_session()
    db.session.commit()
    sessions.forget()
    flash(_("Cerró su sesión. Puede dejar el teléfono con tranquilidad."), "good")
    return _to(url_for(".sign_in"))


@blueprint.get("/clave-nueva")
@unfinished
def first_access() -> Response:
    """A password of her own and the notice about her data; only while one of the two is missing."""
    user = current_actor()
    return elsewhere(user, "accounts.first_access") or _first_page(user, _first_form(user))


@blueprint.post("/clave-nueva")
@unfinished
def choose() -> Response:
    """Keep both and start a new session; every other one of hers ends."""
    user = current_actor()
    away, form = elsewhere(user, "accounts.first_access"), _first_form(user)
    if away:
        return away
    if not form.validate():
        return _first_page(user, form, 400)
    chosen = text(form.new) if form.new else None
    actions.finish_first_access(user, door.make_hash(chosen) if chosen else None, privacy_notice.VERSION)
    renew_session(user)
    flash(_("Listo: la próxima vez ingrese con su documento y la clave que acaba de crear.") if chosen
          else _("Gracias. Puede volver a leer el aviso en «Sus datos»."), "good")
    return onward(user)


@blueprint.get("/sus-datos")
@public
def privacy() -> str:
    """What Réplica keeps about a person, who sees it, for how long; public."""
    return render_template("accounts/privacy.html", version=privacy_notice.VERSION)


def onward(user: User) -> Response:
    """Where to go after a step at the door: the next step, what she posted before, where she wanted to go, home."""
    step = user.next_step(sessions.mode())
    if step:
        return _to(url_for(step))
    wanted = session.pop(sessions.NEXT, None)
    return parking.replay(user) or _to(wanted or url_for("learning.home"))


def elsewhere(user: User, endpoint: str) -> Response | None:
    """Away from a step that is not this person's now: steps of the door have an order and cannot be skipped."""
    step = user.next_step(sessions.mode())
    return None if step == endpoint else _to(url_for(step or "learning.home"))


def renew_session(user: User) -> None:
    """After a change that ended every session: commit, and go on in a new one."""
    token = actions.start_session(user.id, code_id=None, device=sessions.this_device(),
                                  second_factor=user.second_factor_done)
    db.session.commit()
    sessions.hand_over(user, token, second_factor=user.second_factor_done)


def known_path(target: str | None) -> str | None:
    """``target`` when it is a page of this site that a GET may open, else None."""
    path = safe_path(target)
    if path is None:
        return None
    try:
        endpoint, _arguments = current_app.url_map.bind("localhost").match(urlsplit(path).path, method="GET")
    except (HTTPException, RequestRedirect, ValueError):
        return None
    return None if endpoint.startswith("accounts.") and endpoint != "accounts.me" else path


def _door(form: SignInForm, status: int = 200, problem: str = "") -> Response:
    kept = bool(request.args.get("kept")) and parking.is_waiting()
    wanted = known_path(request.args.get("next"))
    return make_response(render_template("accounts/sign_in.html", form=form, problem=problem, kept=kept, next=wanted),
                         status)


def _refused(form: SignInForm, wait: int) -> Response:
    response = _door(form, 429 if wait else 403, too_soon(wait) if wait else does_not_fit())
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _end_old_session() -> None:
    token = sessions.own_token()
    if token:
        actions.end_session(token)


def _news(user: User) -> list[str]:
    """What was done to her account since she was last here; told once. A first entry has no news."""
    codes = [code for code in queries.codes_given(user.id) if not code.told]
    if codes:
        actions.mark_told(user.id)
    return [code_was_given(code) for code in reversed(codes)] if user.first_used_at else []


def _first_form(user: User) -> FirstAccessForm:
    form = FirstAccessForm().only(password=user.password_hash is None or bool(user.entered_code_id),
                                  consent=user.consent_version is None)
    if form.new:
        form.judged_for(user)
    return form


def _first_page(user: User, form: FirstAccessForm, status: int = 200) -> Response:
    return make_response(render_template("accounts/first_access.html", form=form, user=user), status)


def _to(path: str) -> Response:
    response = redirect(path, 303)
    assert isinstance(response, Response)
    return response
