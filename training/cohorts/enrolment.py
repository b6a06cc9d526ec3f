"""Putting people of a list into a cohort: all or nothing, and nothing is told about whom we already know."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec
from flask_babel import gettext as _
from sqlalchemy import delete, select, tuple_
from sqlalchemy.exc import IntegrityError

from training.accounts.actions import create_person
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.cohorts.actions import must_be_open
from training.cohorts.facilities import Facilities
from training.cohorts.models import Cohort, JoinRequest, Membership, RosterDraft
from training.cohorts.numbering import give_numbers, hold
from training.cohorts.queries import documents_in
from training.cohorts.roster import Checked, Person, Roster, check
from training.db import db
from training.errors import Refused
from training.places.queries import register_for
from training.staffing.listing import Listed, take_list

DRAFT_LIVES = timedelta(hours=24)
_BATCH = 400  # parameters of one IN list; SQLite allows 32,766


def enrol(cohort: Cohort, people: Sequence[Person], by: User) -> list[Membership]:
    """Everybody of ``people`` in the cohort, with the names as written; new accounts are made by ``by``.

    A known account is neither shown nor changed, and its owner must confirm the membership herself.
    Whoever is in the cohort already stays as she is. Raises Refused when another enrolment came first.
    """
    must_be_open(cohort)
    try:
        with db.session.begin_nested():
            hold(cohort)
            users, known = _accounts(people, by)
            members = _memberships(cohort, people, users, by)
            take_list(_workplaces(people, users, known, by), by.id)
    except IntegrityError:
        raise Refused(_("Alguien inscribía a una de estas personas en el mismo momento. "
                        "No se guardó nada: vuelva a confirmar.")) from None
    record("enrol", f"cohort:{cohort.id}", by.id, str(len(people)))
    return members


def _accounts(people: Sequence[Person], by: User) -> tuple[list[User], set[int]]:
    """The account of each person, in order, and the ids of those that were there; the missing ones are created."""
    known = known_accounts([(person.document_type, person.document) for person in people])
    users = []
    for person in people:
        user = known.get((person.document_type, person.document)) or create_person(
            document_type=person.document_type, document=person.document, given_names=person.given_names,
            surnames=person.surnames, profession=person.profession, by=by)
        users.append(user)
    db.session.flush()
    return users, {user.id for user in known.values()}


def _workplaces(people: Sequence[Person], users: Sequence[User], known: set[int], by: User) -> Iterator[Listed]:
    """Where the list says that they work; with the name that it writes for whoever bears her own already."""
    for person, user in zip(people, users, strict=True):
        if person.facility_id is not None:
            hers = user.id in known and not (user.created_by_id == by.id and user.first_used_at is None)
            yield Listed(user.id, person.facility_id, f"{person.given_names} {person.surnames}" if hers else "")


def known_accounts(documents: Sequence[tuple[str, str]]) -> dict[tuple[str, str], User]:
    """The accounts that exist among the documents."""
    found: dict[tuple[str, str], User] = {}
    for start in range(0, len(documents), _BATCH):
        some = documents[start:start + _BATCH]
        query = select(User).where(tuple_(User.document_type, User.document).in_(some))
        found.update({(user.document_type, user.document): user for user in db.session.scalars(query)})
    return found


def _memberships(cohort: Cohort, people: Sequence[Person], users: Sequence[User], by: User) -> list[Membership]:
    there = {m.user_id: m for m in db.session.scalars(select(Membership).where(Membership.cohort_id == cohort.id))}
    members = []
    for person, user in zip(people, users, strict=True):
        member = there.get(user.id)
        if member is None:
            member = Membership(cohort_id=cohort.id, user_id=user.id)
            db.session.add(member)
        elif member.removed_at is None:
            members.append(member)
            continue
        _write(member, person, by)
        members.append(member)
    give_numbers(cohort, members)
    db.session.flush()
    return members


def _write(member: Membership, person: Person, by: User) -> None:
    member.given_names, member.surnames = person.given_names, person.surnames
    member.profession, member.facility, member.facility_id = person.profession, person.facility, person.facility_id
    member.added_at, member.added_by_id = now(), by.id
    member.confirmed_at = member.removed_at = None


def decide(request: JoinRequest, cohort: Cohort, accept: bool, by: User) -> None:
    """Accept (like a row of a roster) or decline a request; deciding twice changes nothing."""
    if request.decided_at is not None:
        return
    if accept:
        facility = register_for(cohort.authority_id).named(request.facility)
        enrol(cohort, [Person(request.document_type, request.document, request.given_names, request.surnames,
                              request.profession, request.facility, facility.id if facility else None)], by)
    request.decided_at, request.accepted = now(), accept
    record("accept request" if accept else "decline request", f"join_request:{request.id}", by.id)


def keep_draft(cohort: Cohort, roster: Roster, by: User) -> RosterDraft:
    """Keep a list until it is confirmed; lists older than a day go."""
    must_be_open(cohort)
    forget_old_drafts()
    draft = RosterDraft(cohort_id=cohort.id, created_by_id=by.id, created_at=now(), rows="")
    write_draft(draft, roster)
    db.session.add(draft)
    db.session.flush()
    return draft


def write_draft(draft: RosterDraft, roster: Roster) -> None:
    """Keep the corrections of a list."""
    draft.rows = msgspec.json.encode(roster).decode()


def read_draft(draft: RosterDraft) -> Roster:
    """The list of a draft."""
    return msgspec.json.decode(draft.rows, type=Roster)


def forget_draft(draft: RosterDraft) -> None:
    """Throw a list away."""
    db.session.execute(delete(RosterDraft).where(RosterDraft.id == draft.id))


def forget_old_drafts() -> dict[str, int]:
    """Lists of people that nobody confirmed do not stay longer than a day. Returns how many went."""
    gone = db.session.execute(delete(RosterDraft).where(RosterDraft.created_at < now() - DRAFT_LIVES))
    return {"lists": int(getattr(gone, "rowcount", 0))}


def checked(cohort: Cohort, roster: Roster) -> list[Checked]:
    """The rows of a list beside the people of the cohort and the register of its region. Three queries at most."""
    written = [row.facility for row in roster.rows]
    register = register_for(cohort.authority_id, written, codes=roster.places.values())
    return check(roster.rows, documents_in(cohort), Facilities(register, roster.places, written))


def enrol_draft(cohort: Cohort, draft: RosterDraft, by: User) -> int:
    """Enrol a list that has nothing left to correct, and forget it: the same press twice enrols once."""
    found = checked(cohort, read_draft(draft))
    if not found or any(not one.ready for one in found):
        raise Refused(_("Todavía hay filas por corregir. No se inscribió a nadie."))
    enrol(cohort, [one.person for one in found], by)
    forget_draft(draft)
    return len(found)
