"""When a country may be loaded: into an empty database that is not in production, and once."""

from flask import current_app
from sqlalchemy import exists, select

from training.accounts.models import User
from training.audit.actions import record
from training.audit.models import AuditEntry
from training.cohorts.models import Cohort
from training.config import PRODUCTION
from training.db import db
from training.demo.country.sizes import LEAST, WHOLE
from training.manuals.queries import newest_digest
from training.places.models import Facility

BEGUN, DONE = "begin country", "load country"  # acts of the record


def refusal(people: int) -> str:
    """Why not, in a sentence for the terminal; "" when it may begin."""
    if current_app.config["REPLICA_ENV"] == PRODUCTION:
        return "No se carga en producción: es un país inventado."
    if not LEAST <= people <= WHOLE:
        return f"--people va de {LEAST} a {WHOLE}."
    acts = set(db.session.scalars(select(AuditEntry.act).where(AuditEntry.act.in_((BEGUN, DONE)))))
    if acts == {BEGUN}:
        return ("Una carga anterior se cortó a la mitad y lo que dejó no sirve. Borre esa base (en SQLite, su archivo; en "
                "PostgreSQL, dropdb y createdb), ejecute «flask db upgrade» y «flask content publish», y empiece de nuevo.")
    if DONE in acts:
        return "El país ya está cargado en esta base."
    if any(db.session.scalar(select(exists().where(model.id.is_not(None)))) for model in (User, Cohort, Facility)):
        return ("Esta base ya tiene personas, cohortes o establecimientos, y el país solo se carga en una vacía. Cree otra "
                "(DATABASE_URL), ejecute «flask db upgrade» y «flask content publish», y empiece de nuevo.")
    if newest_digest() is None:
        return "Falta publicar el manual: ejecute «flask content publish» y empiece de nuevo."
    return ""


def begin(people: int, seed: str) -> None:
    """Note that a load begins, so that one that is cut off is known for what it is. Commits."""
    record(BEGUN, f"people:{people}", None, f"seed {seed}")
    db.session.commit()


def end(people: int) -> None:
    """Note that everything is there. Commits."""
    record(DONE, f"people:{people}", None)
    db.session.commit()
