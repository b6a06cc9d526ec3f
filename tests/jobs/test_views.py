"""The progress page: count, time left, stop, try again, the way to the result; and who may see it."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.jobs.kinds import Counting, announce, batch, raise_, run, states, the_job
from training import clock
from training.accounts.models import User
from training.db import db
from training.jobs import actions
from training.jobs.engine import Engine, engine
from training.jobs.models import CANCELLED, DONE, FAILED, WAITING, JobItem

NewClient = Callable[[], Client]


@pytest.fixture
def counting(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counting:
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path))
    monkeypatch.setitem(app.extensions, "replica.jobs", Engine(app))
    return announce(app)


@pytest.fixture
def owner(app: Flask) -> User:
    return make.user()


@pytest.fixture
def hers(client: Client, owner: User) -> Client:
    return client.sign_in(owner)


def page_of(job_id: int) -> str:
    return f"/trabajos/{the_job(job_id).key}"


def a_failed_job(app: Flask, counting: Counting, owner: User) -> int:
    counting.before["b"] = raise_(OSError("disco lleno"))
    job_id = batch("a", "b", by_id=owner.id)
    run(app, job_id)
    counting.before.clear()
    return job_id


def test_a_waiting_job_says_so_and_reloads_itself(counting: Counting, hers: Client, owner: User) -> None:
    job_id = batch(by_id=owner.id)
    hers.get(page_of(job_id))
    assert "0 de 3 listos." in hers.text
    assert "empieza en unos segundos" in hers.text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in hers.text
    assert "<h1>Conteo de cohort:1</h1>" in hers.text
    assert 'href="/cohortes/1"' in hers.text


def test_a_job_that_does_not_begin_says_whom_to_tell(counting: Counting, hers: Client, owner: User) -> None:
    with clock.frozen(clock.now() - timedelta(minutes=3)):
        job_id = batch(by_id=owner.id)
    hers.get(page_of(job_id))
    assert "Todavía no empieza" in hers.text


def test_a_running_job_tells_how_long_it_still_takes(counting: Counting, hers: Client, owner: User) -> None:
    job_id = batch(*(f"i{n}" for n in range(10)), by_id=owner.id)
    fence = actions.claim(job_id)
    assert fence is not None
    for position in (1, 2):
        actions.next_item(job_id, fence)
        actions.settle_item(job_id, position, fence, None, 5.0)
    hers.get(page_of(job_id))
    assert "2 de 10 listos." in hers.text
    assert "Faltan unos 40 segundos." in hers.text
    assert '<progress max="10" value="2"' in hers.text
    assert "Puede cerrar esta página" in hers.text


def test_an_interrupted_job_says_that_it_goes_on(counting: Counting, hers: Client, owner: User) -> None:
    with clock.frozen(clock.now() - timedelta(minutes=3)):
        job_id = batch(by_id=owner.id)
        actions.claim(job_id)
    hers.get(page_of(job_id))
    assert "Se interrumpió" in hers.text


def test_a_done_job_leads_to_its_result_and_rests(
        app: Flask, counting: Counting, hers: Client, owner: User) -> None:
    job_id = batch(by_id=owner.id)
    run(app, job_id)
    hers.get(page_of(job_id))
    assert "3 de 3 listos." in hers.text
    assert 'href="/resultado/1"' in hers.text
    assert "refresh" not in hers.text
    assert "data-job" not in hers.text
    assert "jobs.js" not in hers.text


def test_what_failed_is_shown_with_its_reason_and_can_be_tried_again(
        app: Flask, counting: Counting, hers: Client, owner: User) -> None:
    job_id = a_failed_job(app, counting, owner)
    hers.get(page_of(job_id))
    assert "1 no se pudo preparar" in hers.text
    assert "Parte B" in hers.text
    assert "OSError: disco lleno" in hers.text
    hers.submit(f"{page_of(job_id)}/reintentar")
    assert hers.status == 303
    assert states(job_id) == [DONE, WAITING]
    task = engine(app).huey().dequeue()
    assert task.args == (job_id,)
    engine(app).huey().storage.close()


def test_the_reason_is_text_and_never_markup(app: Flask, counting: Counting, hers: Client, owner: User) -> None:
    counting.before["a"] = raise_(OSError("<script>alert(1)</script>"))
    job_id = batch("a", by_id=owner.id)
    run(app, job_id)
    hers.get(page_of(job_id))
    assert "&lt;script&gt;alert(1)" in hers.text


def test_a_closing_that_failed_is_told_and_offers_another_try(
        app: Flask, counting: Counting, hers: Client, owner: User) -> None:
    counting.before_finish = raise_(OSError("disco lleno"))
    job_id = batch("a", by_id=owner.id)
    run(app, job_id)
    hers.get(page_of(job_id))
    assert "No se pudo juntar el resultado" in hers.text
    assert "/resultado/1" not in hers.text
    hers.submit(f"{page_of(job_id)}/reintentar")
    assert the_job(job_id).state == WAITING


def test_two_hundred_failures_are_shown_and_the_rest_counted(
        counting: Counting, hers: Client, owner: User) -> None:
    job_id = batch(*(f"i{n}" for n in range(205)), by_id=owner.id)
    db.session.query(JobItem).update({"state": FAILED, "error": "No."})
    hers.get(page_of(job_id))
    assert hers.text.count('data-l="Problema"') == 200
    assert "Y 5 más." in hers.text


def test_stopping_keeps_what_is_ready(counting: Counting, hers: Client, owner: User) -> None:
    job_id = batch(by_id=owner.id)
    hers.get(page_of(job_id))
    hers.submit(f"{page_of(job_id)}/detener")
    assert hers.status == 303
    assert the_job(job_id).state == CANCELLED
    hers.follow()
    assert "Se detuvo. Lo que ya estaba listo se conserva." in hers.text
    assert "refresh" not in hers.text


def test_stopping_what_has_ended_changes_nothing(app: Flask, counting: Counting, hers: Client, owner: User) -> None:
    job_id = batch(by_id=owner.id)
    hers.get(page_of(job_id))
    run(app, job_id)
    hers.post(f"{page_of(job_id)}/detener")
    hers.follow()
    assert the_job(job_id).state == DONE
    assert "Ya había terminado." in hers.text


def test_trying_a_stopped_job_again_is_refused(counting: Counting, hers: Client, owner: User) -> None:
    job_id = batch(by_id=owner.id)
    hers.get(page_of(job_id))
    actions.cancel(job_id)
    hers.post(f"{page_of(job_id)}/reintentar")
    assert hers.status == 409
    assert "se detuvo" in hers.text
    assert the_job(job_id).state == CANCELLED


def test_the_script_gets_the_same_in_a_few_bytes(counting: Counting, hers: Client, owner: User) -> None:
    job_id = batch(by_id=owner.id)
    answer = hers.get(f"{page_of(job_id)}/estado")
    told = json.loads(hers.text)
    assert (told["state"], told["done"], told["failed"], told["total"]) == (WAITING, 0, 0, 3)
    assert told["count"] == "0 de 3 listos."
    assert len(hers.text) < 400
    assert "Set-Cookie" not in answer.headers, "asking by itself must not keep a session alive"


@pytest.mark.parametrize(("method", "tail"), [
    ("GET", ""), ("GET", "/estado"), ("POST", "/detener"), ("POST", "/reintentar"),
])
def test_for_anybody_else_it_does_not_exist(
        counting: Counting, owner: User, new_client: NewClient, method: str, tail: str) -> None:
    job_id = batch(by_id=owner.id)
    mine, other, admin = (new_client().sign_in(user) for user in (owner, make.user("Caro"), make.dina()))
    for visitor in (mine, other, admin):
        visitor.get(page_of(job_id))
    assert [visitor.status for visitor in (mine, other, admin)] == [200, 404, 200]
    if method == "GET":
        other.get(page_of(job_id) + tail)
    else:
        other.post(page_of(job_id) + tail)
    assert other.status == 404
    assert the_job(job_id).state == WAITING


@pytest.mark.parametrize("tail", ["", "/estado"])
def test_nobody_signed_in_is_sent_to_the_door(counting: Counting, client: Client, owner: User, tail: str) -> None:
    job_id = batch(by_id=owner.id)
    assert client.get(page_of(job_id) + tail).status_code == 303


def test_a_job_that_nobody_started_is_the_administrators(counting: Counting, hers: Client) -> None:
    hers.get(page_of(batch()))
    assert hers.status == 404


@pytest.mark.parametrize("key", ["nope", "%00", "a" * 500, "ñ'--"])
def test_a_key_that_does_not_exist(counting: Counting, hers: Client, key: str) -> None:
    hers.get(f"/trabajos/{key}")
    assert hers.status == 404


def test_without_the_pages_token_nothing_happens(counting: Counting, hers: Client, owner: User) -> None:
    job_id = batch(by_id=owner.id)
    hers.post(f"{page_of(job_id)}/detener", token="")
    assert hers.status == 400
    assert the_job(job_id).state == WAITING
