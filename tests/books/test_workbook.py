"""Exercises come from the learner's page, without any answer."""

from books import prose, workbook
from books.words import words_for
from books.workbook import Unit
from tests.books.manuals import ONLY_ANSWER, manual


def unit(trainer: bool = False) -> Unit:
    one = manual().modules[0]
    html = one.trainer_html if trainer else one.html
    return workbook.unit(one, prose.chapter(one, html, prose.Anchors({}), words_for("es")))


def test_it_takes_objectives_phrases_pairs_and_questions() -> None:
    found = unit()
    assert found.objectives == ("Decir una frase que valida.",)
    assert found.phrases == ("«Le creo.»",)
    assert sorted(found.mixed) == ["Apurar.", "Cerrar la puerta."]
    assert [case.title for case in found.cases] == ["La puerta"]
    assert found.cases[0].questions == ("¿Qué haría primero?", "¿Y después?")
    assert "Llega Nélida." in found.cases[0].story


def test_no_answer_and_no_trainers_word_even_from_the_trainers_page() -> None:
    found = unit(trainer=True)
    assert ONLY_ANSWER not in repr((found.objectives, found.phrases, found.mixed, found.cases))
    assert found == unit()


def test_the_order_of_the_pairs_is_the_same_every_day() -> None:
    assert unit().mixed == unit().mixed
