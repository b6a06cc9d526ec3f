"""What an import would do: every entry of the file against what is known. Pure; nothing is written here."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property

from training.places.areas import Areas
from training.places.departments import name_of
from training.places.folding import fold
from training.places.letters import BROKEN, fits
from training.places.matching import understood
from training.places.register import Entry, Reading
from training.places.speaking import LONGEST_NAME, shown_name
from training.places.troubles import Trouble, Why

ADDED, CHANGED, CLOSED, REOPENED, UNCHANGED = "added", "changed", "closed", "reopened", "unchanged"
REFUSED, SKIPPED, NOTED, UNLISTED = "refused", "skipped", "noted", "unlisted"
ROWS = (ADDED, CHANGED, CLOSED, REOPENED, UNCHANGED, SKIPPED, REFUSED)  # each row of the file is exactly one of these
FIELDS = ("name", "category", "institution", "district", "ubigeo", "network", "micro_network")
AUTHORITY = "authority"
_ALIKE = 0.6


@dataclass(frozen=True)
class Known:
    """A facility of the database."""

    id: int
    code: str
    name: str
    category: str
    institution: str
    district: str
    ubigeo: str
    network: str
    micro_network: str
    authority_id: int
    closed: bool
    is_demo: bool = False


@dataclass(frozen=True)
class Change:
    """A field, what stood there, what will."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Outcome:
    """What becomes of one row. ``values``: the columns to write; ``known_id``: of the facility that it speaks of."""

    kind: str
    line: int
    code: str
    name: str
    known_id: int | None = None
    changes: tuple[Change, ...] = ()
    values: Mapping[str, str | int] = field(default_factory=dict)
    trouble: Trouble | None = None


@dataclass(frozen=True)
class Plan:
    """The whole import before it is applied. ``closing``: whether those that the file does not name are closed."""

    outcomes: Sequence[Outcome]
    notes: Sequence[Trouble]
    unlisted: Sequence[Known]
    closing: bool

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each kind, and ``rows``: the sum of those that are rows of the file."""
        found = Counter(one.kind for one in self.outcomes)
        told = {kind: found[kind] for kind in ROWS}
        return told | {"rows": sum(told.values()), NOTED: len(self.notes), UNLISTED: len(self.unlisted)}

    @cached_property
    def digest(self) -> str:
        """The same for the same plan: what was looked at is what is applied."""
        said = [(one.kind, one.code, one.changes, sorted(one.values.items())) for one in self.outcomes]
        return hashlib.sha256(repr((said, [one.code for one in self.unlisted], self.closing)).encode()).hexdigest()


def compare(reading: Reading, known: Collection[Known], areas: Areas, *, accepted: Collection[str] = (),
            complete: bool = False) -> Plan:
    """Every row in its kind. ``accepted``: codes whose facility may become another; ``complete``: the file is everything."""
    by_code = {one.code: one for one in known}
    outcomes = [Outcome(REFUSED, one.line, one.code, one.name, trouble=one) for one in reading.refused]
    notes = list(reading.notes)
    for entry in reading.entries:
        there = by_code.get(entry.code)
        entry, note = _named(entry, there)
        notes += [note] if note else []
        outcomes.append(_outcome(entry, there, areas, accepted))
    named = {one.code for one in outcomes if one.code}
    missing = [one for one in known if one.code not in named and not one.closed and not one.is_demo]
    return Plan(sorted(outcomes, key=lambda one: one.line), sorted(notes, key=lambda one: one.line),
                sorted(missing, key=lambda one: one.code), complete)


def _named(entry: Entry, known: Known | None) -> tuple[Entry, Trouble | None]:
    """The entry with its name as it is shown. One that lost letters is the known name, if it can be that one."""
    category = entry.category if entry.category is not None else known.category if known else ""
    shown = shown_name(entry.name, category)
    if BROKEN in shown and known is not None and fits(shown, known.name):
        note = Trouble(entry.line, Why.NAME_KEPT, entry.code, known.name, (shown, known.name))
        return replace(entry, name=known.name), note
    return replace(entry, name=shown), None


def _outcome(entry: Entry, known: Known | None, areas: Areas, accepted: Collection[str]) -> Outcome:
    def refused(why: Why, *told: str) -> Outcome:
        return Outcome(REFUSED, entry.line, entry.code, entry.name,
                       trouble=Trouble(entry.line, why, entry.code, entry.name, told))

    authority = areas.of(entry.department, entry.ubigeo, entry.disa)
    if BROKEN in entry.name:
        return refused(Why.BROKEN_NAME, entry.name[:60])
    if authority is None:
        return refused(Why.NO_AUTHORITY, name_of(entry.department))
    if known is None:
        told = Trouble(entry.line, Why.CLOSED_UNKNOWN, told=(entry.state,))
        return _new(entry, authority) if entry.active else Outcome(SKIPPED, entry.line, entry.code, entry.name, trouble=told)
    elsewhere = _another(entry, known, areas)
    if elsewhere and entry.code not in accepted:
        return refused(elsewhere, known.name, known.district or name_of(areas.departments.get(known.authority_id, "")),
                       entry.name, entry.district or name_of(entry.department))
    return _again(entry, known, authority, areas)


def _new(entry: Entry, authority: int) -> Outcome:
    values: dict[str, str | int] = {name: getattr(entry, name) or "" for name in FIELDS}
    values |= {"code": entry.code, "authority_id": authority, "folded": fold(entry.name)[:LONGEST_NAME]}
    return Outcome(ADDED, entry.line, entry.code, entry.name, values=values)


def _again(entry: Entry, known: Known, authority: int, areas: Areas) -> Outcome:
    """Of a facility that is known: closed, open again, changed or as it was."""
    if not entry.active:
        kind = UNCHANGED if known.closed else CLOSED
        return Outcome(kind, entry.line, entry.code, known.name, known.id)
    changes = tuple(_changes(entry, known, authority, areas))
    values: dict[str, str | int] = {one.field: one.after for one in changes if one.field in FIELDS}
    if "name" in values:
        values["folded"] = fold(entry.name)[:LONGEST_NAME]
    if authority != known.authority_id:
        values["authority_id"] = authority
    kind = REOPENED if known.closed else CHANGED if changes else UNCHANGED
    return Outcome(kind, entry.line, entry.code, entry.name, known.id, changes, values)


def _changes(entry: Entry, known: Known, authority: int, areas: Areas) -> Iterator[Change]:
    for name in FIELDS:
        before, after = getattr(known, name), getattr(entry, name)
        if after is not None and after != before:
            yield Change(name, before, after)
    if authority != known.authority_id:
        yield Change(AUTHORITY, areas.names.get(known.authority_id, ""), areas.names[authority])


def _another(entry: Entry, known: Known, areas: Areas) -> Why | None:
    """Why this may be another facility under the same code: another department; or wholly another name and district."""
    if areas.departments.get(known.authority_id) != entry.department:
        return Why.REUSED_AWAY
    moved = bool(known.district and entry.district) and fold(known.district) != fold(entry.district or "")
    return Why.REUSED_NAME if moved and not _alike(known.name, entry.name) else None


def _alike(one: str, other: str) -> bool:
    """Whether two names share a word that tells, or most of their letters."""
    mine, theirs = understood(one), understood(other)
    if {word for word in mine.words if len(word) > 2} & set(theirs.words):
        return True
    return SequenceMatcher(None, mine.joined, theirs.joined, autojunk=False).ratio() >= _ALIKE
