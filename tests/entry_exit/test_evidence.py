"""What the entry and exit tests tell of a certificate: the sheet that counts as printed, keyed by whom, changed or voided."""

from flask import Flask

from quizzes.entry_exit import voiding
from quizzes.entry_exit.evidence import ask
from quizzes.entry_exit.models import ENTRY, EXIT
from tests import make
from tests.entry_exit.story import filed, person, test_here, workshop
from tests.statements import statements
from training.cohorts.models import Cohort
from training.cohorts.queries import members
from training.db import db
from training.evidence import Section


def told_of(cohort: Cohort, number: int = 1) -> list[Section]:
    return list(ask(cohort, members(cohort))(person(cohort, number).id))


def test_both_tests_are_told_with_letters_as_printed_and_who_keyed_them(app: Flask) -> None:
    cohort = workshop(make.bea(), people=1)
    filed(cohort, 1, ENTRY, right=8)
    sheet = filed(cohort, 1, EXIT, right=18)
    entry, exit_ = told_of(cohort)
    assert (entry.title, exit_.title) == ("Prueba de entrada", "Prueba de salida")
    assert [row[4] for row in exit_.rows].count("Correcta") == 18
    first, place = exit_.rows[0], test_here(cohort).forms[sheet.form][0]
    assert first[2].split("\n")[0] == f"{place.letters[0]}) {place.options[0].option.text}"
    assert first[3].startswith(f"{place.right}) Buena de")
    assert "en papel, digitada por Bea Huamán Ríos" in exit_.notes[0]
    assert "18 de 20 puntos, aprobada" in exit_.notes[0]
    assert "Se aprueba con 80 % o más." in exit_.notes
    assert "No tiene nota mínima." in entry.notes


def test_the_best_exit_test_counts_and_the_others_are_named(app: Flask) -> None:
    cohort = workshop(make.bea(), people=1)
    filed(cohort, 1, EXIT, right=10)
    filed(cohort, 1, EXIT, right=19, again=True)
    exit_, = told_of(cohort)
    assert "intento 2" in exit_.notes[0]
    assert any(note.startswith("Otro intento: intento 1") and "10 de 20 puntos, no aprobada" in note for note in exit_.notes)


def test_a_voided_question_says_so_with_its_reason(app: Flask) -> None:
    cohort = workshop(bea := make.bea(), people=1)
    sheet = filed(cohort, 1, EXIT, right=20)
    question = test_here(cohort).forms[sheet.form][2].question.id
    voiding.void(cohort, question, reason="La hoja tenía un error", share=80, by=bea)
    exit_, = told_of(cohort)
    assert exit_.rows[2][4] == "Anulada: no cuenta (La hoja tenía un error)"
    assert any("calificada otra vez" in note for note in exit_.notes)


def test_nothing_is_told_of_who_has_no_sheet_nor_of_a_cohort_without_a_workshop(app: Flask) -> None:
    cohort = workshop(make.bea(), people=2)
    filed(cohort, 1, EXIT)
    assert told_of(cohort, 2) == []
    alone = make.cohort(make.user("Luz", "Tello Paz", authority_id=make.authority().id))
    assert ask(alone, [])(1) == ()


def test_twelve_people_ask_as_little_as_one(app: Flask) -> None:
    few, many = workshop(make.bea(), people=1), workshop(make.caro(), people=12)
    for cohort, count in ((few, 1), (many, 12)):
        for number in range(1, count + 1):
            filed(cohort, number, EXIT)
    db.session.commit()

    def asked(cohort: Cohort) -> int:
        people = members(cohort)
        db.session.expire_all()
        with statements() as found:
            ask(cohort, people)
        return len([one for one in found if one.startswith("SELECT")])

    asked(few)
    assert asked(many) <= 9
