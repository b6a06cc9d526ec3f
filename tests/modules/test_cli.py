from pathlib import Path

from flask import Flask

from modules import init_app
from modules.cli import CHECKERS, COUNTERS
from quizzes.check import count
from tests.modules import whole
from tests.modules.site import page, site
from tests.modules.test_live import write
from tests.modules.test_loader import GIFT


def a_site() -> Flask:
    app = Flask("prueba")
    init_app(app)
    app.extensions[CHECKERS].update(GIFT)
    app.extensions[COUNTERS][".gift"] = count
    return app


def run(*words: str) -> tuple[int, str]:
    result = a_site().test_cli_runner().invoke(args=["content", "check", *words])
    return result.exit_code, result.output


def test_a_good_folder_is_said_to_be_good(tmp_path: Path) -> None:
    write(tmp_path, site())
    code, output = run(str(tmp_path))
    assert code == 0
    assert output.endswith("\n\nSin problemas: 2 módulos listos, 1 en preparación\n")


def test_the_table_shows_words_questions_and_ease_of_each_module_in_each_language(tmp_path: Path) -> None:
    texts = {path: text for path, text in whole.texts().items() if path not in ("en/a2.md", "en/a2.gift")}
    write(tmp_path, {path: text.encode() for path, text in texts.items()})
    code, output = run(str(tmp_path))
    assert code == 0
    heads, *rows = [line.split() for line in output.split("\n\n")[0].split("\n")]
    assert heads == ["Módulo", "Idioma", "Palabras", "Preguntas", "Facilidad", "de", "lectura"]
    assert [row[:2] for row in rows] == [["a1", "es"], ["a1", "en"], ["a2", "es"], ["a2", "en"]]
    assert [row[3] for row in rows[:3]] == ["10", "10", "10"]
    assert rows[3][2:] == ["sin", "traducir"]
    assert all(1200 <= int(row[2]) <= 2500 and float(row[4].replace(",", ".")) > 55 for row in rows[:3])
    assert len({len(line) for line in output.split("\n")[:3]}) == 1


def test_the_table_comes_after_the_problems(tmp_path: Path) -> None:
    write(tmp_path, site(a1=page(extra="[x](a22.md)")))
    code, output = run(str(tmp_path))
    assert code == 1
    assert output.index("a22") < output.index("Módulo  Idioma") < output.index("1 problema")


def test_drafts_are_checked_as_if_they_were_ready(tmp_path: Path) -> None:
    write(tmp_path, site() | {"es/a3.md": page("Referir").encode()})
    assert run(str(tmp_path))[0] == 0
    code, output = run(str(tmp_path), "--drafts")
    assert code == 1
    assert "«a3» está listo y falta su prueba «es/a3.gift»" in output
    assert f"{tmp_path}/es/a3.md:" in output


def test_every_problem_has_its_line_and_the_command_fails(tmp_path: Path) -> None:
    write(tmp_path, site(a1=page().replace("[los casos](#casos)", "[x](a22.md)")) | {"nota.txt": b""})
    code, output = run(str(tmp_path))
    assert code == 1
    assert (
        f"{tmp_path}/es/a1.md:13: enlace a «a22.md», que no está en el manual. ¿Quiso decir «a2»?\n" in output
    )
    assert f"{tmp_path}/nota.txt: los archivos «.txt» no son parte del manual." in output
    assert output.endswith("\n2 problemas\n")


def test_the_folder_may_be_a_setting(tmp_path: Path) -> None:
    write(tmp_path, site())
    app = a_site()
    app.config["CONTENT_DIR"] = str(tmp_path)
    assert app.test_cli_runner().invoke(args=["content", "check"]).exit_code == 0
    app.config["CONTENT_DIR"] = str(tmp_path / "nada")
    assert app.test_cli_runner().invoke(args=["content", "check"]).exit_code == 1


def test_a_folder_that_is_not_there_is_refused() -> None:
    assert run("/no/existe")[0] == 2
