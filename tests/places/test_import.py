"""``flask facilities import``: the register comes in, whole or not at all; again, it says what changed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DatabaseError

from tests import make
from tests.places import story
from tests.places.register_files import as_csv, as_xlsx, register, row
from tests.statements import statements
from training.db import db, reading
from training.house import house
from training.places import actions, importing, prepared, telling
from training.places.fictional import FICTIONAL, add_fictional
from training.places.models import Facility, HealthAuthority
from training.places.models_register import FacilityChange, FacilityImport
from training.places.queries import by_code, register_for
from training.workshops.places import facility_of, known_places


@pytest.fixture
def take(app: Flask, command: Callable[..., str], tmp_path: Path) -> Callable[..., str]:
    """``take(data, "--complete")`` runs the command on a file of these bytes."""
    def run(data: bytes, *options: str) -> str:
        (tmp_path / "registro.csv").write_bytes(data)
        return command("facilities", "import", str(tmp_path / "registro.csv"), *options)
    return run


def found(code: str) -> Facility:
    with reading():
        one = by_code(code)
        assert one is not None
        db.session.expunge(one)
    return one


def facts(code: str) -> list[tuple[str, str, str]]:
    with reading():
        return [tuple(one) for one in db.session.execute(
            select(FacilityChange.field, FacilityChange.before, FacilityChange.after)
            .join(Facility, Facility.id == FacilityChange.facility_id).where(Facility.code == code).order_by(FacilityChange.id))]


def test_facilities_come_to_their_health_authority_and_the_sums_are_said(take: Callable[..., str]) -> None:
    said = take(as_csv(row("99021", "RIO MANSO"), row("7634", "COMAS CLARO", 5), row("77", "HUARAL", 6), row("8", department="NARNIA"),
                       row("x"), row("9", state="BAJA")))
    assert ("6 filas leídas: 3 nuevas, 0 con cambios, 0 que cierran, 0 que reabren, 0 sin cambios, 1 cerradas que no se tomaron, "
            "2 rechazadas.") in said
    assert "línea 5: 00000008 PAMPA SERENA: «NARNIA» no es un departamento." in said and "línea 6: el código «x»" in said
    assert "línea 7: 00000009 P. S. Pampa Serena: cerrado, no se tomó (estado «BAJA»)." in said
    with reading():
        where = {code: region for code, region in db.session.execute(
            select(Facility.code, HealthAuthority.code).join(HealthAuthority, HealthAuthority.id == Facility.authority_id))}
    assert where == {"00099021": "aya", "00007634": "diris-norte", "00000077": "lim"}


def test_again_says_what_changed_from_what_to_what(take: Callable[..., str]) -> None:
    take(as_csv(row(), row("5", "OTRO")))
    assert "0 nuevas, 0 con cambios, 0 que cierran, 0 que reabren, 2 sin cambios" in take(as_csv(row(), row("5", "OTRO")))
    said = take(as_csv(row(category="I-3", network="RED SUR")))
    assert "categoría: I-1 → I-3; red: Red Valle → Red Sur" in said and "no está en el archivo: 00000005 P. S. Otro" in said
    assert ("category", "I-1", "I-3") in facts("00099901") and found("00000005").closed_on is None


def test_a_closed_one_keeps_its_history_and_comes_back(take: Callable[..., str]) -> None:
    take(as_csv(row(), row("5")))
    assert "1 que cierran" in take(as_csv(row(state="DESACTIVADO"), row("5")))
    assert isinstance(found("00099901").closed_on, date)
    assert "1 sin cambios" in take(as_csv(row(state="DESACTIVADO")))
    said = take(as_csv(row(category="I-2"), row("5")))
    assert "1 que reabren" in said and "reabre; categoría: I-1 → I-2" in said
    assert found("00099901").closed_on is None and found("00099901").category == "I-2"
    assert [field for field, _, _ in facts("00099901")] == ["added", "closed", "category", "reopened"]


def test_a_dry_run_leaves_nothing(take: Callable[..., str]) -> None:
    said = take(as_csv(row()), "--dry-run")
    assert "1 nuevas" in said and "Simulación" in said
    assert db.session.scalar(select(func.count(Facility.id))) == db.session.scalar(select(func.count(FacilityImport.id))) == 0


def test_a_complete_file_closes_what_it_does_not_name(take: Callable[..., str]) -> None:
    take(as_csv(row(), row("5")))
    said = take(as_csv(row()), "--complete")
    assert "00000005 P. S. Pampa Serena (se cierra)" in said and "1 establecimientos no están en el archivo y se cierran" in said
    assert found("00000005").closed_on and facts("00000005")[-1][0] == "closed"


def test_a_file_that_would_close_half_the_register_is_refused(take: Callable[..., str]) -> None:
    take(as_csv(*register(60)))
    with pytest.raises(AssertionError, match="no parece traer todo el registro"):
        take(as_csv(*register(10)), "--complete")
    assert db.session.scalar(select(func.count(Facility.id)).where(Facility.closed_on.is_not(None))) == 0


def test_a_code_that_became_another_place_is_taken_only_when_accepted(take: Callable[..., str]) -> None:
    take(as_csv(row()))
    said = take(as_csv(row(name="TOTORA", place=3)))
    assert "1 rechazadas" in said and "acéptelo si es así" in said and found("00099901").name == "P. S. Pampa Serena"
    assert "1 con cambios" in take(as_csv(row(name="TOTORA", place=3)), "--accept", "99901")
    assert found("00099901").name == "P. S. Totora"
    assert ("authority", "DIRESA/GERESA Ayacucho", "DIRESA/GERESA Puno") in facts("00099901")


def test_the_older_name_of_the_command_and_a_workbook(app: Flask, command: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").write_bytes(as_xlsx([row(), row("5")]))
    assert "2 nuevas" in command("places", "import", str(tmp_path / "r.xlsx"))


def test_another_file_is_refused_and_nothing_comes_in(take: Callable[..., str]) -> None:
    with pytest.raises(AssertionError, match="falta la columna"):
        take(b"DNI,Nombres\n1,2\n")
    assert db.session.scalar(select(func.count(Facility.id))) == 0


def test_a_failure_in_the_middle_leaves_nothing_half_applied(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = story.imported(as_csv(row(), row("5")))
    db.session.commit()
    plan = importing.plan(importing.unpack(kept.packed or b""), (), complete=False)
    ready = prepared.writes(plan)
    monkeypatch.setattr(actions, "record", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.apply(kept, plan, ready, None)
    db.session.rollback()
    assert db.session.scalar(select(func.count(Facility.id))) == db.session.scalar(select(func.count(FacilityChange.id))) == 0
    assert kept.state == "waiting"


def test_the_rooms_are_told_in_pieces_of_what_they_reckon_with(app: Flask, take: Callable[..., str], monkeypatch: pytest.MonkeyPatch,
                                                               ) -> None:
    told: list[list[int]] = []
    monkeypatch.setattr(house(app), "facility_changes", [lambda ids: told.append(list(ids))])
    monkeypatch.setattr(telling, "PIECE", 2)
    take(as_csv(*register(5)))
    assert [len(piece) for piece in told] == [2, 2, 1]
    told.clear()
    rows = register(5)
    rows[0] |= {"Categoría": "III-1"}
    rows[1] |= {"Institucion": "ESSALUD"}
    take(as_csv(*rows))
    assert sum(map(len, told)) == 1


def test_what_a_power_cut_left_untold_is_told_later(app: Flask, take: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    take(as_csv(row()))
    db.session.execute(update(FacilityImport).values(told_at=None))
    db.session.commit()
    told: list[int] = []
    monkeypatch.setattr(house(app), "facility_changes", [lambda ids: told.extend(ids)])
    telling.tell_the_rest()
    telling.tell_the_rest()
    assert len(told) == 1


def test_an_import_of_many_asks_no_more_than_one_of_few(app: Flask) -> None:
    def asked(first: int, count: int) -> int:
        kept = story.imported(as_csv(*register(first + count)[first:]))
        plan = importing.plan(importing.unpack(kept.packed or b""), (), complete=False)
        with statements() as heard:
            actions.apply(kept, plan, prepared.writes(plan), None)
        db.session.commit()
        return len(heard)

    assert asked(0, 3) == asked(3, 300)


def test_the_history_of_a_facility_cannot_be_changed(app: Flask, take: Callable[..., str]) -> None:
    take(as_csv(row()))
    for wrong in (update(FacilityChange).values(after="x"), delete(FacilityChange)):
        with pytest.raises(DatabaseError):
            db.session.execute(wrong)
        db.session.rollback()


def test_a_closed_facility_is_offered_nowhere(app: Flask) -> None:
    aya = make.authority().id
    story.facility("00000007", "Hospital Cerrado", category="II-1", closed_on=date(2026, 11, 1))
    assert register_for(aya, ["Hospital Cerrado"], ["00000007"]).named("Hospital Cerrado") is None
    assert register_for(make.authority("cus").id, ["Hospital Cerrado"]).nearest("Hospital Cerrado") == []
    assert known_places(aya) == [] and facility_of("Hospital Cerrado, 00000007", aya) == ("Hospital Cerrado, 00000007", None)
    open_one = story.facility("00000008", "Hospital Abierto", category="II-1")
    assert facility_of("00000008", aya) == ("Hospital Abierto", open_one.id) and known_places(aya) == [open_one.label]


def test_the_invented_facilities_are_added_once_and_found(app: Flask) -> None:
    add_fictional()
    assert len(add_fictional()) == len(FICTIONAL) == db.session.scalar(select(func.count(Facility.id)))
    aya = make.authority().id
    known = register_for(aya).named("C.S. Rio Manso")
    assert known and known.code == "00099021" and all(place.near for place in register_for(aya).places)
    away = register_for(aya, ["C.S. Nevado Asul"])
    assert away.nearest("C.S. Nevado Asul")[0].code == "00099051" and not away.nearest("C.S. Nevado Asul")[0].near
    assert register_for(aya, [], ["00099052"]).by_code["00099052"]
    assert not register_for(make.authority("pun").id, ["x"])
