"""The forms of the action plans: what the manual's file says, and every refusal with its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.bundle import read_folder
from modules.loader import rebuild
from modules.plan_form import CONTINGENCY, OPERATIONAL, PlanForm
from modules.problems import Problem
from modules.read_plan_form import FILE, MOST_LINES, read_plan_form

CONTENT = Path(__file__).resolve().parents[2] / "content"
TODAY = date(2026, 11, 23)
TEXT = (CONTENT / FILE).read_text()


def problems_of(text: str) -> list[Problem]:
    form, problems = read_plan_form(text, TODAY)
    assert (form is None) is bool(problems)
    return problems


def form() -> PlanForm:
    found, problems = read_plan_form(TEXT, TODAY)
    assert found, problems
    return found


def test_the_contingency_plan_asks_for_what_cannot_wait() -> None:
    sheet = form().sheet(CONTINGENCY)
    assert sheet
    assert [topic.id for topic in sheet.topics] == ["kit", "ambiente", "directorio", "noche", "existencias", "rotacion"]


def test_the_operational_plan_has_goal_activity_who_when_cost_and_indicator() -> None:
    sheet = form().sheet(OPERATIONAL)
    assert sheet
    assert [column.id for column in sheet.columns] == ["meta", "actividad", "quien", "cuando", "costo", "indicador"]


def test_it_is_reviewed_after_thirty_sixty_and_ninety_days() -> None:
    assert [review.days for review in form().reviews] == [30, 60, 90]
    assert form().sheet("otra") is None


@pytest.mark.parametrize(("old", "new", "said"), [
    ('id = "operativo"', 'id = "anual"', "falta la hoja «operativo»"),
    ('sheet = "operativo"', 'sheet = "operatvo"', "no hay ninguna hoja «operatvo»"),
    ('id = "kit"', 'id = "noche"', "ya está en la línea"),
    ('id = "kit"', 'id = "El kit"', "no sirve como nombre corto"),
    ("days = 90", "days = 60", "no van de menos a más"),
    ("days = 30", "days = 0", "no van de menos a más"),
    ("blank = 1\n", "blank = -1\n", f"no tiene entre 1 y {MOST_LINES} líneas"),
    ("blank = 6", "blank = 60", f"no tiene entre 1 y {MOST_LINES} líneas"),
    ("width = 32", "width = 0", "no tiene columnas con ancho"),
    ("width = 32", 'width = "ancha"', "width"),
    ("verified_on = 2026-11-23", "verified_on = 2026-12-24", "en el futuro"),
    ('title_en = "Kit"', "", "title_en"),
    ('title = "Plan operativo"', 'title = "  "', "title"),
    ("[[reviews]]", "[[review]]", "reviews"),
    ('lead = "Lo', 'plomo = "Lo', "plomo"),
    ("[[sheets]]", "[[sheets]", "TOML"),
])
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, said: str) -> None:
    assert old in TEXT
    problems = problems_of(TEXT.replace(old, new, 1))
    assert any(said in f"{problem.what} {problem.fix}" for problem in problems), problems
    assert all(problem.path == FILE for problem in problems)


def test_without_the_calendar_the_future_is_let_be() -> None:
    assert read_plan_form(TEXT.replace("verified_on = 2026-11-23", "verified_on = 2026-12-24"), None)[1] == []


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    problems_of(text)


@given(st.sampled_from(TEXT.split("\n")), st.sampled_from(TEXT.split("\n")))
def test_no_line_out_of_place_breaks_the_reader(old: str, new: str) -> None:
    read_plan_form(TEXT.replace(old, new, 1), TODAY)


def test_a_published_version_carries_the_form_with_its_figures() -> None:
    manual = rebuild(read_folder(CONTENT))
    assert manual
    assert manual.plan_form
    sheet = manual.plan_form.sheet(CONTINGENCY)
    assert sheet
    assert "{{" not in sheet.topics[0].ask
    assert "1\xa0kit" in sheet.topics[0].ask
