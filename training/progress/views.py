"""The board as a file to keep. On the screen it stands on the cohort's page (see _matrix.html)."""

from flask import Blueprint, Response, abort
from flask_babel import gettext as _

from training import exports
from training.access import current_actor, trainer
from training.audit.actions import record
from training.cohorts.queries import cohort_for
from training.db import db
from training.progress.board import board
from training.progress.matrix import Mark

blueprint = Blueprint("progress", __name__)


@blueprint.post("/cohortes/<key>/avance.<kind>")
@trainer
def export(key: str, kind: str) -> Response:
    """The board as CSV or XLSX. A POST, because the record of who took it is written with it."""
    if kind not in ("csv", "xlsx"):
        abort(404)
    actor = current_actor()
    cohort = cohort_for(actor, key)
    table = board(cohort)
    header = [_("Participante"), _("Detalle"), *(slug.upper() for slug in table.modules), _("Completos"),
              _("Última señal"), _("Días sin datos")]
    rows: list[list[exports.Cell]] = [
        [row.person.name, row.person.detail, *(_score(row.person.marks.get(slug)) for slug in table.modules), row.done,
         row.person.last_at, row.quiet] for row in table.rows]
    record("export progress", f"cohort:{cohort.id}", actor.id, f"{kind}, {len(rows)} rows")
    db.session.commit()
    write = exports.csv_bytes if kind == "csv" else exports.xlsx_bytes
    return exports.download(write(header, rows), kind, f"avance-{cohort.key}")


def _score(mark: Mark | None) -> exports.Cell:
    if mark is None:
        return ""
    if mark.best is not None:
        return int(mark.best * 100 + 1e-9)
    return _("leído") if mark.read else _("en curso")
