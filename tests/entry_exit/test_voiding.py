"""A voided question counts for nobody: shown before, scored again for all, nothing withdrawn."""

import pytest
from flask import Flask
from sqlalchemy.exc import DatabaseError

from quizzes.entry_exit import queries, voiding
from quizzes.entry_exit.models import EXIT, SheetChange, TestSheet, VoidedQuestion
from tests import make
from tests.client import Client
from tests.entry_exit import story
from tests.statements import statements
from training.db import db

WHY = "La clave está equivocada"


class Case:
    """Rows 2, 4 and 6 gave the exit test in form A with 15, 16 and 20 right; the wrong ones are the last."""

    def __init__(self, client: Client) -> None:
        self.bea = make.bea()
        self.cohort = story.workshop(self.bea, people=6)
        for number, right in ((2, 15), (4, 16), (6, 20)):
            story.filed(self.cohort, number, EXIT, right, by=self.bea)
        self.client = client.sign_in(self.bea)

    def url(self, question: str) -> str:
        return f"/cohortes/{self.cohort.key}/pruebas/anular/{question}"

    def scores(self) -> list[tuple[int, int, bool | None]]:
        return [(sheet.points, sheet.out_of, sheet.passed) for sheet in queries.sheets_of(self.cohort, EXIT)]


@pytest.fixture
def case(app: Flask, client: Client) -> Case:
    return Case(client)


def test_what_would_change_is_shown_and_nothing_changes(case: Case) -> None:
    case.client.get(case.url("p01a"))
    assert "Se calificarían de nuevo 3 hojas" in case.client.text
    assert "Dejaría de aprobar una persona" in case.client.text and "4. Rojas Luna 004" in case.client.text
    assert case.scores() == [(15, 20, False), (16, 20, True), (20, 20, True)]


def test_everything_is_scored_again_and_who_falls_is_named(case: Case) -> None:
    case.client.get(case.url("p01a"))
    case.client.submit(reason=WHY)
    case.client.follow()
    assert "se calificaron de nuevo 3 hojas" in case.client.text and "1 persona deja de aprobar" in case.client.text
    assert "4. Rojas Luna 004" in case.client.text and WHY in case.client.text
    assert case.scores() == [(14, 19, False), (15, 19, False), (19, 19, True)]
    assert [one.number for one in queries.fell_by_voiding(case.cohort)] == [4]
    assert len(db.session.scalars(db.select(SheetChange)).all()) == 3


def test_voiding_may_let_somebody_pass(case: Case) -> None:
    case.client.get(case.url("p20a"))
    assert "Nadie cambia de aprobar" in case.client.text, "15 of 19 are 78.9 %, which is not rounded up"
    case.client.submit(reason=WHY)
    case.client.get(case.url("p19a"))
    assert "Pasaría a aprobar una persona" in case.client.text
    case.client.submit(reason=WHY)
    assert case.scores() == [(15, 18, True), (16, 18, True), (18, 18, True)]
    assert queries.fell_by_voiding(case.cohort) == []


def test_who_hands_in_afterwards_is_scored_without_it(case: Case) -> None:
    case.client.get(case.url("p01a"))
    case.client.submit(reason=WHY)
    sheet = story.filed(case.cohort, 1, EXIT, 20, by=case.bea)
    assert (sheet.form, sheet.out_of) == ("B", 20), "her form has another question"
    sheet = story.filed(case.cohort, 3, "entry", 20, by=case.bea)
    assert (sheet.form, sheet.points, sheet.out_of) == ("A", 19, 19)


def test_a_question_is_voided_once(case: Case) -> None:
    case.client.get(case.url("p01a"))
    case.client.submit(reason=WHY)
    case.client.post(case.url("p01a"), {"reason": WHY})
    assert case.client.status == 409 and "ya está anulada" in case.client.text
    case.client.get(case.url("p01a"))
    assert "Anulada: no cuenta para nadie" in case.client.text and 'name="reason"' not in case.client.text


@pytest.mark.parametrize("reason,said", [("", "Falta completar"), ("corto", "Explique el motivo"), ("x" * 401, "Explique el motivo")])
def test_it_asks_for_a_reason(case: Case, reason: str, said: str) -> None:
    case.client.get(case.url("p01a"))
    case.client.submit(reason=reason)
    assert case.client.status == 422 and said in case.client.text and queries.voided_ids(case.cohort.id) == frozenset()


def test_a_question_of_no_test_is_not_found(case: Case) -> None:
    case.client.get(case.url("a1-q01"))
    assert case.client.status == 404


def test_another_cohort_is_not_touched(case: Case) -> None:
    other = story.workshop(case.bea, people=2)
    story.filed(other, 2, EXIT, 16, by=case.bea)
    voiding.void(case.cohort, "p01a", reason=WHY, share=80, by=case.bea)
    assert [sheet.points for sheet in queries.sheets_of(other)] == [16]


def test_the_record_cannot_be_undone(case: Case) -> None:
    voiding.void(case.cohort, "p01a", reason=WHY, share=80, by=case.bea)
    db.session.commit()
    for table in (VoidedQuestion, SheetChange):
        with pytest.raises(DatabaseError):
            db.session.execute(db.delete(table))
        db.session.rollback()


def test_the_panel_of_the_workshop_says_who_stopped_passing(case: Case) -> None:
    voiding.void(case.cohort, "p01a", reason=WHY, share=80, by=case.bea)
    case.client.get(f"/cohortes/{case.cohort.key}/taller")
    assert "Una persona dejó de aprobar al anularse una pregunta" in case.client.text


def test_voiding_costs_the_same_for_three_and_for_thirty(app: Flask) -> None:
    bea = make.bea()
    counts = []
    for people in (3, 30):
        cohort = story.workshop(bea, people)
        for number in range(1, people + 1):
            story.filed(cohort, number, EXIT, 17, by=bea)
        db.session.commit()
        db.session.expire_all()
        with statements() as said:
            voiding.void(cohort, "p01a", reason=WHY, share=80, by=bea)
            db.session.commit()
        counts.append(len(said))
    assert counts[0] == counts[1]
    assert len(db.session.scalars(db.select(TestSheet)).all()) == 33
