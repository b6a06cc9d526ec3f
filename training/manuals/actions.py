"""Publishing: the checked folder becomes an immutable version."""

from sqlalchemy import select

from modules import bundle, compiled
from modules.manual import Manual
from training.clock import now
from training.db import db
from training.manuals.models import ManualVersion


def publish(source: bytes, manual: Manual, by_id: int | None = None) -> ManualVersion:
    """Store a bundle and its rendered manual; the same bytes are the same version, whenever they come."""
    digest = bundle.digest(source)
    version = db.session.scalar(select(ManualVersion).where(ManualVersion.digest == digest))
    if version is None:
        version = ManualVersion(digest=digest, label=manual.version, source=source, compiled=compiled.dump(manual),
                                published_at=now(), published_by_id=by_id)
        db.session.add(version)
    db.session.flush()
    return version
