"""Everybody is in exactly one group, and the reasons are those that are true."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from training.closing.summary import summary
from training.cohorts.models import Membership
from training.progress.requirements import (
    ATTENDANCE,
    CERTIFICATE,
    CONSTANCIA,
    ENTRY_TEST,
    EXIT_TEST,
    NAME,
    Requirement,
    Stand,
    Standing,
)

BOTH = frozenset({CONSTANCIA, CERTIFICATE})
ASKED = {ATTENDANCE: BOTH, NAME: BOTH, EXIT_TEST: frozenset({CERTIFICATE}), ENTRY_TEST: frozenset[str]()}


def people(count: int) -> list[Membership]:
    return [Membership(id=number, given_names="Ana", surnames=f"Rojas {number}") for number in range(1, count + 1)]


def asked(done: Mapping[str, set[int]], count: int) -> list[Requirement]:
    return [Requirement(name, name, "regla", papers, {
        number: Standing(Stand.DONE if number in done.get(name, ()) else Stand.TO_DO, "dicho")
        for number in range(1, count + 1)}) for name, papers in ASKED.items()]


def test_who_has_everything_gets_a_certificate_and_who_only_attended_a_constancia() -> None:
    done = {ATTENDANCE: {1, 2, 3}, NAME: {1, 2}, EXIT_TEST: {1, 3}}
    found = summary(asked(done, 4), people(4))
    assert [one.id for one in found.certificates] == [1]
    assert [one.membership.id for one in found.constancias] == [2]
    assert [one.membership.id for one in found.pending] == [3, 4]
    assert [one.id for one in found.unnamed] == [3]


def test_why_there_is_no_certificate_names_the_requirement_and_its_people() -> None:
    found = summary(asked({ATTENDANCE: {1, 2}, NAME: {1, 2}, EXIT_TEST: {1}}, 2), people(2))
    assert [(why.requirement.name, [one.id for one in why.people]) for why in found.why_no_certificate] == [(EXIT_TEST, [2])]


def test_what_no_paper_asks_for_holds_nobody_back() -> None:
    found = summary(asked({ATTENDANCE: {1}, NAME: {1}, EXIT_TEST: {1}}, 1), people(1))
    assert len(found.certificates) == 1 and [line.done for line in found.lines if line.requirement.name == ENTRY_TEST] == [0]


@given(st.fixed_dictionaries({name: st.sets(st.integers(1, 6)) for name in ASKED}))
def test_everybody_is_in_exactly_one_group(done: dict[str, set[int]]) -> None:
    found = summary(asked(done, 6), people(6))
    groups = [{one.id for one in found.certificates}, {one.membership.id for one in found.constancias},
              {one.membership.id for one in found.pending}]
    assert sorted(number for group in groups for number in group) == [1, 2, 3, 4, 5, 6]
    assert found.everybody == 6
