"""All trainers with their figures, as a table to take along."""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import select

from modules.ladder import Ladder
from training.accounts.models import User
from training.db import db
from training.exports import Cell, csv_bytes, xlsx_bytes
from training.licences.queries import ladder
from training.licences.words import step_title
from training.lineage import words
from training.lineage.branches import below
from training.lineage.figures import Figures, figures
from training.lineage.models import Descent
from training.lineage.queries import ORDER, Place, her_region, places, read, scope_of


def rows(actor: User) -> list[list[Cell]]:
    """A row for each trainer that the actor may see: those of her region, and those of her own branch beyond it without
    a name. Six queries."""
    scope = scope_of(actor)
    query = places().order_by(*ORDER)
    if scope is not None:
        query = query.where((her_region == scope) | Descent.user_id.in_(select(below(actor.id).c.user_id)))
    found = [read(row, scope) for row in db.session.execute(query)]
    known, names = figures(None), {one.id: words.name(one) for one in found}
    steps = ladder()
    return [_row(one, known.get(one.id, Figures()), names, steps) for one in found]


def _row(one: Place, of: Figures, names: Mapping[int, str], steps: Ladder | None) -> list[Cell]:
    trainer = names.get(one.trained_by_id, _("alguien de otra dirección de salud")) if one.trained_by_id else ""
    return [names[one.id], one.region, one.generation, trainer, one.since.isoformat(),
            step_title(steps, of.step) if of.step else "", of.valid_until.isoformat() if of.valid_until else "",
            of.cohorts, of.certified, of.facilities,
            of.first if of.first is not None else "", of.last.isoformat() if of.last else "",
            _("sí") if of.dormant else "", _percent(of.exit), _percent(of.practice), of.trained]


def _percent(score: float | None) -> Cell:
    return None if score is None else round(score * 100, 1)


def header() -> list[str]:
    """The names of the columns."""
    return [_("Apellidos y nombres"), _("Dirección de salud"), _("Generación"), _("Quién la formó"), _("Formada el"),
            _("Licencia"), _("Válida hasta"), _("Cohortes"), _("Personas certificadas"), _("Establecimientos"),
            _("Días hasta su primera cohorte"), _("Última cohorte"), _("Sin actividad en seis meses"),
            _("Prueba de salida, % (primer intento)"), _("Práctica, % (primer intento)"), _("Formó a")]


def table(actor: User, kind: str) -> bytes:
    """The file, ``csv`` or ``xlsx``."""
    return (xlsx_bytes if kind == "xlsx" else csv_bytes)(header(), rows(actor))
