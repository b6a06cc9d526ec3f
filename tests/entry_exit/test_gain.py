"""Gain, by hand and by chance."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quizzes.entry_exit.blueprint import ENTRY, EXIT
from quizzes.entry_exit.flags import FEWEST_ANSWERS, Flag, by_flag, flagged, weakest
from quizzes.entry_exit.gain import Change, Gain, Item, Marked, Score, gain

ITEMS = tuple(Item(n, module, f"Meta {n}", {"A": f"q{n}a", "B": f"q{n}b"})
               for n, module in ((1, "a1"), (2, "a1"), (3, "a2"), (4, "a2")))


def sheet(person: int, moment: str, marks: str, form: str = "A", number: int = 1) -> Marked:
    """``marks``: 1 right, 0 wrong, v voided, by item."""
    return Marked(person, moment, number, form, tuple({"1": True, "0": False, "v": None}[mark] for mark in marks))


def of(*sheets: Marked) -> Gain:
    return gain(ITEMS, sheets)


def test_one_person_before_and_after() -> None:
    read = of(sheet(1, ENTRY, "1000"), sheet(1, EXIT, "1110", "B"))
    one = read.of(1)
    assert (one.entry, one.exit, one.best, one.tries) == (Score(1, 4), Score(3, 4), Score(3, 4), 1)
    assert one.change is not None and one.change.points == 50
    assert read.paired == 1
    assert read.change == Change(Score(1, 4), Score(3, 4))
    assert read.change.learnt == 66  # two of the three that were missing


def test_topics_and_items_add_up_to_the_group() -> None:
    read = of(sheet(1, ENTRY, "1000"), sheet(1, EXIT, "1110"), sheet(2, ENTRY, "0100"), sheet(2, EXIT, "1111"))
    assert [(topic.module, topic.change.before, topic.change.after) for topic in read.topics] == [
        ("a1", Score(2, 4), Score(4, 4)), ("a2", Score(0, 4), Score(3, 4))]
    assert [item.change.points for item in read.items] == [50, 50, 100, 50]


def test_whoever_gave_one_test_only_is_in_her_own_row_and_not_in_the_group() -> None:
    read = of(sheet(1, ENTRY, "1111"), sheet(2, EXIT, "0000"), sheet(3, ENTRY, "0000"), sheet(3, EXIT, "1000"))
    assert read.paired == 1
    assert read.change == Change(Score(0, 4), Score(1, 4))
    assert read.of(1).change is None and read.of(2).change is None
    assert read.handed_in(ENTRY) == {1, 3} and read.handed_in(EXIT) == {2, 3}
    assert read.items[0].first == Score(1, 2)  # the entry test of both who gave it


def test_nobody_yet() -> None:
    read = of()
    assert (read.paired, read.change.points, read.change.learnt) == (0, 0, None)
    assert read.of(7).tries == 0
    assert flagged(read) == [] and weakest(read) == []
    assert gain((), ()).topics == ()


def test_a_repeated_exit_test_counts_for_her_and_not_for_the_gain() -> None:
    read = of(sheet(1, ENTRY, "1000"), sheet(1, EXIT, "1111", number=2), sheet(1, EXIT, "1100"))
    one = read.of(1)
    assert (one.exit, one.best, one.tries) == (Score(2, 4), Score(4, 4), 2)
    assert read.change.after == Score(2, 4)


def test_a_second_exit_test_that_went_worse_is_not_the_best() -> None:
    assert of(sheet(1, EXIT, "1110"), sheet(1, EXIT, "0000", number=2)).of(1).best == Score(3, 4)


def test_a_voided_question_counts_for_nobody_and_its_pair_leaves_the_group() -> None:
    """Question 1 of form A is void: whoever had A before and B after keeps her answer to 1b, in her own row."""
    read = of(sheet(1, ENTRY, "v000", "A"), sheet(1, EXIT, "1111", "B"))
    assert read.of(1).entry == Score(0, 3) and read.of(1).exit == Score(4, 4)
    assert read.items[0].change == Change(Score(0, 0), Score(0, 0))
    assert read.change == Change(Score(0, 3), Score(3, 3))
    assert read.asked[0] == (("q1a", ITEMS[0], "A", Score(0, 0), Score(0, 0)))
    assert read.asked[1].exit == Score(1, 1)


def test_per_cents_are_rounded_down() -> None:
    assert Score(15, 19).percent == 78
    assert not Score(15, 19).reaches(79) and Score(16, 20).reaches(80)
    assert Score().percent == 0 and not Score().reaches(0)


def test_what_was_learnt_is_not_said_when_nothing_was_missing_or_less_is_known() -> None:
    assert Change(Score(4, 4), Score(4, 4)).learnt is None
    assert Change(Score(2, 4), Score(1, 4)).learnt is None
    assert Change(Score(2, 4), Score(2, 4)).learnt == 0


def test_how_many_reached_the_mark() -> None:
    read = of(sheet(1, ENTRY, "1111"), sheet(1, EXIT, "1111"), sheet(2, ENTRY, "1000"), sheet(2, EXIT, "1110"),
              sheet(3, ENTRY, "1111"))
    assert read.reached(75) == (1, 2)
    assert read.reached(80) == (1, 1)


def crowd(before: str, after: str, many: int = FEWEST_ANSWERS) -> Gain:
    """So many people with the same answers, form A both times."""
    return of(*(sheet(who, moment, marks) for who in range(many) for moment, marks in ((ENTRY, before), (EXIT, after)) if marks))


def flags(read: Gain) -> list[tuple[Flag, str]]:
    return [(one.flag, one.asked.question) for one in flagged(read)]


def test_what_nobody_and_what_everybody_gets_right_is_pointed_out() -> None:
    assert flags(crowd("1100", "1101")) == [(Flag.NOBODY, "q3a"), (Flag.EVERYBODY, "q1a"), (Flag.EVERYBODY, "q2a")]


def test_what_is_pointed_out_is_told_once_for_each_reason() -> None:
    grouped = by_flag(flagged(crowd("1100", "1101")))
    assert [(flag, [one.question for one in found]) for flag, found in grouped.items()] == [
        (Flag.NOBODY, ["q3a"]), (Flag.EVERYBODY, ["q1a", "q2a"])]


def test_what_falls_is_pointed_out() -> None:
    mixed = of(*(sheet(who, ENTRY, "1000") for who in range(10)),
               *(sheet(who, EXIT, "1000" if who < 8 else "0000") for who in range(10)))
    assert (Flag.FELL, "q1a") in flags(mixed)
    still = of(*(sheet(who, ENTRY, "1000") for who in range(10)),
               *(sheet(who, EXIT, "1000" if who < 9 else "0000") for who in range(10)))
    assert (Flag.FELL, "q1a") not in flags(still)


def test_nobody_right_before_the_workshop_is_no_reason_to_doubt_the_question() -> None:
    assert flags(crowd("0000", "")) == []
    assert flags(crowd("1000", "")) == [(Flag.EVERYBODY, "q1a")]


def test_four_answers_say_nothing() -> None:
    assert flagged(crowd("1100", "1101", FEWEST_ANSWERS - 1)) == []
    assert weakest(crowd("1100", "", FEWEST_ANSWERS - 1)) == []


def test_where_the_workshop_should_take_its_time() -> None:
    assert [topic.module for topic in weakest(crowd("1100", ""))] == ["a2"]
    assert [topic.module for topic in weakest(crowd("0111", ""))] == ["a1"]
    assert weakest(crowd("1111", "")) == []


marks = st.lists(st.sampled_from([True, False, None]), min_size=4, max_size=4).map(tuple)
sheets = st.lists(st.builds(Marked, st.integers(1, 6), st.sampled_from([ENTRY, EXIT]), st.integers(1, 3),
                            st.sampled_from(["A", "B"]), marks),
                  max_size=30, unique_by=lambda one: (one.person, one.moment, one.number))


@given(sheets, st.randoms())
def test_the_order_of_the_sheets_does_not_matter(given: list[Marked], chance: object) -> None:
    shuffled = list(given)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its Random loosely
    assert gain(ITEMS, given) == gain(ITEMS, shuffled)


@given(sheets)
def test_whatever_comes_the_sums_agree(given: list[Marked]) -> None:
    read = gain(ITEMS, given)
    assert read.paired == len(read.handed_in(ENTRY) & read.handed_in(EXIT))
    assert read.change.before.out_of == read.change.after.out_of <= 4 * read.paired
    for part in (read.items, read.topics):
        assert sum(one.change.after.right for one in part) == read.change.after.right
        assert sum(one.first.out_of for one in part) == sum(one.first.out_of for one in read.items)
    assert all(0 <= one.entry.share <= 1 for one in read.asked)
    assert all(one.best is None or one.exit is not None and one.best.share >= one.exit.share for one in read.people.values())
    for one in flagged(read):
        assert one.flag is not Flag.NOBODY or one.asked.exit.share == Fraction(0)
