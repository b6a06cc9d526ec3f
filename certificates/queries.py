"""Reading certificates: who is ready, who is not yet and why, what was issued; one sheet by code, token or key."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import abort
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from certificates import flaws
from certificates.codes import is_token, normalise
from certificates.models import Certificate, CertificateFile, PrintFile
from certificates.ordering import by_name
from certificates.snapshot import Snapshot, from_bytes
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import cohort_for
from training.db import db
from training.progress.queries import completion
from training.progress.rules import Missing


@dataclass(frozen=True)
class Candidate:
    """Somebody who completed the course and has no certificate yet, with the names and document of her account.

    ``flaw``: why her sheet cannot be printed, or None.
    """

    membership_id: int
    given_names: str
    surnames: str
    document_type: str
    document: str
    demo: bool
    flaw: str | None

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.surnames}"


@dataclass(frozen=True)
class Waiting:
    """Somebody who is not complete, by the name that the trainer wrote."""

    full_name: str
    missing: tuple[Missing, ...]
    confirmed: bool


@dataclass(frozen=True)
class Issued:
    """A certificate with what it says and, once drawn, the hash and size of its file."""

    certificate: Certificate
    snapshot: Snapshot
    sha256: str | None
    size: int


@dataclass(frozen=True)
class Roll:
    """Everybody of a cohort. Each list is in the order of surnames; ``issued`` in that of folios."""

    ready: list[Candidate]
    flawed: list[Candidate]
    waiting: list[Waiting]
    issued: list[Issued]

    @property
    def undrawn(self) -> list[Issued]:
        """Those whose file is not there yet."""
        return [one for one in self.issued if one.sha256 is None]


def roll(cohort: Cohort) -> Roll:
    """Where everybody stands. Four queries, whatever the size."""
    issued = issued_in(cohort)
    have = {one.certificate.membership_id for one in issued}
    people = _accounts(cohort)
    ready: list[Candidate] = []
    waiting: list[Waiting] = []
    for one in completion(cohort):
        if one.membership.id in have:
            continue
        confirmed = one.membership.confirmed_at is not None
        if one.complete and confirmed:  # her own names become known to the trainer only now
            ready.append(_tried(people[one.membership.id]))
        else:
            waiting.append(Waiting(one.membership.full_name, one.missing, confirmed))
    ready.sort(key=lambda one: by_name(one.surnames, one.given_names))
    return Roll([one for one in ready if not one.flaw], [one for one in ready if one.flaw], waiting, issued)


def _accounts(cohort: Cohort) -> dict[int, Candidate]:
    """Everybody's own names and document, by membership."""
    query = select(Membership.id, User.given_names, User.surnames, User.document_type, User.document, User.is_demo)
    query = query.join(User, User.id == Membership.user_id)
    rows = db.session.execute(query.where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None)))
    return {row[0]: Candidate(*row, None) for row in rows}


def _tried(one: Candidate) -> Candidate:
    return replace(one, flaw=flaws.of_name(one.given_names, one.surnames) or flaws.of_text(one.document))


def issued_in(cohort: Cohort) -> list[Issued]:
    """The certificates of a cohort, by folio; of people who left it since, too. One query."""
    return _issued(Certificate.cohort_id == cohort.id)


def issued_to(user: User) -> list[Issued]:
    """The certificates of a person, the newest first. One query."""
    mine = select(Membership.id).where(Membership.user_id == user.id)
    return _issued(Certificate.membership_id.in_(mine))[::-1]


def issued_among(ids: Iterable[int]) -> list[Issued]:
    """The certificates with these ids, by folio. One query."""
    return _issued(Certificate.id.in_(list(ids)))


def _issued(condition: object) -> list[Issued]:
    query = (select(Certificate, CertificateFile.sha256, CertificateFile.size)
             .outerjoin(CertificateFile, CertificateFile.certificate_id == Certificate.id)
             .where(condition).order_by(Certificate.folio))  # type: ignore[arg-type]  # a condition over columns
    return [Issued(one, from_bytes(one.snapshot), sha256, size or 0) for one, sha256, size in db.session.execute(query)]


def print_files(cohort: Cohort) -> list[PrintFile]:
    """The print files of a cohort's batches, the newest first."""
    query = select(PrintFile).where(PrintFile.cohort_id == cohort.id).order_by(PrintFile.id.desc())
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
