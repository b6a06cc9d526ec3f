"""A new paper comes into the world: its row, what it says, its entry in the register, all or nothing.

Issuing, replacing and renewing go through here, and nothing else makes a certificate.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from certificates.issuing.models import Certificate, Particulars
from certificates.paper import claim, snapshot
from certificates.paper.snapshot import Snapshot
from certificates.register import chain, keys
from certificates.register.actions import append
from certificates.register.queries import numbers_of
from training.clock import now
from training.db import db
from training.house import house


@dataclass(frozen=True)
class Paper:
    """What is about to be entered. ``evidence``: canonical JSON, deflated, of what it is issued upon.

    ``turn`` is one more than that of the paper which it ``replaces`` or ``renews``, if it does.
    """

    said: Snapshot
    membership_id: int
    cohort_id: int
    by_id: int
    evidence: bytes | None = None
    replaces: Certificate | None = None
    renews: Certificate | None = None

    @property
    def before(self) -> Certificate | None:
        """The paper in whose line this one stands."""
        return self.replaces or self.renews


def enter(papers: Sequence[Paper]) -> list[Certificate]:
    """The rows of these papers, entered in the register in this order, with a checkpoint over them. Flushes.

    Raises Refused when the signing key is missing or the register may not grow.
    """
    key = keys.signing_key()
    salts = [secrets.token_bytes(32) for _paper in papers]
    rows = [_row(paper, salt) for paper, salt in zip(papers, salts, strict=True)]
    db.session.add_all(rows)
    db.session.flush()
    db.session.add_all([
        Particulars(certificate_id=row.id, salt=salt, snapshot=snapshot.canonical(paper.said),
                    claim=claim.make(paper.said, key), evidence=paper.evidence)
        for row, paper, salt in zip(rows, papers, salts, strict=True)])
    numbers = numbers_of({one.id for paper in papers for one in (paper.replaces, paper.renews) if one})
    append([(row.id, _entry(row, paper, salt, numbers)) for row, paper, salt in zip(rows, papers, salts, strict=True)])
    for told in house().papers_entered:
        told([(row, paper.said) for row, paper in zip(rows, papers, strict=True)])
    return rows


def _row(paper: Paper, salt: bytes) -> Certificate:
    said = paper.said
    return Certificate(
        folio=said.folio, membership_id=paper.membership_id, kind=said.paper, cohort_id=paper.cohort_id, token=said.token,
        code=said.code, commitment=snapshot.commitment(salt, said).hex(), issued_at=now(), issued_by_id=paper.by_id,
        turn=paper.before.turn + 1 if paper.before else 1, valid_until=said.valid_until or None,
        replaces_id=paper.replaces.id if paper.replaces else None, renews_id=paper.renews.id if paper.renews else None)


def _entry(row: Certificate, paper: Paper, salt: bytes, numbers: dict[int, int]) -> dict[str, Any]:
    """The fields of its entry. ``numbers``: certificate id → its number in the register, of those before it."""
    said = paper.said
    return {
        "kind": chain.REPLACED if paper.replaces else chain.ISSUED, "folio": said.folio, "paper": said.paper,
        "course": said.course_slug, "version": said.content_version, "half_hours": said.half_hours,
        "issued_on": said.issued_on.isoformat(), "commitment": row.commitment,
        "evidence": snapshot.keyed(salt, paper.evidence).hex() if paper.evidence else None,
        "replaces": numbers[paper.replaces.id] if paper.replaces else None,
        "renews": numbers[paper.renews.id] if paper.renews else None}
