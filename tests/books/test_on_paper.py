"""A quiz on paper: letters in one order for ever, the same in every language, the key beside it."""

from quizzes.on_paper import paper_quiz
from tests.books.manuals import GIFT


def test_each_kind_has_what_paper_needs() -> None:
    single, several, true, match, number = paper_quiz(GIFT, "q").questions
    assert (single.kind, single.critical) == ("choice", True)
    assert [option.text for option in single.options if option.letter in single.letters] == ["Setenta y dos"]
    assert several.kind == "multiple"
    assert len(several.letters) == 2
    assert (true.kind, true.value, true.feedback, true.when_wrong) == ("truefalse", "true", "Así es.", "Se equivocó.")
    by_letter = {option.letter: option.text for option in match.options}
    assert {pair.text: by_letter[pair.letter] for pair in match.pairs} == {"a": "uno", "b": "dos", "c": "tres"}
    assert (number.kind, number.value) == ("numerical", "72")


def test_the_order_hangs_on_the_questions_id_and_not_on_its_words() -> None:
    english = GIFT.replace("Setenta y dos", "Seventy-two").replace("Diez", "Ten").replace("Una ", "One ")
    letters = [[question.letters for question in paper_quiz(text, "q").questions] for text in (GIFT, english)]
    assert letters[0] == letters[1]


def test_what_cannot_be_read_is_left_out() -> None:
    assert paper_quiz("esto no es una prueba", "q").questions == ()
