"""Writing coverage: how facilities stand, the targets, the figures of a month. Nothing here commits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from training.audit.actions import record
from training.clock import now, today
from training.coverage import queries
from training.coverage.counting import Facts, facts_of, targets
from training.coverage.models import CoverageMonth, CoverageTarget, FacilityStanding
from training.coverage.rules import first_of_month, is_ready, state_of
from training.db import db, inserting
from training.staffing.forecast import uncovered_on

CHUNK = 1000
_WRITTEN = ("staff", "trained", "trained_before", "target", "state", "ready", "uncovered_on", "counted_at")


def recount(facility_ids: Iterable[int]) -> int:
    """Write how these facilities stand, from who works there and what they hold. Returns how many.

    Eight statements for each thousand. Their rows are locked before anything is read, in the order of their ids: whoever
    counts the same facility at the same time waits, and then sees what the other one changed.
    """
    ids = sorted(set(facility_ids))
    for start in range(0, len(ids), CHUNK):
        _recount(ids[start:start + CHUNK])
    return len(ids)


def _recount(ids: Sequence[int]) -> None:
    at = now()
    _upsert(FacilityStanding, [{"facility_id": one, "counted_at": at} for one in ids], ["facility_id"], ["counted_at"])
    rows = [_standing(one, facts, at) for one, facts in sorted(facts_of(ids).items())]
    _upsert(FacilityStanding, rows, ["facility_id"], _WRITTEN)
    for row in db.session.identity_map.values():  # what was read before is old now
        if isinstance(row, FacilityStanding) and row.facility_id in ids:
            db.session.expire(row)


def _standing(facility_id: int, facts: Facts, at: datetime) -> dict[str, Any]:
    trained, day = len(facts.ends), today()
    state = state_of(trained, facts.before, facts.target)
    return {"facility_id": facility_id, "staff": facts.staff, "trained": trained, "trained_before": facts.before,
            "target": facts.target, "state": state, "ready": is_ready(state, facts.needed_until, day),
            "uncovered_on": uncovered_on(facts.ends, facts.target, day), "counted_at": at}


def _upsert(table: type, rows: list[dict[str, Any]], keys: Collection[str], written: Collection[str]) -> None:
    """Rows one after the other in their order: two that lock the same ones never wait for each other in a ring."""
    if not rows:
        return
    statement = inserting(table.__table__)  # type: ignore[attr-defined]  # of a model
    again = statement.on_conflict_do_update(index_elements=list(keys),
                                            set_={name: statement.excluded[name] for name in written})
    db.session.execute(again, rows)


def note_month() -> int:
    """The figures of every health authority in the running month, as they are today. Returns how many.

    One that has no facility any more has no figures either.
    """
    month = first_of_month(today())
    rows = [{"month": month, "authority_id": one, "covered": found.covered, "partly": found.partly, "lapsed": found.lapsed,
             "no_data": found.no_data, "ready": found.ready, "trained": found.trained}
            for one, found in sorted(queries.by_authority().items())]
    db.session.execute(delete(CoverageMonth).where(
        CoverageMonth.month == month, CoverageMonth.authority_id.not_in([row["authority_id"] for row in rows])))
    figures = ("covered", "partly", "lapsed", "no_data", "ready", "trained")
    _upsert(CoverageMonth, rows, ["month", "authority_id"], figures)
    return len(rows)


def set_targets(wanted: Mapping[str, int], by_id: int) -> list[str]:
    """Set the targets that differ, each with its trace. Returns their categories; what they change is counted later."""
    known = targets()
    changed = [category for category in sorted(wanted) if known.get(category) != wanted[category]]
    _upsert(CoverageTarget, [{"category": one, "needed": wanted[one]} for one in changed], ["category"], ["needed"])
    for one in changed:
        record("change target", "target:*", by_id, f"{one or '-'}: {known.get(one, '-')} → {wanted[one]}")
    return changed
