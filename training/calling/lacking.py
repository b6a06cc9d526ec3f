"""Who lacks one thing for her certificate: told by the rooms that ask for it, for one workshop at a time, as it is now.

Each room counts its own requirement cohort by cohort, so a list over all cohorts would ask more the more there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import exists, select

from training.accounts.models import User
from training.calling import texts, words
from training.calling.calls import Call, Found, not_called
from training.calling.rules import ALMOST, STILL
from training.calling.whose import Whose
from training.clock import today
from training.closing.queries import everybody
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.progress.models import Qualification
from training.progress.requirements import CERTIFICATE, Requirement, entitlements

CHOICES = 12  # workshops to choose from


def workshops(whose: Whose) -> list[Cohort]:
    """Those that ended lately, the newest first; the one that was asked for among them. One query."""
    query = (select(Cohort).where(whose.cohorts(), Cohort.ends_on.between(today() - STILL, today()))
             .order_by((Cohort.key == whose.cohort).desc(), Cohort.ends_on.desc(), Cohort.id.desc()).limit(CHOICES))
    return list(db.session.scalars(query))


@dataclass(frozen=True)
class Lacking:
    """The source of these calls."""

    kind: str = ALMOST

    def found(self, whose: Whose, limit: int, offset: int) -> Found:
        """Those of one workshop: the one asked for, or the newest."""
        calls = self._calls(whose, waiting=True)
        return Found(calls[offset:offset + limit], len(calls))

    def one(self, whose: Whose, key: str) -> Call | None:
        """By the key of her membership."""
        return next((call for call in self._calls(whose, waiting=False) if call.key == key), None)

    def _calls(self, whose: Whose, *, waiting: bool) -> list[Call]:
        cohort = next(iter(workshops(whose)), None)
        if cohort is None:
            return []
        people, requirements, _dates = everybody(cohort)
        wanted = _waiting(cohort, waiting=waiting)
        found = entitlements(requirements, [one for one in people if one.id in wanted], [CERTIFICATE])
        return [_call(one.membership, one.missing[CERTIFICATE][0], cohort, whose) for one in found
                if len(one.missing.get(CERTIFICATE, ())) == 1]


def _waiting(cohort: Cohort, *, waiting: bool) -> set[int]:
    """Who has no certificate of it, and whom nobody called this week. One query."""
    holds = exists().where(Qualification.membership_id == Membership.id, Qualification.ended_on.is_(None))
    query = select(Membership.id).join(User, User.id == Membership.user_id).where(
        Membership.cohort_id == cohort.id, ~holds, User.disabled_at.is_(None),
        User.erased_at.is_(None))
    return set(db.session.scalars(query.where(not_called(ALMOST, Membership.id)) if waiting else query))


def _call(one: Membership, lack: Requirement, cohort: Cohort, whose: Whose) -> Call:
    said = lack.of(one.id).said or lack.rule
    return Call(ALMOST, one.id, one.key, f"{one.surnames}, {one.given_names}", words.lacks(lack.label, said), cohort.name,
                texts.to_finish(one.given_names, whose.actor), url_for("cohorts.member", key=cohort.key, person=one.key))


LACKING = Lacking()


def as_choices(found: Sequence[Cohort]) -> list[tuple[str, str]]:
    """(key, name) of each."""
    return [(one.key, one.name) for one in found]
