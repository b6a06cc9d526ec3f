"""Coverage on a facility's page: how far it is, whom to train next, until when, ready or not."""

from datetime import timedelta

from flask import Flask

from tests import make
from tests.client import Client
from tests.coverage import story
from tests.statements import statements
from training.clock import today
from training.coverage import actions, panel
from training.house import house
from training.places.models import Facility


def html_of(app: Flask, place: Facility) -> str:
    actions.recount([place.id])
    with app.test_request_context():
        return str(panel.panel(place))


def test_the_panel_says_how_far_and_whom_to_train(app: Flask) -> None:
    assert panel.panel in house().facility_panels
    place, cohort = story.facility(category="I-3"), make.cohort(make.bea())
    story.staff(place, cohort, trained=1, others=2)
    story.ready(place, days=-1)
    html = html_of(app, place)
    assert "Cubierto en parte" in html and "1. Su meta es 2." in html
    assert "Rosa Puma Sol 1; Rosa Puma Sol 2" in html and "Rosa Puma Sol 0" not in html
    assert "falta revisar o renovar el kit, el directorio y la ruta de noche." in html


def test_until_when_it_is_covered_and_that_it_is_ready(app: Flask) -> None:
    place, cohort = story.facility(), make.cohort(make.bea())
    story.staff(place, cohort, trained=1, ends=today() + timedelta(days=9))
    assert "quedaría sin cubrir desde el" in html_of(app, place)
    story.ready(place)
    assert "Sí: cubierto y con todo al día" in html_of(app, place)


def test_a_facility_with_everything_but_people_says_so(app: Flask) -> None:
    place = story.facility()
    story.ready(place)
    html = html_of(app, place)
    assert "falta que esté cubierto" in html and "Todavía no sabemos quién trabaja aquí" in html


def test_a_facility_that_nobody_counted_has_no_data_and_a_closed_one_no_panel(app: Flask) -> None:
    place = story.facility()
    with app.test_request_context():
        assert "Sin datos" in str(panel.panel(place))
        place.closed_on = today()
        assert panel.panel(place) == ""


def test_a_hundred_people_are_as_many_queries_as_one(app: Flask) -> None:
    place, cohort = story.facility(), make.cohort(make.bea())
    counted = []
    for number in (1, 99):
        story.staff(place, cohort, others=number)
        actions.recount([place.id])
        with app.test_request_context(), statements() as asked:
            html = str(panel.panel(place))
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert "y 88 personas más" in html


def test_other_regions_do_not_reach_the_names(app: Flask, client: Client) -> None:
    place, cohort = story.facility(), make.cohort(make.bea())
    story.staff(place, cohort, trained=1)
    client.sign_in(make.caro()).get(f"/establecimientos/{place.code}")
    assert client.status == 404
