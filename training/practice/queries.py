"""Reading observed practice: which checklists a cohort uses, sheets and coaching, always in a constant number of queries."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import exists, select

from modules.reference import Checklist
from modules.workshop import Rule
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import cohort_for, member_of
from training.cohorts.together import of_each
from training.db import db
from training.manuals.queries import manual
from training.practice.agreement import Compared, compared
from training.practice.filling import load
from training.practice.models import Coaching, Observation
from training.practice.tries import Agreed, Sheet, Way, way
from training.workshops.queries import rule_of

Case = tuple[int, str]  # membership id, slug of the checklist


class Person(NamedTuple):
    """A member as the board needs her."""

    id: int
    key: str
    number: int | None
    name: str


@dataclass(frozen=True)
class Place:
    """One person and one checklist of a cohort, with the rule and her tries."""

    cohort: Cohort
    member: Membership
    checklist: Checklist
    rule: Rule
    way: Way


def required(cohort: Cohort) -> list[Checklist]:
    """The checklists that the course's certificate asks for, in the order of the rule."""
    edition = manual(cohort.manual_digest)
    return [found for slug in rule_of(cohort, edition).checklists if (found := edition.checklist(slug))]


def usable(cohort: Cohort) -> list[Checklist]:
    """The required checklists, then the others that observe a module of the course."""
    edition, first = manual(cohort.manual_digest), required(cohort)
    course = edition.course(cohort.course)
    modules = set(course.modules) if course else set()
    return first + [one for one in edition.checklists if one not in first and modules & set(one.modules)]


def checklist_for(cohort: Cohort, slug: str) -> Checklist:
    """A checklist that the cohort may use; 404 when it is none."""
    found = next((one for one in usable(cohort) if one.slug == slug), None)
    if found is None:
        abort(404)
    return found


def people(cohort: Cohort) -> list[Person]:
    """The members by row number, whoever has none at the end. One query."""
    query = select(Membership.id, Membership.key, Membership.number, Membership.given_names, Membership.surnames).where(
        Membership.cohort_id == cohort.id, Membership.removed_at.is_(None))
    found = [Person(number, key, row, f"{surnames}, {given}")
             for number, key, row, given, surnames in db.session.execute(query)]
    return sorted(found, key=lambda one: (one.number is None, one.number or 0, one.name))


_SHEETS = select(Observation.membership_id, Observation.checklist, Observation.missed, Observation.key, Observation.number,
                 Observation.observer_id, Observation.began_at, Observation.finished_at, Observation.passed,
                 Observation.points, Observation.out_of).where(Observation.voided_at.is_(None))
_COACHING = select(Coaching.membership_id, Coaching.checklist, Coaching.after, Coaching.agreed_for, Coaching.done_on)


SEEN, COACHED = "seen", "coached"
_ASKED: dict[str, tuple[Any, Any]] = {  # what is asked, and whose it is
    SEEN: (_SHEETS, Observation.membership_id), COACHED: (_COACHING, Coaching.membership_id)}


def _of(cohort: Cohort, ids: Sequence[int] | None, what: str) -> Sequence[Any]:
    """What was seen or agreed of the whole cohort, or of these members. One query."""
    query, whose = _ASKED[what]
    return _of_everybody(cohort.id, what) if ids is None else db.session.execute(query.where(whose.in_(ids))).all()


@of_each
def _of_everybody(ids: Sequence[int], what: str) -> dict[int, list[Any]]:
    query, whose = _ASKED[what]
    query = query.add_columns(Membership.cohort_id).join(Membership, Membership.id == whose)
    found: dict[int, list[Any]] = {one: [] for one in ids}
    for *row, cohort in db.session.execute(query.where(Membership.cohort_id.in_(ids))):
        found[cohort].append(row)
    return found


def ways(cohort: Cohort, ids: Sequence[int] | None = None, allowed: int | None = None) -> dict[Case, Way]:
    """(membership, checklist) → tries, for the whole cohort or for these members; two queries.

    Who has no sheet that counts is not in it.
    """
    sheets: dict[Case, list[Sheet]] = {}
    for member, slug, missed, *rest in _of(cohort, ids, SEEN):
        sheets.setdefault((member, slug), []).append(Sheet(() if missed == "[]" else tuple(json.loads(missed)), *rest))
    agreed: dict[Case, list[Agreed]] = {}
    for member, slug, *when in _of(cohort, ids, COACHED):
        agreed.setdefault((member, slug), []).append(Agreed(*when))
    tries = rule_of(cohort).tries if allowed is None else allowed
    return {case: way(found, agreed.get(case, ()), tries) for case, found in sheets.items()}


def place_for(actor: User, key: str, person: str, slug: str) -> Place:
    """One person and one checklist, for whoever runs the cohort; 404 and 403 as the cohort."""
    cohort = cohort_for(actor, key)
    return place(cohort, member_of(cohort, person), checklist_for(cohort, slug))


def place(cohort: Cohort, member: Membership, checklist: Checklist) -> Place:
    """The same, once cohort and person are known. Two queries."""
    rule = rule_of(cohort)
    found = ways(cohort, [member.id], rule.tries).get((member.id, checklist.slug), way((), (), rule.tries))
    return Place(cohort, member, checklist, rule, found)


def sheet_for(actor: User, key: str, seen: str) -> tuple[Cohort, Membership, Observation]:
    """A sheet that counts, for whoever runs its cohort; 404 when there is none, or it was dropped or voided."""
    cohort = cohort_for(actor, key)
    query = (select(Observation, Membership).join(Membership, Membership.id == Observation.membership_id)
             .where(Observation.key == seen, Observation.voided_at.is_(None), Membership.cohort_id == cohort.id,
                    Membership.removed_at.is_(None)))
    found = db.session.execute(query).first()
    if found is None:
        abort(404)
    return cohort, found[1], found[0]


def words_of(sheet: Observation) -> Checklist:
    """The checklist as it was when the sheet was begun; 404 when that version does not have it (it always does)."""
    found = manual(sheet.manual_digest).checklist(sheet.checklist)
    if found is None:
        abort(404)
    return found


def sheets_in_full(member_id: int, slug: str | None = None) -> list[Observation]:
    """A person's sheets that count, with marks and comments, by try and who began first. One query."""
    query = select(Observation).where(Observation.membership_id == member_id, Observation.voided_at.is_(None))
    if slug is not None:
        query = query.where(Observation.checklist == slug)
    return list(db.session.scalars(query.order_by(Observation.number, Observation.began_at, Observation.key)))


def numbered(cohort: Cohort, row: int) -> str | None:
    """The key of the member with this row number, if there is one."""
    return db.session.scalar(select(Membership.key).where(
        Membership.cohort_id == cohort.id, Membership.number == row, Membership.removed_at.is_(None)))


def following(at: Place) -> Person | None:
    """Whom to observe after this person: the next by row number whom nobody has observed yet, round and round. One query."""
    seen = exists().where(Observation.membership_id == Membership.id, Observation.checklist == at.checklist.slug,
                          Observation.voided_at.is_(None))
    here = at.member.number or 0
    query = (select(Membership.id, Membership.key, Membership.number, Membership.given_names, Membership.surnames)
             .where(Membership.cohort_id == at.cohort.id, Membership.removed_at.is_(None), Membership.id != at.member.id,
                    Membership.number.is_not(None), ~seen)
             .order_by(Membership.number < here, Membership.number).limit(1))
    found = db.session.execute(query).first()
    return Person(found[0], found[1], found[2], f"{found[4]}, {found[3]}") if found else None


def marks_by_step(cohort: Cohort) -> dict[str, list[Mapping[str, int]]]:
    """Checklist → the marks of every finished sheet of the cohort, for the report. One query."""
    query = (select(Observation.checklist, Observation.scores).join(Membership, Membership.id == Observation.membership_id)
             .where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None),
                    Observation.finished_at.is_not(None), Observation.voided_at.is_(None)))
    found: dict[str, list[Mapping[str, int]]] = {}
    for slug, scores in db.session.execute(query):
        found.setdefault(slug, []).append(load(scores))
    return found


def agreements(cohort: Cohort, lists: Sequence[Checklist]) -> dict[str, Compared]:
    """Checklist → how far its two observers agree, over every try that two have finished. One query."""
    query = (select(Observation.checklist, Observation.membership_id, Observation.number, Observation.scores)
             .join(Membership, Membership.id == Observation.membership_id)
             .where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None),
                    Observation.finished_at.is_not(None), Observation.voided_at.is_(None))
             .order_by(Observation.began_at, Observation.key))
    tries: dict[tuple[str, int, int], list[Mapping[str, int]]] = {}
    for slug, member, number, scores in db.session.execute(query):
        tries.setdefault((slug, member, number), []).append(load(scores))
    return {one.slug: compared([(both[0], both[1]) for (slug, _member, _number), both in tries.items()
                                if slug == one.slug and len(both) > 1], [step.id for step in one.steps]) for one in lists}
