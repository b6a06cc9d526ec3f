"""All trainers as a table; what a person takes along; the panel on her page."""

import csv
import io

from flask import Flask

from tests import make
from tests.client import Client
from tests.lineage import story
from tests.statements import statements
from training.audit.models import AuditEntry
from training.db import db
from training.lineage.export import rows
from training.lineage.exporting import export


def test_a_row_for_each_with_her_figures_and_that_it_was_taken(app: Flask, client: Client) -> None:
    version, dina = story.published(), make.dina()
    luz, eva = story.trainer("Luz"), story.trainer("=Eva")
    story.placed(luz)
    story.placed(eva, luz)
    story.came(story.held(eva, version, ago=50), certified=7, exit_mean=0.805)
    client.sign_in(dina).get("/cascada")
    client.post("/cascada/descargar/csv", {})
    table = list(csv.reader(io.StringIO(client.text.lstrip("\ufeff")), delimiter=";"))
    assert table[0][0] == "Apellidos y nombres" and len(table) == 3 and len({len(row) for row in table}) == 1
    hers = next(row for row in table if "Eva" in row[0])
    assert hers[2:4] == ["1", "Rojas Luz, Luz"] and hers[7:9] == ["1", "7"] and hers[13] == "80,5"
    client.post("/cascada/descargar/xlsx", {})
    assert client.response is not None and client.response.data[:2] == b"PK"
    assert len(db.session.scalars(db.select(AuditEntry).where(AuditEntry.act == "export lineage")).all()) == 2


def test_a_trainer_takes_her_region_and_her_branch_without_names_beyond_it(app: Flask) -> None:
    story.published()
    luz, zoila, alone = story.trainer("Luz"), story.trainer("Zoila", "cus"), story.trainer("Sola", "lor")
    story.placed(luz)
    story.placed(zoila, luz)
    story.placed(alone)
    assert [row[0] for row in rows(luz)] == ["Rojas Luz, Luz", "Alguien de DIRESA/GERESA Cusco"]
    assert [(row[0], row[3]) for row in rows(zoila)] == [("Rojas Zoila, Zoila", "alguien de otra dirección de salud")]


def test_the_table_asks_a_constant_number_of_queries(app: Flask) -> None:
    story.published()
    dina = make.dina()
    story.placed(story.trainer("Luz"))
    rows(dina)
    with statements() as one:
        rows(dina)
    for number in range(9):
        story.placed(story.trainer(f"Eva{number}"))
    with statements() as ten:
        assert len(rows(dina)) == 10
    assert len(one) == len(ten)


def test_she_takes_along_by_whom_she_was_trained_and_what_she_led(app: Flask) -> None:
    version, luz, eva = story.published(), story.trainer("Luz"), story.trainer("Eva")
    story.placed(luz)
    story.placed(eva, luz)
    story.came(story.held(eva, version))
    found = export(eva.id)
    assert found["lineage"][0]["trained_by"] == "Luz Rojas Luz" and found["cohorts_led"][0]["certified"] == 8
    assert export(make.ana().id) == {"lineage": [], "cohorts_led": []}
