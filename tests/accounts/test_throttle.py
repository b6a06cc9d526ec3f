"""Guessing is slowed down, by account and by network; whoever it is aimed at is not locked out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from training import clock, throttle
from training.accounts.words import wait_words
from training.db import db


def guess(client: Client, document: str, password: str = "no-es-esta-clave", address: str = "10.1.1.1") -> int:
    client.post("/ingresar", {"document_type": "dni", "document": document, "password": password},
                environ_base={"REMOTE_ADDR": address})
    return client.status


def leave(client: Client) -> None:
    client.sign_out()
    client.get("/ingresar")


def closed_after(client: Client, document: str) -> list[int]:
    return [guess(client, document) for _ in range(7)]


def test_after_five_failures_the_account_waits(client: Client) -> None:
    ana = make.ana()
    assert closed_after(client, ana.document) == [403] * 5 + [429] * 2
    assert "segundos" in client.text
    assert client.response is not None
    assert 0 < int(client.response.headers["Retry-After"]) <= 15


def test_an_unknown_document_waits_in_the_same_way(client: Client) -> None:
    assert closed_after(client, "99999999") == [403] * 5 + [429] * 2
    assert "segundos" in client.text


def test_while_it_waits_even_the_right_password_is_not_weighed(client: Client) -> None:
    ana = make.ana()
    closed_after(client, ana.document)
    assert guess(client, ana.document, make.PASSWORD) == 429


def test_the_delay_grows_to_a_quarter_of_an_hour_and_ends(client: Client) -> None:
    ana, moment, waits = make.ana(), clock.now(), []
    for _ in range(9):
        with clock.frozen(moment):
            while guess(client, ana.document) == 403:
                pass
            assert client.response is not None
            waits.append(int(client.response.headers["Retry-After"]))
            moment += timedelta(seconds=waits[-1] + 1)
    assert waits == sorted(waits)
    assert max(waits) <= 901
    with clock.frozen(moment):
        assert guess(client, ana.document, make.PASSWORD) == 303


def test_a_day_of_guessing_weighs_fewer_than_480_keys(client: Client) -> None:
    ana, start = make.ana(), clock.now()
    moment, weighed = start, 0
    while moment < start + timedelta(days=1):
        with clock.frozen(moment):
            if guess(client, ana.document) == 403:
                weighed += 1
            else:
                assert client.response is not None
                moment += timedelta(seconds=int(client.response.headers["Retry-After"]) + 1)
    assert weighed < 480


def test_success_forgets_the_failures(client: Client) -> None:
    ana = make.ana()
    for _ in range(3):
        assert [guess(client, ana.document) for _ in range(4)] == [403] * 4
        assert guess(client, ana.document, make.PASSWORD) == 303
        client.sign_out()


def test_the_victim_enters_from_her_own_phone(client: Client, new_client: Callable[[], Client]) -> None:
    ana, attacker = make.ana(), new_client()
    leave(client.sign_in(ana))
    closed_after(attacker, ana.document)
    assert guess(client, ana.document, make.PASSWORD) == 303


def test_a_known_phone_has_a_limit_of_its_own(client: Client) -> None:
    ana = make.ana()
    leave(client.sign_in(ana))
    assert closed_after(client, ana.document) == [403] * 5 + [429] * 2


def test_a_phone_is_known_for_its_own_person_only(client: Client, new_client: Callable[[], Client]) -> None:
    ana, other = make.ana(), make.user("Otra")
    leave(client.sign_in(other))
    closed_after(new_client(), ana.document)
    assert guess(client, ana.document, make.PASSWORD) == 429


def test_a_forged_phone_is_not_known(client: Client, new_client: Callable[[], Client]) -> None:
    ana = make.ana()
    closed_after(new_client(), ana.document)
    client.get("/ingresar")
    for value in ("x", "e30.abc", "[]"):
        client._browser.set_cookie("equipo", value)
        assert guess(client, ana.document, make.PASSWORD) == 429


def test_the_cookie_of_a_known_phone_names_nobody(client: Client) -> None:
    ana = make.ana()
    client.sign_in(ana)
    cookie = client._browser.get_cookie("equipo")
    assert cookie is not None
    assert ana.document not in cookie.value


def test_a_network_waits_after_a_hundred_failures(client: Client) -> None:
    ana = make.ana()
    for number in range(100):
        assert guess(client, f"{90_000_000 + number}") == 403
    assert guess(client, ana.document, make.PASSWORD) == 429
    assert guess(client, ana.document, make.PASSWORD, address="10.2.2.2") == 303


def test_forty_people_enter_from_one_address(new_client: Callable[[], Client]) -> None:
    for _ in range(40):
        person, browser = make.ana(), new_client()
        assert guess(browser, person.document) == 403
        assert guess(browser, person.document, make.PASSWORD) == 303


def test_the_counters_hold_neither_document_nor_address(client: Client) -> None:
    guess(client, "99000101")
    rows = db.session.scalars(db.select(throttle.Throttle)).all()
    assert rows
    assert not [row for row in rows if "99000101" in row.bucket or "10.1.1.1" in row.bucket]


def test_answers_and_work_are_the_same_for_unknown_documents(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from training.accounts import passwords  # here, to put a counter in its place

    seen: list[bool] = []
    verify = passwords.verify
    monkeypatch.setattr(passwords, "verify", lambda stored, key: seen.append(stored is None) or verify(stored, key))
    guess(client, make.ana().document)
    guess(client, make.newcomer().document)
    guess(client, "99999999")
    assert seen == [False, True, True]  # one slow hash each time


@pytest.mark.parametrize(("seconds", "words"), [
    (1, "1 segundo"), (15, "15 segundos"), (60, "1 minuto"), (125, "2 minutos y 5 segundos"), (900, "15 minutos"),
])
def test_the_wait_is_told_in_words(app: object, seconds: int, words: str) -> None:
    assert wait_words(seconds) == words


def test_guesses_side_by_side_are_all_counted(app: Flask, new_client: Callable[[], Client]) -> None:
    browsers = [new_client() for _ in range(4)]
    for browser in browsers:
        browser.get("/ingresar")
    form = {"document_type": "dni", "document": "99999999", "password": "no-es-esta-clave"}

    def four(browser: Client) -> list[int]:
        fields = form | {"csrf_token": browser.csrf_token()}
        return [browser._browser.post("/ingresar", data=fields).status_code for _ in range(4)]

    db.session.commit()
    with ThreadPoolExecutor(4) as pool:
        seen = [status for statuses in pool.map(four, browsers) for status in statuses]
    assert set(seen) == {403, 429}
    assert seen.count(403) <= 8  # five, and at most those that were being weighed at that moment


@pytest.mark.parametrize(("address", "network"), [
    ("10.1.1.1", "10.1.1.1"), ("::ffff:10.1.1.1", "10.1.1.1"), ("::ffff:10.1.1.2", "10.1.1.2"),
    ("2001:db8::1", "2001:db8::"), ("2001:db8::2", "2001:db8::"), ("nonsense", "unknown"),
])
def test_a_network_is_an_address_of_ipv4_or_a_64th_of_ipv6(app: Flask, address: str, network: str) -> None:
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": address}):
        assert throttle.network() == network
