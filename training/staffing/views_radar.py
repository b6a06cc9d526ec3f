"""The page of the rotation radar, and its file."""

from flask import Response, render_template, request
from flask_babel import gettext as _

from training.access import current_actor, trainer
from training.audit.actions import record
from training.clock import today
from training.db import db
from training.exports import csv_bytes, download, xlsx_bytes
from training.staffing import radar, words
from training.staffing.blueprint import blueprint
from training.staffing.forecast import QUARTER, YEAR
from training.staffing.radar import Falling, Filter

SPANS = {"trimestre": QUARTER, "anio": YEAR}


def _wanted() -> Filter:
    return Filter(SPANS.get(request.args.get("plazo", ""), QUARTER), request.args.get("region", "")[:40],
                  request.args.get("red", "")[:80])


@blueprint.get("/rotacion")
@trainer
def rotation() -> str:
    """Which facilities fall below their target, when, by whose contract, and which cohort is near."""
    actor, wanted = current_actor(), _wanted()
    groups = radar.groups(actor, wanted)
    found = radar.page_of(actor, wanted, request.args.get("pagina", 1, type=int))
    span = next(name for name, months in SPANS.items() if months == wanted.months)
    return render_template("staffing/rotation.html", groups=groups, found=found, wanted=wanted, span=span, today=today(),
                           contract=words.contract, by_network=bool(wanted.region) or not actor.is_admin)


@blueprint.post("/rotacion.<any(csv, xlsx):kind>")
@trainer
def rotation_file(kind: str) -> Response:
    """The same as a table to keep: one row for each person who goes."""
    actor, wanted = current_actor(), _wanted()
    rows = [row for one in radar.everything(actor, wanted) for row in _lines(one)]
    record("export rotation", f"user:{actor.id}", actor.id, f"rows {len(rows)}")
    db.session.commit()
    header = [_("Región"), _("Red"), _("Microrred"), _("Código"), _("Establecimiento"), _("Categoría"), _("Meta"),
              _("Con certificado hoy"), _("Bajo la meta desde"), _("Persona"), _("Contrato"), _("Termina el"),
              _("Cohorte más cercana"), _("Empieza el")]
    return download((csv_bytes if kind == "csv" else xlsx_bytes)(header, rows), kind, "replica-rotacion")


def _lines(one: Falling) -> list[list[str | int]]:
    near = [one.cohort.name, one.cohort.starts_on.isoformat()] if one.cohort else ["", ""]
    place: list[str | int] = [one.authority, one.network, one.micro_network, one.code, one.name, one.category, one.target,
                              one.trained, one.uncovered_on.isoformat()]
    people = [[who.name, words.contract(who.contract), who.ends_on.isoformat()] for who in one.people] or [["", "", ""]]
    return [[*place, *who, *near] for who in people]
