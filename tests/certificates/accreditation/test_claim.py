"""The claim of an accreditation: forms of its own, with its last day, and unreadable to whoever knows only certificates."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.paper import claim
from certificates.paper.claim import _decode
from certificates.paper.snapshot import Snapshot, canonical, from_bytes
from tests.certificates.examples import ACCREDITED, ACCREDITED_WORST, KEY, NORMAL, PRESENT, like

PUBLIC = [KEY.public_key()]


def form_of(snapshot: Snapshot) -> int:
    data = _decode(claim.make(snapshot, KEY))
    assert data is not None
    return data[0]


def test_it_says_its_kind_and_its_last_day() -> None:
    facts = claim.read(claim.make(ACCREDITED, KEY), PUBLIC)
    assert facts is not None
    assert (facts.kind, facts.valid_until, facts.folio) == ("accreditation", date(2028, 11, 16), "2026-A-000003")
    assert facts.modules == ("b1", "b2", "b3", "b4", "b5", "b6")
    assert facts.whole


def test_each_kind_of_paper_has_forms_of_its_own() -> None:
    assert form_of(NORMAL) in (1, 2, 3)
    assert form_of(PRESENT) in (4, 5, 6)
    assert form_of(ACCREDITED) == 7
    assert form_of(ACCREDITED_WORST) in (8, 9)


def test_a_reader_who_knows_no_accreditation_takes_it_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = claim.make(ACCREDITED, KEY)
    monkeypatch.setattr(claim, "KINDS", ("certificate", "constancia"))
    assert claim.read(made, PUBLIC) is None


def test_certificates_and_constancias_say_no_last_day() -> None:
    for one in (NORMAL, PRESENT):
        facts = claim.read(claim.make(one, KEY), PUBLIC)
        assert facts is not None
        assert facts.valid_until is None


@given(st.text("ÑaéíŋG̃ ", min_size=1, max_size=120).map(str.strip).filter(bool))
def test_whatever_the_name_it_fits_and_keeps_its_day(name: str) -> None:
    facts = claim.read(claim.make(msgspec.structs.replace(ACCREDITED, given_names=name, surnames=name), KEY), PUBLIC)
    assert facts is not None
    assert facts.valid_until == date(2028, 11, 16)


@pytest.mark.parametrize("changes", [
    {"valid_until": msgspec.UNSET}, {"valid_until": date(2026, 11, 16)}, {"allows": msgspec.UNSET}, {"basis": msgspec.UNSET},
    {"modules": (), "half_hours": 0}, {"format": 2}])
def test_an_accreditation_without_what_makes_it_one_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="accreditation|format|certificate lists"):
        msgspec.structs.replace(ACCREDITED, **changes)


def test_other_papers_allow_nothing() -> None:
    with pytest.raises(ValueError, match="other papers do not"):
        like(allows="facilitar talleres")


def test_its_bytes_are_read_back() -> None:
    assert from_bytes(canonical(ACCREDITED)) == ACCREDITED
