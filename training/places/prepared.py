"""A plan as rows for the database, made before the transaction begins: what is slow is done when nobody waits. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from training.places.comparing import ADDED, CHANGED, CLOSED, NOTED, REOPENED, UNCHANGED, UNLISTED, Plan

_COLUMNS = ("name", "category", "institution", "district", "ubigeo", "network", "micro_network", "authority_id", "folded")


@dataclass(frozen=True)
class Writes:
    """What a plan writes. ``updates``: the columns that change → a row for each facility, so that only those are touched.

    ``facts``: of the history, as (facility, field, before, after), without those of new and closed ones.
    """

    new: Sequence[Mapping[str, Any]]
    updates: Mapping[tuple[str, ...], Sequence[Mapping[str, Any]]]
    closed: Sequence[int]
    reopened: Sequence[int]
    facts: Sequence[tuple[int, str, str, str]]


def writes(plan: Plan) -> Writes:
    """The rows of a plan."""
    known = [(one.known_id, one) for one in plan.outcomes
             if one.kind in (CHANGED, CLOSED, REOPENED) and one.known_id is not None]
    updates: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for id_, one in known:
        columns = tuple(name for name in _COLUMNS if name in one.values)
        if columns:
            updates.setdefault(columns, []).append({"row": id_} | {f"to_{name}": one.values[name] for name in columns})
    reopened = [id_ for id_, one in known if one.kind == REOPENED]
    facts = [(id_, change.field, change.before, change.after) for id_, one in known for change in one.changes]
    new = [{**one.values, "is_demo": False, "closed_on": None} for one in plan.outcomes if one.kind == ADDED]
    closed = [id_ for id_, one in known if one.kind == CLOSED] + [one.id for one in plan.unlisted if plan.closing]
    return Writes(new, updates, closed, reopened, facts + [(id_, REOPENED, "", "") for id_ in reopened])


def lines(plan: Plan) -> list[dict[str, Any]]:
    """What the page of an import shows: every row but those without changes, the corrections, what the file leaves out."""
    return list(_lines(plan))


def _lines(plan: Plan) -> Iterator[dict[str, Any]]:
    for one in plan.outcomes:
        if one.kind != UNCHANGED:
            changes = [[change.field, change.before, change.after] for change in one.changes]
            told = list(one.trouble.told) if one.trouble else changes
            yield _line(one.kind, one.line, one.code, one.name, told, str(one.trouble.why) if one.trouble else "")
    for note in plan.notes:
        yield _line(NOTED, note.line, note.code, note.name, list(note.told), str(note.why))
    for known in plan.unlisted:
        yield _line(UNLISTED, None, known.code, known.name, [], "")


def _line(kind: str, line: int | None, code: str, name: str, said: Sequence[object], why: str) -> dict[str, Any]:
    return {"kind": kind, "line": line, "code": code, "name": name[:120], "why": why,
            "said": json.dumps(said, ensure_ascii=False) if said else "[]"}
