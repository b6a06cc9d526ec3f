"""What the register answers about one paper: how it stands, and what it says while it stands."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import bindparam, select

from certificates.issuing.models import Certificate, Particulars
from certificates.issuing.standing import ERASED, Standing, standing_of
from certificates.paper.codes import is_token, normalise
from certificates.paper.snapshot import Snapshot, from_bytes
from certificates.register import note
from certificates.register.note import Checkpoint
from certificates.register.queries import first_over, last_hash
from training.clock import today
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
    """The paper whose code somebody typed; a text that is no code costs the same queries as one that is."""
    return _answer("code", normalise(text) or "-")


def by_token(text: str) -> Answer | None:
    """The paper whose token stands in a QR."""
    return _answer("token", text if is_token(text) else "-")


def by_id(number: int) -> Answer | None:
    """The paper of this row."""
    return _answer("id", number)


_ASKED = {by: select(Certificate, Particulars.snapshot)
          .outerjoin(Particulars, Particulars.certificate_id == Certificate.id)
          .where(getattr(Certificate, by) == bindparam("value")) for by in ("code", "token", "id")}


def _answer(by: str, value: str | int) -> Answer | None:
    """Two queries for nothing, one for a paper that this process was asked about, five for another."""
    asked = by, value, last_hash(), today()
    try:
        found = _kept(*asked)
        return found if found.checkpoint else _kept.__wrapped__(*asked)  # one may have been signed since
    except LookupError:
        return None


@lru_cache(maxsize=512)
def _kept(by: str, value: str | int, _register: str, _day: date) -> Answer:
    """What is answered changes with the register and with the day, and with nothing else. Raises LookupError, which is
    not kept: who guesses pushes nobody out."""
    found = db.session.execute(_ASKED[by], {"value": value}).first()
    if found is None:
        raise LookupError(value)
    one, said = found
    standing = standing_of(one)
    covering = first_over(standing.number)
    for paper in (one, standing.replaced_by, standing.renewed_by):
        if paper is not None:
            db.session.expunge(paper)  # it outlives this session
    return Answer(one, standing, from_bytes(said) if said and standing.state != ERASED else None,
                  note.parse(covering.note) if covering else None)
