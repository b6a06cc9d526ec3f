"""``flask facilities``: the register of facilities from its file. ``flask places`` is its older name."""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from training.db import db, reading
from training.errors import Refused
from training.places import actions, importing, prepared, register, telling, words
from training.places.comparing import ADDED, CHANGED, CLOSED, NOTED, REFUSED, REOPENED, SKIPPED, UNCHANGED, UNLISTED, Plan
from training.places.lines import MOST_BYTES
from training.places.troubles import Unreadable

facilities = AppGroup("facilities", help="The register of health facilities.")
_MOST = 200  # changes and unlisted codes that a terminal shows; the page shows all, and refused rows are always told


@facilities.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--complete", is_flag=True, help="FILE is the whole register: what is not in it is closed.")
@click.option("--accept", multiple=True, metavar="CODE", help="This code may become another facility (may be repeated).")
@with_appcontext
def import_(file: Path, dry_run: bool, complete: bool, accept: tuple[str, ...]) -> None:
    """Take the facilities of FILE, CSV or XLSX, as the national register publishes it: all of it or nothing."""
    with file.open("rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    try:
        found = register.read(data)
        with reading():
            base = importing.base()
            plan = importing.plan(found, [code.zfill(8) for code in accept], complete=complete)
        _say(plan)
        actions.must_be_sane(plan)
        if dry_run:
            click.echo("Simulación: no se cambió nada.")
            return
        ready = prepared.writes(plan)
        kept = actions.keep(data, found, plan, base=base, by_id=None)
        db.session.commit()
        actions.apply(kept, plan, ready, None)
    except Unreadable as error:
        raise click.ClickException(f"{file.name}: {words.unreadable(error)}") from None
    except Refused as error:
        db.session.rollback()
        raise click.ClickException(error.message) from None
    import_id = kept.id
    db.session.commit()
    telling.tell(import_id)
    click.echo("Registro actualizado.")


def _say(plan: Plan) -> None:
    """Every row is accounted for: the kinds add up to the rows read."""
    for one in plan.outcomes:
        if one.kind in (REFUSED, SKIPPED) and one.trouble:
            click.echo(f"línea {one.line}: {_who(one.code, one.name)}{words.trouble(one.trouble.why, one.trouble.told)}")
    for note in plan.notes:
        click.echo(f"línea {note.line}: {_who(note.code, note.name)}{words.trouble(note.why, note.told)}")
    told = [one for one in plan.outcomes if one.kind in (CHANGED, CLOSED, REOPENED)]
    for one in told[:_MOST]:
        said = "; ".join(words.change(change.field, change.before, change.after) for change in one.changes)
        verb = {CLOSED: "cierra", REOPENED: "reabre"}.get(one.kind, "")
        click.echo(f"línea {one.line}: {_who(one.code, one.name)}{'; '.join(filter(None, (verb, said)))}")
    for known in plan.unlisted[:_MOST]:
        click.echo(f"no está en el archivo: {known.code} {known.name}{' (se cierra)' if plan.closing else ''}")
    if len(told) > _MOST or len(plan.unlisted) > _MOST:
        click.echo(f"(Se muestran los primeros {_MOST}; la página del registro los muestra todos.)")
    _count(plan)


def _who(code: str, name: str) -> str:
    return f"{code} {name}: " if code else ""


def _count(plan: Plan) -> None:
    counts = plan.counts
    said = (f"{counts[ADDED]} nuevas", f"{counts[CHANGED]} con cambios", f"{counts[CLOSED]} que cierran",
            f"{counts[REOPENED]} que reabren", f"{counts[UNCHANGED]} sin cambios",
            f"{counts[SKIPPED]} cerradas que no se tomaron", f"{counts[REFUSED]} rechazadas")
    click.echo(f"{counts['rows']} filas leídas: {', '.join(said)}.")
    click.echo(f"{counts[NOTED]} correcciones al leer; {counts[UNLISTED]} establecimientos no están en el archivo"
               f"{' y se cierran' if plan.closing and counts[UNLISTED] else ''}.")


places = AppGroup("places", help="The older name of «flask facilities».")
places.add_command(import_, "import")
