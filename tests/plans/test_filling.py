"""Reading what was posted: nothing that is no answer gets through, nothing hostile breaks it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.plans import story
from training.plans import filling
from training.plans.rules import Fault

TODAY = date(2026, 11, 23)


def form(**values: Any) -> MultiDict[str, str]:
    return MultiDict(values)


def test_a_line_is_read_with_its_cells_squeezed() -> None:
    sent = MultiDict([("line", "abcdef"), ("topic-abcdef", "kit"), ("rev-abcdef", "3"), ("c-accion-abcdef", "  Reponer\n el\tkit ")])
    one, = filling.lines(sent, story.sheet())
    assert (one.key, one.topic, one.revision, one.cells["accion"], one.out, one.blank) == ("abcdef", "kit", 3, "Reponer el kit", False, False)


@pytest.mark.parametrize(("key", "topic"), [("a", "kit"), ("abc def", "kit"), ("abcdef", "otra"), ("á" * 8, "kit"), ("a" * 40, "kit")])
def test_what_is_no_line_of_this_sheet_is_left_out(key: str, topic: str) -> None:
    assert filling.lines(MultiDict([("line", key), (f"topic-{key}", topic), (f"c-accion-{key}", "x")]), story.sheet()) == []


def test_a_key_comes_once() -> None:
    sent = MultiDict([("line", "abcdef"), ("line", "abcdef"), ("topic-abcdef", ""), ("c-meta-abcdef", "x")])
    assert len(filling.lines(sent, story.sheet(story.OPERATIONAL))) == 1


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=40)), st.lists(st.text(max_size=12), max_size=4))
def test_no_form_breaks_the_reader(values: dict[str, str], keys: list[str]) -> None:
    sent = MultiDict(values)
    sent.setlist("line", keys)
    filling.lines(sent, story.sheet())
    filling.answers(sent, keys)
    filling.looks(sent, story.supervision().things, TODAY)
    filling.counted(sent, story.supervision().indicators)


def test_an_answer_needs_a_state_to_count_and_a_note_is_never_lost() -> None:
    found = filling.answers(form(**{"s-a": "done", "n-b": "Llegó", "s-c": "perhaps"}), ["a", "b", "c"])
    assert {key: (one.state, one.note) for key, one in found.items()} == {"a": ("done", ""), "b": ("", "Llegó")}


def test_only_what_was_looked_at_is_read() -> None:
    found = filling.looks(form(**{"o-kit": "yes", "d-kit": "2027-03-01", "o-noche": "no", "o-ambiente": ""}),
                          story.supervision().things, TODAY)
    assert [(one.thing, one.in_order, one.until) for one in found] == [("kit", True, date(2027, 3, 1)), ("noche", False, None)]


@pytest.mark.parametrize(("thing", "typed", "fault"), [
    ("kit", "", Fault.MISSING), ("kit", "31/12/2027", Fault.MISSING), ("kit", "2027-02-30", Fault.MISSING),
    ("kit", "2026-11-22", Fault.EXPIRED), ("kit", "9999-12-31", Fault.FAR), ("noche", "mañana", Fault.MISSING),
    ("noche", "2026-11-24", Fault.FUTURE), ("directorio", "2026-01-01", Fault.OLD)])
def test_impossible_dates_are_refused(thing: str, typed: str, fault: Fault) -> None:
    one, = filling.looks(form(**{f"o-{thing}": "yes", f"d-{thing}": typed}), story.supervision().things, TODAY)
    assert (one.fault, one.until, one.typed) == (fault, None, typed)


def test_counts_are_read_and_empty_ones_were_not_looked_at() -> None:
    found = filling.counted(form(**{"y-kits": "yes", "w-entrega": "3", "p-entrega": "2", "w-personal": "0", "p-personal": "0"}),
                            story.supervision().indicators)
    assert dict(found.figures) == {"kits": (1, 1), "entrega": (2, 3), "personal": (0, 0)} and not found.faults


@pytest.mark.parametrize(("whole", "part", "field", "why"), [
    ("3", "4", "p-entrega", "more"), ("3", "", "p-entrega", "half"), ("", "2", "w-entrega", "half"), ("-1", "0", "w-entrega", "number"),
    ("tres", "1", "w-entrega", "number"), ("3.5", "1", "w-entrega", "number"), ("999999", "1", "w-entrega", "number"), ("٣", "1", "w-entrega", "number")])
def test_counts_that_cannot_be_are_told_apart(whole: str, part: str, field: str, why: str) -> None:
    found = filling.counted(form(**{"w-entrega": whole, "p-entrega": part}), story.supervision().indicators)
    assert found.faults == {field: why} and "entrega" not in found.figures
