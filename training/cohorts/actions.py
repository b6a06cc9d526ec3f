"""Writing about cohorts and the people in them. Nothing here commits."""

from datetime import date

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.cohorts.codes import end_printed_codes
from training.cohorts.models import Cohort, CohortTrainer, JoinRequest, Membership
from training.cohorts.numbering import give_numbers
from training.cohorts.queries import documents_in
from training.cohorts.roster import Person
from training.crockford import random_code
from training.db import db
from training.errors import Refused
from training.house import cohorts_changed

MOST_WAITING = 300  # requests of one cohort that wait for its trainer


def open_cohort(course: str, name: str, place: str, starts_on: date, ends_on: date, *, authority_id: int,
                digest: str, by: User) -> Cohort:
    """A new cohort, facilitated by whoever opens it and pinned to the manual ``digest``."""
    cohort = Cohort(course=course, name=name, place=place, authority_id=authority_id, starts_on=starts_on,
                    ends_on=ends_on, join_code=_free_code(), join_open=True, manual_digest=digest,
                    created_by_id=by.id, created_at=now())
    db.session.add(cohort)
    db.session.flush()
    db.session.add(CohortTrainer(cohort_id=cohort.id, user_id=by.id))
    record("open cohort", f"cohort:{cohort.id}", by.id, name)
    return cohort


def change_cohort(cohort: Cohort, name: str, place: str, starts_on: date, ends_on: date, *, by: User) -> None:
    """Another name, place or dates."""
    cohort.name, cohort.place, cohort.starts_on, cohort.ends_on = name, place, starts_on, ends_on
    record("change cohort", f"cohort:{cohort.id}", by.id, name)
    cohorts_changed(cohort.id)


def close_cohort(cohort: Cohort, by: User) -> None:
    """Close: nobody joins or gets a code any more; what was done stays. Closing twice changes nothing."""
    if cohort.closed_at is None:
        cohort.closed_at, cohort.join_open = now(), False
        end_printed_codes(cohort)
        record("close cohort", f"cohort:{cohort.id}", by.id)
        cohorts_changed(cohort.id)


def reopen_cohort(cohort: Cohort, by: User) -> None:
    """Open again; joining with the code stays closed until somebody opens it."""
    if cohort.closed_at is not None:
        cohort.closed_at = None
        record("reopen cohort", f"cohort:{cohort.id}", by.id)
        cohorts_changed(cohort.id)


def set_joining(cohort: Cohort, is_open: bool, by: User) -> None:
    """Open or close joining with the code."""
    must_be_open(cohort)
    if cohort.join_open != is_open:
        cohort.join_open = is_open
        record("open joining" if is_open else "close joining", f"cohort:{cohort.id}", by.id)


def replace_join_code(cohort: Cohort, by: User) -> None:
    """Another join code; the old one stops working at once."""
    must_be_open(cohort)
    cohort.join_code = _free_code()
    record("replace join code", f"cohort:{cohort.id}", by.id)


def must_be_open(cohort: Cohort) -> None:
    """Raises Refused when the cohort is closed."""
    if cohort.closed_at is not None:
        raise Refused(_("Esta cohorte está cerrada. Reábrala desde su página para hacer cambios."))


def _free_code() -> str:
    """Eight characters (40 bits) that no other cohort bears."""
    while True:
        code = random_code(8)
        if db.session.scalar(select(Cohort.id).where(Cohort.join_code == code)) is None:
            return code


def remove_member(membership: Membership, by: User) -> None:
    """Take a person out: her row and what she did stay, hidden. Twice changes nothing."""
    if membership.removed_at is None:
        membership.removed_at = now()
        record("remove from cohort", f"membership:{membership.id}", by.id, f"cohort:{membership.cohort_id}")


def set_trainers(cohort: Cohort, user_ids: set[int], by: User) -> None:
    """Who facilitates the cohort from now on; each who comes or goes is recorded."""
    before = set(db.session.scalars(select(CohortTrainer.user_id).where(CohortTrainer.cohort_id == cohort.id)))
    for user_id in sorted(user_ids - before):
        db.session.add(CohortTrainer(cohort_id=cohort.id, user_id=user_id))
        record("add facilitator", f"cohort:{cohort.id}", by.id, f"user:{user_id}")
    gone = before - user_ids
    db.session.execute(delete(CohortTrainer).where(CohortTrainer.cohort_id == cohort.id, CohortTrainer.user_id.in_(gone)))
    for user_id in sorted(gone):
        record("remove facilitator", f"cohort:{cohort.id}", by.id, f"user:{user_id}")
    if before != user_ids:
        db.session.flush()
        cohorts_changed(cohort.id)


def change_member(membership: Membership, profession: str, facility: str, facility_id: int | None) -> None:
    """Another profession or facility, as the trainer writes them; ``facility_id`` when the register knows it."""
    membership.profession, membership.facility, membership.facility_id = profession, facility, facility_id


def rename(membership: Membership, given_names: str, surnames: str) -> None:
    """The name that lists and sheets of this cohort show from now on; the account's own stays as it is."""
    membership.given_names, membership.surnames = given_names, surnames


def confirm(membership: Membership) -> None:
    """The person herself says that this is her course."""
    if membership.confirmed_at is None:
        membership.confirmed_at = now()


def decline(membership: Membership) -> None:
    """The person herself says that it is not; only before she confirmed."""
    if membership.confirmed_at is not None:
        raise Refused(_("Usted ya confirmó esta inscripción. Si quiere salir, pídalo a quien facilita su taller."))
    membership.removed_at = now()
    record("decline membership", f"membership:{membership.id}", membership.user_id)


def join(cohort: Cohort, user: User) -> Membership:
    """A signed-in person enters with the code: confirmed at once; again changes nothing."""
    must_receive(cohort)
    found = db.session.scalar(
        select(Membership).where(Membership.cohort_id == cohort.id, Membership.user_id == user.id))
    if found is None:
        found = Membership(cohort_id=cohort.id, user_id=user.id, given_names=user.given_names, surnames=user.surnames,
                           profession=user.profession, facility="", added_at=now(), added_by_id=user.id)
        give_numbers(cohort, [found])
        db.session.add(found)
    found.removed_at = None
    found.confirmed_at = found.confirmed_at or now()
    db.session.flush()
    return found


def must_receive(cohort: Cohort) -> None:
    """Raises Refused when nobody can join with the code."""
    if cohort.closed_at is not None or not cohort.join_open:
        raise Refused(_("Este grupo ya no recibe inscripciones con código. "
                        "Pida a quien facilita su taller que anote su nombre o que lo abra otra vez."))


def ask_to_join(cohort: Cohort, person: Person) -> None:
    """Note that somebody without a session asks to join. Says nothing about whether the document is known.

    Idempotent: the same document leaves one row, as it was first written, until somebody decides about it.
    """
    must_receive(cohort)
    mine = (JoinRequest.cohort_id == cohort.id, JoinRequest.document_type == person.document_type,
            JoinRequest.document == person.document)
    waiting = select(JoinRequest.id).where(JoinRequest.cohort_id == cohort.id, JoinRequest.decided_at.is_(None))
    if len(db.session.scalars(waiting.limit(MOST_WAITING)).all()) >= MOST_WAITING:
        raise Refused(_("Este grupo tiene muchas solicitudes por confirmar. Hable con quien facilita su taller."), 429)
    before = db.session.scalar(select(JoinRequest).where(*mine).with_for_update())
    if before is not None:
        _ask_again(cohort, before, person)
        return
    try:
        with db.session.begin_nested():
            db.session.add(JoinRequest(
                cohort_id=cohort.id, document_type=person.document_type, document=person.document,
                given_names=person.given_names, surnames=person.surnames, profession=person.profession,
                facility=person.facility, asked_at=now()))
    except IntegrityError:
        current_app.logger.info("the same request to join came twice at once")


def _ask_again(cohort: Cohort, before: JoinRequest, person: Person) -> None:
    """Who was declined, or left the cohort, may ask once more: else whoever wrote her number first would keep her out."""
    if before.decided_at is None or (person.document_type, person.document) in documents_in(cohort):
        return
    before.given_names, before.surnames = person.given_names, person.surnames
    before.profession, before.facility = person.profession, person.facility
    before.asked_at, before.decided_at, before.accepted = now(), None, None
