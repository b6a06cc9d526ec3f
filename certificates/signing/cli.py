"""``flask signer``: what the person at the server types about signatures."""

import click
from cryptography import x509
from flask.cli import AppGroup, with_appcontext

from certificates.signing.key_file import BadKey, name_of
from certificates.signing.queries import roots
from certificates.signing.signer import CannotSign, the_signer

group = AppGroup("signer", help="Revisar quién firma digitalmente.")


@group.command("check")
@with_appcontext
def check() -> None:
    """Say who signs drawn files and until when, and whose signatures are trusted. Reads the key, or asks the device."""
    try:
        click.echo(the_signer().describe())
    except (BadKey, CannotSign) as error:
        raise click.ClickException(str(error)) from error
    trusted = [name_of(x509.load_der_x509_certificate(one)) for one in roots()]
    click.echo("Entidades de confianza: " + ("; ".join(trusted) or "ninguna (SIGNATURE_ROOTS): de las firmas que vuelven "
                                             "se comprueba que estén íntegras, no quién las emitió."))
