"""What every page shares: headers, language, where a redirect may lead, how days and scores are said."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests.client import Client
from training.pages import days, duration, percent, safe_path

ELSEWHERE = ["//evil.pe", "/\\evil.pe", "https://evil.pe", "javascript:alert(1)", "/\tevil", "/%0d", " /x", "", None,
             "evil", "/x\r\nSet-Cookie: a=b", "///evil", "/../../etc", "\\\\evil", "http:evil", "/\u202eevil", "/" + "a" * 400]


@pytest.mark.parametrize("target", [target for target in ELSEWHERE if target != "/%0d"])
def test_a_redirect_never_leaves_the_site(target: str | None) -> None:
    assert safe_path(target) is None


@given(st.text())
def test_whatever_passes_is_a_plain_path(target: str) -> None:
    found = safe_path(target)
    assert found is None or (found.startswith("/") and not found.startswith("//") and "\\" not in found)


def test_every_answer_is_closed_to_strangers(client: Client) -> None:
    for path in ("/ingresar", "/no-existe", "/", "/salud", "/sus-datos"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"


def test_cookies_are_for_this_site_and_not_for_scripts(client: Client) -> None:
    cookie = client.get("/ingresar").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_cookies_are_secure_where_the_address_is(another_app: object) -> None:
    app: Flask = another_app(PUBLIC_URL="https://replica.example.pe", SESSION_COOKIE_SECURE=True)  # type: ignore[operator]
    answer = app.test_client().get("/ingresar", base_url="https://replica.example.pe")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_another_host_name_is_refused_where_the_name_is_known(another_app: object) -> None:
    app: Flask = another_app(TRUSTED_HOSTS=["replica.example.pe"])  # type: ignore[operator]  # makes applications
    browser = app.test_client()
    assert browser.get("/ingresar", base_url="http://replica.example.pe").status_code == 200
    assert browser.get("/ingresar", base_url="http://evil.example.pe").status_code == 400


def test_static_files_are_kept_for_good(client: Client) -> None:
    answer = client.get("/static/replica.css?v=1")
    assert answer.data
    assert "immutable" in answer.headers["Cache-Control"]


def test_the_language_stays_on_the_page(client: Client) -> None:
    answer = client.get("/idioma/en?next=/navegar-con-seguridad")
    assert answer.headers["Location"] == "/navegar-con-seguridad"
    client.follow()
    assert '<html lang="en">' in client.text
    assert "Quick exit" in client.text
    assert client.get("/idioma/es?next=//evil.pe").headers["Location"] == "/"
    client.get("/idioma/fr")
    assert client.status == 404


def test_an_unknown_page_says_what_to_do(client: Client) -> None:
    client.get("/no-existe")
    assert client.status == 404
    assert "Ir al inicio" in client.text


def test_a_form_without_its_token_changes_nothing(client: Client) -> None:
    client.get("/ingresar")
    client.post("/ingresar", {"document": "1"}, token="")
    assert client.status == 400
    assert "Vuelva atrás" in client.text


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (135, "2 h 15 min")])
def test_minutes_in_words(minutes: int, words: str) -> None:
    assert duration(minutes) == words


def test_a_score_is_rounded_down() -> None:
    assert (percent(0.7999), percent(0.8), percent(None), percent(1.0)) == ("79 %", "80 %", "", "100 %")


def test_days_say_month_and_year_once(app: Flask) -> None:
    with app.test_request_context():
        assert days(date(2026, 12, 1), date(2026, 12, 2)) == "1 y 2 de diciembre de 2026"
        assert days(date(2026, 12, 1), date(2026, 12, 4)) == "1 al 4 de diciembre de 2026"
        assert days(date(2026, 12, 1), date(2026, 12, 1)) == "1 de diciembre de 2026"
        assert days(date(2026, 11, 30), date(2026, 12, 1)) == "del 30 de noviembre de 2026 al 1 de diciembre de 2026"


def test_an_instant_is_shown_as_its_day_in_lima(app: Flask) -> None:
    with app.test_request_context():
        shown = app.jinja_env.filters["day"](datetime(2026, 12, 2, 4, 59, tzinfo=UTC))
    assert shown == "1 de diciembre de 2026"
