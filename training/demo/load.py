"""Loading the demonstration: three cohorts of invented people, each at another point of the road."""

from datetime import timedelta
from fractions import Fraction

from sqlalchemy import select

from training.accounts import passwords
from training.accounts.models import User
from training.accounts.privacy import VERSION
from training.clock import now, today
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.cohorts.numbering import give_numbers
from training.cohorts.queries import members
from training.crockford import random_code
from training.db import db
from training.demo import workshop
from training.demo.people import (
    ADMIN,
    COLLEAGUE,
    GRADUATES,
    LEARNERS,
    OTHER_TRAINER,
    PASSWORD,
    SECOND_ADMIN,
    TRAINER,
    Invented,
)
from training.house import house
from training.manuals.queries import manual, newest_digest
from training.naming.actions import confirm_own
from training.places.fictional import add_fictional
from training.places.models import HealthAuthority
from training.progress import actions
from training.progress.models import Standing

# How far each story goes: modules completed, then the scores of attempts in the next one, in tenths.
# How far each story goes: the end of a slice of the course's modules, and the failed tries (tenths) at the next one.
STORIES: dict[str, tuple[int | None, tuple[int, ...]]] = {
    "complete": (None, ()), "almost": (-1, (6,)), "underway": (2, ()), "begun": (1, ()), "stuck": (1, (5, 6, 7)),
    "quiet": (1, ()), "never": (0, ()),
}
GOOD_SCORES = (Fraction(1), Fraction(9, 10), Fraction(14, 15), Fraction(7, 8))


def load() -> None:
    """Fill an empty database with the demonstration, and commit it in one piece.

    Raises LookupError when no manual was published yet.
    """
    digest = newest_digest()
    if digest is None:
        raise LookupError("publish the manual first: flask content publish")
    hashed = passwords.make(PASSWORD)
    authorities = {code: _authority(code) for code in ("aya", "cus")}
    admin = _account(ADMIN, hashed)
    admin.is_admin = _account(SECOND_ADMIN, hashed).is_admin = True
    trainer = _account(TRAINER, hashed)
    trainer.authority_id = authorities["aya"].id
    other = _account(OTHER_TRAINER, hashed)
    other.authority_id = authorities["cus"].id
    colleague = _account(COLLEAGUE, hashed)
    colleague.authority_id = trainer.authority_id
    db.session.flush()
    add_fictional()
    running = _cohort("Ayacucho 2026-2", "C. S. Río Manso", authorities["aya"], trainer, digest, starts_in=8)
    finished = _cohort("Ayacucho 2026-1", "Hospital Valle Claro", authorities["aya"], trainer, digest, starts_in=-60)
    for cohort, people in ((running, LEARNERS), (finished, GRADUATES)):
        for number, person in enumerate(people):
            _member(cohort, person, trainer, hashed, number)
        give_numbers(cohort, members(cohort))
    workshop.load(trainer, colleague, digest, lambda person: _account(person, hashed))
    db.session.commit()
    for more in house().demo_loaders:
        more()


def _authority(code: str) -> HealthAuthority:
    return db.session.scalars(select(HealthAuthority).where(HealthAuthority.code == code)).one()


def _account(person: Invented, hashed: str) -> User:
    user = User(document_type="dni", document=person.document, given_names=person.given_names,
                surnames=person.surnames, profession=person.profession, is_demo=True,
                created_at=now() - timedelta(days=30))
    if person.story != "never":
        user.password_hash, user.password_at = hashed, now()
        user.consent_version, user.consent_at, user.first_used_at = VERSION, now(), now() - timedelta(days=12)
    db.session.add(user)
    db.session.flush()
    return user


def _cohort(name: str, place: str, authority: HealthAuthority, trainer: User, digest: str, *, starts_in: int) -> Cohort:
    first = today() + timedelta(days=starts_in)
    cohort = Cohort(course="a", name=name, place=place, authority_id=authority.id, starts_on=first,
                    ends_on=first + timedelta(days=1), join_code=random_code(8), manual_digest=digest,
                    created_by_id=trainer.id, created_at=now() - timedelta(days=20))
    db.session.add(cohort)
    db.session.flush()
    db.session.add(CohortTrainer(cohort_id=cohort.id, user_id=trainer.id))
    return cohort


def _member(cohort: Cohort, person: Invented, trainer: User, hashed: str, number: int) -> None:
    user = _account(person, hashed)
    user.created_by_id = trainer.id
    member = Membership(cohort_id=cohort.id, user_id=user.id, given_names=person.given_names, surnames=person.surnames,
                        profession=person.profession, facility=person.facility, added_by_id=trainer.id,
                        added_at=now() - timedelta(days=14 if person.story in ("quiet", "never") else 9),
                        confirmed_at=None if person.story == "never" else now() - timedelta(days=9))
    db.session.add(member)
    db.session.flush()
    if person.story == "complete":
        confirm_own(member, person.given_names, person.surnames)
    done, tries = STORIES[person.story]
    modules = [module.slug for module in manual(cohort.manual_digest).published(cohort.course)]
    for place, module in enumerate(modules[:done]):
        actions.mark_read(member.id, module)
        actions.record_score(member.id, module, GOOD_SCORES[(number + place) % 4], True, now())
    for tenths in tries:
        actions.record_score(member.id, modules[done or 0], Fraction(tenths, 10), False, now())
    if person.story == "quiet":
        _age(member.id, days=12)


def _age(membership_id: int, *, days: int) -> None:
    for standing in db.session.scalars(select(Standing).where(Standing.membership_id == membership_id)):
        standing.last_seen_at = standing.last_attempt_at = now() - timedelta(days=days)
    db.session.flush()
