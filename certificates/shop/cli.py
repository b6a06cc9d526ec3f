"""``flask certificates export``: a cohort's papers as files, for who sits at the server."""

import shutil
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import or_, select

from certificates.issuing.cli import group
from certificates.paper.wording import file_name
from certificates.shop import composing, work
from certificates.shop.making import PILE, RECEIPTS, TALLY, make
from certificates.shop.order import volumes
from certificates.shop.tally import Lot, Sheet
from training import store
from training.clock import now
from training.cohorts.models import Cohort
from training.db import db, reading

NAMES = {PILE: "imprimir", TALLY: "firmas", RECEIPTS: "entregas"}


@group.command("export", context_settings={"ignore_unknown_options": True})  # a key may begin with a dash
@click.argument("cohort")
@click.argument("target", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def export(cohort: str, target: Path) -> None:
    """Write the papers of COHORT (its key, its join code or its name) into FOLDER: each PDF as it was issued, one print
    file with the backs, the tally of the signing sitting and the receipt lists. Nothing is marked as printed."""
    with reading():
        of = _found(cohort)
        sheets = composing.sheets_in(of)
        backs = composing.backs_of(sheets)
    if not sheets:
        raise click.ClickException("Esta cohorte no tiene papeles emitidos y dibujados.")
    try:
        for folder in (target, target / "hojas"):  # whole documents lie in it: for nobody else's eyes
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lost = _single(sheets, target / "hojas")
        lot = Lot(0, now(), "línea de comandos", len(sheets))
        for volume, pile in enumerate(volumes(sheets, lambda one: one.place, work.VOLUME), 1):
            tail = f"-{volume}" if len(sheets) > work.VOLUME else ""
            for kind, path in make(lot, pile, backs).files.items():
                path.chmod(0o600)
                shutil.move(path, target / f"{NAMES[kind]}{tail}.pdf")
    except OSError as problem:
        raise click.ClickException(f"No se pudo escribir en {target}: {problem.strerror}") from None
    click.echo(f"{target}: {len(sheets) - len(lost)} hojas, un archivo para imprimir, la hoja de firmas y las entregas.")
    if lost:
        raise click.ClickException("Faltan archivos o fueron cambiados: " + ", ".join(lost))


def _single(sheets: list[Sheet], target: Path) -> list[str]:
    """Each sheet as a file of its own; the folios of those whose file is gone."""
    lost = []
    for one in sheets:
        try:
            path = store.path_of(one.sha256 or "")
        except store.Damaged:
            lost.append(one.said.folio)
            continue
        copy = target / f"{file_name(one.said)}.pdf"
        copy.touch(mode=0o600)
        shutil.copyfile(path, copy)
    return lost


def _found(text: str) -> Cohort:
    code = text.replace("-", "").upper()
    found = db.session.scalars(select(Cohort).where(
        or_(Cohort.key == text, Cohort.join_code == code, Cohort.name == text)).order_by(Cohort.id)).all()
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.ClickException(f"No hay ninguna cohorte con clave, código o nombre «{text}».")
    keys = ", ".join(f"{one.key} ({one.authority.name}, {one.starts_on:%d.%m.%Y})" for one in found)
    raise click.ClickException(f"Hay {len(found)} cohortes «{text}». Escriba la clave de una: {keys}.")
