"""What an import would do: each row is one thing, and only what the file tells changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places.register_files import as_csv, register, row
from training.places.areas import Areas, disa_key
from training.places.comparing import (
    ADDED,
    CHANGED,
    CLOSED,
    REFUSED,
    REOPENED,
    ROWS,
    SKIPPED,
    UNCHANGED,
    Known,
    Plan,
    compare,
)
from training.places.register import read
from training.places.seed import DEPARTMENTS
from training.places.troubles import Why

AREAS = Areas({code: number for number, (code, _, _) in enumerate(DEPARTMENTS, 1)} | {"150110": 30, "0608": 31},
              {"lima sur": 32, "chota": 31}, {number: name for number, (_, name, _) in enumerate(DEPARTMENTS, 1)} | {
                  30: "DIRIS Lima Norte", 31: "DISA Jaén", 32: "DIRIS Lima Sur"},
              {number: code for number, (code, _, _) in enumerate(DEPARTMENTS, 1)} | {30: "15", 31: "06", 32: "15"})
KNOWN = Known(1, "00099901", "P. S. Pampa Serena", "I-1", "GOBIERNO REGIONAL", "Valle Claro", "050101", "Red Valle", "", 5, closed=False)


def plan(*rows: dict[str, str], known: tuple[Known, ...] = (KNOWN,), accepted: tuple[str, ...] = (), complete: bool = False) -> Plan:
    return compare(read(as_csv(*rows)), known, AREAS, accepted=accepted, complete=complete)


@pytest.mark.parametrize(("more", "closed", "kind"), [
    ({}, False, UNCHANGED), ({"category": "I-2"}, False, CHANGED), ({"state": "BAJA"}, False, CLOSED), ({"state": "BAJA"}, True, UNCHANGED),
    ({}, True, REOPENED), ({"code": "5"}, False, ADDED), ({"code": "5", "state": "BAJA"}, False, SKIPPED), ({"name": ""}, False, REFUSED),
])
def test_each_row_is_one_thing(more: dict[str, str], closed: bool, kind: str) -> None:
    found = plan(row(**more), known=(replace(KNOWN, closed=closed),))
    assert [one.kind for one in found.outcomes] == [kind] and found.counts["rows"] == 1


def test_a_change_says_from_what_to_what() -> None:
    found = plan(row(category="I-2", network="RED SUR", institution="MINSA")).outcomes[0]
    assert [(one.field, one.before, one.after) for one in found.changes] == [
        ("category", "I-1", "I-2"), ("institution", "GOBIERNO REGIONAL", "MINSA"), ("network", "Red Valle", "Red Sur")]
    assert found.values == {"category": "I-2", "institution": "MINSA", "network": "Red Sur"}


@pytest.mark.parametrize("more", [{"district": "VALLE CL\ufffdRO"}, {"ubigeo": "x"}, {"category": "I-9"}, {"ubigeo": "140101"}])
def test_what_the_file_cannot_tell_stays_as_it_is(more: dict[str, str]) -> None:
    assert plan(row(**more)).outcomes[0].kind == UNCHANGED


def test_a_name_without_its_letters_is_the_known_one_or_refused() -> None:
    known = replace(KNOWN, name="P. S. Túpac")
    kept = plan(row(name="T\ufffdPAC"), known=(known,))
    assert kept.outcomes[0].kind == UNCHANGED and [note.why for note in kept.notes] == [Why.NAME_KEPT]
    trouble = plan(row("5", "T\ufffdPAC"), known=()).outcomes[0].trouble
    assert trouble is not None and trouble.why is Why.BROKEN_NAME


@pytest.mark.parametrize(("more", "why"), [
    ({"place": 3}, Why.REUSED_AWAY), ({"name": "TOTORA LARGA", "district": "OTRO"}, Why.REUSED_NAME),
])
def test_a_code_of_another_place_is_refused_until_it_is_accepted(more: dict[str, object], why: Why) -> None:
    line = row(**more)  # type: ignore[arg-type]  # place is a number
    refused = plan(line).outcomes[0]
    assert refused.kind == REFUSED and refused.trouble and refused.trouble.why is why and "Pampa Serena" in refused.trouble.told[0]
    assert plan(line, accepted=("00099901",)).outcomes[0].kind == CHANGED
    assert plan(line | {"ESTADO": "BAJA"}).outcomes[0].kind == REFUSED


@pytest.mark.parametrize("more", [{"name": "TOTORA LARGA"}, {"name": "PAMPA SERENA ALTA", "district": "OTRO"}, {"district": "OTRO"}])
def test_another_name_or_another_district_alone_is_a_change(more: dict[str, str]) -> None:
    assert plan(row(**more)).outcomes[0].kind == CHANGED


def test_what_the_file_does_not_name_is_listed_and_closed_only_when_it_is_complete() -> None:
    other = replace(KNOWN, id=2, code="00000002")
    demo, shut = replace(KNOWN, id=3, code="00000003", is_demo=True), replace(KNOWN, id=4, code="00000004", closed=True)
    found = plan(row(), known=(KNOWN, other, demo, shut))
    assert [one.code for one in found.unlisted] == ["00000002"] and not found.closing
    assert plan(row(), known=(KNOWN, other), complete=True).closing


def test_a_refused_row_still_names_its_facility() -> None:
    assert plan(row(department="NARNIA"), complete=True).unlisted == []


@pytest.mark.parametrize(("where", "authority"), [
    (("15", "150110", "LIMA SUR"), 30), (("15", "150199", "DIRIS LIMA SUR"), 32), (("15", None, "LIMA"), 15), (("06", "060801", ""), 31),
    (("06", "060101", ""), 6), (("05", None, "LIMA SUR"), 5), (("99", None, ""), None),
])
def test_the_longest_ubigeo_speaks_before_the_disa_and_the_department(where: tuple[str, str | None, str], authority: int | None) -> None:
    assert AREAS.of(*where) == authority and disa_key("DIRESA de Lima Sur") == "lima sur"


def test_the_plan_has_one_digest_until_anything_is_otherwise() -> None:
    assert plan(row()).digest == plan(row()).digest != plan(row(category="I-2")).digest
    assert plan(row("5")).digest != plan(row("5"), complete=True).digest


@given(st.integers(0, 40), st.integers(0, 40), st.sets(st.integers(0, 39)), st.booleans())
def test_the_kinds_add_up_to_the_rows(count: int, known: int, shut: set[int], complete: bool) -> None:
    rows = [line | ({"ESTADO": "BAJA"} if number in shut else {}) for number, line in enumerate(register(count + 1))]
    there = tuple(replace(KNOWN, id=number, code=str(50_000 + number).zfill(8), closed=number % 3 == 0) for number in range(known))
    counts = plan(*rows, known=there, complete=complete).counts
    assert sum(counts[kind] for kind in ROWS) == counts["rows"] == count + 1
