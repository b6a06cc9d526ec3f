"""The shelf, the button and the file: who may have what, and that a book is drawn once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from books import drawing, work
from books.catalogue import Order
from books.drawing import Drawn
from tests import make
from tests.books.manuals import manual
from tests.client import Client
from training.accounts.models import User
from training.db import db
from training.jobs.models import DONE, RUNNING, Job
from training.jobs.worker import work as work_on

SHELF = "/manual/libros"


@pytest.fixture(autouse=True)
def quick(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A published small manual, a shelf of its own, and a press that only says what it was asked for."""
    make.published(manual())
    db.session.commit()
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path))
    asked: list[str] = []

    def press(order: Order, frame: object, tell: Callable[[int], None]) -> Drawn:
        asked.append(str(order))
        tell(5)
        return Drawn(f"%PDF {order}".encode(), 7)

    monkeypatch.setattr(drawing, "draw", press)
    return asked


def learner() -> User:
    ana = make.ana()
    db.session.commit()
    return ana


def run(app: Flask) -> Job:
    job = db.session.query(Job).order_by(Job.id.desc()).first()
    assert job is not None
    db.session.commit()
    with app.app_context():
        work_on(job.id)
    db.session.expire_all()
    return db.session.get_one(Job, job.id)


def test_a_learner_sees_her_books_and_none_of_the_trainers(client: Client) -> None:
    client.sign_in(learner()).get(SHELF)
    assert "Cuaderno de trabajo" in client.text
    for name in ("Claves de las pruebas", "Manual para facilitar", "Cuadernillo de pruebas", "que faltan"):
        assert name not in client.text
    client.get("/manual")
    assert SHELF in client.text


def test_she_has_it_drawn_follows_it_and_takes_it_home(app: Flask, client: Client) -> None:
    client.sign_in(learner()).get(SHELF)
    client.post(f"{SHELF}/workbook.es.a4", {})
    assert client.status == 303
    progress = client.response.headers["Location"]
    client.get(progress)
    assert "Cuaderno de trabajo (es)" in client.text
    assert run(app).state == DONE
    client.get(progress)
    assert "Ver el resultado" in client.text
    client.get(SHELF)
    assert "7 páginas" in client.text
    response = client.get(f"{SHELF}/workbook.es.a4")
    assert response.data == b"%PDF workbook.es.a4"
    assert response.headers["Content-Disposition"] == "attachment; filename=workbook.es.pdf"
    assert response.mimetype == "application/pdf"


def test_two_who_ask_share_the_work_and_both_may_follow_it(client: Client, new_client: Callable[[], Client]) -> None:
    other = new_client().sign_in(learner())
    client.sign_in(learner()).get(SHELF)
    other.get(SHELF)
    client.post(f"{SHELF}/workbook.es.a4", {})
    first = client.response.headers["Location"]
    other.post(f"{SHELF}/workbook.es.a4", {})
    assert other.response.headers["Location"] == first
    assert other.get(first).status_code == 200
    assert db.session.query(Job).count() == 1


def test_a_book_is_drawn_once(app: Flask, client: Client, quick: list[str]) -> None:
    client.sign_in(learner()).get(SHELF)
    client.post(f"{SHELF}/cards.en.a4", {})
    run(app)
    client.post(f"{SHELF}/cards.en.a4", {})
    assert client.response.headers["Location"] == SHELF
    with app.app_context():
        work.draw("cards.en.a4")
    assert quick == ["cards.en.a4"]


@pytest.mark.parametrize("name", ["trainer", "quizzes", "key"])
def test_what_holds_answers_is_refused_to_learners(client: Client, name: str) -> None:
    client.sign_in(learner()).get(SHELF)
    client.post(f"{SHELF}/{name}.es.a4", {})
    assert client.status == 403
    assert client.get(f"{SHELF}/{name}.es.a4").status_code == 403
    assert db.session.query(Job).count() == 0


def test_a_trainer_has_them(app: Flask, client: Client) -> None:
    bea = make.bea()
    client.sign_in(bea).get(SHELF)
    assert "Claves de las pruebas" in client.text
    client.post(f"{SHELF}/key.es.a4", {})
    run(app)
    assert client.get(f"{SHELF}/key.es.a4").data == b"%PDF key.es.a4"


def test_all_that_is_missing_is_drawn_one_after_the_other(app: Flask, client: Client, quick: list[str]) -> None:
    client.sign_in(make.bea()).get(SHELF)
    assert "Dibujar los 18 que faltan" in client.text
    client.post(SHELF, {})
    assert client.response.headers["Location"].startswith("/trabajos/")
    assert run(app).state == DONE
    assert len(quick) == 18
    client.get(SHELF)
    assert "que faltan" not in client.text
    client.post(SHELF, {})
    assert client.response.headers["Location"] == SHELF


def test_a_learner_waits_on_the_shelf_while_everything_is_drawn(client: Client, new_client: Callable[[], Client]) -> None:
    bea = new_client().sign_in(make.bea())
    bea.get(SHELF)
    bea.post(SHELF, {})
    job = bea.response.headers["Location"]
    client.sign_in(learner()).get(SHELF)
    assert "Se está dibujando." in client.text
    client.post(f"{SHELF}/workbook.es.a4", {})
    assert client.response.headers["Location"] == SHELF
    assert client.get(job).status_code == 404


def test_while_a_book_is_laid_out_the_page_says_how_far(app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.sign_in(learner()).get(SHELF)
    client.post(f"{SHELF}/workbook.es.a4", {})
    progress = client.response.headers["Location"]
    seen = []

    def press(order: Order, frame: object, tell: Callable[[int], None]) -> Drawn:
        tell(20)
        tell(21)
        assert db.session.query(Job).one().state == RUNNING
        db.session.rollback()
        seen.append(client.get(f"{progress}/estado").get_json()["sentence"])
        return Drawn(b"%PDF", 30)

    monkeypatch.setattr(drawing, "draw", press)
    run(app)
    assert "va por la página 20" in seen[0]
    assert "va por" not in client.get(f"{progress}/estado").get_json()["sentence"]


def test_a_book_that_cannot_be_drawn_says_why(app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*_: object) -> Drawn:
        raise drawing.CannotDraw("no cabe")

    monkeypatch.setattr(drawing, "draw", press)
    client.sign_in(learner()).get(SHELF)
    client.post(f"{SHELF}/posters.es.a3", {})
    progress = client.response.headers["Location"]
    run(app)
    client.get(progress)
    assert "El libro no se puede dibujar (no cabe)." in client.text


@pytest.mark.parametrize("what", ["nada", "nada.es.a4", "workbook.fr.a4", "workbook.es.a3", "workbook.es", "..%2f..%2fx"])
def test_what_is_no_book_is_not_found(client: Client, what: str) -> None:
    client.sign_in(learner()).get(SHELF)
    assert client.get(f"{SHELF}/{what}").status_code == 404
    client.post(f"{SHELF}/{what}", {})
    assert client.status == 404


def test_a_book_that_is_not_drawn_leads_back_to_the_shelf(client: Client) -> None:
    client.sign_in(learner()).get(f"{SHELF}/workbook.es.a4")
    assert client.response.headers["Location"] == SHELF
