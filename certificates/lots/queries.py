"""Reading lots: what can be signed, what was sent, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import func, select

from certificates.issuing.models import Certificate, CertificateFile, Particulars
from certificates.issuing.queries import Issued, issued_in
from certificates.issuing.standing import standings
from certificates.lots.models import ACCEPTED, REFUSED, WAITING, LotFile, SignedLot
from certificates.signing.models import SignedFile
from certificates.signing.queries import newest_signed
from training.cohorts.models import Cohort
from training.db import db


@dataclass(frozen=True)
class ToSign:
    """A paper that stands, drawn; ``signed``: its newest signed file, if one came back."""

    issued: Issued
    signed: SignedFile | None

    @property
    def sha256(self) -> str:
        """The file to sign: with every signature that it has by now."""
        return self.signed.sha256 if self.signed else str(self.issued.sha256)


@dataclass(frozen=True)
class LotSeen:
    """A lot with how many of its files were accepted, refused, and wait."""

    lot: SignedLot
    accepted: int
    refused: int
    waiting: int


def to_sign(cohort: Cohort) -> list[ToSign]:
    """The drawn papers of a cohort that are worth what they say today, by kind and folio."""
    drawn = [one for one in issued_in(cohort) if one.sha256]
    stand = standings([one.certificate for one in drawn])
    signed = newest_signed([one.certificate.id for one in drawn])
    return [ToSign(one, signed.get(one.certificate.id)) for one in drawn if stand[one.certificate.id].stands]


def files_of_cohort(cohort_id: int) -> dict[tuple[int, str], int]:
    """(size, hash) → certificate id, of the files that were drawn for papers of a cohort and not erased. One query."""
    query = (select(CertificateFile.size, CertificateFile.sha256, Certificate.id)
             .join(Certificate, Certificate.id == CertificateFile.certificate_id)
             .join(Particulars, Particulars.certificate_id == Certificate.id).where(Certificate.cohort_id == cohort_id))
    return {(size, sha256): number for size, sha256, number in db.session.execute(query)}


def file_of(certificate_id: int) -> str:
    """The hash of the file that was issued."""
    return db.session.get_one(CertificateFile, certificate_id).sha256


def lots_of(cohort: Cohort) -> list[LotSeen]:
    """What was sent for a cohort, the newest first. Two queries."""
    lots = db.session.scalars(select(SignedLot).where(SignedLot.cohort_id == cohort.id, SignedLot.whole)
                              .order_by(SignedLot.id.desc())).all()
    query = (select(LotFile.lot_id, LotFile.state, func.count()).where(LotFile.lot_id.in_([one.id for one in lots]))
             .group_by(LotFile.lot_id, LotFile.state))
    counts = {(lot, state): int(count) for lot, state, count in db.session.execute(query)}
    return [LotSeen(one, *(counts.get((one.id, state), 0) for state in (ACCEPTED, REFUSED, WAITING))) for one in lots]


def lot_in(cohort: Cohort, key: str) -> SignedLot:
    """A lot of this cohort; 404 when it is not there."""
    query = select(SignedLot).where(SignedLot.key == key, SignedLot.cohort_id == cohort.id, SignedLot.whole)
    return db.session.scalar(query) or abort(404)


def files_in(lot: SignedLot) -> Sequence[tuple[LotFile, str | None, SignedFile | None]]:
    """Its files, what was refused first, each with the folio of its paper and what was kept of it. One query."""
    query = (select(LotFile, Certificate.folio, SignedFile)
             .outerjoin(Certificate, Certificate.id == LotFile.certificate_id)
             .outerjoin(SignedFile, SignedFile.id == LotFile.signed_file_id)
             .where(LotFile.lot_id == lot.id).order_by(LotFile.state.desc(), LotFile.position))
    return [(file, folio, signed) for file, folio, signed in db.session.execute(query)]


def waiting_file(lot_id: int, position: int) -> tuple[SignedLot, LotFile, bytes] | None:
    """A file that nobody has looked at, with its bytes; None when it was looked at."""
    file = db.session.get(LotFile, (lot_id, position))
    if file is None or file.state != WAITING or file.data is None:
        return None
    return db.session.get_one(SignedLot, lot_id), file, file.data
