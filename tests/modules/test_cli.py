from pathlib import Path

from flask import Flask

from modules import init_app
from modules.cli import CHECKERS
from tests.modules.site import page, site
from tests.modules.test_live import write
from tests.modules.test_loader import GIFT


def a_site() -> Flask:
    app = Flask("prueba")
    init_app(app)
    app.extensions[CHECKERS].update(GIFT)
    return app


def run(*words: str) -> tuple[int, str]:
    result = a_site().test_cli_runner().invoke(args=["content", "check", *words])
    return result.exit_code, result.output


def test_a_good_folder_is_said_to_be_good(tmp_path: Path) -> None:
    write(tmp_path, site())
    assert run(str(tmp_path)) == (0, "Sin problemas: 2 módulos listos, 1 en preparación\n")


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
