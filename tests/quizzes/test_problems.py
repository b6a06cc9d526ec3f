"""Every mistake in a GIFT file is said with its line, what is wrong and what to do."""

from __future__ import annotations

import pytest

from quizzes.check import check
from quizzes.gift import parse, parse_bytes

GOOD = "// [id:q1]\nUna {\n=a #fa\n~b #fb\n}\n"


def said(text: str) -> list[tuple[int, str]]:
    problems = parse(text, "es/a3.gift").problems
    assert all(problem.path == "es/a3.gift" and problem.fix for problem in problems)
    return [(problem.line, problem.what) for problem in problems]


def body(inside: str) -> str:
    return f"// [id:q1]\nUna {{\n{inside}\n}}\n"


def test_a_good_question_has_no_problem() -> None:
    assert said(GOOD) == []


@pytest.mark.parametrize(
    ("inside", "line", "what"),
    [
        ("~a #fa\n~b #fb", 2, "No hay respuesta correcta"),
        ("=%50%a #fa\n~b #fb", 2, "Ninguna opción vale 100 %"),
        ("=a #fa\n=b #fb\n~c #fc", 2, "Hay dos respuestas correctas en una pregunta de opción única"),
        ("=a #fa\n~%100%b #fb", 2, "Hay dos respuestas correctas en una pregunta de opción única"),
        ("=a #fa\n~b", 4, "La opción «b» no tiene retroalimentación"),
        ("=a #fa\n~b #", 4, "La opción «b» no tiene retroalimentación"),
        ("=a #fa\n~ #fb", 4, "Hay una opción sin texto"),
        ("=a #fa\n~a #fb", 4, "La opción «a» se repite"),
        ("=a #lo mismo\n~b #Lo  mismo", 2,
         "La retroalimentación «Lo  mismo» repite la de la pregunta de la línea 2"),
        ("~%50%a #fa\n~%-50%b #fb", 2, "Los pesos de las correctas suman 50 %"),
        ("~%50%a #fa\n~%50%b #fb\n~%0%c #fc", 2,
         "Hay una opción equivocada que no resta: marcar todo daría el puntaje completo"),
        ("=a #fa\n~%47%b #fb", 4, "Moodle no conoce el peso %47%"),
        ("=a #fa\n~%5O%b #fb", 4, "El peso está mal escrito"),
        ("~%100%a #fa", 2, "La pregunta tiene una sola opción"),
        ("=a #fa", 2, "Es una pregunta de respuesta corta, que aquí no se admite (o tiene una sola opción)"),
        ("", 2, "Es una pregunta de ensayo, que aquí no se admite"),
        ("hola", 2, "No reconozco lo que hay entre las llaves"),
        ("hola\n=a #fa\n~b #fb", 3, "Hay texto suelto antes de la primera respuesta"),
        ("=a #[markdown]fa\n~b #fb", 3, "El texto lleva [markdown] y su pregunta no"),
        ("=a #[html]<b>fa</b>\n~b #fb", 3, "Hay etiquetas HTML en el texto"),
        ("T", 2, "Falta la retroalimentación para quien se equivoca"),
        ("T#mal", 2, "Falta la retroalimentación para quien acierta"),
        ("T#mal#bien#otra", 2, "Hay más de dos retroalimentaciones"),
        ("=a -> 1\n=b -> 2", 2, "La pregunta de emparejar no tiene retroalimentación"),
        ("=a -> 1\n=b\n=c -> 2\n####g", 4, "Una pareja está mal escrita"),
        ("=a -> 1\n=b ->\n=c -> 2\n####g", 4, "Una pareja no tiene respuesta"),
        ("=a -> 1\n=b -> 2 #fb\n####g", 4, "Una pareja no lleva retroalimentación propia"),
        ("=%50%a -> 1\n=b -> 2\n####g", 3, "Una pareja no lleva peso"),
        ("=a -> 1\n=a -> 2\n####g", 2, "La frase «a» se repite"),
        ("=a -> 1\n= -> 2\n####g", 2, "Hay menos de dos parejas distintas"),
        ("# =72#f\n=7O#g\n####g2", 4, "«7O» no es un número que se pueda leer"),
        ("# =72,5#f\n####g", 2, "Ningún número vale 100 %"),
        ("# =75..70#f\n####g", 3, "El rango «75..70» está al revés"),
        ("# =75:-1#f\n####g", 3, "El margen de «75:-1» es negativo"),
        ("# =1e999#f\n####g", 3, "«1e999» no es un número que se pueda leer"),
        ("# =72\n####g", 3, "Una respuesta numérica no tiene retroalimentación"),
        ("# =72#f", 2, "No hay retroalimentación para los demás números"),
        ("# =72#f\n=%-50%80#g\n####g2", 4, "Una respuesta numérica no puede restar"),
        ("# =72#f\n~80#g", 4, "Una respuesta numérica empieza con ~"),
        ("# =72#f\n~#g\n~#h", 5, "Hay dos ~ en una pregunta numérica"),
        ("# =70..75#f\n=%50%72#g\n####g2", 2,
         "La respuesta 2 nunca se alcanza: otra anterior ya incluye esos números"),
    ],
)  # fmt: skip
def test_a_mistake_between_the_braces_is_said(inside: str, line: int, what: str) -> None:
    assert (line, what) in said(body(inside))


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("Una {T#a#b}", 1, "La pregunta no tiene identificador"),
        (GOOD + "\n// [id:q1]\nOtra {T#mal#bien}", 8, "El identificador «q1» ya está en la línea 2"),
        ("// [id:q1]\n\n// [id:q2]\nOtra {T#mal#bien}", 1, "El identificador «q1» no tiene pregunta"),
        ("// [id:q1]", 1, "El identificador «q1» no tiene pregunta"),
        ("// [id:A3 q1]\nOtra {T#mal#bien}", 1, "El identificador «A3 q1» no se puede usar"),
        ("// [id:a3-p1]\nOtra {T#mal#bien}", 1, "El identificador «a3-p1» no se puede usar"),
        ("// [id:q1] [id:q2]\nOtra {T#mal#bien}", 1, "Hay dos identificadores en una línea"),
        ("// [id:q1] [critico]\nOtra {T#mal#bien}", 1, "No conozco la marca [critico]"),
        ("// [critica]\n" + GOOD, 1, "La marca [critica] está sin [id:…]"),
        ("// [id:q1]\n::q1:: {T#mal#bien}", 2, "La pregunta no tiene enunciado"),
        ("// [id:q1]\nOtra\nmás {\n=a #fa", 3, "La llave { no se cierra"),
        ("// [id:q1]\nOtra =a #fa\n}", 3, "Hay una llave } que nadie abrió"),
        ("// [id:q1]\nOtra {\n=a #f{a}\n~b #fb}", 2, "Hay otra llave { antes de cerrar la primera"),
        ("// [id:q1]\nOtra {T#a#b}\nsobra", 3,
         "Hay texto después de la llave } (una pregunta con hueco, que aquí no se admite)"),
        (GOOD + "\nsuelto", 7, "Hay texto suelto que no es una pregunta"),
        (GOOD + "// [id:q2]\nOtra {T#mal#bien}", 6, "Falta una línea en blanco entre dos preguntas"),
        ("// [id:q1]\nOtra {\n=a #fa\n\n~b #fb\n}", 4, "Hay una línea en blanco dentro de una pregunta"),
        ("// [id:q1]\nCuÃ¡l {T#mal#bien}", 2, "Hay letras dañadas: el archivo no está en UTF-8"),
        ("// [id:q1]\nCu\x07al {T#mal#bien}", 2, "Hay un carácter de control que no se ve"),
        ("x" * 500_001, 0, "El archivo es demasiado grande para una prueba"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_said(text: str, line: int, what: str) -> None:
    assert (line, what) in said(text)


def test_a_file_in_latin_1_is_named_by_its_line() -> None:
    problems = parse_bytes("// [id:q1]\nCuál {T#mal#bien}".encode("latin-1"), "a.gift").problems
    assert str(problems[0]) == (
        "a.gift:2: Hay letras dañadas: el archivo no está en UTF-8. Guárdelo de nuevo como UTF-8."
    )


def test_one_broken_question_does_not_hide_the_next() -> None:
    quiz, problems = parse("// [id:q0]\nRota {\n=a #f\n\n" + GOOD, "a.gift")
    assert [problem.line for problem in problems] == [2]
    assert [question.id for question in quiz.questions] == ["q1"]


def test_all_problems_come_in_one_run_in_the_order_of_their_lines() -> None:
    lines = [line for line, _ in said("suelto\n\nUna {T}\n\n// [id:q1]\nOtra {=a ~b}")]
    assert lines == sorted(lines)
    assert len(lines) >= 5


def test_the_checker_asks_for_ten_questions() -> None:
    ten = "\n".join(f"// [id:q{n}]\nUna {{T#mal {n}#bien {n}}}\n" for n in range(10))
    assert check(ten, "a.gift") == []
    nine = ten.replace("// [id:q9]\nUna {T#mal 9#bien 9}\n", "")
    assert [str(problem) for problem in check(nine, "a.gift")] == [
        "a.gift: La prueba tiene 9 preguntas que se pueden leer. Escriba al menos 10."
    ]


def test_the_checker_asks_multiple_choices_to_say_so() -> None:
    found = check(body("~%50%a #fa\n~%50%b #fb\n~%-50%c #fc"), "a.gift")
    assert (1, "El enunciado no dice que hay varias respuestas correctas") in [
        (p.line, p.what) for p in found
    ]


def test_the_checker_asks_for_three_pairs() -> None:
    found = check(body("=a -> 1\n=b -> 2\n####g"), "a.gift")
    assert (1, "La pregunta de emparejar tiene 2 parejas") in [(p.line, p.what) for p in found]
