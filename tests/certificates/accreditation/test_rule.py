"""The rule of an accreditation, by itself."""

from datetime import date

import pytest

from certificates.accrediting.rule import Facts, Run, counting, is_met, steps, valid_until
from modules.workshop import Accreditation

RULE = Accreditation("a", workshops=2, people=8, months=24, renewal=1)


def run(day: int, certified: int, month: int = 3) -> Run:
    return Run(f"Taller {day}", "Ayacucho", date(2026, month, day), certified)


def met(facts: Facts) -> dict[str, bool]:
    return {one.name: one.met for one in steps(RULE, facts)}


def test_certificate_practice_and_two_workshops_of_eight() -> None:
    assert is_met(steps(RULE, Facts("2026-000001", True, (run(1, 8), run(2, 30)))))


@pytest.mark.parametrize(("facts", "lacks"), [
    (Facts(None, True, (run(1, 8), run(2, 8))), "certificate"),
    (Facts("2026-000001", False, (run(1, 8), run(2, 8))), "practice"),
    (Facts("2026-000001", True, (run(1, 8), run(2, 7))), "workshops"),
    (Facts("2026-000001", True), "workshops"),
])
def test_each_of_them_is_needed(facts: Facts, lacks: str) -> None:
    assert [name for name, good in met(facts).items() if not good] == [lacks]


def test_nobody_is_licensed_for_having_been_there() -> None:
    assert not is_met(steps(RULE, Facts(None, False, (run(1, 100), run(2, 100)))))


def test_it_is_renewed_by_workshops_since_the_last_one_only() -> None:
    before = Facts("2026-000001", True, (run(1, 8), run(2, 30)), date(2026, 3, 2))
    assert counting(RULE, before) == ()
    assert not is_met(steps(RULE, before))
    assert is_met(steps(RULE, Facts("2026-000001", True, (*before.runs, run(3, 8)), date(2026, 3, 2))))


@pytest.mark.parametrize(("issued", "last"), [(date(2026, 11, 23), date(2028, 11, 23)), (date(2028, 2, 29), date(2030, 2, 28)),
                                              (date(2026, 12, 31), date(2028, 12, 31))])
def test_it_ends_on_the_same_day_of_the_month(issued: date, last: date) -> None:
    assert valid_until(RULE, issued) == last
