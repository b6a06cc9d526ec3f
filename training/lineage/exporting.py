"""What a person takes along of her place in the cascade. When her data are erased the place stays, without a name: it holds
nothing but numbers, and whoever descends from her would else lose theirs."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from training.accounts.models import User
from training.cohorts.models import Cohort
from training.db import db
from training.lineage.models import CohortYield, Descent


def export(user_id: int) -> dict[str, Any]:
    """By whom she was trained, since when, and what came of the cohorts that she led."""
    trainer = aliased(User)
    query = (select(Descent, trainer.given_names, trainer.surnames, Cohort.name)
             .outerjoin(trainer, trainer.id == Descent.trained_by_id).outerjoin(Cohort, Cohort.id == Descent.cohort_id)
             .where(Descent.user_id == user_id))
    led = (select(CohortYield, Cohort.name).join(Cohort, Cohort.id == CohortYield.cohort_id)
           .where(CohortYield.lead_id == user_id).order_by(CohortYield.ended_on, CohortYield.cohort_id))
    return {
        "lineage": [{"generation": one.generation, "since": one.since, "cohort": cohort,
                     "trained_by": f"{given} {surnames}" if given else None}
                    for one, given, surnames, cohort in db.session.execute(query)],
        "cohorts_led": [{"cohort": name, "ended_on": one.ended_on, "people": one.people, "certified": one.certified,
                         "facilities": one.facilities, "exit_mean": one.exit_mean, "practice_mean": one.practice_mean}
                        for one, name in db.session.execute(led)]}
