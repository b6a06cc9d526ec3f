"""The rows of a cohort as a whole: its workshop, agenda, who leads it, how it was closed."""

import json
from datetime import datetime, time, timedelta
from typing import Any

from training.clock import at_lima
from training.crockford import ALPHABET
from training.demo.country.courses import CourseFacts
from training.demo.country.dice import bits
from training.demo.country.outcomes import ATTENDED, CERTIFIED, NOTHING
from training.demo.country.plan import Country

HALVES, BLOCKS = 8, 24  # places for the half-days of a cohort, and for the blocks of one
COLUMNS = {
    "cohort": "id key course name place authority_id starts_on ends_on join_code join_open manual_digest created_by_id "
              "created_at closed_at",
    "cohort_trainer": "cohort_id user_id",
    "workshop": "cohort_id facility_id entry_opens_at entry_closes_at exit_opens_at exit_closes_at created_by_id created_at",
    "half_day": "id key cohort_id number kind held_on starts minutes closed_at closed_by_id revision",
    "block": "id key half_day_id position kind module title title_en minutes essential",
    "closing_act": "id key cohort_id facts by_id at",
    "follow_up": "id key cohort_id days due_on done_at done_by_id note",
    "cohort_change": "cohort_id weight",
}
Rows = dict[str, list[tuple[Any, ...]]]


def of_cohort(country: Country, facts: dict[str, CourseFacts], cohort: int) -> Rows:
    """Everything of the cohort but its people."""
    group, course, number = country.groups[cohort], facts[country.groups[cohort].course], country.id("cohort", cohort)
    lead, second = (country.user_id(one) for one in group.leads)
    draft, created = course.draft(group.starts), at_lima(group.starts - timedelta(days=30), time(10))
    closed = at_lima(group.ends + timedelta(days=10), time(11)) if group.closed else None
    region = country.regions[group.region]
    name = f"{region.name.split(' ', 1)[-1]} {group.starts.year}-{group.turn + 1:03}{' F' * bool(group.people)}"
    rows: Rows = {
        "cohort": [(number, country.key("cohort", number), group.course, name, country.venue(cohort), region.authority_id,
                    group.starts, group.ends, _join_code(country, number), closed is None, country.found.manual_digest, lead,
                    created, closed)],
        "cohort_trainer": [(number, one) for one in sorted({lead, second})],
        "workshop": [(number, None, *draft.entry, *draft.exit, lead, created)], "half_day": [], "block": []}
    for one in draft.half_days:
        half = half_day_id(country, cohort, one.number)
        ended = at_lima(one.on, one.starts) + timedelta(minutes=one.minutes) if one.on < country.today else None
        rows["half_day"].append((half, country.key("half", half), number, one.number, "planned", one.on, one.starts,
                                 one.minutes, ended, lead if ended else None, 0))
        for at, block in enumerate(one.blocks, 1):
            own = (half - 1) * BLOCKS + at
            rows["block"].append((own, country.key("block", own), half, at, block.kind, block.module, block.title,
                                  block.title_en, block.minutes, block.essential))
    return rows | _after(country, cohort, course, lead, closed) | {"cohort_change": [(number, 1)]}


def half_day_id(country: Country, cohort: int, number: int) -> int:
    """The id of a half-day by its number in the cohort."""
    return country.id("half_day", cohort * HALVES + number - 1)


def _join_code(country: Country, number: int) -> str:
    chance = int.from_bytes(bits(country.seed, "join", number, 5), "big")
    return "".join(ALPHABET[chance >> 5 * at & 31] for at in range(8))


def _after(country: Country, cohort: int, course: CourseFacts, lead: int, closed: datetime | None) -> Rows:
    """What stands once it was closed: the act, and the dates after it."""
    if closed is None:
        return {}
    group, number, people = country.groups[cohort], country.id("cohort", cohort), country.members(cohort)
    results = [country.reached(cohort, one) for one in people]
    facts = {"everybody": len(people), "certificates": results.count(CERTIFIED), "constancias": results.count(ATTENDED),
             "pending": results.count(NOTHING), "lines": []}
    act = country.id("closing_act", cohort)
    rows: Rows = {"closing_act": [(act, country.key("act", act), number, json.dumps(facts), lead, closed)], "follow_up": []}
    for at, days in enumerate(course.rule.follow_up):
        due, own = group.ends + timedelta(days=days), country.id("follow_up", cohort * 8 + at)
        done = at_lima(due, time(15)) if due < country.today and (own * 7 % 10 < 8) else None
        rows["follow_up"].append((own, country.key("follow", own), number, days, due, done, lead if done else None, ""))
    return rows
