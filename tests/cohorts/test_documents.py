"""A document as typed: its shape, its flaw, the repair that is offered and never done silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.cohorts.documents import Document, read_document, read_kind
from training.cohorts.flaws import Reason


@pytest.mark.parametrize("typed", [
    "99000101", " 99000101 ", "99 000 101", "99.000.101", "99000101.0", "DNI 99000101", "DNI: 99000101", "N° 99000101",
    "９９０００１０１", "٩٩٠٠٠١٠١", "99000101\u200b", "\u00a099000101",
])
def test_a_dni_is_eight_digits_however_it_was_pasted(typed: str) -> None:
    assert read_document("dni", typed) == (Document("dni", "99000101"), [])


@pytest.mark.parametrize(("typed", "offered"), [("9900104", "09900104"), ("990010", "00990010"), ("9900104.0", "09900104")])
def test_zeros_that_excel_ate_are_offered_and_not_put_back(typed: str, offered: str) -> None:
    document, flaws = read_document("dni", typed)
    assert document.number != offered
    assert [(flaw.reason, flaw.suggestion) for flaw in flaws] == [(Reason.DNI_SHORT, offered)]


@pytest.mark.parametrize(("typed", "reason"), [
    ("", Reason.MISSING), ("12345", Reason.DNI_LENGTH), ("123456789", Reason.DNI_LENGTH), ("1234567A", Reason.DNI_LETTERS),
    ("9900010X", Reason.DNI_LETTERS), ("99000101-K", Reason.DNI_CHECK_DIGIT), ("1,2345E+07", Reason.SCIENTIFIC),
    ("99000101é", Reason.STRANGE_CHARACTERS), ("9900\u202e0101", Reason.STRANGE_CHARACTERS), ("=99000101", Reason.STRANGE_CHARACTERS),
])
def test_each_bad_dni_has_its_reason(typed: str, reason: Reason) -> None:
    assert [flaw.reason for flaw in read_document("dni", typed)[1]] == [reason]


@pytest.mark.parametrize(("kind", "typed", "good"), [
    ("ce", "001234567", True), ("ce", "AB1234567890", True), ("ce", "12345678", False), ("ce", "1234567890123", False),
    ("passport", "ab-123456", True), ("passport", "12345", False), ("passport", "1234567890123", False),
])
def test_foreign_documents_have_their_lengths(kind: str, typed: str, good: bool) -> None:
    assert (not read_document(kind, typed)[1]) is good


@pytest.mark.parametrize("typed", ["001234567", "AB123456"])
def test_without_a_kind_what_is_no_dni_is_asked(typed: str) -> None:
    assert [flaw.reason for flaw in read_document("", typed)[1]] == [Reason.TYPE_UNKNOWN]


@pytest.mark.parametrize(("word", "kind"), [("D.N.I.", "dni"), ("Carné de Extranjería", "ce"), ("CARNET EXTRANJERIA", "ce"),
                                            ("pasaporte", "passport"), ("brevete", None), ("", None)])
def test_the_kind_is_read_in_its_usual_words(word: str, kind: str | None) -> None:
    assert read_kind(word) == kind


@given(st.sampled_from(["dni", "ce", "passport", ""]), st.text(max_size=60))
def test_any_text_is_a_storable_document_or_has_a_reason(kind: str, typed: str) -> None:
    document, flaws = read_document(kind, typed)
    if not flaws:
        assert document.number.isascii() and document.number.isalnum() and 6 <= len(document.number) <= 12
