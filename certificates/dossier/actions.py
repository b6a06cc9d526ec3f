"""Writing down dossiers, and letting go of them. Nothing here commits."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from certificates.dossier.models import DossierFile
from certificates.issuing.actions import hold_said_of
from certificates.issuing.models import Certificate
from training import store
from training.audit.actions import record
from training.clock import now
from training.cohorts.models import Membership
from training.db import db

KEPT = timedelta(days=2)


def ask(certificate: Certificate, by_id: int) -> None:
    """Write down that somebody asked for a dossier: it holds what a person answered."""
    record("dossier", f"cohort:{certificate.cohort_id}", by_id, certificate.folio)


def note(certificate_id: int, by_id: int, source: str, sha256: str, size: int) -> None:
    """Note a drawn dossier in the place of the one that this person had."""
    before = db.session.get(DossierFile, (certificate_id, by_id))
    if before is not None:
        _drop(DossierFile.certificate_id == certificate_id, DossierFile.by_id == by_id, but=sha256)
    db.session.add(DossierFile(certificate_id=certificate_id, by_id=by_id, source=source, sha256=sha256, size=size,
                               drawn_at=now()))
    db.session.flush()


def tidy() -> dict[str, int]:
    """Dossiers go after two days; they can be drawn again."""
    return {"dossiers": _drop(DossierFile.drawn_at < now() - KEPT)}


def forget(user_id: int, _by_id: int | None = None) -> dict[str, int]:
    """A person is erased: every dossier about her goes, and those that she asked for."""
    hold_said_of(user_id)
    hers = select(Certificate.id).join(Membership, Membership.id == Certificate.membership_id).where(
        Membership.user_id == user_id)
    return {"dossiers": _drop((DossierFile.by_id == user_id) | DossierFile.certificate_id.in_(hers))}


def _drop(*conditions: Any, but: str = "") -> int:
    """Delete these rows, and let go of files that no other row has."""
    gone = db.session.scalars(select(DossierFile).where(*conditions)).all()
    for one in gone:
        db.session.delete(one)
    db.session.flush()
    files = {one.sha256 for one in gone} - {but}
    kept = set(db.session.scalars(select(DossierFile.sha256).where(DossierFile.sha256.in_(files))))
    for sha256 in files - kept:
        store.remove_later(sha256)
    return len(gone)
