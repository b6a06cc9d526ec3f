"""``flask backup``, ``flask restore``, ``flask person``, ``flask store``: what the person at the server types."""

import os
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from training.accounts import documents, queries
from training.accounts.models import User
from training.audit.actions import record
from training.db import db
from training.errors import Refused
from training.keeping import again, erasing, export, moving
from training.keeping.backup import NotMade, backup
from training.keeping.restore import NotRestored, restore
from training.keeping.words import staying_words, taken_words

_KIND = click.Choice(documents.KINDS)
_PATH = click.Path(path_type=Path, dir_okay=False)


@click.command("backup")
@click.argument("file", type=_PATH)
@click.option("--with-signing-key", is_flag=True, help="Incluir la clave privada que firma. Entonces cifre la copia.")
@with_appcontext
def backup_command(file: Path, with_signing_key: bool) -> None:
    """Write everything that cannot be made again into one archive, while the site goes on working."""
    try:
        made = backup(file, with_signing_key=with_signing_key)
    except NotMade as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(f"Copia escrita: {file} ({file.stat().st_size:,} bytes, {len(made.files)} archivos, "
               f"{made.counts.get('user_account', 0)} personas, registro: {made.register} entradas).")
    click.echo("La clave privada que firma ESTÁ en la copia: guárdela cifrada, lejos de aquí." if made.signing_key else
               f"La clave privada que firma no está en la copia: guarde aparte {current_app.config['SIGNING_KEY_FILE']}.")
    click.echo("SECRET_KEY tampoco está: sin ella, códigos de acceso y segundo paso dejan de servir. Guárdela aparte.")
    if made.damaged:
        raise click.ClickException(f"{len(made.damaged)} archivos ya estaban dañados o perdidos y no entraron: "
                                   + ", ".join(made.damaged[:5]) + ". La copia sirve para lo demás.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Apartar lo que hay (no se borra) y poner la copia en su lugar.")
@with_appcontext
def restore_command(file: Path, replace: bool) -> None:
    """Put a backup back into an empty install. The site and the worker must be stopped."""
    try:
        found = restore(file, replace=replace)
    except NotRestored as problem:
        raise click.ClickException(str(problem)) from None
    except Refused as problem:
        raise click.ClickException(problem.message) from None
    click.echo(f"Restaurada la copia del {found.made_at} (registro: {found.register} entradas).")
    click.echo("No se emite nada hasta comparar el registro con el punto de control más nuevo de fuera: "
               "«flask register agree».")
    if back := len(again.waiting()):
        click.echo(f"{back} personas se borraron después de esta copia: «flask tidy» las borra otra vez, cuando el registro "
                   "esté conforme.")


person = AppGroup("person", help="Los datos de una persona: entregárselos, borrarlos.")


@person.command("export")
@click.argument("document")
@click.argument("file", type=_PATH)
@click.option("--document-type", type=_KIND, default=documents.DNI, show_default=True)
@with_appcontext
def export_person(document: str, file: Path, document_type: str) -> None:
    """Write what is kept of DOCUMENT into FILE, a ZIP for that person alone."""
    user = _person(document_type, document)
    with current_app.test_request_context(base_url=str(current_app.config["PUBLIC_URL"])):
        data = export.archive(user.id)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        raise click.ClickException(f"{file}: {problem.strerror}") from None
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
    record("export person", f"user:{user.id}", None)
    db.session.commit()
    click.echo(f"Escrito: {file}. Contiene todos sus datos: entrégueselo solo a ella y borre este archivo.")


@person.command("erase")
@click.argument("document")
@click.option("--document-type", type=_KIND, default=documents.DNI, show_default=True)
@click.option("--yes", is_flag=True, help="No preguntar.")
@with_appcontext
def erase_person(document: str, document_type: str, yes: bool) -> None:
    """Erase the data of DOCUMENT, after showing what goes and what stays."""
    user = _person(document_type, document)
    try:
        erasing.may_be_erased(user, None)
        user_id = user.id
        with current_app.test_request_context(base_url=str(current_app.config["PUBLIC_URL"])):
            for what, count in taken_words(erasing.preview(user_id)):
                click.echo(f"  se borra: {what}: {count}")
            for what, why in staying_words():
                click.echo(f"  queda: {what}, {why}")
        if not yes and click.prompt("Para borrar, escriba otra vez el documento") != document:
            raise click.ClickException("No es el mismo documento. No se borró nada.")
        erasing.erase_person(user_id, None)
    except Refused as problem:
        raise click.ClickException(problem.message) from None
    click.echo("Borrado.")


def _person(kind: str, text: str) -> User:
    user = queries.by_document(kind, documents.plain(text))
    if user is None:
        raise click.ClickException("No hay ninguna cuenta con ese documento.")
    return user


store_group = AppGroup("store", help="Dónde están los archivos dibujados.")


@store_group.command("move")
@with_appcontext
def move() -> None:
    """Bring the files of the other kind of store into the one that STORE names (folder or database)."""
    moved, lost = moving.move()
    click.echo(f"{moved} archivos están ahora en STORE={current_app.config['STORE']}.")
    if lost:
        raise click.ClickException(f"{len(lost)} estaban dañados y se quedaron: " + ", ".join(lost[:5]))
