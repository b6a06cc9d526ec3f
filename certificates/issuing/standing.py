"""How a paper stands today and how it came to that: what the register says of it and of those in its line."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, or_, select

from certificates.issuing.models import Certificate, PrintFile
from certificates.issuing.queries import Issued
from certificates.register import chain
from certificates.register.chain import Entry
from certificates.register.queries import entries_of
from training.clock import today
from training.db import db

VALID, EXPIRED, REPLACED, REVOKED, ERASED = "valid", "expired", "replaced", "revoked", "erased"
ISSUED, REPLACES, RENEWS, RENEWED = "issued", "replaces", "renews", "renewed"  # of events, beside the states


@dataclass(frozen=True)
class Event:
    """One line of a history. ``number``: its entry in the register; ``folio``: of the paper before or after it."""

    what: str
    at: datetime
    number: int
    folio: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Standing:
    """``number``: the entry by which the paper came into the world; ``entries``: all that the register says of it;
    ``events``: the same with what it says of the papers in its line. ``replaced_by``, ``renewed_by``: those after it."""

    state: str
    number: int
    entries: tuple[Entry, ...]
    events: tuple[Event, ...]
    replaced_by: Certificate | None = None
    renewed_by: Certificate | None = None

    @property
    def stands(self) -> bool:
        """Whether it is worth what it says today."""
        return self.state == VALID

    @property
    def is_open(self) -> bool:
        """Whether it was neither replaced nor revoked nor erased: only such a paper is corrected, revoked or renewed."""
        return self.state in (VALID, EXPIRED)


# Every public answer asks this: built once, it costs half.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_IN_LINE = select(Certificate).where(or_(
    Certificate.id.in_(bindparam("before", expanding=True)), Certificate.replaces_id.in_(_IDS),
    Certificate.renews_id.in_(_IDS))).order_by(Certificate.id)


@dataclass
class _Line:
    """What was read for some papers: their entries, and the papers before and after them."""

    entries: dict[int, list[Entry]]
    by_id: dict[int, Certificate]
    replaced_by: dict[int, Certificate] = field(default_factory=dict)
    renewed_by: dict[int, Certificate] = field(default_factory=dict)


def standing_of(certificate: Certificate) -> Standing:
    """How one paper stands. Two queries."""
    return standings([certificate])[certificate.id]


def standings(certificates: Collection[Certificate]) -> dict[int, Standing]:
    """Certificate id → how it stands. Two queries, none for nobody."""
    if not certificates:
        return {}
    line = _read(certificates)
    return {one.id: _standing(one, line) for one in certificates}


def without_print_file(issued: Sequence[Issued], prints: Sequence[PrintFile]) -> list[Issued]:
    """The papers that stand, of kinds that have no print file any more: after an erasure it is prepared anew."""
    kinds = {one.kind for one in prints}
    left = [one for one in issued if one.certificate.kind not in kinds]
    found = standings([one.certificate for one in left])
    return [one for one in left if found[one.certificate.id].is_open]


def _read(certificates: Collection[Certificate]) -> _Line:
    ids = [one.id for one in certificates]
    before = [number for one in certificates for number in (one.replaces_id, one.renews_id) if number]
    others = list(db.session.scalars(_IN_LINE, {"before": before, "ids": ids}))
    line = _Line(entries_of({*ids, *(one.id for one in others)}), {one.id: one for one in (*certificates, *others)})
    for one in line.by_id.values():
        if one.replaces_id:
            line.replaced_by[one.replaces_id] = one
        if one.renews_id:  # of a renewal that was corrected the last one counts
            line.renewed_by[one.renews_id] = max(one, line.renewed_by.get(one.renews_id, one), key=lambda paper: paper.id)
    return line


def _standing(one: Certificate, line: _Line) -> Standing:
    own = line.entries[one.id]
    replaced_by, renewed_by = line.replaced_by.get(one.id), line.renewed_by.get(one.id)
    state = _state(one.valid_until, {entry.kind for entry in own}, replaced=replaced_by is not None)
    return Standing(state, next(entry.seq for entry in own if entry.kind in chain.OF_A_PAPER), tuple(own),
                    tuple(sorted(_events(one, line), key=lambda event: event.number)), replaced_by, renewed_by)


def _state(valid_until: date | None, kinds: set[str], *, replaced: bool) -> str:
    """The gravest that holds."""
    if chain.ERASED in kinds:
        return ERASED
    if chain.REVOKED in kinds:
        return REVOKED
    if replaced:
        return REPLACED
    return EXPIRED if valid_until and valid_until < today() else VALID


def _events(one: Certificate, line: _Line) -> Iterable[Event]:
    for entry in line.entries[one.id]:
        at = datetime.fromisoformat(entry.at)
        if entry.kind in chain.OF_A_PAPER:
            before = line.by_id.get(one.replaces_id or one.renews_id or 0)
            what = REPLACES if one.replaces_id else RENEWS if one.renews_id else ISSUED
            yield Event(what, at, entry.seq, before.folio if before else "")
        elif entry.kind in (chain.REVOKED, chain.ERASED):
            yield Event(REVOKED if entry.kind == chain.REVOKED else ERASED, at, entry.seq, reason=entry.reason or "")
    for what, after in ((REPLACED, line.replaced_by.get(one.id)), (RENEWED, line.renewed_by.get(one.id))):
        if after is not None:
            yield Event(what, after.issued_at, line.entries[after.id][0].seq, after.folio)
