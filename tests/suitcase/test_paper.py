"""How people are shared out over pages, and how days are said."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.suitcase.examples import half_day, paper, row
from training.suitcase.paper import ROWS, WALK_INS, checklist_copies, chunks, dates, roll_pages, weekday


@given(st.integers(min_value=0, max_value=230))
def test_everybody_has_one_row_on_the_sign_in_sheet_and_walk_ins_have_room(people: int) -> None:
    pages = roll_pages([row(number) for number in range(1, people + 1)])
    assert [one.number for page in pages for one in page.rows] == list(range(1, people + 1))
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert {page.of for page in pages} == {len(pages)}
    assert all(len(page.rows) + page.blank <= ROWS + WALK_INS for page in pages)
    assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]
    assert pages[-1].blank >= WALK_INS


@given(st.lists(st.integers(), max_size=50), st.integers(min_value=1, max_value=9))
def test_chunks_keep_order_and_size(values: list[int], size: int) -> None:
    found = chunks(values, size)
    assert [value for group in found for value in group] == values
    assert all(len(group) == size for group in found[:-1])


@pytest.mark.parametrize(("people", "copies"), [(0, 3), (1, 3), (4, 3), (5, 4), (40, 12), (200, 52)])
def test_a_checklist_serves_four_people_and_two_are_spare(people: int, copies: int) -> None:
    assert checklist_copies(people) == copies


@pytest.mark.parametrize(("first", "last", "said"), [
    (date(2026, 12, 15), date(2026, 12, 15), "martes 15 de diciembre de 2026"),
    (date(2026, 12, 15), date(2026, 12, 16), "15 y 16 de diciembre de 2026"),
    (date(2026, 12, 15), date(2026, 12, 18), "15 al 18 de diciembre de 2026"),
    (date(2026, 11, 30), date(2026, 12, 1), "del 30 de noviembre al 1 de diciembre de 2026"),
    (date(2026, 12, 31), date(2027, 1, 1), "del 31 de diciembre de 2026 al 1 de enero de 2027"),
])
def test_the_days_of_a_workshop_in_words(first: date, last: date, said: str) -> None:
    assert dates(first, last) == said


def test_setiembre_is_written_as_in_peru() -> None:
    assert weekday(date(2026, 9, 7)) == "lunes 7 de setiembre de 2026"


def test_a_half_day_says_its_hours_and_those_of_its_blocks() -> None:
    half = half_day(2, date(2026, 12, 15), time(14))
    assert half.title == "Jornada 2: martes 15 de diciembre de 2026, tarde"
    assert half.short_title == "jornada 2: martes 15, tarde"
    at = [hour for hour, _block in half.timed()]
    assert at[0] == half.starts
    assert half.late_after == time(14, 15)
    assert half.ends == time(18, 25)
    assert [block.pause for _at, block in half.timed()].count(True) == 1


def test_facilities_come_by_name_with_their_people_and_the_unnamed_last() -> None:
    found = paper(40).facilities
    names = [name for name, _rows in found]
    assert names[-1] == ""
    assert names[:-1] == sorted(names[:-1], key=str.casefold)
    assert sorted(one.number or 0 for _name, rows in found for one in rows) == list(range(1, 41))
    same = paper(rows=(row(1, facility="P. S. Alto"), row(2, facility="P. S. ALTO"))).facilities
    assert len(same) == 1


def test_the_next_number_follows_the_highest_and_not_the_count() -> None:
    assert paper(rows=(row(1), row(9), replace(row(3), number=None))).next_number == 10
    assert paper(0).next_number == 1


def test_addresses_hold_public_keys_and_nothing_else() -> None:
    found = paper(3)
    assert found.person_address(found.rows[0]) == f"https://replica.example.org/f/{found.rows[0].key}"
    assert found.roll_address(found.half_days[1]) == "https://replica.example.org/cohortes/c0h0rt-key12/asistencia/half-2"
    assert found.names_address == "https://replica.example.org/cohortes/c0h0rt-key12/nombres"
    assert found.address == "replica.example.org"
