"""Registers in a database: some papers, what became of them, and a copy of its newest checkpoint that somebody kept."""

from pathlib import Path
from zipfile import ZipFile

from flask import current_app
from sqlalchemy import text

from certificates.issuing.entering import Paper, enter
from certificates.issuing.models import Certificate, Particulars
from certificates.paper.snapshot import Snapshot
from certificates.register import actions, chain, export, queries
from tests import make
from tests.certificates.examples import like
from training.cohorts.models import Membership
from training.db import db

SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"


def said(number: int, **changes: object) -> Snapshot:
    """What paper number so-and-so says; no two share a code."""
    code = "".join(SIGNS[number // 32 ** place % 32] for place in range(13))
    return like(folio=f"2026-{number:06}", code=code, token=f"{number:022}", **changes)


def member() -> Membership:
    """Somebody in Bea's cohort."""
    return make.member(make.cohort(make.bea()), make.ana())


def papers(one: Membership, first: int, count: int, **changes: object) -> list[Certificate]:
    """So many papers of one batch, all of one person (whose turn they then are); committed."""
    by_id, somebody = one.cohort.created_by_id, one.user_id
    members = [one] if count == 1 else [make.member(one.cohort, make.user("Rosa", f"Luz {number}")) for number in range(count)]
    assert somebody
    made = enter([Paper(said(first + place, **changes), who.id, one.cohort_id, by_id, evidence=b"deflated")
                  for place, who in enumerate(members)])
    db.session.commit()
    return made


def number_of(one: Certificate) -> int:
    """The entry by which it came into the world."""
    return queries.numbers_of([one.id])[one.id]


def revoke(one: Certificate) -> None:
    """As the register sees it."""
    actions.append([(one.id, {"kind": chain.REVOKED, "of": number_of(one), "reason": "error"})])
    db.session.commit()


def erase(one: Certificate) -> None:
    """The entry, and what it said is gone."""
    actions.append([(one.id, {"kind": chain.ERASED, "of": number_of(one)})])
    db.session.delete(db.session.get_one(Particulars, one.id))
    db.session.commit()


def outside() -> str:
    """The copy that lies in the folder of this machine."""
    return (Path(str(current_app.config["INSTANCE_DIR"])) / "checkpoints" / "newest.txt").read_text(encoding="utf-8")


def unpacked(folder: Path) -> Path:
    """The export, unpacked into a new folder."""
    export.export(folder / "registro.zip")
    with ZipFile(folder / "registro.zip") as archive:
        archive.extractall(folder / "copia")
    return folder / "copia"


def lift_triggers() -> None:
    """What only whoever owns the database can do: in this transaction its rows may be changed (on SQLite, from here on)."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
        return
    for table in ("register_entry", "register_checkpoint", "certificate", "certificate_particulars"):
        for trigger in ("no_update", "no_delete", "stay"):
            db.session.execute(text(f"DROP TRIGGER IF EXISTS {table}_{trigger}"))  # names of ours
