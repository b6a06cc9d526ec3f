"""``flask keys`` and ``flask register``: what the person at the server types about the keys and the register."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from certificates.register import actions, export, guard, keys, queries, verify
from training.db import db
from training.errors import Refused

SHOWN = 50  # problems
keys_group = AppGroup("keys", help="La clave que firma los certificados.")
group = AppGroup("register", help="El registro de certificados.")
File = click.Path(path_type=Path, exists=True, dir_okay=False)
NewFile = click.Path(path_type=Path, dir_okay=False)


@contextmanager
def _said() -> Iterator[None]:
    """A refusal ends the command with its sentence."""
    try:
        yield
    except Refused as problem:
        db.session.rollback()
        raise click.ClickException(problem.message) from None
    except OSError as problem:
        raise click.ClickException(f"{problem.filename}: {problem.strerror}") from None


@keys_group.command("create")
@click.option("--print-public", is_flag=True, help="Solo mostrar las claves públicas.")
@with_appcontext
def create(print_public: bool) -> None:
    """Make the key once; it is never overwritten. Keep a copy of its file in a safe place."""
    with _said():
        if not print_public:
            click.echo("Clave creada. Guarde una copia de su archivo." if keys.create() else "La clave ya existía.")
    for key in keys.public_keys():
        click.echo(keys.line(key))


@keys_group.command("rotate")
@with_appcontext
def rotate() -> None:
    """A new key signs from now on; the register says so, signed by both. Cut off, the same command goes on."""
    with _said():
        new = keys.next_key()
        if queries.newest_key() != new.public_key():
            actions.enter_key(new)
            db.session.commit()
        aside = keys.put_in_place()
    click.echo(f"Desde ahora firma la clave {keys.short(new.public_key())}. Guarde fuera de aquí una copia de su archivo.")
    if aside is not None:
        click.echo(f"La anterior quedó en {aside}: llévela a un lugar seguro y bórrela de aquí. Lo que firmó vale igual; "
                   "su clave pública se queda para siempre en public_keys.")
    click.echo("Si hay más servidores, copie el archivo a cada uno: hasta entonces no emiten.")


@group.command("checkpoint")
@click.option("--out", type=NewFile, help="Escribirlo también en este archivo, para llevarlo fuera.")
@with_appcontext
def checkpoint(out: Path | None) -> None:
    """Sign what the register is now, print it and copy it outside."""
    with _said():
        text = actions.checkpoint()
        db.session.commit()
        if text is None:
            raise click.ClickException("El registro está vacío: todavía no hay nada que firmar.")
        if out is not None:
            out.write_text(text, encoding="utf-8")
    click.echo(text, nl=False)


@group.command("verify")
@click.option("--checkpoint", "files", type=File, multiple=True, help="Un punto de control de fuera; se repite.")
@click.option("--files", "with_files", is_flag=True, help="Leer también los archivos de los papeles.")
@with_appcontext
def verify_all(files: tuple[Path, ...], with_files: bool) -> None:
    """Compute everything anew and hold it against all that was ever signed. Exits with 1 when something is wrong."""
    with _said():
        given = [(str(path), path.read_bytes().decode("utf-8", "replace")) for path in files]
    report = verify.verify(given, files=with_files)
    verify.note_verification(report)
    db.session.commit()
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(report.counts.items()))
    click.echo(f"{report.size} entradas ({kinds or 'ninguna'}), {report.checkpoints} puntos de control.")
    for problem in report.problems[:SHOWN]:
        click.echo(f"PROBLEMA: {problem}")
    if report.problems:
        raise click.ClickException(f"{len(report.problems)} con problema. No emita; guarde una copia de la base de datos "
                                   "tal como está y avise a quien audita.")
    click.echo("Registro: todo en orden.")


@group.command("export")
@click.argument("target", type=NewFile)
@with_appcontext
def export_all(target: Path) -> None:
    """Write what an auditor needs, with a verifier that needs nothing of ours. No personal data."""
    with _said():
        size = export.export(target)
    click.echo(f"{target}: {size} entradas. No contiene datos personales.")


@group.command("agree")
@click.option("--checkpoint", "file", type=File, help="El punto de control más nuevo que haya fuera.")
@click.option("--without-checkpoint", is_flag=True, help="No hay ninguno; queda escrito que usted lo dijo.")
@with_appcontext
def agree(file: Path | None, without_checkpoint: bool) -> None:
    """After a restore: hold the register against the newest outside checkpoint, so that issuing goes on."""
    if (file is None) is not without_checkpoint:
        raise click.UsageError("Indique --checkpoint ARCHIVO o, si de verdad no hay ninguno, --without-checkpoint.")
    with _said():
        guard.agree(file.read_bytes().decode("utf-8", "replace") if file else None, None)
        db.session.commit()
    click.echo("El registro concuerda. Se puede emitir." if file else
               "Anotado: se sigue sin ningún punto de control de fuera. Se puede emitir.")
