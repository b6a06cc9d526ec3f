"""What was posted after the time-out: kept for the same person, applied once, seen by nobody else."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Blueprint, Flask, Response, flash, redirect, request
from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.run import close
from training import clock
from training.access import current_actor
from training.accounts import actions, parking
from training.accounts.models import ParkedForm, User
from training.db import db
from training.errors import Refused

LATER = timedelta(minutes=50)


@pytest.fixture
def app(another_app: Callable[..., Flask], received: list[tuple[str, dict[str, list[str]]]]) -> Iterator[Flask]:
    """An application of its own with one more page, which takes a form as a quiz does."""
    app, blueprint = another_app(), Blueprint("probe", __name__)

    @blueprint.post("/sonda/<name>")
    def take(name: str) -> Response:
        if name == "refused":
            raise Refused("Esa prueba ya se cerró.")
        received.append((current_actor().document, request.form.to_dict(flat=False)))
        flash("Recibido.", "good")
        return redirect(f"/sonda/{name}/resultado", 303)  # type: ignore[return-value]  # Flask's own Response

    app.register_blueprint(blueprint)
    with app.app_context():
        yield app
    close(app)


@pytest.fixture
def received() -> list[tuple[str, dict[str, list[str]]]]:
    return []


def sign_in_again(client: Client, user: User, path: str | None = None) -> None:
    client.get(path or "/ingresar?kept=1")
    client.post(path or "/ingresar?kept=1",
                {"document_type": "dni", "document": user.document, "password": make.PASSWORD})


def time_out(client: Client, user: User, data: dict[str, object] | None = None, path: str = "/sonda/quiz") -> None:
    """She signs in, opens a page, lets the session end, and posts."""
    client.sign_in(user).get("/mi-cuenta")
    with clock.frozen(clock.now() + LATER):
        client.post(path, data or {"a": ["1", "2"], "texto": "ñandú & +"})
    assert client.status == 303


def where(client: Client) -> str:
    assert client.response is not None
    return client.response.headers.get("Location", "")


def test_it_is_kept_and_the_door_says_so(client: Client, received: list[object]) -> None:
    time_out(client, make.ana())
    assert where(client) == "/ingresar?kept=1"
    with clock.frozen(clock.now() + LATER):
        client.get(where(client))
    assert "está a salvo" in client.text
    assert received == []


def test_the_same_person_gets_the_answer_to_what_she_posted(client: Client, received: list[object]) -> None:
    ana = make.ana()
    time_out(client, ana)
    with clock.frozen(clock.now() + LATER):
        sign_in_again(client, ana)
        assert where(client) == "/sonda/quiz/resultado"
        assert received == [(ana.document, {"a": ["1", "2"], "texto": ["ñandú & +"], "csrf_token": received[0][1]["csrf_token"]})]  # type: ignore[index]  # a pair
        client.get("/mi-cuenta")
        assert client.status == 200
        assert "Recibido." in client.text
    assert db.session.scalars(select(ParkedForm)).all() == []


def test_it_is_applied_once(client: Client, received: list[object]) -> None:
    ana = make.ana()
    time_out(client, ana)
    with clock.frozen(clock.now() + LATER):
        sign_in_again(client, ana)
        client.sign_out()
        sign_in_again(client, ana)
    assert len(received) == 1


def test_another_person_neither_sees_nor_applies_it(client: Client, received: list[object]) -> None:
    ana, other = make.ana(), make.user("Otra")
    time_out(client, ana)
    with clock.frozen(clock.now() + LATER):
        sign_in_again(client, other)
        assert where(client) == "/"
        client.get("/mi-cuenta")
        assert "ñandú" not in client.text
        assert received == []
        client.sign_out()
        sign_in_again(client, ana)
        assert len(received) == 1


def test_an_answer_of_refusal_is_shown_as_it_is(client: Client) -> None:
    ana = make.ana()
    time_out(client, ana, path="/sonda/refused")
    with clock.frozen(clock.now() + LATER):
        sign_in_again(client, ana)
    assert client.status == 409
    assert "Esa prueba ya se cerró." in client.text


def test_it_waits_for_the_second_step(client: Client, received: list[object]) -> None:
    import pyotp  # here: only this test shows figures

    from training.accounts import second_factor

    bea = make.bea()
    time_out(client, bea)
    secret = pyotp.random_base32()
    second_factor.turn_on(bea, secret, 1)
    with clock.frozen(clock.now() + LATER):
        sign_in_again(client, bea)
        assert where(client) == "/segundo-paso"
        assert received == []
        client.get("/segundo-paso")
        client.post("/segundo-paso", {"code": pyotp.TOTP(secret).at(int(clock.now().timestamp()))})
        assert where(client) == "/sonda/quiz/resultado"
    assert len(received) == 1


def test_after_a_day_it_is_gone(client: Client, received: list[object], command: Callable[..., str]) -> None:
    ana = make.ana()
    time_out(client, ana)
    with clock.frozen(clock.now() + timedelta(hours=26)):
        client.get("/ingresar?kept=1")
        assert "está a salvo" not in client.text
        sign_in_again(client, ana)
        assert received == []
        assert "parked forms: 1" in command("tidy")


def test_nobody_can_read_it_meanwhile(client: Client) -> None:
    time_out(client, make.ana())
    assert "texto" not in db.session.scalars(select(ParkedForm.body)).one()


def test_a_forged_post_is_not_kept(client: Client) -> None:
    client.sign_in(make.ana()).get("/mi-cuenta")
    with clock.frozen(clock.now() + LATER):
        client.post("/sonda/quiz", {"a": "1"}, token="")
        assert where(client) == "/ingresar"
        client.post("/sonda/quiz", {"a": "1"}, token="falso")
    assert db.session.scalars(select(ParkedForm)).all() == []


def test_a_stranger_keeps_nothing(client: Client) -> None:
    client.get("/ingresar")
    client.post("/sonda/quiz", {"a": "1"})
    assert db.session.scalars(select(ParkedForm)).all() == []


def test_what_is_too_large_or_a_file_is_not_kept(client: Client) -> None:
    client.sign_in(make.ana()).get("/mi-cuenta")
    with clock.frozen(clock.now() + LATER):
        client.post("/sonda/quiz", {"a": "x" * 70_000})
        client.post("/sonda/quiz", {"a": "1"}, content_type="multipart/form-data")
    assert db.session.scalars(select(ParkedForm)).all() == []


def test_passwords_are_never_kept(client: Client) -> None:
    client.sign_in(make.ana()).get("/mi-cuenta")
    with clock.frozen(clock.now() + LATER):
        client.post("/mi-cuenta/clave", {"current": make.PASSWORD, "new": "tren azul volando", "again": "x"})
    assert db.session.scalars(select(ParkedForm)).all() == []


def test_a_closed_account_applies_nothing(client: Client, received: list[object]) -> None:
    ana = make.ana()
    time_out(client, ana)
    actions.disable(ana, make.dina())
    with clock.frozen(clock.now() + LATER):
        sign_in_again(client, ana)
    assert client.status == 403
    assert received == []


def test_the_latest_form_is_the_one_that_is_kept(client: Client, received: list[object]) -> None:
    ana = make.ana()
    time_out(client, ana)
    with clock.frozen(clock.now() + LATER):
        client.post("/sonda/second", {"a": "3"})
        sign_in_again(client, ana)
    assert where(client) == "/sonda/second/resultado"
    assert len(received) == 1
    assert db.session.scalars(select(ParkedForm)).all() == []


def test_an_old_cookie_sent_again_and_again_does_not_fill_the_disk(client: Client) -> None:
    client.sign_in(make.ana()).get("/mi-cuenta")
    again = client._flask_app.test_client(use_cookies=False)
    cookie = "; ".join(f"{one.key}={one.value}" for one in client._browser._cookies.values())
    with clock.frozen(clock.now() + LATER):
        for number in range(parking.MOST_KEPT + 5):
            again.post("/sonda/quiz", data={"a": str(number), "csrf_token": client.csrf_token()},
                       environ_overrides={"HTTP_COOKIE": cookie})
    assert len(db.session.scalars(select(ParkedForm)).all()) == parking.MOST_KEPT
