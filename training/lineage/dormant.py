"""Who holds a licence and has taught nothing in six months."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, func, select

from training.accounts.models import User
from training.clock import today
from training.cohorts.models import CohortTrainer
from training.db import db
from training.licences.models import Licence
from training.lineage.figures import figures
from training.lineage.models import CohortYield, Descent
from training.lineage.programme import full_steps
from training.lineage.queries import Place, places, read, within
from training.lineage.rules import DORMANT_AFTER

PAGE = 50
ENDS_SOON = timedelta(days=90)


@dataclass(frozen=True)
class Sleeping:
    """A page of dormant trainers, by surname."""

    people: Sequence[Place]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def sleeping(scope: int | None, page: int) -> Sleeping:
    """The dormant trainers of a region, or of the country. Seven queries."""
    query = _query(scope)
    total = how_many(scope)
    page = max(1, min(page, -(-total // PAGE) or 1))
    rows = db.session.execute(query.order_by(User.surnames, User.given_names, Descent.user_id)
                              .limit(PAGE).offset((page - 1) * PAGE))
    people = [read(row, None) for row in rows]
    known = figures({one.id for one in people})
    return Sleeping([replace(one, figures=known[one.id]) for one in people], total, page)


def how_many(scope: int | None) -> int:
    """How many there are. One query."""
    return db.session.scalar(select(func.count()).select_from(_query(scope).subquery())) or 0


def _query(scope: int | None) -> Any:
    limit = today() - DORMANT_AFTER
    licensed = exists().where(Licence.user_id == Descent.user_id, Licence.step.in_(full_steps()),
                              Licence.withdrawn_on.is_(None), Licence.granted_on <= limit, Licence.valid_until >= today())
    taught = exists().where(CohortTrainer.user_id == Descent.user_id, CohortYield.cohort_id == CohortTrainer.cohort_id,
                            CohortYield.ended_on >= limit, CohortYield.ended_on <= today())
    return places().where(licensed, ~taught, User.erased_at.is_(None), *within(scope))


def ends_soon(until: date | None) -> bool:
    """Whether a licence ends within three months."""
    return until is not None and today() <= until <= today() + ENDS_SOON

