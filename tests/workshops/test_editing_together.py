"""Two people at one agenda: both changes in one draft, and a list of what the other did."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshops.test_editing import HALF, LISTEN, PAUSE, PLENARY, TEST, tokens, typed
from training.workshops.editing import Draft, Half, Line, Piece, added, drafted, moved
from training.workshops.editing_together import Change, What, changes, merged, read, told

OWN = Piece("own.1", "other", "Saludo", 20, False)


def theirs(*pieces: Piece, starts: time = time(8)) -> Half:
    return Half(starts, pieces)


def test_a_page_carries_what_it_was_made_from() -> None:
    found = read(told(HALF))
    assert found is not None and told(found) == told(HALF)
    assert changes(found, HALF, drafted(HALF)) == []


@pytest.mark.parametrize("text", ["", "x", "[]", "[1]", "{}", '["25:00",[]]', '["08:00",[["a","b","c"]]]', "[" * 9000, "9" * 30_000,
                                  '["08:00:00+05:00",[]]', '["08:00:00",[["a","b",1e400]]]', "\ud800"])
def test_what_is_nothing_of_ours_is_not_read(text: str) -> None:
    assert read(text) is None


def test_what_only_the_other_changed_is_taken_over() -> None:
    now = theirs(TEST, PAUSE, replace(LISTEN, minutes=100), Piece("n", "other", "Himno", 5, False), starts=time(9))
    mine = typed("t", "40")
    both = merged(HALF, now, mine)
    assert [(line.piece.token, line.typed) for line in both.lines] == [("t", "40"), ("p", "15"), ("l", "100"), ("n", "5")]
    assert both.starts == time(9)
    assert changes(HALF, now, mine) == [
        Change(What.HOUR, "", time(8), time(9)), Change(What.MINUTES, "Escuchar", 120, 100),
        Change(What.ADDED, "Himno", after=5), Change(What.GONE, "Plenaria", before=45), Change(What.ORDER)]


def test_where_both_changed_the_same_what_this_page_says_stands_and_is_pointed_out() -> None:
    now = theirs(TEST, replace(LISTEN, minutes=100), PAUSE, PLENARY, starts=time(9))
    mine = Draft(time(8, 30), typed("l", "90").lines)
    both = merged(HALF, now, mine)
    assert (both.starts, both.lines[1].typed) == (time(8, 30), "90")
    assert changes(HALF, now, mine) == [Change(What.HOUR, "", time(8), time(9), time(8, 30)),
                                        Change(What.MINUTES, "Escuchar", 120, 100, 90)]


def test_an_order_that_this_page_changed_stands_with_the_others_block_in_its_place() -> None:
    now = theirs(TEST, LISTEN, PAUSE, Piece("n", "other", "Himno", 5, False), PLENARY)
    assert tokens(merged(HALF, now, moved(drafted(HALF), "p", -1))) == ["t", "p", "n", "l", "o"]


def test_what_this_page_added_or_takes_out_is_not_lost() -> None:
    now = theirs(replace(TEST, minutes=35), LISTEN, PAUSE, PLENARY)
    both = merged(HALF, now, added(typed("o", out=True), OWN, "t"))
    assert [(line.piece.token, line.typed, line.out) for line in both.lines] == [
        ("t", "35", False), ("own.1", "20", False), ("l", "120", False), ("p", "15", False), ("o", "45", True)]


def test_what_both_added_is_there_once() -> None:
    now = theirs(TEST, replace(OWN, token="n"), LISTEN, PAUSE, PLENARY)
    assert tokens(merged(HALF, now, added(drafted(HALF), OWN, "t"))) == ["t", "n", "l", "p", "o"]


def test_minutes_that_cannot_be_read_stay_to_be_corrected() -> None:
    now = theirs(replace(TEST, minutes=35), LISTEN, PAUSE, PLENARY)
    assert merged(HALF, now, typed("t", "media hora")).lines[0].typed == "media hora"


POOL = [TEST, LISTEN, PAUSE, PLENARY, Piece("x", "other", "X", 10, False), Piece("y", "break", "Y", 5, False)]


@st.composite
def halves(draw: st.DrawFn) -> Half:
    """Some blocks in some order, with some minutes."""
    chosen = draw(st.lists(st.sampled_from(POOL), unique_by=lambda piece: piece.token))
    return Half(draw(st.sampled_from([time(8), time(9)])),
                tuple(replace(piece, minutes=draw(st.integers(1, 60))) for piece in chosen))


@given(halves(), halves())
def test_who_changed_nothing_gets_the_others_agenda(origin: Half, now: Half) -> None:
    assert merged(origin, now, drafted(origin)) == drafted(now)


@given(halves(), halves())
def test_when_nobody_else_changed_anything_the_draft_stays(origin: Half, mine: Half) -> None:
    kept = [line for line in drafted(mine).lines if line.piece.token in {one.token for one in origin.pieces}]
    missing = [Line(piece, str(piece.minutes), True) for piece in origin.pieces
               if piece.token not in {line.piece.token for line in kept}]
    draft = Draft(mine.starts, (*kept, *missing))  # a page always bears every block that it was made from
    assert merged(origin, origin, draft).starts == draft.starts
    assert [(line.piece.token, line.minutes, line.out) for line in merged(origin, origin, draft).lines] == [
        (line.piece.token, line.minutes, line.out) for line in draft.lines]


@given(halves(), halves(), halves())
def test_every_block_of_the_other_is_in_the_result_exactly_once(origin: Half, now: Half, mine: Half) -> None:
    found = tokens(merged(origin, now, drafted(mine)))
    assert len(found) == len(set(found)) and {one.token for one in now.pieces} <= set(found)
