"""What is answered when something goes wrong, and what of it stands in the log."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import insert

from tests.client import Client
from training.access import public
from training.accounts.models import User
from training.clock import now
from training.db import db


@pytest.mark.parametrize("body", ["[" * 100_000, '{"document": 12345678, "document_type": ["dni"], "password": {}}', "1", "\0"])
def test_json_is_no_form(client: Client, body: str) -> None:
    client.get("/ingresar")
    client._open("/ingresar", method="POST", data=body, content_type="application/json",
                 headers={"X-CSRFToken": client.csrf_token()})
    assert client.status == 400


@pytest.mark.parametrize("path", ["/ingresar", "/mi-cuenta", "/idioma/es"])
def test_a_query_in_no_encoding_is_refused(client: Client, path: str) -> None:
    client._open(path, method="GET", environ_overrides={"QUERY_STRING": "next=\xff\xfe"})
    assert client.status == 400


@pytest.mark.parametrize(("handled", "status"), [("clash", 409), ("wrong", 500)])
def test_an_error_of_the_database_names_nobody_in_the_log(
        another_app: Callable[..., Flask], caplog: pytest.LogCaptureFixture, handled: str, status: int) -> None:
    app = another_app(TESTING=False)

    def clash() -> str:
        taken = {"document_type": "dni", "document": "99000777", "given_names": "Illari", "surnames": "Quispe",
                 "is_admin": False, "is_demo": False, "key": "k", "profession": "", "created_at": now()}
        wrong = taken | {"key": None} if handled == "clash" else taken | {"created_at": "Illari"}
        db.session.execute(insert(User), [wrong, wrong])
        return ""

    app.add_url_rule("/clash", view_func=public(clash), methods=["POST"])
    app.config["WTF_CSRF_ENABLED"] = False
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().post("/clash")
    assert answer.status_code == status and "99000777" not in answer.text
    assert caplog.text and "99000777" not in caplog.text and "Illari" not in caplog.text
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("path", ["/v//x", "/curso//x", "/cohortes/", "/static//x"])
def test_no_redirect_repeats_the_host_that_somebody_names(client: Client, path: str) -> None:
    answer = client._open(path, method="GET", headers={"Host": "evil.example"})
    assert "evil.example" not in answer.headers.get("Location", "") and client.status in (303, 404)
