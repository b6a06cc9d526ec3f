"""Every kind of damage: what is said of it, every row accounted for, nothing half applied."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.places import story
from tests.places.damage import DAMAGES, Damage
from training.db import db
from training.places.models import Facility
from training.places.models_register import FacilityChange, FacilityImport, ImportLine

pytestmark = pytest.mark.one_database
COUNTED = re.compile(r"(\d+) filas leídas: (\d+) nuevas, (\d+) con cambios, (\d+) que cierran, (\d+) que reabren, "
                     r"(\d+) sin cambios, (\d+) cerradas que no se tomaron, (\d+) rechazadas\.")


def rows_in(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_there_are_at_least_thirty() -> None:
    assert len(DAMAGES) >= 30


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage(app: Flask, command: Callable[..., str], tmp_path: Path, damage: Damage) -> None:
    story.facility()
    db.session.commit()
    file = tmp_path / "registro.csv"
    file.write_bytes(damage.data)
    if not damage.rows:
        with pytest.raises(AssertionError, match=damage.said):
            command("facilities", "import", str(file))
        assert rows_in(Facility) == 1 and rows_in(FacilityImport) == rows_in(ImportLine) == rows_in(FacilityChange) == 0
        return
    dry = command("facilities", "import", str(file), "--dry-run")
    assert rows_in(Facility) == 1 and rows_in(FacilityImport) == 0
    said = command("facilities", "import", str(file))
    assert damage.said in said and said.replace("Registro actualizado.", "") == dry.replace("Simulación: no se cambió nada.", "")
    counted = COUNTED.search(said)
    assert counted is not None
    rows, added, *others = map(int, counted.groups())
    assert (rows, added) == (damage.rows, damage.added) and added + sum(others) == rows
    assert rows_in(Facility) == 1 + added and rows_in(FacilityChange) == added
    told = re.findall(r"^línea \d+: ", said, re.MULTILINE)
    assert len(told) >= others[-1] + others[-2]
    assert "00099901" not in {one.code for one in db.session.scalars(select(Facility).where(Facility.name != "P. S. Pampa Serena"))}
