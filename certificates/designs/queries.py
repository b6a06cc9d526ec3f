"""Reading designs: the one in use, one by its hash, all of them."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import defer

from certificates.designs.built_in import built_in
from certificates.designs.models import DesignChoice, StoredDesign
from training.db import db


def in_use() -> str:
    """The hash of the design that new papers get: the one chosen last, else ours."""
    chosen = db.session.scalar(select(DesignChoice.digest).order_by(DesignChoice.id.desc()).limit(1))
    return chosen or built_in().digest


def packed(digests: Collection[str]) -> dict[str, bytes]:
    """Hash → bytes of these designs, ours included whether it was stored or not. One query."""
    query = select(StoredDesign.digest, StoredDesign.packed).where(StoredDesign.digest.in_(list(digests)))
    found = {digest: data for digest, data in db.session.execute(query)}
    ours = built_in()
    return found | ({ours.digest: ours.packed} if ours.digest in digests else {})


def stored() -> Sequence[StoredDesign]:
    """Every design without its bytes, the newest first."""
    return db.session.scalars(select(StoredDesign).options(defer(StoredDesign.packed))
                              .order_by(StoredDesign.added_at.desc(), StoredDesign.digest)).all()
