"""The page of the tree: who began, whom they trained, how each generation does; a trainer sees her region."""

from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.lineage import story
from tests.statements import statements
from training.accounts.models import User
from training.db import db
from training.lineage.queries import FEW, PAGE


def text(client: Client) -> str:
    return " ".join(unescape(client.text).split())


class Told:
    """Luz began in Ayacucho; she trained Eva there and Zoila in Cusco; Eva trained Ana."""

    def __init__(self) -> None:
        self.version = story.published()
        self.luz, self.eva, self.ana = (story.trainer(name) for name in ("Luz", "Eva", "Ana"))
        self.zoila = story.trainer("Zoila", "cus")
        self.dina = make.dina()
        story.placed(self.luz, days=500)
        for person, by in ((self.eva, self.luz), (self.zoila, self.luz), (self.ana, self.eva)):
            story.placed(person, by)
        story.came(story.held(self.luz, self.version, ago=300), certified=9, exit_mean=0.9, practice_mean=0.8)
        story.came(story.held(self.zoila, self.version, ago=40), certified=7, exit_mean=0.7, practice_mean=0.6)


@pytest.fixture
def told(app: Flask) -> Told:
    return Told()


def test_an_administrator_sees_who_began_and_whom_they_trained(told: Told, client: Client) -> None:
    client.sign_in(told.dina).get("/cascada")
    said = text(client)
    assert said.index("Rojas Luz, Luz") < said.index("Rojas Eva, Eva") < said.index("Rojas Zoila, Zoila")
    assert "1 cohorte" in said and "9 personas certificadas" in said and "salida 90 %" in said
    assert "Rojas Ana, Ana" not in said, "the grandchildren stand on the pages of the branches"
    assert "Formó a 1 persona: ver su rama" in said


def test_a_region_is_chosen_in_the_address(told: Told, client: Client) -> None:
    client.sign_in(told.dina).get("/cascada?region=cus")
    assert "Rojas Zoila, Zoila" in text(client) and "Rojas Luz, Luz" not in text(client)
    client.get("/cascada?region=nowhere")
    assert client.status == 404


def test_a_trainer_sees_her_region_by_name_and_the_others_as_medians(told: Told, client: Client) -> None:
    client.sign_in(told.eva).get("/cascada?region=cus")
    said = text(client)
    assert "Rojas Luz, Luz" in said and "Rojas Zoila" not in said
    assert "Su región y las demás" in said
    client.sign_in(told.zoila).get("/cascada")
    said = text(client)
    assert "Rojas Zoila, Zoila" in said and "Rojas Luz" not in said


def test_medians_come_from_three_other_regions_at_least(told: Told, client: Client) -> None:
    client.sign_in(told.eva).get("/cascada")
    assert "Mediana de las demás\">–</td>" in client.text
    for region in ("lor", "pun"):
        person = story.trainer("Otra", region)
        story.came(story.held(person, told.version), certified=5, exit_mean=0.5, practice_mean=0.5)
    client.get("/cascada")
    assert 'Mediana de las demás">5,0</td>' in client.text and 'Mediana de las demás">50 %</td>' in client.text


def test_generations_of_fewer_than_five_people_are_hidden(told: Told, client: Client) -> None:
    client.sign_in(told.dina).get("/cascada")
    assert "tienen aquí menos de cinco personas" in text(client) and "<figure>" not in client.text
    people = [story.trainer(f"Nueva{number}") for number in range(3)]
    for one in people:
        story.placed(one, told.luz)
    client.get("/cascada")
    assert "<figure>" not in client.text, "the first and the last generation are two people together"
    for number in range(3):
        story.placed(story.trainer(f"Nieta{number}"), people[number])
    client.get("/cascada")
    assert text(client).count("Oculto: menos de 5 personas") == 2
    assert "<figure>" in client.text and "70 %" in client.text


def test_whom_too_many_trained_stand_on_her_own_page(told: Told, client: Client) -> None:
    for number in range(FEW + 2):
        story.placed(story.trainer(f"Nueva{number}"), told.luz)
    client.sign_in(told.dina).get("/cascada")
    assert "y 4 más, en su rama" in text(client)


def test_more_than_a_page_is_paged(told: Told, client: Client) -> None:
    for number in range(PAGE + 3):
        story.placed(story.trainer(f"Raíz{number:02}"))
    client.sign_in(told.dina).get("/cascada")
    assert "Página 1 de 2" in text(client)
    client.get("/cascada?pagina=2")
    assert "Rojas Raíz22" in text(client)
    client.get("/cascada?pagina=99999999")
    assert "Página 2 de 2" in text(client)


def test_an_empty_cascade_says_how_it_fills(app: Flask, client: Client) -> None:
    client.sign_in(make.dina()).get("/cascada")
    assert "La cascada todavía está vacía aquí" in text(client)


def test_a_name_is_looked_for_by_post_in_ones_own_scope(told: Told, client: Client) -> None:
    client.sign_in(told.eva).get("/cascada")
    client.post("/cascada", {"words": "rojas ana"})
    assert "Rojas Ana, Ana" in text(client)
    client.post("/cascada", {"words": "Zoila"})
    assert "se llama así" in text(client) and "Rojas Zoila" not in client.text
    client.post("/cascada", {"words": "x" * 90})
    assert client.status == 422


def test_the_page_asks_as_many_queries_for_many_as_for_few(told: Told, client: Client) -> None:
    def asked(who: User) -> int:
        client.sign_in(who).get("/cascada")
        with statements() as found:
            client.get("/cascada")
        return len(found)

    few = asked(told.dina), asked(told.eva)
    for number in range(12):
        root = story.trainer(f"Raíz{number}")
        story.placed(root)
        story.licensed(root)
        for other in range(3):
            child = story.trainer(f"Hija{number}-{other}")
            story.placed(child, root)
            story.came(story.held(child, told.version, ago=other + 2), exit_mean=0.8)
    db.session.commit()
    assert (asked(told.dina), asked(told.eva)) == few


def test_learners_have_no_business_here(told: Told, new_client: Callable[[], Client]) -> None:
    client = new_client().sign_in(make.ana())
    client.get("/cascada")
    assert client.status == 403
