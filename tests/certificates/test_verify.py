"""The public answer: everything that is printed and nothing else; the same no for whatever is not there."""

from collections.abc import Callable

import pytest
from flask import Flask

from certificates.issuing.models import Certificate
from certificates.paper import codes
from tests import make
from tests.certificates.story import complete, issued, kept
from tests.client import Client
from training.db import db
from training.throttle import Throttle


def certificate(**more: object) -> Certificate:
    cohort = make.cohort(make.bea(), name="Cohorte secreta")
    person = make.user("Ana", "Quispe Rojas", document="40617283", **more)
    complete(make.member(cohort, person, facility="Posta Escondida"))
    return issued(cohort)[0]


def test_every_printed_field_is_shown_and_nothing_that_is_not(app: Flask, client: Client) -> None:
    one = certificate()
    claim = kept(one).claim
    for path in (f"/verificar/{codes.grouped(one.code)}", f"/v/{one.token}"):
        response = client.get(path)
        for said in ("válido", "Ana Quispe Rojas", "DNI", "283", "Atención de salud", "2,5 horas cronológicas", "Título a1",
                     "75 min", "C. S. Río Manso", "Programa Réplica", "Bea Huamán Ríos", "Responsable del curso",
                     "Versión 1.0", one.folio, codes.grouped(one.code), "Borrador", "hora de Lima"):
            assert said in client.text, said
        for hidden in ("40617283", "0617283", "Posta Escondida", "Ayacucho", "secreta", "<script", claim, one.token):
            assert hidden not in client.text.replace(f"next=/v/{one.token}", ""), hidden
        assert response.headers["Cache-Control"] == "no-store"
        assert "noindex" in response.headers["X-Robots-Tag"]


@pytest.mark.parametrize("typed", ["{lower}", "{code}", " {spaced} ", "{dashed}", "{letters}"])
def test_a_code_is_found_however_it_is_typed(app: Flask, client: Client, typed: str) -> None:
    code = certificate().code
    said = typed.format(lower=code.lower(), code=code, spaced=" ".join(code), dashed=codes.grouped(code),
                        letters=code.replace("0", "O").replace("1", "l"))
    client.get("/verificar")
    client.post("/verificar", {"code": said})
    assert client.status == 303
    assert client.response is not None
    assert client.response.headers["Location"] == f"/verificar/{codes.grouped(code)}"
    client.follow()
    assert "Ana Quispe Rojas" in client.text


def test_a_demonstration_never_looks_like_the_real_thing(app: Flask, client: Client) -> None:
    client.get(f"/verificar/{certificate(is_demo=True).code}")
    assert "Válido solo como demostración" in client.text
    assert "DEMOSTRACIÓN, sin valor oficial" in client.text
    assert "ok-v" not in client.text


def without_token(client: Client) -> str:
    return client.text.replace(client.csrf_token(), "")


def test_unknown_and_malformed_get_the_same_page(app: Flask, new_client: Callable[[], Client]) -> None:
    certificate()
    unknown = codes.new_code()
    answers = set()
    lengths = set()
    for path in (f"/verificar/{unknown}", f"/verificar/{unknown[:-1]}*", "/verificar/" + "A" * 300,
                 "/verificar/a/b", f"/v/{codes.new_token()}", "/v/x", "/v/%C3%B1%F0%9F%92%A5", "/verificar/%27%20OR%201"):
        client = new_client()
        client.get(path)
        assert client.status == 404
        answers.add(without_token(client))
        lengths.add(len(client.text))
    assert len(answers) == 1
    assert len(lengths) == 1
    assert "cero" in answers.pop()


def test_a_typed_text_that_is_no_code_never_stands_in_an_address(app: Flask, client: Client) -> None:
    client.get("/verificar")
    for typed in ("40617283", "Ana Quispe", "", "x" * 5000, "\x00", "漢" * 20):
        client.post("/verificar", {"code": typed})
        assert client.status == 404
        assert "40617283" not in client.text


def test_only_misses_are_counted_and_hits_always_pass(app: Flask, client: Client) -> None:
    code = certificate().code
    for _ in range(15):
        assert client.get(f"/verificar/{code}").status_code == 200
    assert db.session.query(Throttle).count() == 0
    for _ in range(10):
        assert client.get(f"/verificar/{codes.new_code()}").status_code == 404
    for path in (f"/verificar/{codes.new_code()}", "/verificar/x", f"/v/{codes.new_token()}"):
        response = client.get(path)
        assert response.status_code == 429
        assert 0 < int(response.headers["Retry-After"]) <= 61
        assert "segundos" in client.text
    assert client.get(f"/verificar/{code}").status_code == 200


def test_another_network_is_not_held_up(app: Flask, client: Client) -> None:
    for _ in range(11):
        client.get("/verificar/x")
    assert client.status == 429
    assert client.get("/verificar/x", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404


def test_a_form_without_its_token_is_refused(app: Flask, client: Client) -> None:
    client.post("/verificar", {"code": "x"}, token="")
    assert client.status == 400


def test_the_public_key_is_public(app: Flask, client: Client) -> None:
    certificate()
    client.get("/verificar/clave")
    assert client.status == 200
    name, key = client.text.splitlines()[0].split()
    assert len(name) == 8
    assert len(key) == 44
