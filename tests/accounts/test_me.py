"""One's own account: what it shows, changing the password, closing other sessions; and the public notice."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests import make
from tests.client import Client
from training import clock
from training.accounts import actions

OWN = "tren azul volando"


def change(client: Client, current: str = make.PASSWORD, new: str = OWN, again: str | None = None) -> int:
    client.get("/mi-cuenta")
    client.post("/mi-cuenta/clave", {"current": current, "new": new, "again": new if again is None else again})
    return client.status


def test_it_shows_her_own_data_and_nobody_elses(client: Client) -> None:
    ana, other = make.ana(), make.user("Otra", "Persona Lejana")
    client.sign_in(ana).get("/mi-cuenta")
    assert ana.document in client.text
    assert other.document not in client.text


@pytest.mark.parametrize("path", ["/mis-datos", "/mi-establecimiento", "/mi-camino"])
def test_it_leads_to_what_else_is_hers(client: Client, path: str) -> None:
    client.sign_in(make.ana()).get("/mi-cuenta")
    assert f'href="{path}"' in client.text
    client.get(path)
    assert client.status == 200


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(client: Client, new_client: Callable[[], Client]) -> None:
    ana, other = make.ana(), new_client()
    other.sign_in(ana)
    assert change(client.sign_in(ana)) == 303
    assert client.get("/mi-cuenta").status_code == 200
    assert other.get("/mi-cuenta").status_code == 303
    new_client().sign_in(ana, OWN)


def test_a_new_password_means_a_new_token(client: Client, new_client: Callable[[], Client]) -> None:
    ana, thief = make.ana(), new_client()
    client.sign_in(ana)
    cookie = client._browser.get_cookie("replica")
    assert cookie is not None
    change(client)
    thief._browser.set_cookie("replica", cookie.value)
    assert thief.get("/mi-cuenta").status_code == 303


@pytest.mark.parametrize(("current", "new", "again", "status"), [
    ("no-es-esta-clave", OWN, OWN, 403), (make.PASSWORD, OWN, "otra cosa", 400), (make.PASSWORD, "corta", "corta", 400),
    ("", OWN, OWN, 400), (make.PASSWORD, "alianzalima", "alianzalima", 400),
])
def test_what_does_not_fit_changes_nothing(client: Client, current: str, new: str, again: str, status: int) -> None:
    ana = make.ana()
    before = ana.password_hash
    assert change(client.sign_in(ana), current, new, again) == status
    assert ana.password_hash == before


def test_guessing_the_current_password_is_throttled(client: Client) -> None:
    client.sign_in(make.ana())
    assert [change(client, "no-es-esta-clave") for _ in range(6)] == [403] * 5 + [429]
    assert change(client) == 429


def test_closing_the_other_sessions(client: Client, new_client: Callable[[], Client]) -> None:
    ana, other = make.ana(), new_client()
    other.sign_in(ana)
    client.sign_in(ana).get("/mi-cuenta")
    client.submit("/mi-cuenta/sesiones")
    assert client.get("/mi-cuenta").status_code == 200
    assert "Cerrar las otras" not in client.text
    assert other.get("/mi-cuenta").status_code == 303


def test_codes_that_others_gave_are_listed(client: Client) -> None:
    ana, bea = make.ana(), make.bea()
    actions.give_code(ana, bea, spoken=True, expires_at=clock.now() + timedelta(days=1))
    client.sign_in(ana).get("/mi-cuenta")
    assert bea.full_name in client.text
    assert "Sin usar" in client.text


def test_a_new_password_kills_a_code_that_waits(client: Client) -> None:
    ana = make.ana()
    actions.give_code(ana, None, spoken=False, expires_at=clock.now() + timedelta(days=1))
    change(client.sign_in(ana))
    assert actions.current_code(ana) is None


def test_the_notice_about_data_is_public_and_dated(client: Client) -> None:
    client.get("/sus-datos")
    assert client.status == 200
    assert "29733" in client.text
    assert "2026-11-23" in client.text


def test_personal_pages_are_not_stored(client: Client) -> None:
    response = client.sign_in(make.ana()).get("/mi-cuenta")
    assert response.headers["Cache-Control"] == "no-store"
