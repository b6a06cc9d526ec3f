"""``flask keys``: what the person at the server types about the key that signs."""

import click
from flask.cli import AppGroup, with_appcontext

from certificates.register import keys
from training.errors import Refused

keys_group = AppGroup("keys", help="La clave que firma los certificados.")


@keys_group.command("create")
@click.option("--print-public", is_flag=True, help="Solo mostrar las claves públicas.")
@with_appcontext
def create(print_public: bool) -> None:
    """Make the key once; it is never overwritten. Keep a copy of its file in a safe place."""
    try:
        if not print_public:
            click.echo("Clave creada. Guarde una copia de su archivo." if keys.create() else "La clave ya existía.")
    except Refused as problem:
        raise click.ClickException(problem.message) from None
    for key in keys.public_keys():
        click.echo(keys.line(key))
