"""What accredits a trainer stands in manual.toml, and whatever is wrong with it is said with its line."""

import pytest

from modules.plan import read_plan
from modules.read_rule import check_rules
from modules.workshop import Accreditation

TOML = """version = "1"
title = "Manual"
term = "violencia"
language = "es"
issuer = "Programa"
licence = "CC BY 4.0"

[[courses]]
slug = "a"
title = "Curso A"
completion = ["read"]
modules = []

[[courses]]
slug = "b"
title = "Curso B"
completion = ["read"]
checklists = ["micro"]
modules = []

  [courses.accreditation]
  teaches = "a"
  workshops = 2
  people = 8
  months = 24
  renewal = 2
"""


def said(text: str) -> list[str]:
    plan, problems = read_plan(text)
    return [str(one) for one in problems + (check_rules(plan, ["micro"], text) if plan else [])]


def test_it_is_read() -> None:
    plan, problems = read_plan(TOML)
    assert plan is not None
    assert problems == []
    assert [one.accreditation for one in plan.courses] == [None, Accreditation("a", 2, 8, 24, 2)]
    assert said(TOML) == []


@pytest.mark.parametrize(("old", "new", "line", "says"), [
    ('teaches = "a"', 'teaches = "z"', 22, "el curso «z» no está en el manual"),
    ("workshops = 2", "workshops = 0", 23, "«workshops» es 0. Escriba entre 1 y 20"),
    ("people = 8", "people = 900", 24, "«people» es 900. Escriba entre 1 y 200"),
    ("months = 24", "months = 600", 25, "«months» es 600. Escriba entre 6 y 60"),
    ("renewal = 2", 'renewal = "dos"', 26, "«renewal» debe ser un número entero"),
    ("  renewal = 2\n", "", 21, "falta «renewal»"),
    ("renewal = 2", "renewal = 2\n  ages = 3", 27, "clave «ages» desconocida"),
    ('checklists = ["micro"]', "checklists = []", 21, "acredita sin práctica observada"),
])
def test_a_mistake_is_said_with_its_line(old: str, new: str, line: int, says: str) -> None:
    found = said(TOML.replace(old, new, 1))
    assert any(f":{line}:" in one and says in one for one in found), found


def test_a_word_where_the_table_should_be_is_said() -> None:
    text = TOML[:TOML.index("  [courses.accreditation]")] + 'accreditation = "sí"\n'
    assert any("debe ser una tabla" in one for one in said(text))
