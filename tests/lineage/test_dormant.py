"""Who is dormant: a licence for more than six months, and nothing that ended in them; and what to do about it."""

from html import unescape

from flask import Flask

from tests import make
from tests.client import Client
from tests.lineage import story
from training.lineage.dormant import how_many, sleeping


def text(client: Client) -> str:
    return " ".join(unescape(client.text).split())


def names(scope: int | None = None) -> list[str]:
    return [one.name.split(", ")[1] for one in sleeping(scope, 1).people]


def test_whoever_taught_lately_alone_or_beside_others_is_not(app: Flask) -> None:
    version = story.published()
    led, helped, slept, new, lapsed, never, learning = (
        story.trainer(name) for name in ("Dirigió", "Ayudó", "Durmió", "Nueva", "Venció", "Nunca", "Aprende"))
    for person in (led, helped, slept, new, lapsed, never, learning):
        story.placed(person)
    for person in (led, helped, slept, never):
        story.licensed(person)
    story.licensed(new, days=30)
    story.licensed(lapsed, days=800)
    story.licensed(learning, step="en-formacion")
    cohort = story.held(led, version, ago=60)
    story.also(cohort, helped)
    story.came(cohort)
    story.came(story.held(slept, version, ago=200))
    assert names() == ["Durmió", "Nunca"] and how_many(None) == 2


def test_a_region_has_its_own(app: Flask) -> None:
    story.published()
    here, there = story.trainer("Aquí"), story.trainer("Allá", "cus")
    for person in (here, there):
        story.placed(person)
        story.licensed(person)
    assert names(here.authority_id) == ["Aquí"]


def test_the_list_says_what_to_do(app: Flask, client: Client) -> None:
    version, bea = story.published(), make.bea()
    slept, never = story.trainer("Durmió"), story.trainer("Nunca")
    for person in (slept, never):
        story.placed(person)
        story.licensed(person, days=700)
    story.came(story.held(slept, version, ago=200))
    client.sign_in(bea).get("/cascada/sin-actividad")
    said = text(client)
    assert "Todavía no facilitó. Propóngale cofacilitar" in said and "Su última cohorte terminó el" in said
    assert "se renueva facilitando" in said
    client.get("/cascada")
    assert "Sin actividad en seis meses" in text(client)


def test_an_empty_list_says_so(app: Flask, client: Client) -> None:
    client.sign_in(make.dina()).get("/cascada/sin-actividad")
    assert "Nadie está sin actividad" in text(client)
