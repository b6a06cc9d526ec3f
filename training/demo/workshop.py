"""The demonstration's workshop: it began yesterday, so that today every page of a workshop has something to show."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from training.accounts.models import User
from training.attendance import actions as attendance
from training.attendance.presence import ABSENT, LATE, LEFT, Presence
from training.clock import at_lima, frozen, today
from training.cohorts.models import Cohort, Membership
from training.cohorts.numbering import give_numbers
from training.db import db
from training.delivery import actions as delivery
from training.demo.people import WORKSHOP, Invented
from training.manuals.queries import manual
from training.naming.actions import confirm_own
from training.practice import actions as practice
from training.practice.filling import Filling
from training.practice.queries import checklist_for, place
from training.progress import actions as progress
from training.workshops import schedule
from training.workshops.actions import open_workshop
from training.workshops.models import HalfDay
from training.workshops.queries import half_days, rule_of

LATE_BY, EARLY_BY = 25, 40  # minutes
OBSERVED = 5  # how many were observed yesterday; the second of them misses a critical step


def load(trainer: User, colleague: User, digest: str, make_account: Callable[[Invented], User]) -> Cohort:
    """Open it, put its people in, and let its first day happen."""
    first = today() - timedelta(days=1)
    with frozen(at_lima(first - timedelta(days=10), time(9))):
        cohort = open_workshop(manual(digest), "a", "Ayacucho 2026-3", "Auditorio Casa Clara, Huamanga", None, first,
                               trainers=[trainer, colleague], authority_id=trainer.authority_id or 0, digest=digest,
                               by=trainer)
    people = [_member(cohort, one, trainer, make_account(one)) for one in WORKSHOP]
    give_numbers(cohort, people)
    db.session.flush()
    stories = dict(zip((one.id for one in people), (one.story for one in WORKSHOP), strict=True))
    for half_day in [one for one in half_days(cohort) if one.on == first]:
        _held(cohort, half_day, stories, trainer)
    for member in people:
        if stories[member.id] != "unnamed":
            confirm_own(member, member.given_names, member.surnames)
    _observed(cohort, people[:OBSERVED], trainer, colleague, at_lima(first, time(18)))
    return cohort


def _member(cohort: Cohort, person: Invented, trainer: User, account: User) -> Membership:
    member = Membership(cohort_id=cohort.id, user_id=account.id, given_names=person.given_names, surnames=person.surnames,
                        profession=person.profession, facility=person.facility, added_by_id=trainer.id,
                        added_at=cohort.created_at, confirmed_at=cohort.created_at + timedelta(days=2))
    db.session.add(member)
    db.session.flush()
    for module in manual(cohort.manual_digest).published(cohort.course)[:3]:  # what they read before they came
        progress.mark_read(member.id, module.slug)
    return member


def _held(cohort: Cohort, half_day: HalfDay, stories: dict[int, str], by: User) -> None:
    """The half-day as it went: its blocks one after the other, its attendance closed a little after it ended."""
    at = schedule.begins(half_day) + timedelta(minutes=4)
    for number, block in enumerate(half_day.blocks):
        with frozen(at):
            delivery.take(cohort, half_day, delivery.Asked("next", number, f"demo-{half_day.number}-{number}"), by)
        at += timedelta(minutes=block.minutes)
    with frozen(at):
        delivery.take(cohort, half_day, delivery.Asked("finish", len(half_day.blocks), f"demo-{half_day.number}-end"), by)
        said = {one: presence for one, story in stories.items() if (presence := _presence(half_day, story))}
        attendance.mark(cohort, half_day, [attendance.Sent(one, presence, 0, f"demo-{one}")
                                           for one, presence in said.items()], by)
        attendance.close(cohort, half_day, by)


def _presence(half_day: HalfDay, story: str) -> Presence | None:
    begins = datetime.combine(half_day.on, half_day.starts)
    ends = begins + timedelta(minutes=half_day.minutes)
    if story == "absent" and half_day.number == 2 or story == "gone":
        return Presence(ABSENT)
    if story == "late" and half_day.number == 1:
        return Presence(LATE, arrived=(begins + timedelta(minutes=LATE_BY)).time())
    if story == "left" and half_day.number == 2:
        return Presence(LEFT, left=(ends - timedelta(minutes=EARLY_BY)).time())
    return None


def _observed(cohort: Cohort, people: list[Membership], trainer: User, colleague: User, at: datetime) -> None:
    """The first ones by two observers, who differ here and there, as people do."""
    for slug in rule_of(cohort).checklists:
        checklist = checklist_for(cohort, slug)
        critical = next(step.id for step in checklist.steps if step.critical)
        for number, member in enumerate(people):
            for observer in (trainer, colleague) if number < 3 else (trainer,):
                marks = {step.id: 2 for step in checklist.steps}
                if number == 1:
                    marks[critical] = 0
                if number == 2 and observer is colleague:
                    marks[checklist.steps[-1].id] = 1
                with frozen(at + timedelta(minutes=12 * number)):
                    sheet = practice.begin(place(cohort, member, checklist), 1, observer)
                    practice.finish(cohort, member, sheet, Filling(marks, (), "Buen tono y buena escucha."), observer)
