"""The thread between a browser and its session: the token in the signed cookie, and how long it holds.

When she was last seen stands in the cookie, signed by us: a GET writes nothing to the database.
"""

from datetime import timedelta

from flask import current_app, g, request, session
from flask_login import LoginManager, login_user

from training.accounts import queries
from training.accounts.devices import device_name
from training.accounts.models import User
from training.clock import now

IDLE_LEARNER, IDLE_STAFF = timedelta(minutes=45), timedelta(minutes=15)
LONGEST = timedelta(hours=12)
REFRESH = 60  # seconds between two writings of the time in the cookie
SEEN, TICKET, NEXT, DRAWN = "seen", "ticket", "next", "drawn"


def idle_limit(user: User) -> timedelta:
    """How long a session holds without a request."""
    return IDLE_STAFF if user.is_staff else IDLE_LEARNER


def load(token: str) -> User | None:
    """Whoever the token belongs to, if the session still holds; her rights are read now, not remembered."""
    found = queries.person_of_session(token)
    if found is None:
        return None
    user = found.user
    if user.disabled_at is not None or now() - found.created_at > LONGEST or not _fresh(user):
        return None
    user.session_token, user.second_factor_done = token, found.second_factor_at is not None
    user.entered_code_id = found.code_id or 0
    return user


def _fresh(user: User) -> bool:
    seen, moment = session.get(SEEN), int(now().timestamp())
    if not isinstance(seen, int) or moment - seen > idle_limit(user).total_seconds():
        return False
    if moment - seen >= REFRESH:
        session[SEEN] = moment
    return True


def this_device() -> str:
    """A coarse name of the browser that asks."""
    return device_name(request.headers.get("User-Agent", ""))


def hand_over(user: User, token: str, *, second_factor: bool = False, code_id: int | None = None) -> None:
    """Give the browser its new session (after the commit): nothing of the old cookie stays but the parked ticket."""
    kept = {name: session[name] for name in (TICKET, NEXT) if name in session}
    session.clear()
    g.pop("csrf_token", None)  # the old token was bound to the old cookie
    session.update(kept)
    user.session_token, user.second_factor_done, user.entered_code_id = token, second_factor, code_id or 0
    login_user(user)
    session[SEEN] = int(now().timestamp())


def forget() -> None:
    """Empty the browser's cookie, but for a ticket that only its own person can use."""
    ticket = session.get(TICKET)
    session.clear()
    g.pop("csrf_token", None)
    g.pop("_login_user", None)
    if ticket:
        session[TICKET] = ticket


def own_token() -> str | None:
    """The token in the browser's cookie, whether it still holds or not."""
    token = session.get("_user_id")
    return token if isinstance(token, str) and len(token) < 100 else None


def manager() -> LoginManager:
    """Flask-Login as a thin layer: it only carries ``current_user``."""
    login = LoginManager()
    login.session_protection = None  # a phone changes its network all day
    login.user_loader(load)
    return login


def mode() -> str:
    """``development`` or ``production``."""
    return str(current_app.config["REPLICA_ENV"])
