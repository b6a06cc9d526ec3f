"""Deciding which version a cohort reads. Nothing here commits."""

from flask_babel import gettext as _
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from modules.changes import renamed
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.cohorts.actions import must_be_open
from training.cohorts.models import Cohort
from training.db import db
from training.editions.models import StayDecision
from training.errors import Refused
from training.house import house
from training.manuals.models import ManualVersion
from training.manuals.queries import manual, newest_digest
from training.progress.actions import carry_over


def stay(cohort: Cohort, digest: str, by: User) -> None:
    """Keep the version; deciding twice is deciding once."""
    _must_be_newest(cohort, digest)
    try:
        with db.session.begin_nested():  # the key decides, also between two clicks at once
            db.session.execute(insert(StayDecision).values(
                cohort_id=cohort.id, digest=digest, decided_at=now(), by_id=by.id))
    except IntegrityError:
        return
    record("keep version", f"cohort:{cohort.id}", by.id, digest[:12])


def move(cohort: Cohort, digest: str, by: User) -> None:
    """Read the newest version from now on. Progress hangs on the modules' slugs; renamed ones take theirs with them."""
    if digest == cohort.manual_digest:
        return
    _must_be_newest(cohort, digest)
    if manual(digest).course(cohort.course) is None:
        raise Refused(_("Esa versión ya no tiene el curso de esta cohorte: quédese con la suya."))
    if why := next((why for lock in house().version_locks if (why := lock(cohort, digest))), ""):
        raise Refused(why)
    carry_over(cohort.id, renamed(manual(cohort.manual_digest), manual(digest)))
    cohort.manual_digest = db.session.get_one(ManualVersion, digest).digest
    record("move version", f"cohort:{cohort.id}", by.id, digest[:12])


def _must_be_newest(cohort: Cohort, digest: str) -> None:
    """What she saw must still be what she decides about."""
    must_be_open(cohort)
    if digest != newest_digest():
        raise Refused(_("Mientras usted leía se publicó otra versión. Mire de nuevo qué cambió y decida."))
