"""The one place where a key is weighed: throttle, same work for everybody, and only then yes or no.

Reading, hashing and writing are three steps, so that no hashing happens inside a transaction; what was read
is checked again in the writing one, where attempts that ran side by side are also counted.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from training import throttle
from training.accounts import actions, passwords, queries
from training.accounts.models import User
from training.accounts.queries import Lock
from training.crockford import tidy
from training.db import db, reading

FREE, LONGEST_WAIT, FORGIVEN_AFTER = 5, timedelta(minutes=15), timedelta(hours=2)
PER_NETWORK, NETWORK_WINDOW = 100, timedelta(minutes=10)
DEVICE_COOKIE, DEVICES_KEPT = "equipo", 8
_NO_LOCK = Lock(0, None, None, None, None)


@dataclass(frozen=True)
class Outcome:
    """``user`` when the key fits (``code_id``: through a one-time code); ``wait`` in seconds when it is too early."""

    user: User | None = None
    code_id: int | None = None
    wait: int = 0


@dataclass(frozen=True)
class Counters:
    """The counters that an attempt goes through: those of a known device, or those of account and network."""

    own: str
    network: str | None

    def wait(self) -> int:
        """Seconds until the attempt may be weighed."""
        return max(throttle.seconds_closed(name) for name in (self.own, self.network) if name)

    def count(self) -> None:
        """One failure."""
        throttle.fail(self.own, free=FREE, window=FORGIVEN_AFTER, longest=LONGEST_WAIT)
        if self.network:
            throttle.fail_in_window(self.network, most=PER_NETWORK, window=NETWORK_WINDOW)


def try_key(kind: str, number: str, key: str) -> Outcome:
    """Weigh a password or one-time code for a document. Writes the failures; the caller commits in any case."""
    counters = _counters(kind, number)
    with reading():
        wait = counters.wait()
        lock = queries.lock_of(kind, number)
    if wait:
        return Outcome(wait=wait)
    by_password, by_code = _weigh(lock or _NO_LOCK, key)
    return _settle(counters, kind, number, lock, by_password, by_code, key)


def own_key(user: User, key: str) -> Outcome:
    """Weigh the password of somebody who is signed in (before she changes something that guards her account)."""
    kind, number = user.document_type, user.document
    counters = Counters(throttle.bucket("own key", str(user.id)), None)
    with reading():
        wait = counters.wait()
        lock = queries.lock_of(kind, number)
    if wait:
        return Outcome(wait=wait)
    by_password, _ = _weigh(lock or _NO_LOCK, key)
    return _settle(counters, kind, number, lock, by_password, False, "")


def make_hash(password: str) -> str:
    """The hash of a new password, made while no transaction is open."""
    db.session.rollback()
    return passwords.make(password)


def _weigh(lock: Lock, key: str) -> tuple[bool, bool]:
    """Fits the password, fits the code: one slow hash and one quick one, whatever exists."""
    by_password = passwords.verify(lock.password_hash, key)
    code = actions.plain_code(lock.code_salt or "nobody", lock.code_length or actions.PRINTED)
    by_code = hmac.compare_digest((tidy(key) or "").encode(), code.encode()) and lock.code_id is not None
    return by_password, by_code


def _settle(counters: Counters, kind: str, number: str, lock: Lock | None, by_password: bool, by_code: bool,
            key: str) -> Outcome:
    """Say it, in the writing transaction: counted, and only if nothing changed while we were hashing."""
    wait = counters.wait()
    if wait:
        return Outcome(wait=wait)
    again = queries.lock_of(kind, number)
    still = lock is not None and again is not None and (
        by_password and again.password_hash == lock.password_hash or by_code and again.code_id == lock.code_id)
    user = db.session.get(User, again.user_id) if again is not None and still else None
    if user is None:
        counters.count()
        if lock and lock.code_id and len(tidy(key) or "") == lock.code_length:
            actions.count_try(lock.code_id)
        return Outcome()
    throttle.clear(counters.own)
    return Outcome(user, None if by_password or lock is None else lock.code_id)


def try_second_factor(user: User, fits: bool) -> bool:
    """Count a wrong second factor, forget the wrong ones after a right one; says which it was."""
    name = second_factor_counter(user)
    if fits:
        throttle.clear(name)
    else:
        throttle.fail(name, free=FREE, window=FORGIVEN_AFTER, longest=LONGEST_WAIT)
    return fits


def second_factor_counter(user: User) -> str:
    """The counter of a person's second factor."""
    return throttle.bucket("second factor", str(user.id))


def _counters(kind: str, number: str) -> Counters:
    label = _label(kind, number)
    device = _known_devices().get(label)
    if device:  # whoever attacks from elsewhere cannot lock her out of her own phone
        return Counters(throttle.bucket("known device", label, device), None)
    return Counters(throttle.bucket("account", kind, number), throttle.bucket("network", throttle.network()))


def _label(kind: str, number: str) -> str:
    return throttle.bucket("device label", kind, number)[:16]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="known device")


def _known_devices() -> dict[str, str]:
    try:
        loaded = _signer().loads(request.cookies.get(DEVICE_COOKIE, ""))
    except BadSignature:
        return {}
    return loaded if isinstance(loaded, dict) else {}


def remember_device(response: Response, user: User) -> None:
    """Sign this browser as one where the person has entered; it opens nothing, it only has a counter of its own."""
    known, label = _known_devices(), _label(user.document_type, user.document)
    device = known.pop(label, None) or secrets.token_urlsafe(12)
    kept = dict([*known.items(), (label, device)][-DEVICES_KEPT:])
    response.set_cookie(DEVICE_COOKIE, str(_signer().dumps(kept)), max_age=31_536_000, httponly=True, samesite="Lax",
                        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]))
