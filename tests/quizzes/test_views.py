"""The learner's pages: begin, answer, save for later, send, read the result."""

import pytest
from sqlalchemy import select

from quizzes.models import Attempt, QuestionTally, QuizPaper
from tests import make
from tests.client import Client
from tests.quizzes.examples import EVERY_KIND
from tests.quizzes.story import SECRETS, begin, fields, modules, only_attempt, story
from training.db import db
from training.progress.models import Achievement, Standing

pytestmark = pytest.mark.usefixtures("app")


def test_before_beginning_the_rule_is_told_and_nothing_is_written(client: Client) -> None:
    told = story()
    client.sign_in(told.ana).get(told.url)
    assert client.status == 200
    for words in ("80 %", "la pregunta crítica", "otro orden", "su mejor resultado", "sin límite de tiempo"):
        assert words in client.text
    assert db.session.scalars(select(Attempt)).all() == []


def test_beginning_makes_one_attempt_and_keeps_the_questions_once(client: Client) -> None:
    told = story()
    client.sign_in(told.ana)
    first = begin(client, told)
    client.post(told.url)
    assert client.response is not None
    assert client.response.headers["Location"] == first
    assert len(db.session.scalars(select(QuizPaper)).all()) == 1
    client.get(told.url)
    assert client.response.headers["Location"] == first


def test_the_paper_shows_every_question_and_no_key(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.get(paper)
    assert client.text.count("<fieldset") == 6
    assert "Verdadero" in client.text
    assert "Falso" in client.text
    assert not [secret for secret in SECRETS if secret in client.text]


def test_missing_answers_are_asked_for_and_the_others_are_kept(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.post(paper, fields(q03=None, q05="setenta"))
    assert client.status == 422
    assert "Faltan 2 respuestas" in client.text
    assert "Escriba solo el número" in client.text
    assert 'value="setenta"' in client.text
    assert client.text.count(" checked") == 4
    assert client.text.count(" selected") == 3
    client.get(paper)  # kept on the server too
    assert 'value="setenta"' in client.text
    assert client.text.count(" checked") == 4


def test_saving_for_later_goes_on_from_another_device(client: Client, new_client: type[Client]) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.post(paper, fields(q01=None, q02=None) | {"later": "1"})
    assert client.status == 303
    other = new_client().sign_in(told.ana)
    other.get(told.url)
    other.follow()
    assert "Ya respondió 4 de 6" in other.text
    assert other.text.count(" selected") == 3
    other.post(paper, fields())
    assert other.status == 303
    assert only_attempt().passed is True


def test_the_result_explains_every_option(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.post(paper, fields(q02=["o2", "o1"], q04={"p1": "a3", "p2": "a2", "p3": "a2"}, q05="80"))
    client.follow()
    assert client.status == 200
    for words in ("Obtuvo 55 %", "Su respuesta", "Correcta", "Le faltó marcarla", "No es la mejor", "Recibo",
                  "Repetir la prueba", "Va con:", *SECRETS[:3]):
        assert words in client.text, words
    assert "0,33 de 1 punto" in client.text


def test_a_pass_is_written_once_and_the_best_score_counts(client: Client) -> None:
    told = story()
    client.sign_in(told.ana)
    client.post(begin(client, told), fields())
    client.post(begin(client, told), fields(q05="9", q06="9", q03="true"))
    client.post(begin(client, told), fields())
    standing = db.session.scalars(select(Standing)).one()
    assert (standing.attempts, standing.best_score, standing.last_score) == (3, 1.0, 1.0)
    assert [one.kind for one in db.session.scalars(select(Achievement))] == ["quiz"]
    attempts = db.session.scalars(select(Attempt).order_by(Attempt.number)).all()
    assert [(one.number, one.points, one.out_of, one.passed) for one in attempts] == [
        (1, 1, 1, True), (2, 1, 2, False), (3, 1, 1, True)]
    client.get(told.url)
    assert "Intento 2" in client.text
    assert client.text.index("Intento 3") < client.text.index("Intento 1")


def test_each_retry_has_an_order_of_its_own(client: Client) -> None:
    told = story()
    client.sign_in(told.ana)
    for _again in range(6):
        client.post(begin(client, told), fields(q01="o2"))
    seeds = {one.seed for one in db.session.scalars(select(Attempt))}
    assert len(seeds) == 6


def test_a_missed_critical_question_fails_and_is_named(client: Client) -> None:
    told = story()
    client.sign_in(told.ana)
    client.post(begin(client, told), fields(q01="o2"))  # half a point: 91 % in all
    client.follow()
    assert "Obtuvo 91 %, pero falta una pregunta crítica" in client.text
    assert "Una pregunta crítica necesita repaso" in client.text
    standing = db.session.scalars(select(Standing)).one()
    assert standing.passed_at is None
    assert db.session.scalars(select(Achievement)).all() == []


def test_the_same_body_twice_is_one_submission(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.post(paper, fields())
    assert client.response is not None
    first = client.response.headers["Location"]
    client.post(paper, fields())
    assert (client.status, client.response.headers["Location"]) == (303, first)
    assert db.session.scalars(select(Standing)).one().attempts == 1
    assert {tally.asked for tally in db.session.scalars(select(QuestionTally))} == {1}


def test_another_body_after_the_submission_is_refused(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.post(paper, fields(q05="9"))
    for late in (fields(), fields(q01=None)):
        client.post(paper, late)
        assert client.status == 409
        assert "ya se envió" in client.text
    assert only_attempt().points != only_attempt().out_of


def test_a_draft_is_saved_while_she_goes_on(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.post(f"{paper}/guardar", {"q-a3-q05": "72"}, content_type="multipart/form-data")
    assert client.status == 200
    assert client.response is not None
    assert client.response.json is not None
    assert set(client.response.json) == {"saved_at", "said"}
    assert client.response.json["said"].startswith("Guardado ")
    client.post(f"{paper}/guardar", {"q-a3-q05": "73"})
    assert only_attempt().answers == '{"a3-q05":"73"}'


def test_a_draft_after_the_submission_is_refused(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.post(paper, fields())
    client.post(f"{paper}/guardar", {"q-a3-q05": "1"})
    assert client.status == 409
    client.post(paper, {"later": "1"})
    assert client.status == 409
    assert '"a3-q05":"72"' in only_attempt().answers


def test_a_body_that_is_no_form_does_not_empty_the_draft(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.post(paper, fields() | {"later": "1"})
    token = client.csrf_token()
    response = client._browser.post(f"{paper}/guardar", json={"a3-q05": "1"}, headers={"X-CSRFToken": token})
    assert response.status_code == 415
    assert '"a3-q05":"72"' in only_attempt().answers


def test_a_closed_cohort_still_lets_her_learn(client: Client) -> None:
    told = story()
    told.cohort.closed_at = told.cohort.created_at
    client.sign_in(told.ana)
    client.post(begin(client, told), fields())
    assert only_attempt().passed is True


def test_a_locked_module_sends_to_its_page_and_begins_nothing(client: Client) -> None:
    told = story()
    locked = told.url.replace("/a1/", "/a2/")
    client.sign_in(told.ana).get(locked)
    assert client.status == 303
    client.post(locked)
    assert client.status == 409
    assert db.session.scalars(select(Attempt)).all() == []


def test_what_is_not_there_is_not_found(client: Client) -> None:
    told = story()
    client.sign_in(told.ana)
    paper = begin(client, told)
    for path in (told.url.replace("/a1/", "/a3/"), told.url.replace("/a1/", "/zz/"), paper.replace("/a1/", "/a2/"),
                 f"{told.url}/nada", f"{told.url}/{'x' * 300}", f"/curso/{told.cohort.key}/a1/resultado/nada",
                 "/curso/nada/a1/prueba"):
        client.get(path)
        assert client.status == 404, path
    client.post(f"{told.url}/nada/guardar", {"q-a3-q05": "1"})
    assert client.status == 404


def test_nobody_else_sees_or_sends_her_attempt(client: Client, new_client: type[Client]) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    friend = make.user("Otra", "Persona")
    make.member(told.cohort, friend)
    for person in (friend, told.bea, make.caro(), make.dina()):
        other = new_client().sign_in(person)
        other.get(paper)
        assert other.status in (302, 303, 404)
        other.post(paper, fields())
        assert other.status in (302, 303, 404)
    assert only_attempt().submitted_at is None


def test_the_paper_of_an_open_attempt_outlives_an_edited_quiz(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    edited = EVERY_KIND.replace("¿Cuántos pasos tiene? {#5:0.5", "¿Cuántos pasos hay? {#7:0")
    told.cohort.manual_digest = make.published(make.manual(*modules(edited), version="2.0")).digest
    client.get(paper)
    assert "¿Cuántos pasos tiene?" in client.text
    client.post(paper, fields())
    client.follow()
    assert "Aprobó con 100 %" in client.text


def test_no_answer_key_anywhere_while_an_attempt_is_open(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.post(paper, fields(q01=None))
    seen, waiting = set(), ["/", paper, told.url, f"/curso/{told.cohort.key}"]
    while waiting:
        path = waiting.pop().split("#")[0]
        if path in seen or not path.startswith("/") or "idioma" in path or "salir" in path:
            continue
        seen.add(path)
        client.get(path)
        assert not [secret for secret in (*SECRETS, "33.333", "1/3") if secret in client.text], path
        waiting += client.page.links if client.page else []
    client.post(f"{paper}/guardar", fields())
    assert not [secret for secret in SECRETS if secret in client.text]
    assert len(seen) > 5


@pytest.mark.parametrize("body", [
    {"q-a3-q01": ["o1", "o2"]}, {"q-a3-q02": ["o1"] * 500}, {"q-a3-q05": "9" * 100_000}, {"q-a3-q05": "\x00\u202e٣"},
    {"q-a3-q04-p1": "zz", "q-zz": "x", "": "y"}, {"later": ["1", "2"]},
])
def test_hostile_bodies_are_answered_and_kept_small(client: Client, body: dict[str, object]) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    client.post(paper, body)
    assert client.status in (303, 422)
    assert len(only_attempt().answers) < 500


def test_foreign_encodings_and_huge_bodies_are_no_error_of_ours(client: Client) -> None:
    told = story()
    paper = begin(client.sign_in(told.ana), told)
    token = client.csrf_token()
    latin = f"csrf_token={token}&q-a3-q05=\xf1\xff".encode("latin-1")
    kind = "application/x-www-form-urlencoded; charset=utf-16"
    assert client._browser.post(paper, data=latin, content_type=kind).status_code in (400, 422)
    latin = f"csrf_token={token}&q-a3-q05=%F1%FF".encode("ascii")
    assert client._browser.post(paper, data=latin, content_type=kind).status_code == 422
    huge = b"q-a3-q05=" + b"9" * 3_000_000
    assert client._browser.post(paper, data=huge, content_type=kind).status_code == 413
    assert client._browser.post(paper, data=b"--", content_type="multipart/form-data; boundary=x",
                                headers={"X-CSRFToken": token}).status_code in (400, 422)
