"""What is seen only across files: nothing explained twice, both languages asking the same."""

import pytest

from quizzes.across import check_across
from quizzes.check import check

ONE = """\
// [id:a1-q01]
::a1-q01::¿Uno? {
=Sí, siempre. #Porque sí ayuda.
~No, nunca. #Porque no ayuda.
~Tal vez. #Depende de poco.
}

// [id:a1-q02] [critica]
::a1-q02::Una es dos. {FALSE#Mire otra vez.#Bien visto.}

// [id:a1-q03]
::a1-q03::¿Cuántas? {#
=72:0#Exacto.
=%0%120:0#Eso es otra cosa.
}

// [id:a1-q04]
::a1-q04::Una cada palabra. {
=a -> 1
=b -> 2
=c -> 3
}
"""
ENGLISH = """\
// [id:a1-q01]
::a1-q01::One? {
=Yes, always. #Because it helps.
~No, never. #Because it does not.
~Perhaps. #It hardly depends.
}

// [id:a1-q02] [critica]
::a1-q02::One is two. {FALSE#Look again.#Well seen.}

// [id:a1-q03]
::a1-q03::How many? {#
=72:0#Right.
=%0%120:0#That is something else.
}

// [id:a1-q04]
::a1-q04::Match the words. {
=a -> 1
=b -> 2
=c -> 3
}
"""


def said(texts: dict[str, str]) -> list[str]:
    return [str(problem) for problem in check_across(texts)]


def test_two_languages_that_ask_the_same_have_no_problem() -> None:
    assert said({"es/a1.gift": ONE, "en/a1.gift": ENGLISH, "es/a1.md": "# No es una prueba"}) == []


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("=Yes, always. #Because it helps.\n~No, never", "~Yes, always. #Because it helps.\n=No, never", "cambian las opciones"),
    ("~Perhaps. #It hardly depends.\n", "", "cambian las opciones"),
    ("~Perhaps. #It hardly depends.", "~Perhaps.", "cambian las opciones"),
    (" [critica]", "", "solo una de las dos es crítica"),
    ("{FALSE#", "{TRUE#", "una dice verdadero"),
    ("=72:0", "=48:0", "cambian los números"),
    ("=c -> 3\n", "=c -> 3\n=d -> 4\n", "cambian las parejas"),
    ("{FALSE#Look again.#Well seen.}", "{\n=Yes. #A.\n~No. #B.\n}", "es de otro tipo"),
])
def test_a_translation_that_asks_something_else_is_named_with_both_places(old: str, new: str, expected: str) -> None:
    assert old in ENGLISH
    problems = check_across({"es/a1.gift": ONE, "en/a1.gift": ENGLISH.replace(old, new, 1)})
    assert len(problems) == 1 and problems[0].path == "en/a1.gift" and problems[0].line > 0
    assert expected in problems[0].what and "es/a1.gift:" in problems[0].fix


def test_questions_that_are_missing_added_or_moved() -> None:
    parts = ENGLISH.split("\n\n")
    assert "falta la pregunta «a1-q04»" in said({"es/a1.gift": ONE, "en/a1.gift": "\n\n".join(parts[:3])})[0]
    more = ENGLISH + "\n// [id:a1-q05]\n::a1-q05::New? {TRUE#A.#B.}\n"
    assert "no está en castellano" in said({"es/a1.gift": ONE, "en/a1.gift": more})[0]
    moved = "\n\n".join([parts[1], parts[0], *parts[2:]])
    assert "en otro orden" in said({"es/a1.gift": ONE, "en/a1.gift": moved})[0]


def test_a_feedback_said_in_two_files_is_named_whatever_its_capitals() -> None:
    other = ONE.replace("a1-q", "a2-q").replace("Porque sí ayuda", "PORQUE  SÍ ayuda")
    problems = said({"es/a1.gift": ONE, "es/a2.gift": other})
    assert any(problem.startswith("es/a2.gift:1: la explicación «PORQUE  SÍ ayuda.» ya está en es/a1.gift:1.") for problem in problems)
    assert len(problems) == 7


def test_the_same_feedback_in_another_language_is_no_repetition() -> None:
    assert said({"es/a1.gift": ONE, "en/a1.gift": ONE}) == []


def test_an_id_belongs_to_one_file() -> None:
    again = "// [id:a1-q01]\n::a1-q01::¿Otra? {TRUE#Distinto uno.#Distinto dos.}\n"
    assert said({"es/a1.gift": ONE, "es/a2.gift": again}) == [
        "es/a2.gift:1: la pregunta «a1-q01» ya está en es/a1.gift:1. Dé a cada pregunta su propio nombre."]


def test_a_bank_takes_only_what_a_paper_grid_takes() -> None:
    what = "La pregunta no es de cuatro opciones con una sola correcta"
    assert sum(problem.what == what for problem in check(ONE, "es/prueba-a.gift")) == 4
    assert not any(problem.what == what for problem in check(ONE, "es/a1.gift"))
    four = "// [id:ta01a]\n::ta01a::¿Cuál? {\n=A. #Uno.\n~B. #Dos.\n~C. #Tres.\n~D. #Cuatro.\n}\n"
    assert not any(problem.what == what for problem in check(four, "es/prueba-a.gift"))
