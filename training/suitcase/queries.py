"""Reading a workshop for its sheets."""

from flask import current_app
from sqlalchemy import or_, select

from modules.manual import Manual
from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import members, trainers_of
from training.db import db
from training.manuals.queries import manual
from training.naming.queries import confirmed_names
from training.suitcase.paper import BlockRow, HalfDaySheet, Paper, Row
from training.workshops.models import MAKE_UP, HalfDay, Workshop
from training.workshops.queries import half_days, rule_of

ENDING = 3  # signs of a document that tell two people of one name apart; never the whole


def cohort(cohort_id: int) -> Cohort:
    """The cohort of a suitcase."""
    return db.session.get_one(Cohort, cohort_id)


def people(of: Cohort) -> list[Membership]:
    """The people by the number that they have on every sheet; whoever has none yet comes last, by surname. One query."""
    return sorted(members(of), key=lambda member: (member.number is None, member.number or 0))


def paper_of(cohort_id: int) -> Paper:
    """The workshop as its sheets show it. Seven queries, whatever its size."""
    of = cohort(cohort_id)
    edition = manual(of.manual_digest)
    course, rule, confirmed = edition.course(of.course), rule_of(of, edition), confirmed_names(of)
    return Paper(
        key=of.key, name=of.name, course=course.title if course else "", place=of.place, authority=of.authority.name,
        starts_on=of.starts_on, ends_on=of.ends_on, trainers=tuple(one.full_name for one in trainers_of(of)),
        half_days=tuple(_half_day(one) for one in half_days(of)), rows=tuple(row_of(one, confirmed) for one in people(of)),
        checklists=tuple(one for slug in rule.checklists if (one := edition.checklist(slug))), form=edition.plan_form,
        public_url=str(current_app.config["PUBLIC_URL"]).rstrip("/"), version=edition.version, digest=of.manual_digest,
        draft=edition.draft, demo=is_demo(of), pass_share=rule.practice, printed_on=today())


def edition_of(cohort_id: int) -> Manual:
    """The version of the manual that the workshop works with, in Spanish as its sheets."""
    return manual(cohort(cohort_id).manual_digest)


def is_demo(of: Cohort) -> bool:
    """Whether somebody invented runs it."""
    return db.session.get_one(User, of.created_by_id).is_demo


def row_of(member: Membership, confirmed: dict[int, tuple[str, str]]) -> Row:
    """A person on paper, under the name that she confirmed, else under the one that the list gave."""
    given, surnames = confirmed.get(member.id, (member.given_names, member.surnames))
    return Row(member.number, member.key, given, surnames, member.facility, member.user.document[-ENDING:],
               confirmed=member.id in confirmed)


def _half_day(one: HalfDay) -> HalfDaySheet:
    blocks = tuple(BlockRow(block.minutes, block.title, block.kind, block.module, block.essential) for block in one.blocks)
    return HalfDaySheet(one.key, one.number, one.on, one.starts, one.minutes, blocks, make_up=one.kind == MAKE_UP)


def workshops_called(text: str) -> list[Cohort]:
    """The workshops with this key, join code or name: one, none, or several of the same name."""
    code = text.replace("-", "").upper()
    query = select(Cohort).join(Workshop, Workshop.cohort_id == Cohort.id).where(
        or_(Cohort.key == text, Cohort.join_code == code, Cohort.name == text))
    return list(db.session.scalars(query.order_by(Cohort.id)))


def who_facilitates(of: Cohort) -> User:
    """In whose name the shell prints: the first who facilitates, else who opened the cohort."""
    return next(iter(trainers_of(of)), None) or db.session.get_one(User, of.created_by_id)


def let_go() -> None:
    """Keep what was read when the transaction ends."""
    db.session.expunge_all()
