"""The draft of an agenda: what moves, what may go, what is wrong."""

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from training.workshops.editing import (
    Draft,
    Half,
    Line,
    Neighbour,
    Piece,
    Why,
    added,
    back_to,
    drafted,
    faults,
    moved,
    put_back,
    unused,
)

TEST = Piece("t", "test", "Prueba de entrada", 30)
LISTEN = Piece("l", "session", "Escuchar", 120, module="a1")
PAUSE = Piece("p", "break", "Pausa", 15)
PLENARY = Piece("o", "session", "Plenaria", 45, False, "a1")
HALF = Half(time(8), (TEST, LISTEN, PAUSE, PLENARY))
PLAN = Half(time(8, 30), tuple(Piece(f"plan.{at}", one.kind, one.title, one.minutes, one.essential, one.module)
                               for at, one in enumerate(HALF.pieces)))


def tokens(draft: Draft) -> list[str]:
    return [line.piece.token for line in draft.lines]


def typed(token: str, minutes: str = "", out: bool = False) -> Draft:
    """The half-day with one line changed."""
    return Draft(HALF.starts, tuple(Line(line.piece, minutes or line.typed, out) if line.piece.token == token else line
                                    for line in drafted(HALF).lines))


def whys(draft: Draft, plan: Half | None = PLAN, *neighbours: Neighbour) -> list[Why]:
    return [fault.why for fault in faults(draft, HALF, plan, neighbours)]


def test_a_draft_that_nobody_touched_is_the_half_day() -> None:
    assert drafted(HALF).half == HALF and whys(drafted(HALF)) == []


def test_a_block_moves_up_and_down_and_not_beyond_the_ends() -> None:
    assert tokens(moved(drafted(HALF), "p", -1)) == ["t", "p", "l", "o"]
    assert tokens(moved(drafted(HALF), "p", 1)) == ["t", "l", "o", "p"]
    for token, by in (("t", -1), ("o", 1), ("nothing", 1)):
        assert tokens(moved(drafted(HALF), token, by)) == ["t", "l", "p", "o"]


def test_one_more_block_goes_where_it_was_asked_for() -> None:
    own = Piece("own.1", "other", "Saludo del alcalde", 20, False)
    assert tokens(added(drafted(HALF), own, "t")) == ["t", "own.1", "l", "p", "o"]
    assert tokens(added(drafted(HALF), own, "")) == ["own.1", "t", "l", "p", "o"]
    assert tokens(added(drafted(HALF), own, "gone")) == ["t", "l", "p", "o", "own.1"]


def test_an_optional_block_may_go_and_nothing_else() -> None:
    assert whys(typed("o", out=True)) == []
    for token in ("t", "l", "p"):
        assert whys(typed(token, out=True)) == [Why.KEPT]


def test_tests_practice_and_plan_stay_even_when_the_manual_calls_them_optional() -> None:
    for kind in ("test", "practice", "plan"):
        assert not Piece("x", kind, "X", 30, essential=False).may_go


def test_a_line_that_is_left_out_of_the_form_is_missed() -> None:
    assert whys(Draft(HALF.starts, drafted(HALF).lines[1:])) == [Why.KEPT]


def test_minutes_are_whole_numbers_from_one_to_six_hours() -> None:
    for wrong in ("0", "-5", "30.5", "media hora", "361", "٣٠", "9" * 30):
        assert whys(typed("t", wrong)) == [Why.MINUTES], wrong
    assert whys(typed("o", "x", out=True)) == []  # what goes needs no minutes


def test_a_half_day_is_neither_too_short_nor_too_long() -> None:
    short = Draft(time(8), tuple(Line(piece, "14") for piece in HALF.pieces))
    assert whys(short) == [Why.SHORT]
    assert whys(typed("l", "271")) == [Why.LONG] and whys(typed("l", "270")) == []


def test_a_half_day_ends_before_midnight() -> None:
    at = HALF.minutes
    late, latest = 24 * 60 - at, 24 * 60 - at - 1
    lines = drafted(HALF).lines
    assert whys(Draft(time(late // 60, late % 60), lines)) == [Why.MIDNIGHT]
    assert whys(Draft(time(latest // 60, latest % 60), lines)) == []
    assert whys(Draft(None, lines)) == [Why.HOUR]


def test_half_days_of_one_day_do_not_overlap_and_keep_their_order() -> None:
    afternoon = Neighbour("b", 14 * 60, 17 * 60, 1)
    assert whys(typed("l", "270"), PLAN, afternoon) == []  # until 14:00 sharp
    for draft in (Draft(time(10, 31), drafted(HALF).lines), Draft(time(18), drafted(HALF).lines)):
        assert whys(draft, PLAN, afternoon) == [Why.OVERLAPS]
    make_up = Neighbour("m", 14 * 60, 17 * 60)
    assert whys(Draft(time(18), drafted(HALF).lines), PLAN, make_up) == []
    assert whys(Draft(time(15), drafted(HALF).lines), PLAN, make_up) == [Why.OVERLAPS]


def test_too_many_blocks_are_too_many() -> None:
    draft = drafted(HALF)
    for number in range(37):
        draft = added(draft, Piece(f"own.{number}", "other", f"B{number}", 1, False), "o")
    assert whys(draft) == [Why.MANY_BLOCKS]


def test_back_to_the_plan_keeps_the_blocks_that_are_there() -> None:
    changed = added(moved(typed("l", "90"), "p", 1), Piece("k", "other", "Saludo", 20, False), "t")
    back = back_to(changed, PLAN)
    assert [(line.piece.token, line.typed, line.out) for line in back.lines] == [
        ("t", "30", False), ("l", "120", False), ("p", "15", False), ("o", "45", False), ("k", "20", True)]
    assert back.starts == PLAN.starts


def test_a_block_of_the_plan_that_was_taken_out_is_offered_and_goes_back_to_its_place() -> None:
    without = Draft(HALF.starts, tuple(line for line in drafted(HALF).lines if line.piece.token != "o"))
    assert [piece.token for piece in unused(PLAN, without)] == ["plan.3"]
    assert tokens(put_back(without, PLAN, "plan.3")) == ["t", "l", "p", "plan.3"]
    assert put_back(without, PLAN, "plan.1") == without == put_back(without, PLAN, "plan.9")


def test_a_block_of_an_older_version_goes_only_when_the_plan_of_this_one_takes_its_place() -> None:
    newer = Half(time(8), (PLAN.pieces[0], Piece("plan.1", "session", "Escuchar mejor", 120, module="a1")))
    assert whys(back_to(drafted(HALF), newer), newer) == []
    assert whys(typed("l", out=True), newer) == [Why.KEPT]
    assert whys(typed("l", out=True), None) == [Why.KEPT]


presses = st.lists(st.tuples(st.sampled_from(["t", "l", "p", "o", "zz"]), st.sampled_from([-1, 1])), max_size=12)


@given(presses)
def test_whatever_is_pressed_no_block_is_lost_and_the_end_stays(some: list[tuple[str, int]]) -> None:
    draft = drafted(HALF)
    for token, by in some:
        draft = moved(draft, token, by)
    assert sorted(tokens(draft)) == ["l", "o", "p", "t"]
    assert draft.half is not None and draft.half.minutes == HALF.minutes and whys(draft) == []
    back = back_to(draft, PLAN)
    assert tokens(back) == ["t", "l", "p", "o"]
