"""``flask admin …`` and ``flask tidy``: what the person at the server types. Never a password."""

import click
from flask.cli import AppGroup, with_appcontext

from training.accounts import actions, documents, passwords, queries
from training.clock import now
from training.db import db
from training.forms import squeeze
from training.house import house

group = AppGroup("admin", help="Cuentas de quienes administran Réplica.")
_KIND = click.Choice(documents.KINDS)


def _number(kind: str, text: str) -> str:
    number = documents.plain(text)
    if not documents.well_formed(kind, number):
        raise click.ClickException("El documento no tiene la forma esperada: un DNI son 8 dígitos.")
    return number


@group.command("create")
@click.option("--document", prompt="Documento", help="Número de DNI, carné de extranjería o pasaporte.")
@click.option("--document-type", type=_KIND, default=documents.DNI, show_default=True)
@click.option("--given-names", prompt="Nombres")
@click.option("--surnames", prompt="Apellidos")
@with_appcontext
def create(document: str, document_type: str, given_names: str, surnames: str) -> None:
    """Create an administrator and print a one-time code, with which she chooses her own password."""
    number = _number(document_type, document)
    given, last = squeeze(given_names) or "", squeeze(surnames) or ""
    if not given or not last or max(len(given), len(last)) > 80:
        raise click.ClickException("Escriba nombres y apellidos, de 80 caracteres como máximo cada uno.")
    if queries.by_document(document_type, number):
        raise click.ClickException("Ya hay una cuenta con ese documento.")
    user = actions.create_person(
        document_type=document_type, document=number, given_names=given, surnames=last, by=None)
    actions.set_roles(user, is_admin=True, authority_id=None, by=None)
    code = actions.give_code(user, None, spoken=False, expires_at=now() + actions.STAFF_LIFE)
    db.session.commit()
    click.echo(f"Cuenta creada. Código de un solo uso, por {actions.STAFF_LIFE.days} días:\n\n  {code}\n\n"
               f"Ingrese con el documento y este código; después elija su clave ({passwords.SHORTEST} caracteres o más).")


@group.command("reset-totp")
@click.argument("document")
@click.option("--document-type", type=_KIND, default=documents.DNI, show_default=True)
@with_appcontext
def reset_totp(document: str, document_type: str) -> None:
    """Turn off the second factor of DOCUMENT (a lost phone). It is recorded, and her sessions end."""
    user = queries.by_document(document_type, _number(document_type, document))
    if user is None:
        raise click.ClickException("No hay ninguna cuenta con ese documento.")
    if not user.totp_secret:
        raise click.ClickException("Esa cuenta no tiene el segundo paso activado.")
    actions.drop_second_factor(user, None)
    db.session.commit()
    click.echo("Segundo paso quitado. Al ingresar podrá activarlo en su teléfono nuevo.")


@click.command("tidy")
@with_appcontext
def tidy() -> None:
    """Delete what has served: each room's own (forms kept after a time-out, old sessions, unconfirmed lists …)."""
    gone: dict[str, int] = {}
    for clean in house().tidiers:
        gone |= clean()
        db.session.commit()  # one room after the other: no long transaction
    click.echo(", ".join(f"{name}: {count}" for name, count in gone.items()))
