import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.frontmatter import part

GOOD = (
    "---\ntitle: Oír\nsummary: Una frase: con dos puntos\nverified_on: 2026-11-23\nreviewed_by:\n---\ncuerpo"
)


def test_a_good_head_is_read_and_line_numbers_hold() -> None:
    parted = part(GOOD, "es/a1.md")
    assert not parted.problems
    assert parted.front.title == "Oír"
    assert parted.front.summary == "Una frase: con dos puntos"
    assert parted.front.reviewed_by == ""
    assert parted.body.split("\n")[6] == "cuerpo"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\ntitle", "title", ":1: no empieza con la cabecera"),
        ("\n---\n", "\n", ":1: la cabecera no se cierra"),
        ("title: Oír", "titel: Oír", ":2: clave «titel» desconocida en la cabecera. ¿Quiso decir «title»?"),
        ("title: Oír", "title:", ":2: falta «title»"),
        ("reviewed_by:", "title: otra", ":5: la clave «title» está dos veces"),
        ("reviewed_by:", "sin dos puntos", ":5: «sin dos puntos» no es «clave: valor»"),
        ("2026-11-23", "23/11/2026", ":4: «verified_on: 23/11/2026» no es una fecha"),
        ("2026-11-23", "2026-02-30", ":4: «verified_on: 2026-02-30» no es una fecha"),
        ("Una frase", "x" * 300, ":3: «summary» tiene"),
    ],
)
def test_each_fault_of_a_head_is_said_with_its_line(old: str, new: str, said: str) -> None:
    problems = part(GOOD.replace(old, new, 1), "es/a1.md").problems
    assert any(f"es/a1.md{said}" in str(problem) for problem in problems), [str(p) for p in problems]


@given(st.text())
def test_any_text_is_parted_without_a_crash(text: str) -> None:
    parted = part(text, "x.md")
    assert parted.problems or parted.front.title
