"""The snapshot: hours, words, one spelling, refusals, the commitment."""

import unicodedata
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.paper import snapshot as s
from tests.certificates.examples import ALL, DESIGN, NORMAL, PRESENT, WORKSHOP, constancia, like
from training.progress import requirements


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


OLD = ('{"code":"7K4MX2QD9HTR0","content_digest":"9f3c71ab02de5548","content_version":"3.2","course_slug":"a","co'
       'urse_title":"Curso","demo":false,"document":"40617283","document_type":"dni","draft":false,"ends":"2026-1'
       '1-11","folio":"2026-000128","format":1,"given_names":"Nélida","half_hours":3,"issued_on":"2026-11-16","is'
       'suer":"Programa","modules":[{"minutes":90,"slug":"a1","title":"Uno"}],"place":"Ayacucho","public_url":"ht'
       'tps://replica.example.org","signers":[{"name":"Rosa","post":"Jefa"}],"starts":"2026-11-10","surnames":"Qu'
       'ispe","token":"q3Zr8vXn2LwK5mTd7YbHcA"}').encode()  # written by the first version
OLD_COMMITMENT = "95cef1dcde37f000a91f7dd1b5b65e157c6f7f7ed7f6ad9cbfe4e8e2e7e96af3"


def test_a_snapshot_of_the_first_format_reads_and_keeps_its_bytes_and_commitment() -> None:
    old = s.from_bytes(OLD)
    assert s.canonical(old) == OLD
    assert s.commitment(b"0" * 32, old).hex() == OLD_COMMITMENT
    assert (old.paper, old.is_constancia, old.workshop) == (s.CERTIFICATE, False, None)


def test_the_kinds_are_called_as_the_requirements_call_them() -> None:
    assert (s.CERTIFICATE, s.CONSTANCIA) == (requirements.CERTIFICATE, requirements.CONSTANCIA)


def test_the_hours_of_a_constancia_are_those_attended_and_of_a_certificate_those_of_its_modules() -> None:
    assert (PRESENT.hours, PRESENT.minutes) == ("14,5", 870)
    assert (WORKSHOP.hours, WORKSHOP.minutes) == ("6,5", 405)
    assert PRESENT.workshop is not None
    assert PRESENT.workshop.share == 96


def test_nobody_attends_more_than_was_planned() -> None:
    made_up = constancia(225, 225, 225, 225, 120).workshop
    assert made_up is not None
    assert (made_up.attended, made_up.share) == (900, 100)


@pytest.mark.parametrize("changes", [
    {"format": 2}, {"kind": "certificate"}, {"format": 3, "kind": "certificate"}, {"format": 4, "kind": "certificate", "design": DESIGN},
    {"format": 2, "kind": "certificate", "valid_until": date(2028, 11, 16)}, {"format": 3, "kind": "accreditation", "design": DESIGN},
    {"format": 2, "kind": "constancia"},
    {"format": 2, "kind": "certificate", "modules": (), "half_hours": 0}, {"attendance": WORKSHOP.attendance},
    {"format": 2, "kind": "constancia", "modules": (), "half_hours": 29, "attendance": WORKSHOP.attendance}])
def test_a_paper_that_lacks_what_makes_it_one_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"format|lists|without"):
        like(**changes)


@pytest.mark.parametrize("values", [(900, 901, 80, ()), (900, 10, 80, (s.HalfDay("1. Lunes", 900, 9),)),
                                    (800, 9, 80, (s.HalfDay("1. Lunes", 900, 9),))])
def test_totals_that_are_not_those_of_the_half_days_are_refused(values: tuple[int, int, int, tuple[s.HalfDay, ...]]) -> None:
    with pytest.raises(ValueError, match="minutes"):
        s.Attendance(*values)


def test_a_constancia_of_more_lines_than_the_sheet_has_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        s.checked(constancia(225, 225, 225, 225, *[1] * 7))


def test_the_notices_stand_in_order() -> None:
    assert like(draft=True, demo=True).notices == (
        "DEMOSTRACIÓN, sin valor oficial", "Borrador: pendiente de validación clínica")
    assert NORMAL.notices == ()
