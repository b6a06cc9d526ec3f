"""Fetching cohorts with their permission: a stranger gets 404, a learner at a trainer's door 403."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask import abort, request
from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select, true, union
from sqlalchemy.orm import contains_eager, load_only

from training.accounts.models import User
from training.clock import now, today
from training.cohorts.models import Cohort, CohortTrainer, JoinRequest, Membership, RosterDraft
from training.cohorts.numbering import hold
from training.cohorts.text import fold
from training.cohorts.together import of_each
from training.db import db
from training.places.models import HealthAuthority


def _is_run_by(actor: User) -> ColumnElement[bool]:
    """The cohorts that a trainer may see: those she facilitates and those of her health authority."""
    facilitates = exists().where(CohortTrainer.cohort_id == Cohort.id, CohortTrainer.user_id == actor.id)
    return or_(facilitates, Cohort.authority_id == actor.authority_id)


def cohort_for(actor: User, key: str) -> Cohort:
    """The cohort with this key, for whoever runs it. 404 to strangers, 403 to its learners."""
    query = select(Cohort).where(Cohort.key == key)
    if not actor.is_admin:
        if not actor.is_trainer:
            abort(403 if _belongs(actor, key) else 404)
        query = query.where(_is_run_by(actor))
    found = db.session.scalar(query)
    if found is None:
        abort(403 if _belongs(actor, key) else 404)
    return found


def seen_by(actor: User) -> ColumnElement[bool]:
    """The condition on cohorts that the actor may see as whoever runs them does."""
    return true() if actor.is_admin else _is_run_by(actor)


def runs(actor: User, cohort_id: int) -> bool:
    """Whether the actor may see the cohort as whoever runs it does."""
    query = select(Cohort.id).where(Cohort.id == cohort_id, _is_run_by(actor))
    return actor.is_admin or actor.is_trainer and db.session.scalar(query) is not None


def _belongs(actor: User, key: str) -> bool:
    query = select(Membership.id).join(Cohort).where(
        Cohort.key == key, Membership.user_id == actor.id, Membership.removed_at.is_(None))
    return db.session.scalar(query) is not None


def my_membership(actor: User, key: str, *, whole: bool = False) -> Membership:
    """The actor's own place in a cohort; 404 when she has none, or has not confirmed it yet.

    ``whole``: with every column, for a page that shows more than a module or a quiz does.
    """
    found = _mine(actor, key, _MINE_WHOLE if whole else _MINE)
    if found is None or found.confirmed_at is None:
        abort(404)
    return found


# Every page of a learner asks this: built once, and of the columns that modules and quizzes use, it costs a third.
_MINE_WHOLE = (select(Membership).join(Membership.cohort)
               .options(contains_eager(Membership.cohort).lazyload(Cohort.authority))
               .where(Cohort.key == bindparam("key"), Membership.user_id == bindparam("user_id"),
                      Membership.removed_at.is_(None)))
_MINE = _MINE_WHOLE.options(
    load_only(Membership.id, Membership.cohort_id, Membership.user_id, Membership.confirmed_at),
    contains_eager(Membership.cohort).load_only(Cohort.id, Cohort.key, Cohort.course, Cohort.name, Cohort.manual_digest))


def _mine(actor: User, key: str, query: Select[Membership]) -> Membership | None:
    return db.session.scalar(query, {"key": key, "user_id": actor.id})


def reader_of(actor: User, key: str) -> tuple[Cohort, Membership | None]:
    """Who may read a cohort's manual: a confirmed member (with her membership), or whoever runs the cohort."""
    mine = _mine(actor, key, _MINE)
    if mine is not None and mine.confirmed_at is not None:
        return mine.cohort, mine
    if not actor.is_staff:
        abort(404)
    return cohort_for(actor, key), None


def memberships_of(actor: User) -> list[Membership]:
    """Every cohort that the person belongs to, the newest first; unconfirmed ones too. One query."""
    query = (select(Membership).join(Membership.cohort).options(contains_eager(Membership.cohort))
             .where(Membership.user_id == actor.id, Membership.removed_at.is_(None))
             .order_by(Cohort.closed_at.is_not(None), Cohort.starts_on.desc(), Membership.id.desc()))
    return list(db.session.scalars(query))


def manuals_in_use(most: int) -> list[str]:
    """The digests of the versions that open cohorts are pinned to, those of most cohorts first."""
    query = (select(Cohort.manual_digest).where(Cohort.closed_at.is_(None)).group_by(Cohort.manual_digest)
             .order_by(func.count().desc(), Cohort.manual_digest).limit(most))
    return list(db.session.scalars(query))


def names_taken(authority_id: int) -> set[str]:
    """The names of a health authority's cohorts."""
    return set(db.session.scalars(select(Cohort.name).where(Cohort.authority_id == authority_id)))


def authorities() -> list[HealthAuthority]:
    """Every health authority, by name."""
    return list(db.session.scalars(select(HealthAuthority).order_by(HealthAuthority.name)))


def trainers_of(cohort: Cohort) -> list[User]:
    """Who facilitates the cohort."""
    return _trainers(cohort.id)


@of_each
def _trainers(ids: Sequence[int]) -> dict[int, list[User]]:
    query = (select(CohortTrainer.cohort_id, User).join(User, User.id == CohortTrainer.user_id)
             .where(CohortTrainer.cohort_id.in_(ids)))
    found: dict[int, list[User]] = {one: [] for one in ids}
    for cohort, user in db.session.execute(query.order_by(User.surnames, User.given_names)):
        found[cohort].append(user)
    return found


def possible_trainers(cohort: Cohort) -> list[User]:
    """Who may facilitate the cohort: the trainers of its health authority, and whoever facilitates it already."""
    able = union(select(User.id).where(User.authority_id == cohort.authority_id),
                 select(CohortTrainer.user_id).where(CohortTrainer.cohort_id == cohort.id))
    query = select(User).where(User.id.in_(able), User.disabled_at.is_(None))
    return list(db.session.scalars(query.order_by(User.surnames, User.given_names, User.id)))


def possible_trainers_of(authority_id: int | None) -> list[User]:
    """The trainers of a health authority, by surname; nobody without one."""
    query = select(User).where(User.authority_id == authority_id, User.disabled_at.is_(None))
    return list(db.session.scalars(query.order_by(User.surnames, User.given_names, User.id))) if authority_id else []


def is_settled(actor: User, cohort: Cohort) -> bool:
    """Whether the cohort has ended for this actor: when it was, and who led it, is what its certificates rest on, and only
    who administers changes it then."""
    return cohort.ends_on < today() and not actor.is_admin


def facilitates(actor: User, cohort: Cohort) -> bool:
    """Whether the actor is one of those who facilitate the cohort."""
    return db.session.get(CohortTrainer, (cohort.id, actor.id)) is not None


def is_only_a_member(actor: User, cohort: Cohort) -> bool:
    """Whether the actor takes this course and does not facilitate it, though she may run the cohort of her region: she
    is a colleague of those who learn, so she neither observes nor sees keys."""
    belongs = select(Membership.id).where(Membership.cohort_id == cohort.id, Membership.user_id == actor.id,
                                          Membership.removed_at.is_(None))
    return db.session.scalar(belongs) is not None and not facilitates(actor, cohort)


def members(cohort: Cohort) -> list[Membership]:
    """The people of a cohort with their accounts, by surname. One query."""
    return _members(cohort.id)


@of_each
def _members(ids: Sequence[int]) -> dict[int, list[Membership]]:
    query = (select(Membership).join(Membership.user).options(contains_eager(Membership.user))
             .where(Membership.cohort_id.in_(ids), Membership.removed_at.is_(None))
             .order_by(Membership.id))
    found: dict[int, list[Membership]] = {one: [] for one in ids}
    for member in sorted(db.session.scalars(query), key=lambda one: fold(f"{one.surnames} {one.given_names}")):
        found[member.cohort_id].append(member)
    return found


def member_counts(cohort: Cohort) -> tuple[int, int]:
    """How many people the cohort has, and how many of them confirmed."""
    query = select(func.count(Membership.id), func.count(Membership.confirmed_at)).where(
        Membership.cohort_id == cohort.id, Membership.removed_at.is_(None))
    everybody, confirmed = db.session.execute(query).one()
    return int(everybody), int(confirmed)


def member_of(cohort: Cohort, key: str) -> Membership:
    """A person of this cohort by the key of her membership; 404 when she is not in it."""
    query = (select(Membership).join(Membership.user).options(contains_eager(Membership.user))
             .where(Membership.key == key, Membership.cohort_id == cohort.id, Membership.removed_at.is_(None)))
    found = db.session.scalar(query)
    if found is None:
        abort(404)
    return found


def membership_with(key: str) -> Membership | None:
    """The membership with this public id and its cohort, of whichever cohort; ask ``runs`` before showing anything."""
    query = (select(Membership).join(Membership.cohort).options(contains_eager(Membership.cohort))
             .where(Membership.key == key, Membership.removed_at.is_(None)))
    return db.session.scalar(query)


def namesakes(cohort: Cohort, given_names: str, surnames: str) -> list[Membership]:
    """The people of the cohort who bear this name, whatever its accents. One query."""
    name = fold(f"{surnames} {given_names}")
    return [member for member in members(cohort) if fold(f"{member.surnames} {member.given_names}") == name]


def documents_in(cohort: Cohort) -> set[tuple[str, str]]:
    """The documents of the people in the cohort."""
    query = select(User.document_type, User.document).join(Membership, Membership.user_id == User.id).where(
        Membership.cohort_id == cohort.id, Membership.removed_at.is_(None))
    return {(kind, number) for kind, number in db.session.execute(query)}


def draft_of(cohort: Cohort, key: str) -> RosterDraft | None:
    """A list that waits, while it is younger than a day; locked, so that two presses come one after the other."""
    query = select(RosterDraft).where(RosterDraft.key == key, RosterDraft.cohort_id == cohort.id,
                                      RosterDraft.created_at > now() - timedelta(hours=24))
    return db.session.scalar(query.with_for_update() if request.method == "POST" else query)


def drafts_waiting(cohort: Cohort) -> list[RosterDraft]:
    """The lists of this cohort that wait to be checked, the newest first."""
    fresh = RosterDraft.created_at > now() - timedelta(hours=24)
    query = select(RosterDraft).where(RosterDraft.cohort_id == cohort.id, fresh).order_by(RosterDraft.id.desc())
    return list(db.session.scalars(query.limit(5)))


def requests_waiting(cohort: Cohort) -> list[JoinRequest]:
    """Who asked to join and waits for the trainer, the oldest first."""
    query = select(JoinRequest).where(JoinRequest.cohort_id == cohort.id, JoinRequest.decided_at.is_(None))
    return list(db.session.scalars(query.order_by(JoinRequest.asked_at, JoinRequest.id)))


def join_request(cohort: Cohort, key: str) -> JoinRequest:
    """A request of this cohort; 404 when it is not one. The cohort is held first, as whoever asks to join holds it."""
    hold(cohort)
    query = select(JoinRequest).where(JoinRequest.key == key, JoinRequest.cohort_id == cohort.id).with_for_update()
    found = db.session.scalar(query)
    if found is None:
        abort(404)
    return found


def cohort_with_code(code: str) -> Cohort | None:
    """The cohort that bears this join code; whoever closes it meanwhile waits, so that nobody enters afterwards.

    It is held as ``numbering.hold`` does: two who shared it and then both asked for a number would wait for each other.
    """
    query = select(Cohort).where(Cohort.join_code == code)
    return db.session.scalar(query.with_for_update(key_share=True, of=Cohort))


def own_membership(actor: User, key: str) -> Membership:
    """The actor's own membership by its key, confirmed or not; 404 otherwise."""
    query = (select(Membership).join(Membership.cohort).options(contains_eager(Membership.cohort))
             .where(Membership.key == key, Membership.user_id == actor.id, Membership.removed_at.is_(None)))
    found = db.session.scalar(query)
    if found is None:
        abort(404)
    return found


def names_of_cohorts(ids: Iterable[int]) -> dict[int, str]:
    """Id → name, for the record of acts. One query."""
    rows = db.session.execute(select(Cohort.id, Cohort.name).where(Cohort.id.in_(list(ids))))
    return {number: name for number, name in rows}


def names_of_members(ids: Iterable[int]) -> dict[int, str]:
    """Id → the name that the trainer wrote, for the record of acts. One query."""
    query = select(Membership.id, Membership.given_names, Membership.surnames).where(Membership.id.in_(list(ids)))
    return {number: f"{given} {surnames}" for number, given, surnames in db.session.execute(query)}
