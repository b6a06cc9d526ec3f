"""``flask content publish``: beside ``check``, for whoever brings a new version."""

import click
from flask import current_app
from flask.cli import with_appcontext

from modules import bundle, loader
from modules.cli import content
from training.audit.actions import record
from training.clock import today
from training.db import db, reading
from training.house import house
from training.manuals import actions
from training.manuals.queries import forget_newest, newest_digest

_PUBLISHED_BEFORE = ("La versión {} ya se publicó antes y otra la reemplazó: no se publica dos veces. "
                     "Para volver a ella, escriba otra «version» en manual.toml y publique.")


class PublishedBefore(click.ClickException):
    """The folder is a version that another one has replaced."""


def publish_folder(folder: str) -> tuple[str, bool]:
    """Check and publish a folder; (digest, whether it is new). Exits with every problem when there is one."""
    files, problems = bundle.survey(folder)
    loaded = loader.load(files, house().content_checkers, today=today(), wide=house().content_wide_checkers)
    if loaded.manual is None or problems:
        raise click.ClickException("\n".join(str(problem) for problem in (*problems, *loaded.problems)))
    source = bundle.pack(files)
    before = newest_digest()
    version = actions.publish(source, loaded.manual)
    forget_newest()
    if newest_digest() != version.digest:  # a published version never changes, not even its day
        raise PublishedBefore(_PUBLISHED_BEFORE.format(version.digest[:12]))
    if version.digest != before:
        record("publish manual", f"manual:{version.digest[:12]}", None, loaded.manual.version)
    db.session.commit()
    forget_newest()
    return version.digest, version.digest != before


@content.command("publish")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--if-new", is_flag=True, help="An older folder is told, not refused: a site starts with what it has.")
@with_appcontext
def publish(folder: str | None, if_new: bool) -> None:
    """Store the checked FOLDER (default: the project's content) as a version that cohorts can be pinned to."""
    with reading():
        before = newest_digest()
    try:
        digest, new = publish_folder(folder or str(current_app.config["CONTENT_DIR"]))
    except PublishedBefore as older:
        if not if_new:
            raise
        db.session.rollback()
        click.echo(older.message)
        return
    click.echo(f"{'Publicado' if new else 'Sin cambios'}: {digest[:12]}")
    with reading():
        for told in house().after_publish if new else ():
            for line in told(before, digest):
                click.echo(line)
