"""The door of the interface for other systems: a key in the header ``Authorization``, of a region or of the country.

A GET does not write, with one exception that stands in `db.GET_WRITES`: a wrong key is counted for its network, so that
nobody tries keys one after another, and the first use of a key in a day is noted, so that an administrator sees which
keys nobody uses any more. A key that is right is never counted and never slowed down. A host on a replica notes neither.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from training import throttle
from training.clock import today
from training.db import db, not_on_a_replica, writing
from training.reporting.models import ApiKey
from training.reporting.problems import Problem
from training.reporting.queries import key_of_token
from training.reporting.scope import Scope

MOST, WINDOW = 20, timedelta(minutes=1)  # wrong keys of one network
LONGEST = 100  # characters of a key that is looked for at all
WRITE = "key of another system"


def keyed(view: Callable[..., Response]) -> Callable[..., Response]:
    """A view that takes the scope of the key as its first argument. Raises Problem 401, or 429 after many wrong keys."""
    @wraps(view)
    def opened(*args: Any, **values: Any) -> Response:
        return view(_scope(), *args, **values)
    return opened


def _scope() -> Scope:
    token = _token()
    found = key_of_token(token) if token and len(token) <= LONGEST else None
    if found is None:
        _refuse(bool(token))
        raise AssertionError("never here: a refusal is raised")
    key, authority = found
    if key.last_used_on != today():
        _note_use(key.id)
    return Scope(authority)


def _token() -> str:
    """What stands after ``Bearer``; "" when the header is missing or says something else."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _refuse(given: bool) -> None:
    seconds = throttle.seconds_closed(_bucket())
    if seconds:
        said = _("Demasiadas llaves equivocadas desde su red. Espere %(num)s segundos y use la correcta.", num=seconds)
        raise Problem(429, said, {"Retry-After": str(seconds)})
    if given:
        _count()
    asks = {"WWW-Authenticate": 'Bearer realm="Replica"' + (', error="invalid_token"' if given else "")}
    if given:
        raise Problem(401, _("La llave no abre: está mal escrita, venció o se terminó. Pida otra a quien administra "
                             "Réplica."), asks)
    raise Problem(401, _("Falta la llave. Envíela en la cabecera «Authorization: Bearer» y su llave."), asks)


def _bucket() -> str:
    return throttle.bucket("other system", throttle.network())


def _count() -> None:
    """Two first misses at the same instant both want to make the row: the later one tries again."""
    for last_try in (False, True):
        try:
            with not_on_a_replica(), writing(WRITE):
                throttle.fail_in_window(_bucket(), most=MOST, window=WINDOW)
            return
        except IntegrityError:
            if last_try:
                raise


def _note_use(key_id: int) -> None:
    with not_on_a_replica(), writing(WRITE):
        db.session.execute(update(ApiKey).where(ApiKey.id == key_id).values(last_used_on=today()))
