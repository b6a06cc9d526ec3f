"""`ladder.toml`: the product's own, and everything that can be wrong with one, each with its line and a hint."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.changes import changes
from modules.compiled import dump, load
from modules.ladder import CERTIFICATE, Ladder
from modules.read_ladder import FILE, read_ladder
from tests import make

TEXT = (Path(__file__).resolve().parents[2] / "content" / FILE).read_text()
COURSES, LISTS, TODAY = ("a", "b"), ("microensenanza", "cofacilitacion"), date(2026, 11, 23)


def ladder(text: str = TEXT) -> Ladder:
    found, problems = read_ladder(text, COURSES, LISTS, TODAY)
    assert problems == [] and found is not None
    return found


def wrong(old: str, new: str, count: int = 1) -> tuple[str, int, str]:
    """What is said, on which line, and the hint, when this stands in the file instead."""
    assert old in TEXT
    found, problems = read_ladder(TEXT.replace(old, new, count), COURSES, LISTS, TODAY)
    assert found is None
    first = problems[0]
    assert first.path == FILE and first.fix
    return first.what, first.line, first.fix


def test_the_ladder_of_the_manual() -> None:
    found = ladder()
    assert [(step.id, step.months, step.certifies) for step in found.steps] == [
        ("participante", 0, ()), ("en-formacion", 24, ()), ("regional", 24, ("a",)), ("principal", 24, ("a", "b"))]
    assert [(one.kind, one.subject, one.times) for one in found.steps[2].requires] == [
        ("held", "en-formacion", 1), ("facilitated", "a", 2), ("observed", "cofacilitacion", 1)]
    assert found.certifying("a") == {"regional", "principal"} and found.certifying("b") == {"principal"}
    assert found.of_paper("b") is found.step("regional") and found.of_paper("a") is None
    assert found.courses == {"b"} and found.checklists == ("cofacilitacion",)
    assert (found.rank("principal"), found.rank("nadie")) == (3, -1)


def test_both_languages_are_there() -> None:
    for step in ladder().steps:
        assert step.said("title", "en") != "" and step.said("may", "en") != step.said("may", "es")
        assert all(one.said("title", "en") and one.said("hint", "en") for one in (*step.requires, *step.renewal))


def test_no_licence_from_attendance_alone() -> None:
    start, end = TEXT.index("  [[steps.requires]]", TEXT.index('id = "principal"')), TEXT.rindex("  [[steps.renewal]]")
    alone = '''  [[steps.requires]]
  id = "asistir"
  kind = "attendance"
  title = "Asistir"
  title_en = "Attend"
  hint = "Vaya."
  hint_en = "Go."
  course = "b"

'''
    _found, problems = read_ladder(TEXT[:start] + alone + TEXT[end:], COURSES, LISTS, TODAY)
    assert [one.what for one in problems] == ["a «Formador/a principal» se llega sin mostrar nada"]
    assert "estar presente no basta" in problems[0].fix
    _found, problems = read_ladder(TEXT[:start] + "requires = []\n" + TEXT[end:], COURSES, LISTS, TODAY)
    assert "sin mostrar nada" in problems[0].what


def test_a_step_without_requirements_is_said_to_lack_them() -> None:
    start, end = TEXT.index("  [[steps.requires]]", TEXT.index('id = "principal"')), TEXT.rindex("  [[steps.renewal]]")
    _found, problems = read_ladder(TEXT[:start] + TEXT[end:], COURSES, LISTS, TODAY)
    assert "falta «requires»" in problems[0].what


@pytest.mark.parametrize(("old", "new", "said"), [
    ('kind = "certificate"', 'kind = "certificado"', "no es un tipo de requisito"),
    ('course = "a"', 'course = "z"', "«z» no existe"),
    ('checklist = "microensenanza"', 'checklist = "microensenansa"', "no existe"),
    ('step = "en-formacion"', 'step = "principal"', "«principal» no existe"),
    ('step = "en-formacion"', 'course = "a"', "«held» no usa «course»"),
    ('  checklist = "microensenanza"\n', "", "«practice» no dice cuál"),
    ("times = 5", "times = 0", "«times» es 0"),
    ("people = 8", "people = 500", "«people» es 500"),
    ("months = 24", "months = 99", "«months» es 99"),
    ("months = 24", 'months = "dos años"', "«months» debe ser"),
    ("days = 365", "days = -1", "«days» es -1"),
    ("repeat_days = 90", "repeat_days = 0", "«repeat_days» es 0"),
    ('certifies = ["a"]', 'certifies = ["c"]', "«c» no existe"),
    ('certifies = ["a", "b"]', 'certifies = ["a"]', "nadie puede certificar el curso «b»"),
    ('grants = ["en-formacion", "regional"]', 'grants = ["principal"]', "«principal» no existe"),
    ('paper = "b"', 'paper = "z"', "«z» no existe"),
    ('id = "regional"', 'id = "en-formacion"', "ya está en la línea"),
    ('id = "regional"', 'id = "Regional"', "no sirve como nombre corto"),
    ('id = "principal"', 'id = "principal-de-toda-la-nacion"', "es largo"),
    ('title_en = "Participant"', 'title_en = ""', "«title_en» está vacío"),
    ('title_en = "Participant"', 'titel = "Participant"', "clave «titel» desconocida"),
    ("verified_on = 2026-11-23", "verified_on = 2026-12-23", "se verificó en el futuro"),
    ("months = 0", "months = 12", "vence y no dice cómo se renueva"),
    ("months = 24", "months = 0", "permite algo y no es una licencia"),
])
def test_what_can_be_wrong(old: str, new: str, said: str) -> None:
    found, problems = read_ladder(TEXT.replace(old, new, 1), COURSES, LISTS, TODAY)
    assert found is None
    assert any(said in one.what for one in problems), [one.what for one in problems]
    assert all(one.fix and one.path == FILE for one in problems)


def test_a_problem_stands_on_its_line() -> None:
    line = TEXT.split("\n").index("  times = 5") + 1
    assert wrong("times = 5", "times = 50") == ("«times» es 50", line, "Escriba entre 1 y 20")


def test_a_paper_gives_one_step() -> None:
    what, _line, _hint = wrong('certifies = ["a", "b"]\ngrants = ["en-formacion", "regional"]\npaper = ""',
                               'certifies = ["a", "b"]\ngrants = ["en-formacion", "regional"]\npaper = "b"')
    assert what == "la acreditación de «b» da dos peldaños"


def test_a_test_taken_again_may_be_asked_for() -> None:
    asked = TEXT.rindex("[[steps.renewal]]")
    text = TEXT[:asked] + TEXT[asked:].replace('kind = "facilitated"', 'kind = "test"\n  course = "a"').replace(
        "  people = 8\n", "")
    assert ladder(text).steps[-1].renewal[0].kind == "test"


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    found, problems = read_ladder(text, COURSES, LISTS, TODAY)
    assert found is None and problems


@given(st.integers(0, len(TEXT) - 1), st.text(max_size=8))
def test_no_slip_of_the_finger_breaks_the_reader(place: int, typed: str) -> None:
    found, problems = read_ladder(TEXT[:place] + typed + TEXT[place + len(typed):], COURSES, LISTS, TODAY)
    assert (found is None) == bool(problems)


def test_it_travels_with_the_manual() -> None:
    edition = msgspec.structs.replace(make.manual(), ladder=ladder())
    assert load(dump(edition)).ladder == edition.ladder


def test_what_changed_is_told_step_by_step() -> None:
    before = msgspec.structs.replace(make.manual(), ladder=ladder())
    after = msgspec.structs.replace(make.manual(), ladder=ladder(TEXT.replace("times = 5", "times = 4")))
    assert [(one.kind, one.what) for one in changes(before, after)] == [("ladder changed", "Formador/a principal")]
    assert {one.kind for one in changes(make.manual(), before)} == {"ladder changed"}


def test_a_first_step_asks_for_a_certificate() -> None:
    assert ladder().steps[0].requires[0].kind == CERTIFICATE
