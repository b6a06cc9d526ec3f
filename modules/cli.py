"""`flask content …`: what authors type. `check` needs no database."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from modules.bundle import survey
from modules.loader import Checker, load
from modules.manual import Manual

content = AppGroup("content", help="El contenido del manual: revisarlo y publicarlo.")

# Where whoever assembles the site leaves what other rooms read, and where the folder is.
CHECKERS = "replica.content_checkers"
DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "content"


def checkers() -> Mapping[str, Checker]:
    """The checkers that the other rooms announced, by suffix."""
    announced: Mapping[str, Checker] = current_app.extensions.get(CHECKERS, {})
    return announced


def content_folder() -> Path:
    """The folder in the setting CONTENT_DIR, or the project's own."""
    return Path(current_app.config.get("CONTENT_DIR") or DEFAULT_FOLDER)


@content.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def check(folder: Path | None) -> None:
    """Revisa una carpeta y muestra todos sus problemas; termina con error si hay alguno."""
    place = folder or content_folder()
    if not place.is_dir():
        raise click.ClickException(f"No existe la carpeta «{place.name}».")
    files, faults = survey(place)
    loaded = load(files, checkers(), today=date.today())
    problems = sorted({*faults, *loaded.problems})
    for problem in problems:
        click.echo(str(problem.under(str(folder) if folder else place.name)))
    if problems or loaded.manual is None:
        click.echo("1 problema" if len(problems) == 1 else f"{len(problems)} problemas")
        raise SystemExit(1)
    click.echo(summary(loaded.manual))


def summary(manual: Manual) -> str:
    """«Sin problemas: 4 módulos listos, 12 en preparación»."""
    ready = sum(module.ready for module in manual.modules)
    noun = "módulo listo" if ready == 1 else "módulos listos"
    return f"Sin problemas: {ready} {noun}, {len(manual.modules) - ready} en preparación"
