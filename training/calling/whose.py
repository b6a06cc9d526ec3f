"""Whose calls: those of somebody's own cohorts and of the trainers she trained, or those of a whole health authority."""

from dataclasses import dataclass
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, exists, select

from training.accounts.models import User
from training.cohorts.models import Cohort, CohortTrainer
from training.cohorts.queries import seen_by
from training.db import db
from training.lineage.models import Descent
from training.places.models import Facility, HealthAuthority
from training.plans.models import Plan, PlanReview

MINE, REGION = "mias", "region"


@dataclass(frozen=True)
class Whose:
    """``mine``: hers alone. ``authority``: of which region; None: an administrator who has not chosen one.

    ``cohort``: the one whose people are looked at one by one (see `lacking`); "" the newest.
    """

    actor: User
    mine: bool
    authority: HealthAuthority | None
    cohort: str = ""

    @property
    def is_chosen(self) -> bool:
        """Whether it is known whose calls are asked for."""
        return self.mine or self.authority is not None

    @property
    def authority_id(self) -> int | None:
        return self.authority.id if self.authority else None

    def address(self) -> dict[str, Any]:
        """The same in an address or in hidden fields."""
        found: dict[str, Any] = {"de": MINE if self.mine else REGION}
        if self.authority is not None and self.actor.is_admin:
            found["region"] = self.authority.code
        if self.cohort:
            found["cohorte"] = self.cohort
        return found

    def cohorts(self) -> ColumnElement[bool]:
        """The condition on cohorts."""
        if self.mine:
            return exists().where(CohortTrainer.cohort_id == Cohort.id, CohortTrainer.user_id == self.actor.id)
        return seen_by(self.actor) & (Cohort.authority_id == self.authority_id)

    def facilities(self) -> ColumnElement[bool]:
        """The condition on facilities: they are the region's, whoever looks."""
        return (Facility.authority_id == self.authority_id) & Facility.closed_on.is_(None)

    def reviews(self) -> ColumnElement[bool]:
        """The condition on reviews joined to their plan: of the cohorts she facilitated, or of the region."""
        if self.mine:
            return exists().where(CohortTrainer.cohort_id == Plan.cohort_id, CohortTrainer.user_id == self.actor.id)
        return PlanReview.region_id == self.authority_id

    def trainers(self) -> ColumnElement[bool]:
        """The condition on people who train: those she trained, or those of the region. Nobody calls herself."""
        if self.mine:
            hers: ColumnElement[bool] = exists().where(Descent.user_id == User.id, Descent.trained_by_id == self.actor.id)
        else:
            hers = User.authority_id == self.authority_id
        return hers & (User.id != self.actor.id) & User.disabled_at.is_(None) & User.erased_at.is_(None)


def whose(actor: User, of: str, region: str, cohort: str) -> Whose:
    """What was asked for, as far as the actor may see it. A trainer begins with her own, an administrator with a region.

    404 for another region than a trainer's own, and for one that is none.
    """
    found = db.session.scalar(select(HealthAuthority).where(HealthAuthority.code == region)) if region else None
    if region and (found is None or not actor.is_admin and found.id != actor.authority_id):
        abort(404)
    mine = of == MINE or of != REGION and not actor.is_admin
    if found is None and actor.authority_id is not None:
        found = db.session.get_one(HealthAuthority, actor.authority_id)
    return Whose(actor, mine, found, cohort[:16])
