"""``flask places import``: the register comes in, again brings it up to date, and each bad line is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests import make
from tests.places.test_register import HEADER, line
from training.db import db, reading
from training.places.fictional import FICTIONAL, add_fictional
from training.places.models import Facility
from training.places.queries import by_code, register_for


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "registro.csv"
    path.write_text(HEADER + line() + line(code="7634", name="NORTE CLARO", department="LIMA", disa="LIMA NORTE", category="I-1")
                    + line(code="77", name="PROVINCIA", department="LIMA", disa="LIMA") + line(code="8", department="NARNIA")
                    + line(code="x"))
    return path


def test_facilities_come_to_their_health_authority(app: object, command: Callable[..., str], file: Path) -> None:
    said = command("places", "import", str(file))
    assert "3 establecimientos nuevos, 0 actualizados, 2 líneas sin tomar." in said
    assert "línea 5: 00000008: ninguna dirección de salud es de «NARNIA»" in said and "línea 6: el código «x»" in said
    with reading():
        found = {code: by_code(code) for code in ("00099021", "00007634", "00000077")}
        where = {code: db.session.get_one(type(make.authority()), one.authority_id).code for code, one in found.items() if one}
    assert where == {"00099021": "aya", "00007634": "diris-norte", "00000077": "lim"}


def test_again_changes_only_what_changed(app: object, command: Callable[..., str], file: Path) -> None:
    command("places", "import", str(file))
    assert "0 establecimientos nuevos, 0 actualizados" in command("places", "import", str(file))
    file.write_text(HEADER + line(name="RIO MANSO NUEVO"))
    assert "0 establecimientos nuevos, 1 actualizados" in command("places", "import", str(file))
    with reading():
        assert (found := by_code("00099021")) and found.folded == "c s rio manso nuevo"


def test_another_file_is_refused_and_nothing_comes_in(app: object, command: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "otro.csv").write_text("DNI,Nombres\n1,2\n")
    with pytest.raises(AssertionError, match="falta la columna"):
        command("places", "import", str(tmp_path / "otro.csv"))
    with reading():
        assert db.session.scalar(select(func.count(Facility.id))) == 0


def test_the_invented_facilities_are_added_once_and_found(app: object) -> None:
    add_fictional()
    assert len(add_fictional()) == len(FICTIONAL) == db.session.scalar(select(func.count(Facility.id)))
    aya = make.authority().id
    found = register_for(aya).named("C.S. Rio Manso")
    assert found and found.code == "00099021" and all(place.near for place in register_for(aya).places)
    away = register_for(aya, ["C.S. Nevado Asul"])
    assert away.nearest("C.S. Nevado Asul")[0].code == "00099051" and not away.nearest("C.S. Nevado Asul")[0].near
    assert register_for(aya, [], ["00099052"]).by_code["00099052"]
    assert not register_for(make.authority("pun").id, ["x"])
