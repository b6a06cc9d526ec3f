"""The one rule of completion, by examples and properties."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from training.clock import now
from training.progress.rules import Facts, Missing, State, is_complete, missing, quiet_days, state, unmet

BOTH = ("read", "quiz")
DONE = Facts(read_at=now(), passed_at=now(), attempts=1, best_score=0.9)
READ_ONLY = Facts(read_at=now(), seen_at=now())


def test_complete_means_every_published_module_read_and_passed() -> None:
    assert is_complete(["a1", "a2"], BOTH, {"a1": DONE, "a2": DONE})
    assert not is_complete(["a1", "a2"], BOTH, {"a1": DONE, "a2": READ_ONLY})


def test_nothing_published_is_not_complete() -> None:
    assert not is_complete([], BOTH, {})


def test_what_is_missing_stands_in_the_order_of_the_course() -> None:
    assert missing(["a2", "a1"], BOTH, {"a1": READ_ONLY}) == [
        Missing("a2", "read"), Missing("a2", "quiz"), Missing("a1", "quiz")]


def test_a_requirement_in_preparation_holds_nobody_back() -> None:
    assert unmet(["a5"], BOTH, {}, ready=["a1"]) == []
    assert unmet(["a1"], BOTH, {}, ready=["a1"]) == ["a1"]


def test_states() -> None:
    def of(facts: Facts, *, ready: bool = True, blocked: bool = False) -> State:
        return state(ready=ready, blocked=blocked, kinds=BOTH, module="a1", facts=facts)

    assert of(Facts(), ready=False) is State.IN_PREPARATION
    assert of(Facts(), blocked=True) is State.LOCKED
    assert of(Facts()) is State.TO_START
    assert of(READ_ONLY) is State.STARTED
    assert of(Facts(attempts=3, best_score=0.7)) is State.NEEDS_HELP
    assert of(DONE) is State.COMPLETE


def test_somebody_who_began_is_not_locked_out_by_a_later_requirement() -> None:
    assert state(ready=True, blocked=True, kinds=BOTH, module="a1", facts=READ_ONLY) is State.STARTED


def test_silence_is_counted_from_the_last_sign_or_from_when_she_was_added() -> None:
    at = now()
    assert quiet_days(None, at - timedelta(days=9), at) == 9
    assert quiet_days(at - timedelta(days=2), at - timedelta(days=9), at) == 2
    assert quiet_days(at + timedelta(days=1), at, at) == 0


facts = st.builds(Facts, read_at=st.sampled_from([None, now()]), passed_at=st.sampled_from([None, now()]),
                  attempts=st.integers(0, 9))


@given(st.dictionaries(st.sampled_from(["a1", "a2", "a3"]), facts), st.sets(st.sampled_from(BOTH), min_size=1))
def test_complete_is_exactly_nothing_missing(known: dict[str, Facts], kinds: set[str]) -> None:
    modules = ["a1", "a2", "a3"]
    assert is_complete(modules, sorted(kinds), known) == (not missing(modules, sorted(kinds), known))
