"""Keeping the figures of lineage in date: told by other rooms, once a day, and all at once after an upgrade."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import exists, func, or_, select

from training.clock import today
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.licences.models import Licence
from training.lineage import actions
from training.lineage.models import CohortYield, Descent
from training.lineage.programme import courses_of_trainers, full_steps
from training.lineage.standing import fallen, presumed
from training.progress.models import Qualification

LATE_SHEETS = timedelta(days=14)  # how long after its last day paper tests and sheets of a cohort still come in
PIECE = actions.AT_ONCE  # cohorts or people in one transaction


def qualified(membership_ids: Collection[int]) -> None:
    """Certificates were entered or withdrawn: what came of their cohorts, and whom a course of trainers made a trainer."""
    cohorts = db.session.scalars(select(Membership.cohort_id).where(Membership.id.in_(membership_ids)).distinct())
    actions.recount_cohorts(cohorts)
    actions.descend(membership_ids)


def cohorts_changed(cohort_ids: Collection[int]) -> None:
    """Cohorts were closed, opened again or moved, or others facilitate them."""
    actions.recount_cohorts(cohort_ids)


def each_day() -> None:
    """Cohorts that ended of late, and whatever was never counted: also what an upgrade found."""
    first = today() - LATE_SHEETS
    lately = select(Cohort.id).where(Cohort.ends_on >= first, Cohort.ends_on <= today())
    counted = exists().where(CohortYield.cohort_id == Cohort.id)
    never = select(Cohort.id).where(~counted, or_(Cohort.ends_on <= today(), Cohort.closed_at.is_not(None)))
    _in_pieces(sorted({*db.session.scalars(lately), *db.session.scalars(never)}), actions.recount_cohorts)
    place_everybody()


def recount_everything(say: Callable[[int, int], None]) -> tuple[int, int]:
    """Every cohort, and everybody whose place in the tree a certificate or a licence tells. (cohorts, people placed).

    ``say``: told how many of how many cohorts are done.
    """
    ids = list(db.session.scalars(select(Cohort.id).order_by(Cohort.id)))
    done = 0
    for start in range(0, len(ids), PIECE):
        actions.recount_cohorts(ids[start:start + PIECE])
        db.session.commit()
        done = min(start + PIECE, len(ids))
        say(done, len(ids))
    return done, place_everybody()


def place_everybody() -> int:
    """Whoever holds the certificate of a course of trainers or a licence, and stands nowhere in the tree yet."""
    courses = courses_of_trainers()
    placed = exists().where(Descent.user_id == Qualification.user_id, ~presumed(), ~fallen())
    trained = (select(Qualification.membership_id).where(Qualification.course.in_(courses), Qualification.ended_on.is_(None),
                                                         ~placed).order_by(Qualification.since, Qualification.membership_id))
    written = _in_pieces(db.session.scalars(trained).all(), actions.descend)
    nowhere = ~exists().where(Descent.user_id == Licence.user_id)
    licensed = (select(Licence.user_id, func.min(Licence.granted_on)).where(Licence.step.in_(full_steps()), nowhere)
                .group_by(Licence.user_id))
    began: dict[int, date] = {user: since for user, since in db.session.execute(licensed)}
    actions.presume(began)
    db.session.commit()
    return written + len(began)


def _in_pieces(ids: Sequence[int], work: Callable[[Collection[int]], int]) -> int:
    done = 0
    for start in range(0, len(ids), PIECE):
        done += work(ids[start:start + PIECE])
        db.session.commit()
    return done
