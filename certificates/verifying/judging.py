"""Is a file the one that was issued: one of three answers, and the paper that it is or claims to be."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from certificates.issuing.models import CertificateFile
from certificates.signing.added import Why
from certificates.signing.models import SignedFile
from certificates.signing.queries import roots
from certificates.verifying import apart, queries
from certificates.verifying.queries import Answer
from certificates.verifying.revisions import beginnings
from training.db import db, reading

HEAD, FIRST = b"%PDF-", 1024  # readers look for the head of a PDF among its first bytes
SAME, SIGNED, SHOWN, NOT, UNREADABLE = "same", "signed", "shown", "not", "unreadable"


@dataclass(frozen=True)
class Verdict:
    """``what``: SAME and SIGNED say that it is the issued file; SHOWN and NOT that it is not; UNREADABLE nothing.

    ``paper``: what the register says of the paper that it is or claims to be. ``signatures``: how many came later, and
    ``signers``, whose they are where this install trusts them all.
    """

    what: str
    paper: Answer | None = None
    signatures: int = 0
    signers: tuple[str, ...] = ()

    @property
    def is_issued(self) -> bool:
        return self.what in (SAME, SIGNED)


def known(data: bytes) -> Verdict | None:
    """The answer where the very bytes are known; None when the file must be read. Opens no file."""
    with reading():
        found = _papers([hashlib.sha256(data).hexdigest()])
        return Verdict(SAME, queries.by_id(next(iter(found.values())))) if found else None


def judged(data: bytes) -> Verdict:
    """The answer for a file that is not byte by byte an issued one. Slow, and outside any transaction. Raises apart.Busy."""
    if HEAD not in data[:FIRST]:
        return Verdict(UNREADABLE)
    ends = {sha256: length for length, sha256 in beginnings(data)}
    with reading():
        papers, trusted = _papers(ends), roots()
    length, paper = max(((ends[sha256], number) for sha256, number in papers.items()), default=(0, 0))
    said = apart.read(data, length, trusted)
    with reading():
        claimed = queries.by_id(paper) if paper else _claimed(said)
    if paper and said.readable and not said.why:
        return Verdict(SIGNED, claimed, said.signatures, said.signers)
    if paper and said.readable and said.why == Why.COVERS.value:
        return Verdict(SHOWN, claimed)
    return Verdict(NOT if said.readable or claimed else UNREADABLE, claimed)


def _papers(hashes: Iterable[str]) -> dict[str, int]:
    """SHA-256 → the paper whose issued file has it. One query for each table of files."""
    wanted = list(hashes)
    return {sha256: number for table in (SignedFile, CertificateFile) for sha256, number in db.session.execute(
        select(table.sha256, table.certificate_id).where(table.sha256.in_(wanted)))}


def _claimed(said: apart.Reading) -> Answer | None:
    """The first paper of ours whose token or code stands inside: whoever has these may ask for it anyway."""
    found = (*map(queries.by_token, said.tokens), *map(queries.by_code, said.codes))
    return next((one for one in found if one), None)
