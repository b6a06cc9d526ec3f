"""`flask content …`: what authors type. `check` needs no database."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from modules.bundle import survey
from modules.loader import Checker, WideChecker, load
from modules.manual import Manual
from modules.overview import Counter, table

content = AppGroup("content", help="El contenido del manual: revisarlo y publicarlo.")

# Where whoever assembles the site leaves what other rooms read, and where the folder is.
CHECKERS = "replica.content_checkers"
WIDE_CHECKERS = "replica.content_wide_checkers"
COUNTERS = "replica.question_counters"
DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "content"


def checkers() -> Mapping[str, Checker]:
    """The checkers that the other rooms announced, by suffix."""
    announced: Mapping[str, Checker] = current_app.extensions.get(CHECKERS, {})
    return announced


def wide_checkers() -> Sequence[WideChecker]:
    """The checkers that look at all texts together."""
    announced: Sequence[WideChecker] = current_app.extensions.get(WIDE_CHECKERS, ())
    return announced


def question_counter() -> Counter | None:
    """Who can count the questions of a GIFT text."""
    announced: Mapping[str, Counter] = current_app.extensions.get(COUNTERS, {})
    return announced.get(".gift")


def content_folder() -> Path:
    """The folder in the setting CONTENT_DIR, or the project's own."""
    return Path(current_app.config.get("CONTENT_DIR") or DEFAULT_FOLDER)


@content.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--drafts", is_flag=True, help="Revisa también los módulos en preparación, como si ya estuvieran listos.")
@with_appcontext
def check(folder: Path | None, drafts: bool) -> None:
    """Revisa una carpeta y muestra todos sus problemas; termina con error si hay alguno."""
    place = folder or content_folder()
    if not place.is_dir():
        raise click.ClickException(f"No existe la carpeta «{place.name}».")
    files, faults = survey(place)
    read = with_drafts(files) if drafts else files
    loaded = load(read, checkers(), today=date.today(), wide=wide_checkers())
    problems = sorted({*faults, *loaded.problems})
    for problem in problems:
        click.echo(str(problem.under(str(folder) if folder else place.name)))
    rows = table(loaded.draft, question_counter()) if loaded.draft is not None else []
    if rows:
        click.echo("\n".join([*([""] if problems else []), *rows, ""]))
    if problems or loaded.manual is None:
        click.echo("1 problema" if len(problems) == 1 else f"{len(problems)} problemas")
        raise SystemExit(1)
    click.echo(summary(loaded.manual))


def with_drafts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files, with every module that has a text marked as ready (for authors, before anybody publishes)."""
    plan = files.get("manual.toml", b"").decode("utf-8", "replace")
    slug = ""
    lines = []
    for line in plan.split("\n"):
        if found := re.match(r"\s*slug\s*=\s*\"([\w-]+)\"", line):
            slug = found.group(1)
        if f"es/{slug}.md" in files:
            line = re.sub(r"^(\s*ready\s*=\s*)false", r"\1true", line)
        lines.append(line)
    return {**files, "manual.toml": "\n".join(lines).encode()}


def summary(manual: Manual) -> str:
    """«Sin problemas: 4 módulos listos, 12 en preparación»."""
    ready = sum(module.ready for module in manual.modules)
    noun = "módulo listo" if ready == 1 else "módulos listos"
    return f"Sin problemas: {ready} {noun}, {len(manual.modules) - ready} en preparación"
