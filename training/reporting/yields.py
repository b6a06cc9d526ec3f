"""What came of cohorts, for other systems: without the name of anybody, and without a mean of few people."""

from datetime import date
from typing import Any

from sqlalchemy import select

from training.cohorts.models import Cohort
from training.coverage.rules import FEW
from training.db import db
from training.lineage.models import CohortYield
from training.places.models import HealthAuthority


def yields(authority_id: int | None, after: str, limit: int, course: str, since: date | None,
           until: date | None) -> list[dict[str, Any]]:
    """Cohorts that ended, by their key. One query."""
    query = (select(Cohort.key, HealthAuthority.code, CohortYield).join(Cohort, Cohort.id == CohortYield.cohort_id)
             .join(HealthAuthority, HealthAuthority.id == CohortYield.authority_id).where(Cohort.key > after))
    if authority_id is not None:
        query = query.where(CohortYield.authority_id == authority_id)
    if course:
        query = query.where(CohortYield.course == course)
    if since is not None:
        query = query.where(CohortYield.ended_on >= since)
    if until is not None:
        query = query.where(CohortYield.ended_on <= until)
    return [_said(key, region, one) for key, region, one in db.session.execute(query.order_by(Cohort.key).limit(limit))]


def _said(key: str, region: str, one: CohortYield) -> dict[str, Any]:
    """Means only of five people and more, or they would say what one of them scored: whoever is certified was examined and
    observed, so that the certified are the fewest whom a mean is of."""
    few = one.certified < FEW
    return {"cohorte": key, "curso": one.course, "region": region, "termino": one.ended_on.isoformat(),
            "cerrada": one.closed, "personas": one.people, "certificadas": one.certified,
            "establecimientos": one.facilities,
            "prueba_de_salida": None if few or one.exit_mean is None else round(one.exit_mean, 3),
            "practica_observada": None if few or one.practice_mean is None else round(one.practice_mean, 3)}
