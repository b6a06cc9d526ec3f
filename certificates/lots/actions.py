"""Writing lots: taking the files in, and noting what became of each. Flushes, never commits."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from certificates.issuing.models import Certificate, Particulars
from certificates.lots.archive import Entry
from certificates.lots.models import ACCEPTED, REFUSED, WAITING, LotFile, SignedLot
from certificates.lots.verdicts import Verdict
from certificates.signing.added import Added
from certificates.signing.models import SignedFile
from training import store
from training.audit.actions import record
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db

KEPT = timedelta(days=30)


def open_lot(cohort: Cohort, by_id: int) -> SignedLot:
    """A lot whose files are about to come."""
    lot = SignedLot(cohort_id=cohort.id, by_id=by_id, sent_at=now())
    db.session.add(lot)
    db.session.flush()
    return lot


def take_in(lot_id: int, position: int, entry: Entry) -> None:
    """A file of it, to be looked at later; what is no PDF is refused at once."""
    file = LotFile(lot_id=lot_id, position=position, name=entry.name, data=entry.data,
                   state=WAITING if entry.data is not None else REFUSED,
                   why="" if entry.data is not None else Verdict.NOT_A_PDF.value)
    db.session.add(file)
    db.session.flush()
    db.session.expunge(file)        # its bytes are in the database now, and need not stay in memory


def close_lot(lot_id: int) -> list[int]:
    """All of it has come. Returns the positions that wait to be looked at."""
    lot = db.session.get_one(SignedLot, lot_id)
    lot.whole = True
    record("send signed lot", f"cohort:{lot.cohort_id}", lot.by_id)
    waiting = select(LotFile.position).where(LotFile.lot_id == lot_id, LotFile.state == WAITING)
    db.session.flush()
    return list(db.session.scalars(waiting.order_by(LotFile.position)))


def accept(lot_id: int, position: int, certificate_id: int, sha256: str, size: int, added: Added, last_turn: int) -> bool:
    """Keep it as the newest signed file of its paper; False when that, or somebody else of the lot, was erased meanwhile.

    ``last_turn``: the turn of the file that it was compared with. Two at once: the second meets the unique index.
    """
    kept = select(Particulars.certificate_id).where(Particulars.certificate_id == certificate_id).with_for_update()
    lot = db.session.get(SignedLot, lot_id, populate_existing=True) if db.session.scalar(kept) is not None else None
    if lot is None:
        return False
    signed = SignedFile(
        certificate_id=certificate_id, turn=last_turn + 1, sha256=sha256, size=size, added_at=now(), by_id=lot.by_id,
        names="\n".join(one.name for one in added.signatures), subjects="\n".join(one.subject for one in added.signatures),
        signed_at=added.signatures[-1].at, trusted=added.trusted)
    db.session.add(signed)
    db.session.flush()
    _settle(lot_id, position, ACCEPTED, Verdict.ACCEPTED, certificate_id).signed_file_id = signed.id
    db.session.flush()
    return True


def refuse(lot_id: int, position: int, verdict: Verdict, certificate_id: int | None) -> None:
    """Note why it is not kept; nothing where the lot went meanwhile, with somebody's erasure."""
    if db.session.get(LotFile, (lot_id, position), populate_existing=True) is None:
        return
    _settle(lot_id, position, REFUSED, verdict, certificate_id)
    db.session.flush()


def _settle(lot_id: int, position: int, state: str, verdict: Verdict, certificate_id: int | None) -> LotFile:
    file = db.session.get_one(LotFile, (lot_id, position))
    file.state, file.why, file.certificate_id, file.data = state, verdict.value, certificate_id, None
    return file


def forget_old() -> dict[str, int]:
    """Delete lots of a month ago, and those of yesterday that were cut off. What was accepted stays."""
    old = select(SignedLot.id).where((SignedLot.sent_at < now() - KEPT) |
                                     (~SignedLot.whole & (SignedLot.sent_at < now() - timedelta(days=1))))
    count = db.session.scalar(select(func.count()).select_from(old.subquery())) or 0
    db.session.execute(delete(LotFile).where(LotFile.lot_id.in_(old)))
    db.session.execute(delete(SignedLot).where(SignedLot.id.in_(old)))
    return {"signed lots": count}


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """Let go of a person's signed files, in the caller's transaction; names of files in lots may be hers as well."""
    papers = select(Certificate.id).join(Membership, Membership.id == Certificate.membership_id).where(
        Membership.user_id == user_id)
    found = set(db.session.scalars(select(SignedFile.sha256).where(SignedFile.certificate_id.in_(papers))))
    there = [sha256 for sha256 in found if store.is_whole(sha256)]
    for sha256 in there:
        store.remove_later(sha256)
    cohorts = select(Certificate.cohort_id).where(Certificate.id.in_(papers))
    lots = select(SignedLot.id).where(SignedLot.cohort_id.in_(cohorts))
    db.session.execute(delete(LotFile).where(LotFile.lot_id.in_(lots)))
    db.session.execute(delete(SignedLot).where(SignedLot.cohort_id.in_(cohorts)))
    return {"signed files": len(there)}
