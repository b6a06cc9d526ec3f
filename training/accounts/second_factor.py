"""The second factor against the database: proving it, turning it on. Throttled in ``door``."""

from flask import current_app

from training import throttle
from training.accounts import actions, door, totp
from training.accounts.models import User
from training.clock import now


def prove(user: User, typed: str) -> int:
    """Weigh what was typed for a second factor: 0 when it fits, -1 when it does not, else seconds to wait.

    A code that fits is used up, be it of the app or for recovery. The caller commits in any case.
    """
    wait = throttle.seconds_closed(door.second_factor_counter(user))
    if wait:
        return wait
    return 0 if door.try_second_factor(user, _fits(user, typed)) else -1


def _fits(user: User, typed: str) -> bool:
    key = str(current_app.config["SECRET_KEY"])
    secret = totp.unsealed(key, user.totp_secret)
    step = totp.matching_step(secret, typed, now().timestamp()) if secret else None
    if step is not None:
        return actions.take_step(user.id, step)
    code = totp.recovery_hash(key, typed)
    return code is not None and actions.take_recovery_code(user.id, code)


def turn_on(user: User, secret: str, step: int) -> list[str]:
    """Store the secret that ``step`` proved; returns ten new recovery codes, to be shown once."""
    key = str(current_app.config["SECRET_KEY"])
    codes = totp.new_recovery_codes()
    hashes = [found for found in (totp.recovery_hash(key, code) for code in codes) if found]
    actions.set_second_factor(user, totp.sealed(key, secret), step, hashes)
    return codes
