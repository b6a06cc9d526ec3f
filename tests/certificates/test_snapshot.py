"""The snapshot: hours, words, one spelling, refusals, the commitment."""

import unicodedata
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import snapshot as s
from tests.certificates.examples import ALL, NORMAL, like


@pytest.mark.parametrize(("minutes", "words"), [
    (0, "0"), (29, "0"), (30, "0,5"), (405, "6,5"), (419, "6,5"), (420, "7"), (1200, "20")])
def test_hours_are_rounded_down_to_half_an_hour(minutes: int, words: str) -> None:
    assert s.hours(minutes) == words


@given(st.integers(0, 100_000))
def test_hours_never_promise_more_than_was_taught(minutes: int) -> None:
    promised = float(s.hours(minutes).replace(",", ".")) * 60
    assert promised <= minutes < promised + 30


@pytest.mark.parametrize("name", ALL)
def test_a_snapshot_comes_back_from_its_bytes(name: str) -> None:
    data = s.canonical(ALL[name])
    assert s.from_bytes(data) == ALL[name]
    assert s.canonical(s.from_bytes(data)) == data


def test_the_same_words_give_the_same_bytes_however_they_were_typed() -> None:
    typed = like(given_names=unicodedata.normalize("NFD", "  Nélida\u00a0 Rosaura "))
    assert s.canonical(typed) == s.canonical(NORMAL)


@pytest.mark.parametrize("changes", [
    {"given_names": " "}, {"surnames": "Qui\x00spe"}, {"surnames": "Quispe\u202eiruaN"}, {"half_hours": 14},
    {"starts": date(2026, 11, 12)}])
def test_what_no_sheet_may_say_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"text|hours|ends"):
        like(**changes)


@pytest.mark.parametrize("changes", [{"folio": "dos palabras"}, {"document_type": "otro"},
                                     {"place": "a" * 201}, {"folio": "9" * 25}])
def test_the_types_are_checked_where_data_come_in(changes: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        s.checked(like(**changes))


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        s.from_bytes(s.canonical(NORMAL)[:-1] + b',"score":18}')


def test_nothing_but_the_printed_facts_is_kept() -> None:
    assert not {"score", "facility", "area", "profession"} & set(NORMAL.__struct_fields__)


def test_the_commitment_depends_on_the_salt_and_on_every_word() -> None:
    salt = b"0123456789abcdef"
    told = {s.commitment(salt, NORMAL), s.commitment(salt[::-1], NORMAL), s.commitment(salt, like(place="Puno")),
            s.commitment(salt, like(demo=True))}
    assert len(told) == 4
    assert all(len(value) == 32 for value in told)
    assert s.commitment(salt, NORMAL) == s.commitment(salt, s.from_bytes(s.canonical(NORMAL)))


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        s.commitment(b"short", NORMAL)


def test_the_notices_stand_in_order() -> None:
    assert like(draft=True, demo=True).notices == (
        "DEMOSTRACIÓN, sin valor oficial", "Borrador: pendiente de validación clínica")
    assert NORMAL.notices == ()
