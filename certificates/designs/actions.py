"""Keeping designs and choosing one."""


from certificates.designs import queries
from certificates.designs.built_in import built_in
from certificates.designs.folder import Design
from certificates.designs.models import DesignChoice, StoredDesign
from training.audit.actions import record
from training.clock import now
from training.db import db, inserting


def keep(design: Design) -> bool:
    """Store a design unless it is there; True when it was new."""
    said = design.settings
    added = db.session.scalar(inserting(StoredDesign).values(
        digest=design.digest, name=said.name, title=said.title, version=said.version, packed=design.packed,
        added_at=now()).on_conflict_do_nothing().returning(StoredDesign.digest))
    return added is not None


def keep_the_one_in_use() -> str:
    """Before a paper names it: the design is in the database, and stays. Its hash."""
    digest = queries.in_use()
    if digest == built_in().digest:
        keep(built_in())
    return digest


def choose(digest: str, by_id: int | None) -> None:
    """New papers get this design from now on; those that were issued keep theirs. LookupError when there is none."""
    if digest == built_in().digest:
        keep(built_in())
    if db.session.get(StoredDesign, digest) is None:
        raise LookupError(digest)
    if digest != queries.in_use():
        db.session.add(DesignChoice(digest=digest, chosen_at=now(), by_id=by_id))
        record("choose design", f"design:{digest[:12]}", by_id, digest[:12])
    db.session.flush()
