"""``flask certificates``: what the person at the server types."""

from urllib.parse import urlsplit

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from certificates.issuing.models import Certificate, CertificateFile, Particulars, PrintFile, WithdrawnFile
from certificates.paper import claim
from certificates.paper.snapshot import CONSTANCIA, commitment, from_bytes, hours_text
from certificates.register import keys
from training import store
from training.db import db

group = AppGroup("certificates", help="Revisar certificados.")


@group.command("check-claim")
@click.argument("url")
@with_appcontext
def check_claim(url: str) -> None:
    """Read the facts in the longer part of a QR's address and say whether one of our keys signed them."""
    facts = claim.read(urlsplit(url).fragment or url, keys.public_keys())
    if facts is None:
        raise click.ClickException("La firma no es de ninguna de nuestras claves, o la dirección está incompleta.")
    click.echo("La firma es buena.")
    click.echo("Constancia de asistencia: no acredita aprobación." if facts.kind == CONSTANCIA else "Certificado.")
    click.echo(f"Folio {facts.folio}, emitido el {facts.issued_on}")
    click.echo(f"{facts.given_names} {facts.surnames}" + ("" if facts.whole else " (nombre recortado)"))
    click.echo(f"{facts.document_type} …{facts.document_end}")
    click.echo(f"Curso {facts.course_slug}, {hours_text(facts.half_hours)} horas, del {facts.starts} al {facts.ends}")
    click.echo(f"Lugar: {facts.place or '—'}. Módulos: {', '.join(facts.modules) or '—'}")
    click.echo(f"Contenido {facts.content_version}. Resumen de los datos impresos: {facts.digest}")
    for notice in ("DEMOSTRACIÓN, sin valor oficial",) * facts.demo + ("Borrador",) * facts.draft:
        click.echo(notice)


@group.command("check")
@with_appcontext
def check() -> None:
    """Hold every certificate against its commitment and every file against its hash."""
    papers = select(Certificate, Particulars).join(Particulars, Particulars.certificate_id == Certificate.id)
    bad = [f"{one.folio}: lo guardado no es lo que se emitió" for one, kept in db.session.execute(papers)
           if commitment(kept.salt, from_bytes(kept.snapshot)).hex() != one.commitment]
    whole = select(CertificateFile.sha256).join(Particulars, Particulars.certificate_id == CertificateFile.certificate_id)
    batches = select(PrintFile.sha256).where(PrintFile.sha256.not_in(select(WithdrawnFile.sha256)))
    files = [*db.session.scalars(whole), *db.session.scalars(batches)]
    bad += [f"archivo {sha256}: falta o fue cambiado" for sha256 in files if not store.is_whole(sha256)]
    for line in bad:
        click.echo(line)
    if bad:
        raise click.ClickException(f"{len(bad)} con problema.")
    click.echo("Todo está como se emitió.")
