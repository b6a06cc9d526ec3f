"""How cohorts did in the exit test, many at once: what the rooms of training, which know no test, add up."""

from collections.abc import Collection

from sqlalchemy import Float, and_, cast, func, select

from quizzes.entry_exit.models import EXIT, TestSheet
from training.cohorts.models import Membership
from training.db import db
from training.lineage.rules import FEWEST


def first_exit(cohort_ids: Collection[int]) -> dict[int, float]:
    """Cohort → mean share of its people's first exit tests, 0 to 1; of fewer than five who took it, nothing. One query.

    The first, not the best: almost everybody who may repeat it reaches the share that the certificate asks for.
    """
    counts = and_(TestSheet.moment == EXIT, TestSheet.undone_at.is_(None), TestSheet.handed_in_at.is_not(None),
                  TestSheet.out_of > 0)
    first = (select(TestSheet.membership_id, func.min(TestSheet.number).label("number"))
             .join(Membership, Membership.id == TestSheet.membership_id)
             .where(counts, Membership.cohort_id.in_(cohort_ids)).group_by(TestSheet.membership_id).subquery())
    query = (select(Membership.cohort_id, func.avg(cast(TestSheet.points, Float) / TestSheet.out_of))
             .join(first, and_(first.c.membership_id == TestSheet.membership_id, first.c.number == TestSheet.number))
             .join(Membership, Membership.id == TestSheet.membership_id)
             .where(counts, Membership.removed_at.is_(None)).group_by(Membership.cohort_id)
             .having(func.count(Membership.id.distinct()) >= FEWEST))
    return {cohort: float(mean) for cohort, mean in db.session.execute(query)}
