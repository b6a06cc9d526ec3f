"""The second factor: asked for, throttled, used once, rescued."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from tests import make
from tests.client import Client
from training import clock
from training.accounts import second_factor, totp
from training.accounts.models import RecoveryCode, User
from training.audit.models import AuditEntry
from training.db import db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def production(app: Flask) -> Iterator[None]:
    app.config["REPLICA_ENV"] = "production"
    yield
    app.config["REPLICA_ENV"] = "development"


def guarded(user: User) -> list[str]:
    """Turn it on for ``user`` as of ten minutes ago; the recovery codes."""
    codes = second_factor.turn_on(user, SECRET, int(clock.now().timestamp()) // 30 - 20)
    db.session.commit()
    return codes


def figures(minutes: float = 0) -> str:
    return pyotp.TOTP(SECRET).at(int(clock.now().timestamp() + 60 * minutes))


def second(client: Client, code: str) -> int:
    client.get("/segundo-paso")
    client.post("/segundo-paso", {"code": code})
    return client.status


def where(client: Client) -> str:
    assert client.response is not None
    return client.response.headers.get("Location", "")


def test_the_password_alone_opens_nothing(client: Client) -> None:
    bea = make.bea()
    guarded(bea)
    client.sign_in(bea)
    assert where(client) == "/segundo-paso"
    for path in ("/mi-cuenta", "/", "/segundo-paso/activar", "/clave-nueva"):
        client.get(path)
        assert where(client) == "/segundo-paso"


def test_the_figures_of_the_app_open(client: Client) -> None:
    bea = make.bea()
    guarded(bea)
    assert second(client.sign_in(bea), figures()) == 303
    client.get("/mi-cuenta")
    assert client.status == 200


def test_figures_serve_once(client: Client, new_client: Callable[[], Client]) -> None:
    bea, thief = make.bea(), new_client()
    guarded(bea)
    code = figures()
    assert second(client.sign_in(bea), code) == 303
    assert second(thief.sign_in(bea), code) == 403


def test_a_recovery_code_serves_once(client: Client, new_client: Callable[[], Client]) -> None:
    bea, other = make.bea(), new_client()
    code = guarded(bea)[3]
    assert second(client.sign_in(bea), f"{code[:5]}-{code[5:]}".lower()) == 303
    assert second(other.sign_in(bea), code) == 403


def test_anothers_recovery_code_does_not_serve(client: Client) -> None:
    bea, caro = make.bea(), make.caro()
    guarded(bea)
    codes = guarded(caro)
    assert second(client.sign_in(bea), codes[0]) == 403


def test_guessing_is_throttled(client: Client) -> None:
    bea = make.bea()
    guarded(bea)
    client.sign_in(bea)
    assert [second(client, "000000") for _ in range(6)] == [403] * 5 + [429]
    assert second(client, figures()) == 429
    with clock.frozen(clock.now() + timedelta(seconds=20)):
        assert second(client, figures()) == 303


@pytest.mark.parametrize("code", ["", "x" * 41, "abc", "１２３４５６", "\x00"])
def test_rubbish_is_refused(client: Client, code: str) -> None:
    bea = make.bea()
    guarded(bea)
    assert second(client.sign_in(bea), code) in (400, 403)


def test_the_step_belongs_to_one_session(client: Client, new_client: Callable[[], Client]) -> None:
    bea, other = make.bea(), new_client()
    guarded(bea)
    second(client.sign_in(bea), figures())
    other.sign_in(bea).get("/mi-cuenta")
    assert where(other) == "/segundo-paso"


def test_a_one_time_code_does_not_go_round_it(client: Client) -> None:
    from training.accounts import actions  # here, because only this test gives a code

    bea = make.bea()
    guarded(bea)
    code = actions.give_code(bea, None, spoken=False, expires_at=clock.now() + timedelta(days=1))
    client.post("/ingresar", {"document_type": "dni", "document": bea.document, "password": code})
    assert where(client) == "/segundo-paso"
    client.get("/clave-nueva")
    assert where(client) == "/segundo-paso"
    second(client, figures())
    assert where(client) == "/clave-nueva"


def test_in_production_an_administrator_must_turn_it_on(client: Client, production: None) -> None:
    client.sign_in(make.dina())
    assert where(client) == "/segundo-paso/activar"
    client.get("/personas")
    assert where(client) == "/segundo-paso/activar"


def test_trainers_may_do_without_it(client: Client, production: None) -> None:
    client.sign_in(make.bea()).get("/mi-cuenta")
    assert client.status == 200


def turn_on(client: Client, password: str, app: Flask, minutes: float = 0) -> int:
    client.get("/segundo-paso/activar")
    with client._browser.session_transaction() as cookie:
        secret = totp.unsealed(app.config["SECRET_KEY"], cookie["drawn"])
    assert secret is not None
    code = pyotp.TOTP(secret).at(int(clock.now().timestamp() + 60 * minutes))
    client.post("/segundo-paso/activar", {"code": code, "current": password})
    return client.status


def test_turning_it_on_shows_ten_codes_once(client: Client, app: Flask) -> None:
    dina = make.dina()
    assert turn_on(client.sign_in(dina), make.PASSWORD, app) == 200
    assert client.text.count('<li class="code">') == 10
    assert dina.totp_secret is not None
    assert len(db.session.scalars(select(RecoveryCode)).all()) == 10
    client.get("/mi-cuenta")
    assert client.status == 200
    assert "set second factor" in db.session.scalars(select(AuditEntry.act)).all()
    client.get("/segundo-paso/activar")
    assert '<li class="code">' not in client.text


def test_without_her_password_it_stays_off(client: Client, app: Flask) -> None:
    dina = make.dina()
    assert turn_on(client.sign_in(dina), "no-es-esta-clave", app) == 403
    assert dina.totp_secret is None


def test_with_an_old_code_it_stays_off(client: Client, app: Flask) -> None:
    dina = make.dina()
    assert turn_on(client.sign_in(dina), make.PASSWORD, app, minutes=-5) == 400
    assert dina.totp_secret is None


def test_it_is_not_for_learners(client: Client) -> None:
    client.sign_in(make.ana()).get("/segundo-paso/activar")
    assert client.status == 403


def test_a_trainer_turns_it_off_with_her_password(client: Client) -> None:
    bea = make.bea()
    guarded(bea)
    second(client.sign_in(bea), figures())
    client.get("/mi-cuenta")
    client.post("/segundo-paso/quitar", {"current": "no-es-esta-clave"})
    assert client.status == 403
    client.get("/mi-cuenta")
    client.post("/segundo-paso/quitar", {"current": make.PASSWORD})
    assert client.status == 303
    assert bea.totp_secret is None


def test_in_production_an_administrator_cannot_turn_it_off(client: Client, production: None) -> None:
    dina = make.dina()
    guarded(dina)
    second(client.sign_in(dina), figures())
    client.get("/mi-cuenta")
    client.post("/segundo-paso/quitar", {"current": make.PASSWORD})
    assert client.status == 403
    assert dina.totp_secret is not None


def test_the_server_can_rescue_an_administrator(client: Client, command: Callable[..., str]) -> None:
    dina = make.dina()
    guarded(dina)
    client.sign_in(dina)
    command("admin", "reset-totp", dina.document)
    db.session.expire_all()
    assert dina.totp_secret is None
    assert client.get("/segundo-paso").status_code == 303
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.act, entry.actor_id) == ("reset second factor", None)


def test_the_server_makes_the_first_administrator_without_a_password(client: Client, command: Callable[..., str]) -> None:
    told = command("admin", "create", "--document", "99000101", "--given-names", "Dina", "--surnames", "Vega Paz")
    code = next(line.strip() for line in told.splitlines() if line.strip()[5:6] == "-" and len(line.strip()) == 11)
    client.post("/ingresar", {"document_type": "dni", "document": "99000101", "password": code})
    assert where(client) == "/clave-nueva"


@pytest.mark.parametrize("words", [
    ("admin", "create", "--document", "123", "--given-names", "A", "--surnames", "B"),
    ("admin", "create", "--document", "99000101", "--given-names", " ", "--surnames", "B"),
    ("admin", "reset-totp", "99000199"), ("admin", "reset-totp", "xx"),
])
def test_a_wrong_command_says_why(app: Flask, words: tuple[str, ...]) -> None:
    result = app.test_cli_runner().invoke(args=list(words))
    assert result.exit_code == 1
    assert result.output.startswith("Error:")
