"""When a review is due, until when a thing is in order, how two people's changes become one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.supervision import SINCE, THINGS, UNTIL, Thing
from training.plans.rules import (
    AHEAD,
    OLDEST,
    Due,
    Fault,
    Seen,
    blank,
    complete,
    due,
    due_dates,
    lasts,
    merged,
    newest,
    readiness,
    seen_fault,
    start_fault,
)

TODAY = date(2026, 11, 23)
KIT = Thing("kit", "Kit", "Kit", "", "", UNTIL, 1826)
DIRECTORY = Thing("directorio", "Directorio", "Directory", "", "", SINCE, 120)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
TEXTS = st.dictionaries(st.sampled_from(["accion", "quien", "dia"]), st.sampled_from(["", "a", "b", "c"]))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_reviews_are_counted_from_the_beginning() -> None:
    assert due_dates(date(2026, 12, 16), (30, 60, 90)) == [
        (30, date(2027, 1, 15)), (60, date(2027, 2, 14)), (90, date(2027, 3, 16))]


@pytest.mark.parametrize(("days", "how"), [(-1, Due.LATE), (0, Due.WEEK), (6, Due.WEEK), (7, Due.LATER)])
def test_a_week_has_seven_days_and_today_is_the_first(days: int, how: Due) -> None:
    assert due(TODAY + timedelta(days=days), TODAY) is how


@pytest.mark.parametrize(("on", "fault"), [
    (None, Fault.MISSING), (TODAY + AHEAD, None), (TODAY + AHEAD + timedelta(days=1), Fault.FAR), (TODAY - OLDEST, None),
    (TODAY - OLDEST - timedelta(days=1), Fault.OLD), (date(1026, 11, 23), Fault.OLD)])
def test_a_plan_begins_on_a_day_that_can_be(on: date | None, fault: Fault | None) -> None:
    assert start_fault(on, TODAY) is fault


@pytest.mark.parametrize(("on", "since", "fault"), [
    (None, None, Fault.MISSING), (TODAY, None, None), (TODAY + timedelta(days=1), None, Fault.FUTURE), (ago(10), ago(9), Fault.BEFORE),
    (ago(9), ago(9), None), (ago(401), None, Fault.OLD)])
def test_nobody_called_tomorrow_or_before_there_was_a_plan(on: date | None, since: date | None, fault: Fault | None) -> None:
    assert seen_fault(on, TODAY, since) is fault


@pytest.mark.parametrize(("typed", "until", "fault"), [
    (None, None, Fault.MISSING), (ago(1), None, Fault.EXPIRED), (TODAY, TODAY, None), (date(2027, 3, 1), date(2027, 3, 1), None),
    (date(2036, 1, 1), None, Fault.FAR)])
def test_a_kit_lasts_until_the_first_item_runs_out(typed: date | None, until: date | None, fault: Fault | None) -> None:
    assert lasts(KIT, typed, TODAY) == (until, fault)


@pytest.mark.parametrize(("typed", "until", "fault"), [
    (None, TODAY + timedelta(days=120), None), (ago(20), TODAY + timedelta(days=100), None), (ago(120), TODAY, None),
    (ago(121), None, Fault.OLD), (TODAY + timedelta(days=1), None, Fault.FUTURE)])
def test_a_directory_lasts_so_long_since_it_was_rung(typed: date | None, until: date | None, fault: Fault | None) -> None:
    assert lasts(DIRECTORY, typed, TODAY) == (until, fault)


@given(st.sampled_from([KIT, DIRECTORY]), st.none() | DAYS, DAYS)
def test_what_lasts_never_ended_before_it_was_seen(thing: Thing, typed: date | None, seen_on: date) -> None:
    until, fault = lasts(thing, typed, seen_on)
    assert (until is None) is (fault is not None)
    assert until is None or seen_on <= until <= seen_on + timedelta(days=thing.days)


LOOKS = st.lists(st.builds(Seen, st.sampled_from(THINGS), st.none() | DAYS, DAYS, st.integers(1, 50)), unique_by=lambda one: one.number)


def test_the_newest_look_counts_whatever_it_found() -> None:
    looks = [Seen("kit", date(2027, 1, 1), ago(3), 1), Seen("kit", None, ago(1), 2), Seen("noche", date(2027, 2, 2), ago(9), 3)]
    assert readiness(looks) == {"kit": None, "ambiente": None, "directorio": None, "noche": date(2027, 2, 2)}


def test_a_sheet_of_paper_that_is_typed_in_late_does_not_undo_what_was_seen_since() -> None:
    assert newest([Seen("kit", None, ago(1), 1), Seen("kit", TODAY, ago(30), 2)])["kit"].number == 1


@given(LOOKS, st.randoms())
def test_readiness_is_the_newest_look_in_whatever_order_they_come(looks: list[Seen], random: object) -> None:
    found = readiness(looks)
    assert tuple(found) == THINGS
    mixed = list(looks)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis's random
    assert readiness(mixed) == found
    for thing in THINGS:
        of = [one for one in looks if one.thing == thing]
        last = max(of, key=lambda one: (one.seen_on, one.number), default=None)
        assert found[thing] == (last.until if last else None)


@given(TEXTS, TEXTS, TEXTS)
def test_of_two_changes_none_is_lost_without_a_word(base: dict[str, str], theirs: dict[str, str], mine: dict[str, str]) -> None:
    both = merged(base, theirs, mine)
    for column in (*theirs, *mine):
        was, there, here = base.get(column, ""), theirs.get(column, ""), mine.get(column, "")
        said = both.cells[column]
        assert said in (there, here)
        if here == was:
            assert said == there
        if said != there and there != was:
            assert both.clashes[column] == there


@given(TEXTS, TEXTS)
def test_who_changed_nothing_takes_what_the_other_wrote(base: dict[str, str], theirs: dict[str, str]) -> None:
    both = merged(base, theirs, base)
    assert not both.clashes
    assert {name: text for name, text in both.cells.items() if text} == {name: text for name, text in theirs.items() if text}


@given(TEXTS, TEXTS)
def test_saving_twice_is_saving_once(base: dict[str, str], mine: dict[str, str]) -> None:
    assert not merged(base, merged(base, base, mine).cells, mine).clashes


def test_a_line_is_complete_when_it_answers_everything() -> None:
    assert complete({"quien": "Eva", "dia": "lunes"}, ["quien", "dia"])
    assert not complete({"quien": "Eva", "dia": " "}, ["quien", "dia"])
    assert blank({"quien": " "}) and not blank({"quien": "Eva"})
