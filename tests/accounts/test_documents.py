"""Documents as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.accounts.documents import CE, DNI, KINDS, PASSPORT, plain, well_formed


@pytest.mark.parametrize(("typed", "stored"), [
    ("99000101", "99000101"), (" 99 000 101 ", "99000101"), ("99.000.101", "99000101"), ("ab-12345", "AB12345"),
    ("９９０００１０１", "99000101"), ("٠١٢٣٤٥٦٧", "01234567"),
])
def test_the_number_is_stored_in_one_shape(typed: str, stored: str) -> None:
    assert plain(typed) == stored


@pytest.mark.parametrize(("kind", "number", "fine"), [
    (DNI, "99000101", True), (DNI, "9900010", False), (DNI, "990001011", False), (DNI, "9900010A", False), (DNI, "", False),
    (CE, "001234567", True), (CE, "12345678", False), (CE, "1234567890123", False),
    (PASSPORT, "AB1234", True), (PASSPORT, "AB12", False), (PASSPORT, "AB12;4", False), (PASSPORT, "ÑB12345", False),
])
def test_each_kind_has_its_shape(kind: str, number: str, fine: bool) -> None:
    assert well_formed(kind, number) is fine


@given(st.text(max_size=60), st.sampled_from(KINDS))
def test_no_text_is_too_strange(typed: str, kind: str) -> None:
    number = plain(typed)
    assert plain(number) == number or not number.isascii()
    assert not well_formed(kind, number) or len(number) <= 12
