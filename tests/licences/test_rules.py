"""The rules of the ladder, by themselves: what counts, what repeats, who was licensed on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.ladder import CERTIFICATE, FACILITATED, OBSERVED, OBSERVING, PRACTICE, Requirement
from tests import make
from training.licences.proofs import kept
from training.licences.rules import Fact, Grant, Rung, State, add_months, climb, judge, licensed, standing

DAY = date(2026, 11, 23)
LADDER = make.ladder()
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def asked(kind: str = FACILITATED, times: int = 2, people: int = 8, **more: str) -> Requirement:
    return Requirement("id", kind, "Título", "Title", "Pista", "Hint", times=times, people=people, **more)


def run(days_ago: int = 10, people: int = 8, course: str = "a") -> Fact:
    return Fact(FACILITATED, course, DAY - timedelta(days=days_ago), where="Taller", people=people)


def licence(step: str, begins: date = DAY - timedelta(days=100), ends: date = DAY + timedelta(days=100),
            withdrawn: date | None = None, number: int = 1) -> Grant:
    return Grant(f"k{number}", step, begins, ends, "ladder", begins, withdrawn, id=number)


def rungs(facts: list[Fact], grants: list[Grant] | None = None) -> list[str]:
    return [one.rung.value for one in climb(LADDER, facts, grants or [], DAY)]


TRAINED = [Fact(CERTIFICATE, "a", DAY - timedelta(days=300)), Fact(CERTIFICATE, "b", DAY - timedelta(days=30)),
           Fact(PRACTICE, "microensenanza", DAY - timedelta(days=30), score=92)]


def test_a_workshop_counts_when_enough_people_were_certified() -> None:
    found = judge(asked(course="a"), [run(people=8), run(people=7), run(course="b")])
    assert (found.state, found.done) == (State.MISSING, 1)
    assert judge(asked(course="a"), [run(20), run(10)]).met
    assert judge(asked(), [run(), run(course="b")]).met, "no course said: any counts"


def test_only_what_was_done_since_a_day_counts_for_a_renewal() -> None:
    assert not judge(asked(times=1), [run(10)], since=DAY - timedelta(days=10)).met
    assert judge(asked(times=1), [run(9)], since=DAY - timedelta(days=10)).met


def test_who_was_asked_to_repeat_has_a_day_for_it() -> None:
    seen = asked(OBSERVED, 1, 0, checklist="cofacilitacion")
    bad, good = (Fact(OBSERVED, "cofacilitacion", DAY - timedelta(days=ago), ok) for ago, ok in ((10, False), (5, True)))
    found = judge(seen, [bad], repeat_days=90)
    assert (found.state, found.due) == (State.REPEAT, bad.on + timedelta(days=90))
    assert not found.late(DAY) and found.late(DAY + timedelta(days=81))
    assert judge(seen, [bad, good]).met
    assert judge(seen, [Fact(OBSERVED, "apoyo", DAY)]).state is State.MISSING, "another checklist"


def test_one_who_passed_and_then_failed_has_passed() -> None:
    seen = asked(OBSERVED, 1, 0, checklist="cofacilitacion")
    assert judge(seen, [Fact(OBSERVED, "cofacilitacion", DAY - timedelta(days=9)),
                        Fact(OBSERVED, "cofacilitacion", DAY, good=False)]).met


def test_nobody_is_on_the_ladder_without_doing_anything() -> None:
    assert rungs([]) == ["next", "ahead", "ahead", "ahead"]


def test_up_the_ladder_step_by_step() -> None:
    assert rungs(TRAINED[:1]) == ["passed", "next", "ahead", "ahead"]
    assert rungs(TRAINED) == ["passed", "ready", "ahead", "ahead"]
    held = [licence("en-formacion")]
    assert rungs(TRAINED, held) == ["passed", "held", "next", "ahead"]
    seen = Fact(OBSERVED, "cofacilitacion", DAY, score=90)
    assert rungs([*TRAINED, run(20), run(10), seen], held) == ["passed", "held", "ready", "ahead"]
    assert rungs(TRAINED, [*held, licence("regional", number=2)]) == ["passed", "held", "held", "next"]
    many = [run(number) for number in range(5)] + [Fact(OBSERVING, "cofacilitacion", DAY)] * 2
    assert rungs([*TRAINED, *many], [licence("regional")])[-1] == "ready"


def test_who_is_recognised_high_up_needs_nothing_below() -> None:
    assert rungs([], [licence("principal")]) == ["passed", "passed", "passed", "held"]


def test_a_lapsed_licence_is_renewed_by_teaching() -> None:
    ended = licence("regional", ends=DAY - timedelta(days=1))
    place = climb(LADDER, [run(10)], [ended], DAY)[2]
    assert (place.rung, place.is_met) == (Rung.LAPSED, True)
    assert climb(LADDER, [run(150)], [ended], DAY)[2].is_met is False, "before the licence was given"


def test_a_withdrawn_licence_proves_nothing() -> None:
    gone = licence("en-formacion", withdrawn=DAY)
    places = climb(LADDER, TRAINED, [gone], DAY)
    assert places[1].rung is Rung.WITHDRAWN
    assert places[2].judged[0].state is State.MISSING


def test_the_deadline_runs_from_the_step_before() -> None:
    places = climb(LADDER, TRAINED[:1], [], DAY)
    assert places[1].due == TRAINED[0].on + timedelta(days=365)
    assert places[1].judged[1].late(DAY) is False
    assert climb(LADDER, [], [licence("en-formacion")], DAY)[2].due == DAY - timedelta(days=100) + timedelta(days=365)


@pytest.mark.parametrize(("day", "holds"), [(0, True), (-100, True), (100, True), (-101, False), (101, False)])
def test_a_licence_holds_on_its_first_and_last_day(day: int, holds: bool) -> None:
    assert licence("regional").holds(DAY + timedelta(days=day)) is holds


def test_a_withdrawal_counts_from_its_own_day() -> None:
    gone = licence("regional", withdrawn=DAY)
    assert licensed([gone], {"regional"}, DAY - timedelta(days=1)) is gone
    assert licensed([gone], {"regional"}, DAY) is None


def test_only_a_step_that_certifies_the_course_licenses_it() -> None:
    regional = licence("regional")
    assert licensed([regional], LADDER.certifying("a"), DAY) is regional
    assert licensed([regional], LADDER.certifying("b"), DAY) is None
    assert licensed([licence("en-formacion")], LADDER.certifying("a"), DAY) is None


def test_of_several_licences_the_highest_that_holds_stands() -> None:
    low, high = licence("en-formacion", ends=DAY + timedelta(days=500)), licence("regional", number=2)
    assert standing(LADDER, [low, high], DAY) is high
    assert standing(LADDER, [low, licence("regional", ends=DAY - timedelta(days=1))], DAY) is low
    assert standing(LADDER, [], DAY) is None


@given(days, st.integers(0, 120))
def test_months_later_is_never_in_a_month_too_far(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@given(st.lists(st.tuples(days, st.booleans(), st.integers(0, 20)), max_size=8), st.integers(1, 4), days)
def test_more_done_never_takes_a_requirement_away(rows: list[tuple[date, bool, int]], times: int, more: date) -> None:
    facts = [Fact(FACILITATED, "a", on, good, people=people) for on, good, people in rows]
    before, after = (judge(asked(times=times), some) for some in (facts, [*facts, Fact(FACILITATED, "a", more, people=8)]))
    assert after.done >= before.done
    assert not before.met or after.met


@given(st.lists(st.tuples(st.sampled_from(["en-formacion", "regional", "principal", "otro"]), days, st.integers(0, 900),
                          st.none() | days), max_size=6), days)
def test_whoever_climbs_stands_somewhere_on_every_step(rows: list[tuple[str, date, int, date | None]], on: date) -> None:
    grants = [licence(step, begins, begins + timedelta(days=length), gone, number)
              for number, (step, begins, length, gone) in enumerate(rows)]
    places = climb(LADDER, TRAINED, grants, on)
    assert [one.step.id for one in places] == ["participante", "en-formacion", "regional", "principal"]
    top = standing(LADDER, grants, on)
    held = [one for one in places if one.rung is Rung.HELD]
    assert bool(held) == any(one.holds(on) and LADDER.step(one.step) for one in grants)
    if top and top.holds(on) and LADDER.step(top.step):
        assert held[-1].step.id == top.step


@pytest.mark.parametrize("typed", ["R. D. 12-2024", "[]", "2024", '{"a": 1}', '[{"title": "x", "shown": "y"}]', "[[1]]"])
def test_evidence_that_somebody_typed_is_shown_whatever_it_looks_like(typed: str) -> None:
    assert kept(typed) == ([] if typed == "[]" else [typed])
