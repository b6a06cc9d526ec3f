"""What the register answers about one paper: how it stands, and what it says while it stands."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from certificates.issuing.models import Certificate, Particulars
from certificates.issuing.standing import ERASED, Standing, standing_of
from certificates.paper.codes import is_token, normalise
from certificates.paper.snapshot import Snapshot, from_bytes
from certificates.register import note
from certificates.register.note import Checkpoint
from certificates.register.queries import first_over
from training.db import db


@dataclass(frozen=True)
class Answer:
    """``said`` is None for a paper that was erased: then only its number is left. ``checkpoint``: printed on its sheet."""

    certificate: Certificate
    standing: Standing
    said: Snapshot | None
    checkpoint: Checkpoint | None

    @property
    def erased(self) -> bool:
        return self.said is None


def by_code(text: str) -> Answer | None:
    """The paper whose code somebody typed; a text that is no code costs the same query as one that is."""
    return _answer(Certificate.code == (normalise(text) or "-"))


def by_token(text: str) -> Answer | None:
    """The paper whose token stands in a QR."""
    return _answer(Certificate.token == (text if is_token(text) else "-"))


def by_id(number: int) -> Answer | None:
    """The paper of this row."""
    return _answer(Certificate.id == number)


def _answer(condition: ColumnElement[bool]) -> Answer | None:
    """One query for nothing; four for a paper."""
    found = db.session.execute(
        select(Certificate, Particulars.snapshot)
        .outerjoin(Particulars, Particulars.certificate_id == Certificate.id).where(condition)).first()
    if found is None:
        return None
    one, said = found
    standing = standing_of(one)
    covering = first_over(standing.number)
    return Answer(one, standing, from_bytes(said) if said and standing.state != ERASED else None,
                  note.parse(covering.note) if covering else None)
