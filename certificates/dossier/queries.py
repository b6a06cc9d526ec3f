"""Reading everything that a dossier is made of: stored rows, no clock, nobody's session."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select

from certificates.dossier.models import DossierFile
from certificates.issuing.models import Certificate, CertificateFile, Particulars
from certificates.issuing.standing import Standing, standing_of
from certificates.paper.evidence import Evidence, as_json, unpacked
from certificates.paper.snapshot import Snapshot, from_bytes
from certificates.register import chain
from certificates.register.chain import Entry
from certificates.register.models import RegisterEntry
from certificates.register.queries import first_over
from training.accounts.models import User
from training.cohorts.models import Cohort
from training.db import db


@dataclass(frozen=True)
class Said:
    """What a paper says and upon what it was issued; None of one that was erased. ``upon``: the evidence as it is stored.

    ``holds``: what the register committed to is what is stored.
    """

    snapshot: Snapshot
    stored: bytes
    salt: bytes
    evidence: Evidence | None
    upon: bytes | None
    issued_by: str
    file: str | None
    holds: bool

    @property
    def stored_sha256(self) -> str:
        return sha256(self.stored).hexdigest()

    @property
    def evidence_json(self) -> bytes:
        return as_json(self.upon) if self.upon is not None else b""


@dataclass(frozen=True)
class Contents:
    """Everything in a dossier. ``body``: the entry as it is stored; ``note``: the first checkpoint over it."""

    certificate: Certificate
    cohort: Cohort
    standing: Standing
    entry: Entry
    body: bytes
    note: str
    said: Said | None

    @property
    def entry_hash(self) -> str:
        return chain.hash_of(self.body)


def contents_of(certificate: Certificate) -> Contents:
    """The contents of one dossier. A constant number of queries."""
    standing = standing_of(certificate)
    body = db.session.get_one(RegisterEntry, standing.number).body
    entry, checkpoint = chain.from_bytes(body), first_over(standing.number)
    cohort = db.session.get_one(Cohort, certificate.cohort_id)
    return Contents(certificate, cohort, standing, entry, body, checkpoint.note if checkpoint else "",
                    _said(certificate, entry))


def _said(certificate: Certificate, entry: Entry) -> Said | None:
    kept = db.session.get(Particulars, certificate.id)
    if kept is None:
        return None
    file = db.session.get(CertificateFile, certificate.id)
    evidence = unpacked(kept.evidence) if kept.evidence else None
    by = evidence.issued_by if evidence else db.session.get_one(User, certificate.issued_by_id).full_name
    found = hmac.digest(kept.salt, kept.evidence, sha256).hex() if kept.evidence else None
    holds = hmac.digest(kept.salt, kept.snapshot, sha256).hex() == entry.commitment and found == entry.evidence
    return Said(from_bytes(kept.snapshot), kept.snapshot, kept.salt, evidence, kept.evidence, by,
                file.sha256 if file else None, holds)


def drawn_for(certificate: Certificate, by_id: int, source: str) -> DossierFile | None:
    """The dossier that this person asked for, while it says what is stored now."""
    query = select(DossierFile).where(DossierFile.certificate_id == certificate.id, DossierFile.by_id == by_id,
                                      DossierFile.source == source)
    return db.session.scalar(query)


def certificate_with(number: int) -> Certificate:
    """A paper by its id."""
    return db.session.get_one(Certificate, number)
