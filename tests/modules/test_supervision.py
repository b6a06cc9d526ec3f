"""The supervision form: what the manual's file says, and every refusal with its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.bundle import read_folder
from modules.loader import rebuild
from modules.plan_form import CONTINGENCY
from modules.problems import Problem
from modules.read_supervision import FILE, read_supervision
from modules.supervision import SINCE, THINGS, UNTIL, YES_NO, Supervision

CONTENT = Path(__file__).resolve().parents[2] / "content"
TODAY = date(2026, 11, 23)
TEXT = (CONTENT / FILE).read_text()


def problems_of(text: str) -> list[Problem]:
    form, problems = read_supervision(text, TODAY)
    assert (form is None) is bool(problems)
    return problems


def form() -> Supervision:
    found, problems = read_supervision(TEXT, TODAY)
    assert found, problems
    return found


def test_four_things_are_looked_at_and_each_lasts_so_long() -> None:
    assert [(one.id, one.dated, one.days) for one in form().things] == [
        ("kit", UNTIL, 1826), ("ambiente", SINCE, 365), ("directorio", SINCE, 120), ("noche", SINCE, 180)]
    assert tuple(one.id for one in form().things) == THINGS
    assert form().thing("otra") is None


def test_the_indicators_are_those_of_the_third_level() -> None:
    asked = form().indicators
    assert [one.id for one in asked] == ["kits", "entrega", "registros", "peligro", "referencias", "personal"]
    assert [one.id for one in asked if one.sensitive] == ["entrega", "registros", "peligro", "referencias"]
    assert [one.id for one in asked if one.kind == YES_NO] == ["kits"]


@pytest.mark.parametrize(("old", "new", "said"), [
    ('id = "noche"', 'id = "patio"', "falta «noche»"),
    ('id = "noche"', 'id = "kit"', "ya está en la línea"),
    ('id = "noche"', 'id = "patio"', "no es una de las cuatro"),
    ('id = "entrega"', 'id = "La entrega"', "no sirve como nombre corto"),
    ('dated = "until"', 'dated = "siempre"', "«dated» es «siempre»"),
    ("days = 120", "days = 0", "«days» es 0"),
    ("days = 120", 'days = "muchos"', "days"),
    ('kind = "share"', 'kind = "ranking"', "«kind» es «ranking»"),
    ('part = "De ellos, ¿cuántos', 'parte = "De ellos, ¿cuántos', "le falta «part»"),
    ('title = "Kit a tiempo"', 'title = " "', "title"),
    ("sensitive = true", 'sensitive = "sí"', "sensitive"),
    ('sources = ["K", "D"]', "sources = []", "está vacía"),
    ("months = 3", "months = 90", "«months» es 90"),
    ("verified_on = 2026-11-23", "verified_on = 2026-12-24", "en el futuro"),
    ("[[indicators]]", "[[indicador]]", "indicador"),
    ("[[things]]", "[[things]", "TOML"),
])
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, said: str) -> None:
    assert old in TEXT
    problems = problems_of(TEXT.replace(old, new, 1))
    assert any(said in f"{problem.what} {problem.fix}" for problem in problems), problems
    assert all(problem.path == FILE for problem in problems)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    problems_of(text)


@given(st.sampled_from(TEXT.split("\n")), st.sampled_from(TEXT.split("\n")))
def test_no_line_out_of_place_breaks_the_reader(old: str, new: str) -> None:
    read_supervision(TEXT.replace(old, new, 1), TODAY)


def test_a_published_version_carries_the_form_with_its_figures() -> None:
    manual = rebuild(read_folder(CONTENT))
    assert manual
    assert manual.supervision
    assert "{{" not in str(manual.supervision)
    assert "72\xa0horas" in manual.supervision.indicators[1].whole


def test_what_is_looked_at_are_lines_of_the_contingency_plan() -> None:
    manual = rebuild(read_folder(CONTENT))
    assert manual
    assert manual.plan_form
    sheet = manual.plan_form.sheet(CONTINGENCY)
    assert sheet
    assert set(THINGS) <= {topic.id for topic in sheet.topics}


def test_no_question_asks_about_a_person() -> None:
    for one in form().indicators:
        words = f"{one.whole} {one.part} {one.look}".casefold()
        assert not {"nombre", "dni", "edad", "dirección", "fecha de atención"} & set(words.replace(",", " ").split())
