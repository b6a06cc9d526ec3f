"""Who may see what: a gate before each request, marks on views, and what a stranger gets.

No mark on a view means: signed in. Objects are fetched with their permission by the rooms' own
``queries`` (``cohort_for`` and kin): a stranger gets 404, the wrong role 403.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_login import current_user

if TYPE_CHECKING:  # the rooms import this file for their marks
    from training.accounts.models import User

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC, SIGNED_IN, TRAINER, ADMIN = "public", "signed in", "trainer", "admin"


def _mark(view: View, mark: str) -> View:
    view.access = mark  # type: ignore[attr-defined]  # a plain attribute, read by the gate and by the tests
    return view


def public(view: View) -> View:
    """Anyone, without signing in."""
    return _mark(view, PUBLIC)


def trainer(view: View) -> View:
    """Trainers and administrators."""
    return _mark(view, TRAINER)


def admin(view: View) -> View:
    """Administrators only."""
    return _mark(view, ADMIN)


def unfinished(view: View) -> View:
    """Signed in, also before the account is complete (own password, second factor)."""
    view.unfinished = True  # type: ignore[attr-defined]
    return view


def mark_of(app: Flask, endpoint: str) -> str:
    """The mark of a view; ``signed in`` when it bears none."""
    return str(getattr(app.view_functions[endpoint], "access", SIGNED_IN))


def current_actor() -> "User":
    """The person who is signed in; only behind the gate."""
    return cast("User", current_user._get_current_object())


def _gate() -> Response | None:
    if request.endpoint is None:
        return None  # an unknown address: 404 without asking who
    if not request.query_string.isascii():
        abort(400)  # no browser sends it raw, and reading it as UTF-8 would fail
    if b"%00" in request.query_string or any("\0" in str(value) for value in (request.view_args or {}).values()):
        abort(404)  # PostgreSQL refuses the character, and no key of ours has it
    mark = mark_of(current_app, request.endpoint)
    if mark == PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    user = current_actor()
    if not getattr(current_app.view_functions[request.endpoint], "unfinished", False):
        step = user.next_step(current_app.config["REPLICA_ENV"])
        if step:
            return cast(Response, redirect(url_for(step), 303))
    if mark == ADMIN and not user.is_admin or mark == TRAINER and not user.is_staff:
        abort(403)
    return None


def _to_sign_in() -> Response:
    """To the sign-in page and back again; what was posted after a time-out is kept (see accounts.parking)."""
    waiting = current_app.extensions["replica.park"]() if request.method == "POST" else None
    came_from = request.full_path.rstrip("?") if request.method == "GET" else None
    return cast(Response, redirect(url_for("accounts.sign_in", next=came_from, kept=1 if waiting else None), 303))


def init_app(app: Flask) -> None:
    """Put the gate before every view of ``app``."""
    app.before_request(_gate)
    app.extensions.setdefault("replica.park", lambda: None)
