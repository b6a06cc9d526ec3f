"""Writing plans: saving a draft, beginning it, ending it. Nothing here commits.

Whoever saves holds the plan: two people come one after the other, and the second learns what the first one wrote. Saving the
same again changes nothing: a line's key is made with the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from modules.plan_form import PlanSheet
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.cohorts.models import Cohort
from training.db import db, inserting, new_key
from training.errors import Refused
from training.places.models import Facility
from training.plans.filling import MOST_LINES, Typed, dump, load
from training.plans.models import DRAFT, ENDED, IN_FORCE, OPEN, REPLACED, SKIPPED, Plan, PlanEdit, PlanLine, PlanReview
from training.plans.queries import Place, current, edits_of, lines_of, locked, review_days
from training.plans.rules import blank, complete, due_dates, merged
from training.plans.words import not_draft_words, nothing_written_words


@dataclass(frozen=True)
class Change:
    """What a save does to one line."""

    line: PlanLine | None
    typed: Typed
    cells: Mapping[str, str]
    removed: bool


@dataclass
class Work:
    """A form held against what is kept. ``clashes``: line key → column → what somebody else wrote there meanwhile."""

    changes: list[Change] = field(default_factory=list)
    clashes: dict[str, dict[str, str]] = field(default_factory=dict)
    lines: dict[str, PlanLine] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)  # topics in which somebody else changed something

    @property
    def too_many(self) -> bool:
        """Whether more lines would stand there than a plan keeps."""
        lines = {key: not line.removed for key, line in self.lines.items()}
        lines |= {one.typed.key: not one.removed for one in self.changes}
        return sum(lines.values()) > MOST_LINES


def draft_of(place: Place, sheet: str, digest: str, by: User) -> Plan:
    """The draft of a sheet, made when there is none; held until the transaction ends."""
    place.open()
    at = now()
    values: dict[str, Any] = {
        **place.owner,
        "key": new_key(),
        "sheet": sheet,
        "region_id": place.region_id,
        "manual_digest": digest,
        "state": DRAFT,
        "created_at": at,
        "created_by_id": by.id,
        "saved_at": at,
    }
    if current(place, sheet)[0] is None:
        db.session.execute(inserting(Plan).values(values).on_conflict_do_nothing())
    draft = current(place, sheet)[0]
    if draft is None:  # begun and put in force in the same second
        raise Refused(not_draft_words(), 409)
    locked(draft)
    if draft.state != DRAFT:
        raise Refused(not_draft_words(), 409)
    return draft


def compare(plan: Plan, typed: Sequence[Typed]) -> Work:
    """What saving these lines would change, and where somebody else wrote meanwhile. Two queries."""
    work = Work(lines={one.key: one for one in lines_of(plan, removed=True)})
    said = {(one.line_id, one.revision): load(one.cells) for one in edits_of(plan)}
    for one in typed:
        line = work.lines.get(one.key)
        if line is None:
            if not one.blank and not one.out:
                work.changes.append(Change(None, one, one.cells, False))
            continue
        _compare(work, line, one, said)
    return work


def _compare(work: Work, line: PlanLine, typed: Typed, said: Mapping[tuple[int, int], dict[str, str]]) -> None:
    theirs = load(line.cells)
    base = said.get((line.id, typed.revision), {} if typed.revision == 0 else theirs)
    both = merged(base, theirs, typed.cells)
    out = typed.out or typed.blank
    touched = dict(typed.cells) != {column: base.get(column, "") for column in typed.cells}
    if line.revision != typed.revision and (theirs != base or line.removed):
        work.others.add(line.topic)
        if out and not line.removed or line.removed and touched and not out:
            work.clashes[line.key] = theirs
        elif both.clashes:
            work.clashes[line.key] = dict(both.clashes)
    if line.removed and not touched:
        return
    cells = typed.cells if out and not typed.blank else both.cells
    if out != line.removed or (not out and dict(cells) != theirs):
        work.changes.append(Change(line, typed, theirs if out else cells, out))


def save(plan: Plan, work: Work, by: User, cohort: Cohort | None = None) -> int:
    """Write the changes of a comparison without clashes; returns how many lines. The plan is held by the caller."""
    if plan.state != DRAFT:
        raise Refused(not_draft_words(), 409)
    for one in work.changes:
        _write(plan, one, by)
    if cohort is not None and plan.cohort_id is None:
        plan.cohort_id = cohort.id
    if work.changes:
        plan.saved_at = now()
    db.session.flush()
    return len(work.changes)


def _write(plan: Plan, change: Change, by: User) -> None:
    line = change.line
    if line is None:
        taken = db.session.scalar(select(PlanLine.id).where(PlanLine.key == change.typed.key))
        line = PlanLine(
            key=new_key() if taken else change.typed.key,
            plan_id=plan.id,
            topic=change.typed.topic,
            revision=0,
            cells="{}",
            removed=False,
        )
        db.session.add(line)
    line.cells, line.removed, line.revision = dump(dict(change.cells)), change.removed, line.revision + 1
    db.session.flush()
    db.session.add(
        PlanEdit(
            plan_id=plan.id,
            line_id=line.id,
            revision=line.revision,
            cells=line.cells,
            removed=line.removed,
            by_id=by.id,
            at=now(),
        )
    )


def begin(plan: Plan, sheet: PlanSheet, on: date, by: User) -> None:
    """Put a draft in force from a day on, with its reviews; the one that was in force is replaced by it.

    Twice with the same day is once. Raises Refused when no line is complete.
    """
    if plan.state == IN_FORCE and plan.starts_on == on:
        return
    if plan.state != DRAFT:
        raise Refused(not_draft_words(), 409)
    if not may_begin(plan, sheet):
        raise Refused(nothing_written_words(), 409)
    before = db.session.scalars(select(Plan).where(*_same_place(plan), Plan.state == IN_FORCE).with_for_update()).first()
    if before is not None:
        _stop(before, REPLACED)
    plan.state, plan.starts_on, plan.saved_at = IN_FORCE, on, now()
    db.session.flush()
    db.session.add_all(
        PlanReview(plan_id=plan.id, region_id=plan.region_id, days=days, due_on=due)
        for days, due in due_dates(on, review_days(plan))
    )
    db.session.flush()
    record("start plan", f"plan:{plan.id}", by.id, f"{plan.sheet} {on.isoformat()}")


def may_begin(plan: Plan, sheet: PlanSheet) -> bool:
    """Whether at least one line is complete: with who and when, it is more than a wish."""
    columns = [column.id for column in sheet.columns]
    return any(complete(load(line.cells), columns) for line in lines_of(plan))


def end(plan: Plan, by: User) -> None:
    """A plan in force ends without another in its place. Twice is once."""
    if plan.state == ENDED:
        return
    if plan.state != IN_FORCE:
        raise Refused(not_draft_words(), 409)
    _stop(plan, ENDED)
    record("end plan", f"plan:{plan.id}", by.id, plan.sheet)


def _same_place(plan: Plan) -> tuple[Any, ...]:
    owner = Plan.facility_id == plan.facility_id if plan.facility_id else Plan.authority_id == plan.authority_id
    return owner, Plan.sheet == plan.sheet


def _stop(plan: Plan, state: str) -> None:
    plan.state, plan.stopped_at = state, now()
    db.session.execute(
        update(PlanReview).where(PlanReview.plan_id == plan.id, PlanReview.state == OPEN).values(state=SKIPPED)
    )
    db.session.flush()


def carried_over(plan: Plan, done: set[int]) -> list[Typed]:
    """The lines of a plan in force that a next one begins with: those that were not done, to be written smaller."""
    return [
        Typed(new_key(), line.topic, 0, load(line.cells))
        for line in lines_of(plan)
        if line.id not in done and not blank(load(line.cells))
    ]


def count_lines(plans: Sequence[int]) -> dict[int, int]:
    """Plan id → how many lines it has. One query."""
    query = (
        select(PlanLine.plan_id, func.count())
        .where(PlanLine.plan_id.in_(plans), PlanLine.removed.is_(False))
        .group_by(PlanLine.plan_id)
    )
    return {plan: count for plan, count in db.session.execute(query)} if plans else {}


def follow_facilities(ids: Iterable[int]) -> None:
    """A facility was given to another health authority: its plans and the reviews to be made are on that list now."""
    here = select(Facility.authority_id).where(Facility.id == Plan.facility_id).scalar_subquery()
    moved = (Plan.facility_id.in_(list(ids)), Plan.region_id != here)
    plans = db.session.scalars(update(Plan).where(*moved).values(region_id=here).returning(Plan.id)).all()
    if plans:
        mine = select(Plan.region_id).where(Plan.id == PlanReview.plan_id).scalar_subquery()
        waiting = (PlanReview.plan_id.in_(plans), PlanReview.state == OPEN)
        db.session.execute(update(PlanReview).where(*waiting).values(region_id=mine))
