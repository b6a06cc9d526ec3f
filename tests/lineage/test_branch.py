"""Somebody's branch: her line up, those below, the sums; beyond the reader's region nobody has a name."""

from html import unescape

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.lineage import story
from tests.statements import statements
from training.db import db
from training.lineage import branches
from training.places.fictional import add_fictional
from training.places.models import Facility
from training.progress import qualifications


def text(client: Client) -> str:
    return " ".join(unescape(client.text).split())


class Told:
    """Luz (Ayacucho) trained Eva (Ayacucho) and Zoila (Cusco); Eva trained Ana (Ayacucho) and Rita (Loreto)."""

    def __init__(self) -> None:
        self.version = story.published()
        self.luz, self.eva, self.ana = (story.trainer(name) for name in ("Luz", "Eva", "Ana"))
        self.zoila, self.rita = story.trainer("Zoila", "cus"), story.trainer("Rita", "lor")
        self.dina = make.dina()
        story.placed(self.luz, days=500)
        for person, by in ((self.eva, self.luz), (self.zoila, self.luz), (self.ana, self.eva), (self.rita, self.eva)):
            story.placed(person, by, days=400)
        for lead, ago in ((self.eva, 300), (self.eva, 100), (self.ana, 50), (self.zoila, 40)):
            story.came(story.held(lead, self.version, ago=ago), certified=8, exit_mean=0.8)


@pytest.fixture
def told(app: Flask) -> Told:
    return Told()


def test_the_whole_branch_with_its_sums(told: Told, client: Client) -> None:
    client.sign_in(told.dina).get(f"/cascada/{told.luz.key}")
    said = text(client)
    assert all(f"Rojas {name}, {name}" in said for name in ("Eva", "Zoila", "Ana", "Rita"))
    assert "<b>4</b>cohortes en su rama" in client.text and "<b>32</b>personas certificadas" in client.text
    assert "<b>4</b>personas de su rama que forman" in client.text
    assert "empezó a los 99 días de formarse" in said


def test_the_line_up_to_whoever_began(told: Told, client: Client) -> None:
    client.sign_in(told.dina).get(f"/cascada/{told.ana.key}")
    said = text(client)
    assert said.index("Se formó con:") < said.index("Rojas Eva, Eva") < said.index("Rojas Luz, Luz")
    assert "Es de la última generación" in said


def test_her_own_branch_reaches_beyond_her_region_without_names(told: Told, client: Client) -> None:
    client.sign_in(told.luz).get(f"/cascada/{told.luz.key}")
    said = text(client)
    assert "Rojas Ana, Ana" in said and "Alguien de DIRESA/GERESA Cusco" in said and "Alguien de DIRESA/GERESA Loreto" in said
    assert "Zoila" not in client.text and "Rita" not in client.text
    assert told.zoila.key not in client.text and told.rita.key not in client.text


def test_of_a_colleagues_branch_other_regions_only_count(told: Told, client: Client) -> None:
    client.sign_in(told.ana).get(f"/cascada/{told.luz.key}")
    said = text(client)
    assert "Rojas Eva, Eva" in said and "2 personas de su rama trabajan en otras direcciones de salud" in said
    assert "Zoila" not in client.text and "Alguien de" not in said


def test_another_regions_page_is_not_hers(told: Told, client: Client) -> None:
    client.sign_in(told.ana).get(f"/cascada/{told.zoila.key}")
    assert client.status == 404
    client.get("/cascada/nobody")
    assert client.status == 404
    client.sign_in(told.dina).get(f"/cascada/{make.ana().key}")
    assert client.status == 404, "somebody who only learns"


def test_who_stands_nowhere_is_told_so(told: Told, client: Client) -> None:
    bea = make.bea()
    client.sign_in(bea).get(f"/cascada/{bea.key}")
    assert client.status == 200 and "No se sabe con quién se formó" in text(client)


def test_facilities_are_counted_once(told: Told, client: Client) -> None:
    add_fictional()
    facility = db.session.scalars(db.select(Facility).limit(1)).one()
    for ago in (20, 10):
        cohort = story.held(told.ana, told.version, ago=ago)
        people = [make.member(cohort, make.user(f"P{number}"), facility_id=facility.id) for number in range(3)]
        qualifications.award([one.id for one in people])
    client.sign_in(told.dina).get(f"/cascada/{told.ana.key}")
    assert "<b>1</b>establecimientos distintos" in client.text and "1 establecimiento" in text(client)


def test_a_large_branch_is_paged_and_bounded(told: Told, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branches, "WHOLE", 5)
    for number in range(25):
        child = story.trainer(f"Hija{number:02}")
        story.placed(child, told.luz)
        for other in range(10 if number == 3 else 0):
            story.placed(story.trainer(f"Nieta{other}"), child)
    client.sign_in(told.dina).get(f"/cascada/{told.luz.key}")
    assert "Página 1 de 2" in text(client) and "y 5 más, en su rama" in text(client)
    client.get(f"/cascada/{told.luz.key}?pagina=2")
    assert "Rojas Hija24" in text(client)


def test_a_circle_that_was_written_past_the_rooms_still_has_a_page(told: Told, client: Client) -> None:
    db.session.execute(db.text("UPDATE descent SET trained_by_id = :ana, generation = 3 WHERE user_id = :luz"),
                       {"ana": told.ana.id, "luz": told.luz.id})
    db.session.commit()
    client.sign_in(told.dina).get(f"/cascada/{told.luz.key}")
    assert client.status == 200
    client.get("/cascada")
    assert client.status == 200


def test_as_many_queries_for_a_large_branch_as_for_a_small_one(told: Told, client: Client) -> None:
    def asked() -> int:
        client.sign_in(told.dina).get(f"/cascada/{told.luz.key}")
        with statements() as found:
            client.get(f"/cascada/{told.luz.key}")
        return len(found)

    few = asked()
    for number in range(15):
        child = story.trainer(f"Hija{number}")
        story.placed(child, told.luz)
        story.placed(story.trainer(f"Nieta{number}"), child)
        story.came(story.held(child, told.version), exit_mean=0.8)
    db.session.commit()
    assert asked() == few
