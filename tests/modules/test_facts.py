"""A figure stands once: texts ask for it by name, in their language, and nobody types it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.check_facts import read_facts
from modules.facts import check_insertions, figure, insert
from modules.figures import Figures
from modules.reference import Fact
from quizzes.gift import parse
from tests.modules import site

FACTS = {fact.name: fact for fact in read_facts(site.FACTS)[0]}
PEP, ENDES = FACTS["pep-limite"], FACTS["endes-alguna"]


def fact(number: float, decimals: int = 0, unit: str = "centros", unit_en: str = "centres") -> Fact:
    return Fact("x", number, unit, unit_en, "", "", (), "sure", True, decimals)


@pytest.mark.parametrize(("value", "language", "said"), [
    (PEP, "es", "72\u00a0horas"), (PEP, "en", "72\u00a0hours"), (ENDES, "es", "52,0\u00a0%"), (ENDES, "en", "52.0%"),
    (fact(433), "es", "433\u00a0centros"), (fact(23.4, 1, "", ""), "es", "23,4"), (fact(23.4, 1, "", ""), "en", "23.4"),
])
def test_a_figure_is_written_as_its_language_writes_it(value: Fact, language: str, said: str) -> None:
    assert figure(value, language) == said


def test_figures_numbers_and_the_term_are_put_in_place() -> None:
    made = insert("{{pep-limite}} o {{pep-limite.numero}}; {{endes-alguna}}, {{termino}}, {{otra}}", "es", FACTS, "violencia")
    assert made.text == "72\u00a0horas o 72; 52,0\u00a0%, violencia, {{otra}}"
    assert made.used == {"pep-limite": 1, "endes-alguna": 1}


def test_a_quiz_may_ask_for_a_figure_anywhere() -> None:
    text = ("// [id:q1]\n::q1::¿Hasta cuándo? {\n={{pep-limite}} #Sí, {{pep-limite}}.\n~Nunca #No.\n}\n\n"
            "// [id:q2]\n::q2::¿Cuántos por ciento? {#\n={{endes-alguna.numero}}:0 #Sí.\n####Fue así.\n}\n")
    quiz, problems = parse(insert(text, "es", FACTS).text, "es/a1.gift")
    assert problems == []
    assert quiz.questions[0].options[0].text == "72\u00a0horas"  # type: ignore[union-attr]  # a choice
    assert quiz.questions[1].answers[0].low == "52"  # type: ignore[union-attr]  # a numerical question


@pytest.mark.parametrize("line", ["72 horas", "72horas", "72 h", "72-hour", "72\u00a0HORAS", "de 72 hrs."])
def test_a_guarded_figure_is_never_typed(line: str) -> None:
    assert [problem.line for problem in check_insertions(f"a\n{line}", "es/a1.md", FACTS)] == [2]


@pytest.mark.parametrize("line", ["172 horas", "72 casos", "7 2 horas", "RM 72-hor", "72 horarios", "1,72 horas", "52,0 %", "{{pep-limite}}"])
def test_other_figures_are_free(line: str) -> None:
    assert check_insertions(line, "es/a1.md", FACTS) == []


def test_without_a_list_only_what_can_be_no_name_is_said() -> None:
    assert check_insertions("{{pep-limite}} {{termino}}", "es/a1.md", None) == []
    assert len(check_insertions("{{7*7}} {{ a.b }}", "es/a1.md", None)) == 2


def test_bilingual_data_speaks_the_language_of_its_key() -> None:
    figures = Figures(tuple(FACTS.values()), {"es": "violencia", "en": "violence"})
    text = 'text = "{{pep-limite}} {{termino}}"\ntext_en = """{{pep-limite}}\n{{termino}}"""\nlook = "{{endes-alguna}}"'
    assert figures.fill_toml(text) == (
        'text = "72\u00a0horas violencia"\ntext_en = """72\u00a0hours\nviolence"""\nlook = "52,0\u00a0%"')


@given(st.text(alphabet="{}pelimt-.\n 72horas", max_size=60))
def test_any_text_keeps_its_lines(text: str) -> None:
    assert insert(text, "es", FACTS, "t").text.count("\n") == text.count("\n")
    check_insertions(text, "x", FACTS)


@given(st.sampled_from(["name", "number", "unit", "unit_en", "about", "sources", "mark", "guard"]),
       st.sampled_from(['""', "1", "1.5", "-3", "nan", "inf", "1e300", "true", "[]", "[1]", '["S1"]', '"x\\ny"', "2026-11-23", "{}"]))
def test_any_value_under_any_key_gives_problems_and_no_crash(key: str, value: str) -> None:
    lines = [f"{key} = {value}" if line.startswith(f"{key} =") else line for line in site.FACTS.split("\n")]
    for made in read_facts("\n".join(lines))[0]:
        assert "\n" not in figure(made, "es")
