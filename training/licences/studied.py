"""What somebody did again as a participant: a test passed, a workshop attended. Read only where the ladder asks for it."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from modules.ladder import ATTENDANCE, TEST
from training.clock import in_lima
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.licences.rules import Fact
from training.progress.requirements import ATTENDANCE as ATTENDED
from training.progress.requirements import EXIT_TEST, of_cohort

NAMED = {TEST: EXIT_TEST, ATTENDANCE: ATTENDED}


def studied(asked: Collection[tuple[str, str]], users: Collection[int], found: dict[int, list[Fact]]) -> None:
    """Add what these people did, as the rooms that look after tests and attendance tell it: (kind, course) pairs in,
    facts out. A cohort's rooms are asked once, however many of these people are in it."""
    query = (select(Membership).join(Membership.cohort).options(contains_eager(Membership.cohort))
             .where(Membership.user_id.in_(users), Membership.removed_at.is_(None),
                    Cohort.course.in_({course for _kind, course in asked})))
    places: dict[int, list[Membership]] = {}
    for member in db.session.scalars(query):
        places.setdefault(member.cohort_id, []).append(member)
    for members in places.values():
        cohort = members[0].cohort
        told = {one.name: one for one in of_cohort(cohort, members)}
        for kind, course in asked:
            requirement = told.get(NAMED[kind]) if course == cohort.course else None
            for member in members if requirement else ():
                standing = requirement.of(member.id) if requirement else None
                if standing and standing.done:
                    on = in_lima(standing.at).date() if standing.at else cohort.ends_on
                    found[member.user_id].append(Fact(kind, course, on, where=cohort.name))
