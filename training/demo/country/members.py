"""The rows of the people of a cohort: membership, what they read and passed, attendance, observed practice, their names."""

from datetime import datetime, time, timedelta
from typing import Any

from training.clock import at_lima
from training.demo.country.cohorts import half_day_id
from training.demo.country.courses import CourseFacts
from training.demo.country.dice import bits
from training.demo.country.outcomes import ATTENDED, CERTIFIED, NOTHING
from training.demo.country.plan import Country

MODULES = 16  # places for the modules of a member
READ_ONLY = 6  # modules that those read who were there and did not pass the quizzes
WHOLE, GOOD, NOT_ENOUGH = 0, 1, 2  # how a try at a quiz went
COLUMNS = {
    "membership": "id key cohort_id user_id given_names surnames profession facility facility_id number added_at "
                  "added_by_id confirmed_at",
    "achievement": "id membership_id module kind at by_id",
    "standing": "membership_id module first_seen_at last_seen_at read_at attempts best_score last_score last_attempt_at "
                "passed_at",
    "attendance_mark": "half_day_id membership_id state arrived minutes by_id at revision",
    "observation": "id key membership_id checklist number observer_id manual_digest scores comment began_at saved_at "
                   "finished_at points out_of passed missed body_hash",
    "name_confirmation": "id membership_id given_names surnames how by_id at",
}
Rows = dict[str, list[tuple[Any, ...]]]


def of_members(country: Country, facts: dict[str, CourseFacts], cohort: int) -> Rows:
    """Everything of the people of this cohort that the rooms of training keep."""
    group, course = country.groups[cohort], facts[country.groups[cohort].course]
    lead, second = (country.user_id(one) for one in group.leads)
    noon = at_lima(group.starts, time(12))
    rows: Rows = {table: [] for table in COLUMNS}
    for row, one in enumerate(country.members(cohort)):
        member, result = country.member_id(cohort, row), country.reached(cohort, one)
        given, surnames, profession = country.person(one)
        place, at = country.works_at[one], noon - timedelta(days=20)
        rows["membership"].append((
            member, country.key("member", member), country.id("cohort", cohort), country.user_id(one), given, surnames,
            profession, country.places[place].name, country.id("facility", place), row + 1, at, lead,
            at + timedelta(days=1)))
        _studied(country, rows, course, cohort, row)
        if group.ends >= country.today:
            continue
        _came(country, rows, course, cohort, row, lead)
        if result != NOTHING:
            when = noon + timedelta(days=1, hours=4)
            fact = _fact(country, cohort, row, 2 * MODULES)
            rows["achievement"].append((fact, member, group.course, "attendance", when, None))
            rows["name_confirmation"].append((country.id("name_confirmation", member), member, given, surnames, "phone",
                                              country.user_id(one), when))
        if result == CERTIFIED and course.observed is not None:
            _observed(country, rows, course, cohort, row, second, noon + timedelta(days=1, minutes=6 * row))
    return rows


def tries(country: Country, cohort: int, row: int, modules: int) -> list[tuple[int, ...]]:
    """How each try of a member at each module's quiz went, module by module: nothing for those that she did not try."""
    one = country.members(cohort)[row]
    done = {CERTIFIED: modules, ATTENDED: 0}.get(country.reached(cohort, one), 0 if country.groups[cohort].closed else 1)
    chances = bits(country.seed, "tries", country.member_id(cohort, row), MODULES)
    return [(NOT_ENOUGH,) * (chance < 5) + (WHOLE if chance & 1 else GOOD,) for chance in chances[:done]]


def read_by(country: Country, cohort: int, row: int, modules: int) -> int:
    """How many modules a member has read."""
    one = country.members(cohort)[row]
    waiting = row % 4 if country.groups[cohort].closed else 1 + row % 4
    return {CERTIFIED: modules, ATTENDED: min(READ_ONLY, modules)}.get(country.reached(cohort, one), waiting)


def began(country: Country, cohort: int, row: int) -> datetime:
    """When a member began to study: two weeks before the workshop."""
    return at_lima(country.groups[cohort].starts - timedelta(days=15), time(12)) - timedelta(minutes=row)


def tried_at(noon: datetime, module: int, number: int) -> datetime:
    """When she made a try (from 0) at the quiz of a module, by the moment at which she began to study."""
    return noon + timedelta(hours=24 * module + 2 + number)


def _fact(country: Country, cohort: int, row: int, place: int) -> int:
    return country.id("achievement", (country.members_before[cohort] + row) * (2 * MODULES + 2) + place)


def _studied(country: Country, rows: Rows, course: CourseFacts, cohort: int, row: int) -> None:
    since = began(country, cohort, row)
    member, facts, standings = country.member_id(cohort, row), rows["achievement"], rows["standing"]
    passed = tries(country, cohort, row, len(course.modules))
    for at, slug in enumerate(course.modules[:read_by(country, cohort, row, len(course.modules))]):
        read = since + timedelta(hours=24 * at)
        facts.append((_fact(country, cohort, row, 2 * at), member, slug, "read", read, None))
        if at >= len(passed):
            standings.append((member, slug, read, read, read, 0, None, None, None, None))
            continue
        last, score = tried_at(since, at, len(passed[at]) - 1), country.scores.get(slug, (1.0, 0.9, 0.5))[passed[at][-1]]
        facts.append((_fact(country, cohort, row, 2 * at + 1), member, slug, "quiz", last, None))
        standings.append((member, slug, read, last, read, len(passed[at]), score, score, last, last))


def _came(country: Country, rows: Rows, course: CourseFacts, cohort: int, row: int, by: int) -> None:
    """Who gets nothing missed the second day; one in eight of the others came a little late once."""
    group, member = country.groups[cohort], country.member_id(cohort, row)
    nothing = country.groups[cohort].closed and country.reached(cohort, country.members(cohort)[row]) == NOTHING
    for number, half in enumerate(course.plan.half_days, 1):
        at = at_lima(group.starts + timedelta(days=half.day - 1), half.starts)
        state, arrived, minutes = "present", None, half.minutes
        if nothing and half.day > 1:
            state, minutes = "absent", 0
        elif is_late(country, member, number):
            state, arrived, minutes = "late", _later(half.starts), half.minutes - LATE_BY
        rows["attendance_mark"].append((half_day_id(country, cohort, number), member, state, arrived, minutes, by, at, 1))


LATE_BY = 10  # minutes


def is_late(country: Country, member: int, half_day: int) -> bool:
    """Whether a member came late to this half-day."""
    return half_day == 2 and bits(country.seed, "late", member, 1)[0] < 32


def _later(starts: time) -> time:
    return time(starts.hour, starts.minute + LATE_BY) if starts.minute < 50 else time(starts.hour + 1, starts.minute - 50)


def _observed(country: Country, rows: Rows, course: CourseFacts, cohort: int, row: int, by: int, at: datetime) -> None:
    member, seen = country.member_id(cohort, row), course.observed
    assert seen is not None, "asked only of a course with a checklist"
    number, after = country.id("observation", member), at + timedelta(minutes=5)
    rows["observation"].append((
        number, country.key("observation", number), member, seen.slug, 1, by, country.found.manual_digest, seen.scores, "",
        at, after, after, seen.points, seen.points, True, "[]", seen.body_hash))
    rows["achievement"].append((_fact(country, cohort, row, 2 * MODULES + 1), member, seen.module, "practice", after, None))
