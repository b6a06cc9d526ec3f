"""The supervision form: counts without a person in them; what is small is shown nowhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import make
from tests.client import Client
from tests.plans import story
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.places.models import Facility
from training.plans.models import SupervisionFigure, SupervisionSheet


def where(at: Facility) -> str:
    return f"/establecimientos/{at.code}/supervision"


def figures(at: Facility) -> dict[str, tuple[int, int]]:
    db.session.expire_all()
    query = sa.select(SupervisionFigure).where(SupervisionFigure.facility_id == at.id)
    return {one.indicator: (one.part, one.whole) for one in db.session.scalars(query)}


def sheets() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(SupervisionSheet)) or 0


def sent(**more: str) -> dict[str, str]:
    return {"on": today().isoformat(), "sent_key": "una-hoja-de-hoy", "y-kits": "yes", "w-entrega": "3", "p-entrega": "2", "w-registros": "10",
            "p-registros": "8"} | {name if name == "sent_key" else name.replace("_", "-"): value for name, value in more.items()}


def test_the_form_asks_for_counts_and_for_nobody(client: Client, bea: User, manso: Facility) -> None:
    client.sign_in(bea).get(where(manso))
    assert client.status == 200 and "72 horas" in client.text and "ningún nombre" in client.text
    assert client.page is not None
    names = {one.attributes.get("name", "") for one in client.page.fields} - {"csrf_token", "on", "sent_key"}
    assert names == {"y-kits", *(f"{part}-{one}" for part in "wp" for one in ("entrega", "registros", "peligro", "referencias", "personal"))}


def test_it_is_kept_and_the_newest_day_counts(client: Client, bea: User, manso: Facility) -> None:
    client.sign_in(bea).post(where(manso), sent())
    assert client.status == 303 and figures(manso) == {"kits": (1, 1), "entrega": (2, 3), "registros": (8, 10)}
    client.post(where(manso), sent(sent_key="otra-de-ayer", on=(today() - timedelta(days=1)).isoformat(), p_registros="1"))
    assert figures(manso)["registros"] == (8, 10) and sheets() == 2
    client.post(where(manso), sent(sent_key="correccion", p_registros="9"))
    assert figures(manso)["registros"] == (9, 10)


def test_the_same_form_twice_is_one_and_another_body_is_refused(client: Client, bea: User, manso: Facility) -> None:
    for _time in range(2):
        client.sign_in(bea).post(where(manso), sent())
        assert client.status == 303
    assert sheets() == 1
    client.post(where(manso), sent(p_entrega="1"))
    assert client.status == 409 and figures(manso)["entrega"] == (2, 3)


@pytest.mark.parametrize(("change", "said"), [
    ({"p_entrega": "4"}, "Es más que el total"), ({"p_entrega": ""}, "Falta este número"), ({"w_entrega": "muchas"}, "número entero"),
    ({"w_entrega": "-3"}, "número entero"), ({"on": "2126-01-01"}, "todavía no llega"), ({"on": ""}, "Falta la fecha")])
def test_what_cannot_be_is_refused_and_stays_on_the_page(
        client: Client, bea: User, manso: Facility, change: dict[str, str], said: str) -> None:
    client.sign_in(bea).post(where(manso), sent(**change))
    assert client.status == 422 and said in client.text and 'value="10"' in client.text and sheets() == 0


def test_an_empty_form_is_refused(client: Client, bea: User, manso: Facility) -> None:
    client.sign_in(bea).post(where(manso), {"on": today().isoformat()})
    assert client.status == 422 and "La hoja está vacía" in client.text


def test_small_numbers_are_shown_nowhere_not_even_to_whoever_typed_them(client: Client, bea: User, manso: Facility) -> None:
    client.sign_in(bea).post(where(manso), sent(p_registros="15", w_registros="20"))
    for path in (where(manso), f"/establecimientos/{manso.code}"):
        client.get(path)
        assert client.status == 200 and "oculto: pocos casos" in client.text
        assert "75 %" in client.text and "(15 de 20)" in client.text
        assert "2 de 3" not in client.text and "66 %" not in client.text and 'value="3"' not in client.text


def test_only_staff_of_the_region(new_client: Callable[[], Client], ana: User, caro: User, manso: Facility) -> None:
    for who, status in ((ana, 403), (caro, 404)):
        browser = new_client().sign_in(who)
        browser.get(where(manso))
        assert browser.status == status
        browser.get("/navegar-con-seguridad")
        browser.post(where(manso), sent())
        assert browser.status == status
    assert sheets() == 0


def test_a_closed_facility_gets_no_more(client: Client, bea: User, manso: Facility) -> None:
    manso.closed_on = today()
    client.sign_in(bea).post(where(manso), sent())
    assert client.status == 409 and sheets() == 0


def test_without_a_form_the_page_says_so(client: Client, app: Flask) -> None:
    make.published()
    at = story.facility()
    client.sign_in(make.bea()).get(where(at))
    assert "Todavía no hay hoja de supervisión" in client.text
    client.post(where(at), sent())
    assert client.status == 422


@pytest.mark.parametrize("statement", ["UPDATE supervision SET figures = '{}'", "DELETE FROM supervision"])
def test_what_was_counted_stays(client: Client, bea: User, manso: Facility, statement: str) -> None:
    client.sign_in(bea).post(where(manso), sent())
    db.session.commit()
    with pytest.raises(sa.exc.DBAPIError):
        db.session.execute(sa.text(statement))
    db.session.rollback()
