"""Who holds the certificate of a course: written by the room that issues them, read by coverage and licences."""

from collections.abc import Collection, Iterable

from sqlalchemy import select, update

from training.clock import today
from training.cohorts.models import Cohort, Membership
from training.db import db, inserting
from training.house import facilities_changed, house
from training.progress.models import Qualification
from training.staffing.queries import facilities_of


def award(membership_ids: Collection[int]) -> None:
    """These people hold the certificate of their cohort's course from today on. Who held it already goes on holding it."""
    rows = db.session.execute(select(Membership.id, Membership.user_id, Cohort.id, Cohort.course).join(Membership.cohort)
                              .where(Membership.id.in_(membership_ids)))
    found = rows.all()
    if not found:
        return
    again = inserting(Qualification).values([
        {"membership_id": member, "user_id": user, "cohort_id": cohort, "course": course, "since": today()}
        for member, user, cohort, course in found])
    db.session.execute(again.on_conflict_do_update(
        index_elements=[Qualification.membership_id], set_={"ended_on": None}))
    _tell((user for _member, user, _cohort, _course in found), membership_ids)


def withdraw(membership_ids: Collection[int]) -> None:
    """Their certificate was revoked or erased: they hold it no more."""
    db.session.execute(update(Qualification).where(Qualification.membership_id.in_(membership_ids),
                                                   Qualification.ended_on.is_(None)).values(ended_on=today()))
    _tell(db.session.scalars(select(Membership.user_id).where(Membership.id.in_(membership_ids))), membership_ids)


def follow(membership_id: int) -> None:
    """A membership turned out to be another person's: its certificate is hers, and not the wrong one's."""
    member = db.session.get_one(Membership, membership_id)
    moved = db.session.execute(update(Qualification).where(Qualification.membership_id == membership_id).values(
        user_id=member.user_id).returning(Qualification.membership_id))
    if moved.all():
        _tell([member.user_id], [membership_id])


def _tell(users: Iterable[int], membership_ids: Collection[int]) -> None:
    facilities_changed(facilities_of(set(users)).values())
    for told in house().qualified if membership_ids else ():
        told(membership_ids)
