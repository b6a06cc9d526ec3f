"""Reading what was issued: the papers of a cohort or of a person; one sheet by code, token or key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import func, select
from werkzeug.exceptions import Forbidden

from certificates.issuing.models import Certificate, CertificateFile, Particulars, PrintFile, WithdrawnFile
from certificates.paper.codes import is_token, normalise
from certificates.paper.snapshot import Snapshot, from_bytes
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import cohort_for
from training.cohorts.together import of_each
from training.db import db


@dataclass(frozen=True)
class Issued:
    """A paper with what it says and, once drawn, the hash and size of its file. Of one that was erased there is none."""

    certificate: Certificate
    snapshot: Snapshot
    claim: str
    sha256: str | None
    size: int


def issued_in(cohort: Cohort) -> list[Issued]:
    """The papers of a cohort, certificates first, by folio; of people who left it since, too. One query."""
    return _papers(cohort.id)


@of_each
def _papers(ids: Sequence[int]) -> dict[int, list[Issued]]:
    found: dict[int, list[Issued]] = {one: [] for one in ids}
    for one in _issued(Certificate.cohort_id.in_(ids)):
        found[one.certificate.cohort_id].append(one)
    return found


def counts(cohort: Cohort) -> dict[str, int]:
    """Kind of paper → how many were issued in a cohort. One query."""
    query = select(Certificate.kind, func.count()).where(Certificate.cohort_id == cohort.id).group_by(Certificate.kind)
    return {kind: int(count) for kind, count in db.session.execute(query)}


def held_in(cohort: Cohort) -> set[tuple[int, str]]:
    """(membership id, kind) of every paper that was ever issued in a cohort, erased ones too. One query."""
    return _held(cohort.id)


@of_each
def _held(ids: Sequence[int]) -> dict[int, set[tuple[int, str]]]:
    query = select(Certificate.cohort_id, Certificate.membership_id, Certificate.kind)
    found: dict[int, set[tuple[int, str]]] = {one: set() for one in ids}
    for cohort, member, kind in db.session.execute(query.where(Certificate.cohort_id.in_(ids))):
        found[cohort].add((member, kind))
    return found


def issued_to(user: User) -> list[Issued]:
    """The certificates of a person, the newest first. One query."""
    mine = select(Membership.id).where(Membership.user_id == user.id)
    return sorted(_issued(Certificate.membership_id.in_(mine)), key=lambda one: one.certificate.id, reverse=True)


def issued_among(ids: Iterable[int]) -> list[Issued]:
    """The certificates with these ids, by folio. One query."""
    return _issued(Certificate.id.in_(list(ids)))


def _issued(condition: object) -> list[Issued]:
    query = (select(Certificate, Particulars.snapshot, Particulars.claim, CertificateFile.sha256, CertificateFile.size)
             .join(Particulars, Particulars.certificate_id == Certificate.id)
             .outerjoin(CertificateFile, CertificateFile.certificate_id == Certificate.id)
             .where(condition).order_by(Certificate.kind, Certificate.folio))  # type: ignore[arg-type]  # a condition over columns
    return [Issued(one, from_bytes(said), claim, sha256, size or 0)
            for one, said, claim, sha256, size in db.session.execute(query)]


def print_files(cohort: Cohort) -> list[PrintFile]:
    """The print files of a cohort's batches, the newest first; none that held what was erased since."""
    query = (select(PrintFile).where(PrintFile.cohort_id == cohort.id, PrintFile.sha256.not_in(select(WithdrawnFile.sha256)))
             .order_by(PrintFile.id.desc()))
    return list(db.session.scalars(query))


def by_code(text: str) -> Issued | None:
    """The certificate whose code somebody typed; a text that is no code costs the same query as one that is."""
    return _one(Certificate.code == (normalise(text) or "-"))


def by_token(text: str) -> Issued | None:
    """The certificate whose token stands in a QR."""
    return _one(Certificate.token == (text if is_token(text) else "-"))


def _one(condition: object) -> Issued | None:
    return next(iter(_issued(condition)), None)


def certificate_for(actor: User, key: str) -> Issued:
    """A certificate for its holder and for whoever runs its cohort; for anybody else it does not exist (404)."""
    found = _one(Certificate.key == key) if key.isascii() and key.isprintable() else None
    if found is None:
        abort(404)
    member = db.session.get_one(Membership, found.certificate.membership_id)
    if member.user_id == actor.id:
        return found
    try:
        cohort_for(actor, db.session.get_one(Cohort, member.cohort_id).key)
    except Forbidden:
        abort(404)
    return found
