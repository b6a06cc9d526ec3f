"""A form posted after the session had ended: kept, and applied when the same person signs in again.

The body is encrypted with a key that only the browser's signed ticket can make: nobody reads it meanwhile.
"""

import contextvars
import secrets
from datetime import timedelta
from typing import cast
from urllib.parse import urlencode

from cryptography.fernet import Fernet, InvalidToken
from flask import Response, current_app, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf, validate_csrf
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import delete, func, select
from werkzeug.datastructures import Headers
from werkzeug.http import parse_cookie
from werkzeug.test import EnvironBuilder
from wtforms.validators import ValidationError

from training.accounts import queries, sessions
from training.accounts.models import ParkedForm, User
from training.accounts.totp import box
from training.clock import now
from training.db import db

LARGEST, LIFE = 65_536, timedelta(hours=24)
MOST_KEPT = 20  # of one person: an old cookie, sent again and again, must not fill the disk
URLENCODED = "application/x-www-form-urlencoded"


def park() -> bool:
    """Keep what this request posted, if it may be kept; commits. What guards accounts is never kept: it holds keys."""
    token = sessions.own_token()
    if token is None or not _worth_keeping():
        return False
    owner = queries.owner_of_session(token)
    if owner is None or _has_many(owner):
        return False
    ticket = secrets.token_urlsafe(16)
    _drop(session.get(sessions.TICKET))
    db.session.add(ParkedForm(ticket_hash=queries.digest(ticket), user_id=owner, created_at=now(),
                              path=request.full_path.rstrip("?"), body=_sealed(ticket)))
    db.session.commit()
    session[sessions.TICKET] = ticket
    return True


def _has_many(user_id: int) -> bool:
    kept = select(func.count()).select_from(ParkedForm).where(ParkedForm.user_id == user_id)
    return (db.session.scalar(kept.where(ParkedForm.created_at > now() - LIFE)) or 0) >= MOST_KEPT


def _worth_keeping() -> bool:
    small = request.content_length is not None and request.content_length <= LARGEST
    guards = request.blueprint in ("accounts", "keeping")
    if not small or request.mimetype != URLENCODED or guards or len(request.full_path) > 300:
        return False
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return False
    return True


def _sealed(ticket: str) -> str:
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return _box(ticket).encrypt(urlencode(fields).encode()).decode()


def _box(ticket: str) -> Fernet:
    return box(str(current_app.config["SECRET_KEY"]), f"parked:{ticket}")


def _drop(ticket: object) -> None:
    if isinstance(ticket, str):
        db.session.execute(delete(ParkedForm).where(ParkedForm.ticket_hash == queries.digest(ticket)))


def is_waiting() -> bool:
    """Whether this browser holds a ticket for something that is still kept."""
    ticket = session.get(sessions.TICKET)
    return isinstance(ticket, str) and _row(ticket) is not None


def _row(ticket: str) -> ParkedForm | None:
    return db.session.scalar(select(ParkedForm).where(
        ParkedForm.ticket_hash == queries.digest(ticket), ParkedForm.created_at > now() - LIFE))


def replay(user: User) -> Response | None:
    """Apply what this person posted and return the answer it gets; None when nothing of hers waits.

    Called with no transaction open. What failed on our side (5xx) stays for another try.
    """
    ticket = session.get(sessions.TICKET)
    row = _row(ticket) if isinstance(ticket, str) else None
    if row is None or row.user_id != user.id or not isinstance(ticket, str):
        db.session.rollback()
        return None
    path, sealed = row.path, row.body
    db.session.remove()  # the form is applied in a transaction of its own
    try:
        body = _box(ticket).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None
    answer = _apply(path, body)
    if answer.status_code < 500:
        _drop(ticket)
        db.session.commit()
        session.pop(sessions.TICKET, None)
    return answer


def _apply(path: str, body: str) -> Response:
    """Send the form through the whole application, as her browser would with its new session."""
    token = generate_csrf()
    builder = EnvironBuilder(
        path=path, method="POST", content_type=URLENCODED, headers=Headers({"Cookie": _cookies()}),
        data=f"{body}&{urlencode({'csrf_token': token})}", base_url=request.host_url,
        environ_base={"REMOTE_ADDR": request.remote_addr or ""},
    )
    # In a context of its own: the person, the session and the transaction of this request must not leak into that one.
    answer = contextvars.Context().run(Response.from_app, current_app.wsgi_app, builder.get_environ(), buffered=True)
    _adopt(cast(Response, answer))
    return cast(Response, answer)


def _serializer() -> URLSafeTimedSerializer:
    serializer = SecureCookieSessionInterface().get_signing_serializer(current_app)
    assert serializer is not None, "create_app refuses to start without SECRET_KEY"
    return serializer


def _cookies() -> str:
    name = current_app.config["SESSION_COOKIE_NAME"]
    cookies = {key: value for key, value in request.cookies.items() if key == "lang"}
    cookies[name] = _serializer().dumps(dict(session))
    return "; ".join(f"{key}={value}" for key, value in cookies.items())


def _adopt(answer: Response) -> None:
    """Take over the session as the inner request left it (its flashes), and drop its own cookie header."""
    name = current_app.config["SESSION_COOKIE_NAME"]
    for header in answer.headers.getlist("Set-Cookie"):
        value = parse_cookie(header).get(name)
        if value:
            session.clear()
            session.update(_serializer().loads(value))
    answer.headers.remove("Set-Cookie")
