"""The verifier for a USB stick, as a file to keep: from the site and from the shell."""

from pathlib import Path

import click
from flask import Response
from flask.cli import with_appcontext

from certificates.blueprint import blueprint
from certificates.verifying import offline
from certificates.verifying.gathering import known
from training.access import public

NAME = "verificar-sin-red.html"


@blueprint.get("/verificar/sin-red.html")
@public
def offline_file() -> Response:
    """Made anew each time it is asked for, so that it knows what was withdrawn until now."""
    return Response(offline.page(known()), content_type="text/html; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="{NAME}"', "Cache-Control": "no-store"})


@click.command("verifier")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def write(file: Path) -> None:
    """Write the verifier that needs no network, for a USB stick."""
    file.write_bytes(offline.page(known()))
    click.echo(f"{file.name}: ábralo con cualquier navegador. Conoce lo retirado hasta hoy; hágalo de nuevo cada mes.")
