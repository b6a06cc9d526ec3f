"""What the programme calls violence stands in one place: a change of law is a change of one line."""

from modules.loader import load
from tests.modules import site

LONG = "violencia contra las mujeres y su familia"


def files(extra: str, term: str = LONG) -> dict[str, bytes]:
    made = site.site()
    made["manual.toml"] = site.PLAN.replace('term = "violencia"', f'term = "{term}"').encode()
    made["es/a1.md"] = site.page("Escuchar", extra).encode()
    return made


def problems(extra: str) -> list[str]:
    return [str(problem) for problem in load(files(extra), {".gift": lambda text, path: []}).problems]


def test_the_setting_is_put_where_a_text_asks_for_it() -> None:
    manual = load(files("Hablamos de {{termino}} aquí."), {".gift": lambda text, path: []}).manual
    assert manual is not None
    assert f"Hablamos de {LONG} aquí." in manual.modules[0].html
    assert "{{" not in manual.modules[0].html


def test_a_term_written_by_hand_is_a_problem() -> None:
    assert any("escrito a mano" in problem for problem in problems(f"Hablamos de {LONG} aquí."))


def test_an_unknown_setting_is_a_problem_and_is_never_run() -> None:
    assert any("«{{7*7}}»" in problem for problem in problems("Son {{7*7}} personas."))
