"""A person's places in cohorts: what she takes along, and what stays of them when her data are erased.

The rows stay, without a name: the figures of a cohort go on counting her. Where a cohort is still open she leaves it.
"""

from typing import Any, cast

from sqlalchemy import CursorResult, delete, select

from training.accounts.models import User
from training.clock import now
from training.cohorts.models import Cohort, CohortTrainer, JoinRequest, Membership, RosterDraft
from training.cohorts.text import fold
from training.db import db
from training.forgetting import GIVEN, GONE, in_pieces, until


def places_of(user_id: int) -> list[int]:
    """The ids of her memberships, in cohorts that she left too. One query."""
    return list(db.session.scalars(select(Membership.id).where(Membership.user_id == user_id).order_by(Membership.id)))


def cohorts_of(user_id: int) -> list[int]:
    """The ids of the cohorts that she belonged to or facilitated. Two queries."""
    learnt = db.session.scalars(select(Membership.cohort_id).where(Membership.user_id == user_id))
    led = db.session.scalars(select(CohortTrainer.cohort_id).where(CohortTrainer.user_id == user_id))
    return sorted({*learnt, *led})


def erase_lists(user_id: int, by_id: int | None) -> dict[str, int]:
    """Requests to join, and lists that wait to be confirmed, if she stands in them. Before the account loses its name."""
    user = db.session.get_one(User, user_id)
    asked = delete(JoinRequest).where(JoinRequest.document_type == user.document_type, JoinRequest.document == user.document)
    gone = cast(CursorResult[Any], db.session.execute(asked)).rowcount
    names = {fold(f"{user.given_names} {user.surnames}"), fold(f"{user.surnames} {user.given_names}")}
    names |= {fold(f"{one.given_names} {one.surnames}") for one in _memberships(user_id)}
    drafts = [one for one in db.session.scalars(select(RosterDraft)) if _mentions(one.rows, user.document, names)]
    for draft in drafts:
        db.session.delete(draft)
    db.session.flush()
    return {"join requests": gone, "lists": len(drafts)}


def _mentions(rows: str, document: str, names: set[str]) -> bool:
    """Whether a list holds her document, however it was spaced, or her names side by side."""
    plain = "".join(sign for sign in rows if sign.isalnum() or sign in '",')
    words = " ".join("".join(sign if sign.isalpha() else " " for sign in fold(rows)).split())
    return document in plain or any(name in words for name in names)


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """The names that trainers wrote, her profession and her facility."""
    found = _memberships(user_id)
    for one in found:
        one.given_names, one.surnames, one.profession, one.facility = GIVEN, GONE, "", ""
        one.facility_id = None
        if one.cohort.closed_at is None and one.removed_at is None:
            one.removed_at = now()
    db.session.flush()
    return {"memberships": len(found)}


def export(user_id: int) -> dict[str, Any]:
    """Where she learns, where she facilitates, and where she asked to join."""
    user = db.session.get_one(User, user_id)
    led = select(Cohort).join(CohortTrainer, CohortTrainer.cohort_id == Cohort.id).where(CohortTrainer.user_id == user_id)
    asked = select(JoinRequest, Cohort.name).join(Cohort, Cohort.id == JoinRequest.cohort_id).where(
        JoinRequest.document_type == user.document_type, JoinRequest.document == user.document)
    return {
        "cohorts": [{"cohort": one.cohort.name, "place": one.cohort.place, "from": one.cohort.starts_on,
                     "to": one.cohort.ends_on, "given_names": one.given_names, "surnames": one.surnames,
                     "profession": one.profession, "facility": one.facility, "added_at": one.added_at,
                     "confirmed_at": one.confirmed_at, "left_at": one.removed_at} for one in _memberships(user_id)],
        "facilitates": [{"cohort": one.name, "place": one.place, "from": one.starts_on, "to": one.ends_on}
                        for one in db.session.scalars(led.order_by(Cohort.id))],
        "requests": [{"cohort": name, "given_names": one.given_names, "surnames": one.surnames,
                      "profession": one.profession, "facility": one.facility, "asked_at": one.asked_at,
                      "accepted": one.accepted} for one, name in db.session.execute(asked.order_by(JoinRequest.id))]}


def tidy() -> dict[str, int]:
    """Requests to join that were answered a while ago, or whose cohort was closed then."""
    limit = until("requests")
    old = (select(JoinRequest.id).join(Cohort, Cohort.id == JoinRequest.cohort_id)
           .where((JoinRequest.decided_at < limit) | (Cohort.closed_at < limit)))
    return {"join requests": in_pieces(
        lambda most: db.session.scalars(old.limit(most)).all(),
        lambda ids: db.session.execute(delete(JoinRequest).where(JoinRequest.id.in_(ids))))}


def _memberships(user_id: int) -> list[Membership]:
    query = select(Membership).where(Membership.user_id == user_id).order_by(Membership.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))
