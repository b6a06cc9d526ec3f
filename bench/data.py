"""Made-up people on a made-up course of 16 modules, as many as asked, straight into the tables."""

import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from html.parser import HTMLParser

import msgspec
from flask import Flask
from sqlalchemy import Table, func, insert, select, text, update

from bench.finding import real_manual
from modules.manual import Course, Manual, Module, Section
from training.accounts.models import User, UserSession
from training.accounts.queries import digest
from training.clock import now, today
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.crockford import random_code
from training.db import db, new_key
from training.manuals import actions as manuals
from training.manuals.cli import publish_folder
from training.manuals.queries import newest_manual
from training.places.models import HealthAuthority
from training.progress.models import Standing

MODULES = 16
PAGE_BYTES = 25_000
NAMES = ("Ana María", "Rosa", "Luz Marina", "Yésica", "Flor de María", "Nélida")
SURNAMES = ("Quispe Rojas", "Huamán Ríos", "Ñaupari Cóndor", "Mamani Apaza", "Saldívar Torres", "Shupingahua Inuma")
WORK = ("Enfermera", "Obstetra", "Médica cirujana", "Psicóloga", "Técnica en enfermería")
PLACES = ("P. S. Pampa Serena", "C. S. Río Manso", "Hospital Regional", "P. S. Alto Mirador")
CHUNK = 20_000
CSRF = "0123456789abcdef0123456789abcdef01234567"  # what each session holds; a form's token must carry it


@dataclass(frozen=True)
class Group:
    """A cohort that was made: its key, the ids of its memberships, and its people's ids in the same order."""

    key: str
    memberships: range


@dataclass(frozen=True)
class Town:
    """A filled database: its cohorts in the order asked, who facilitates all of them, the slugs of the modules."""

    groups: tuple[Group, ...]
    trainer_id: int
    slugs: tuple[str, ...]
    real: Group  # one person on the real manual


def course(real: Manual) -> Manual:
    """A manual of 16 ready modules, each with a page of about 25 KB and the questions of the real A3."""
    source = real.module("a3") or real.modules[0]
    modules = tuple(_module(source, number) for number in range(1, MODULES + 1))
    courses = (Course("a", "Atención de salud", "Para medir.", tuple(module.slug for module in modules),
                      ("read", "quiz")),)
    return msgspec.structs.replace(real, version="bench", courses=courses, modules=modules)


def _module(source: Module, number: int) -> Module:
    """The real text, made as long as a long module, and different from the others."""
    slug = f"s{number:02}"
    html = source.html
    while len(html.encode()) < PAGE_BYTES:
        html += "".join(f"<p>{paragraph}</p>" for paragraph in _paragraphs(source.html, number))
    sections = source.sections or (Section("objetivos", "Objetivos", 2),)
    return msgspec.structs.replace(source, slug=slug, course="a", title=f"{source.title} {number}", requires=(),
                                   ready=True, html=html, trainer_html=html, sections=sections)


class _Texts(HTMLParser):
    """The words of a page, cut where its tags are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        if len(data) > 40:
            self.found.append(data.replace("<", "&lt;"))


def _paragraphs(html: str, seed: int) -> Iterator[str]:
    """Six paragraphs that are not repeated word for word, so that compression gains no more than on real text."""
    words = " ".join(_Texts(html).found).split()
    dice = random.Random(seed)
    for _ in range(6):
        yield " ".join(dice.choices(words, k=60))


def fill(app: Flask, sizes: list[int]) -> Town:
    """Cohorts of these sizes with people and standings, in an empty migrated database. Needs no context."""
    with app.app_context():
        edition = course(real_manual())
        digest_of_course = manuals.publish(repr(edition).encode(), edition).digest
        publish_folder(str(app.config["CONTENT_DIR"]))  # after it: the site that starts publishes this folder too
        real = newest_manual()
        trainer = _trainer()
        groups = tuple(_groups(trainer, digest_of_course, sizes))
        one = _real_group(trainer, real.digest, sum(sizes))
        slugs = tuple(module.slug for module in edition.modules)
        _standings(sum(sizes), slugs)
        db.session.commit()
        _settle()
        return Town(groups, trainer.id, slugs, one)


def _trainer() -> User:
    """Who facilitates every cohort; she signs in with a session that is put in the table."""
    authority = db.session.scalars(select(HealthAuthority).order_by(HealthAuthority.id)).first()
    made = User(**_person(1) | {"authority_id": authority.id if authority else None})
    db.session.add(made)
    db.session.flush()
    return made


def _cohort(trainer: User, manual_digest: str, name: str) -> Cohort:
    made = Cohort(course="a", name=name, place=PLACES[0], authority_id=trainer.authority_id, starts_on=today(),
                  ends_on=today() + timedelta(days=1), join_code=random_code(8), manual_digest=manual_digest,
                  created_by_id=trainer.id, created_at=now())
    db.session.add(made)
    db.session.flush()
    db.session.add(CohortTrainer(cohort_id=made.id, user_id=trainer.id))
    return made


def _groups(trainer: User, manual_digest: str, sizes: list[int]) -> Iterator[Group]:
    first = trainer.id + 1
    people, memberships = [], []
    member = 1
    for number, size in enumerate(sizes):
        group = _cohort(trainer, manual_digest, f"Cohorte {number}")
        for _ in range(size):
            people.append(_person(first + member))
            memberships.append(_member(member, group.id, first + member))
            member += 1
        yield Group(group.key, range(member - size, member))
    pour(User.__table__, people)
    pour(Membership.__table__, memberships)


def _person(number: int) -> dict[str, object]:
    at = now() - timedelta(days=30)
    return {"id": number, "key": new_key(), "document_type": "dni", "document": f"{20_000_000 + number:08}",
            "given_names": NAMES[number % len(NAMES)], "surnames": SURNAMES[number // 3 % len(SURNAMES)],
            "profession": WORK[number % len(WORK)], "password_hash": "x", "password_at": at, "is_admin": False,
            "is_demo": False, "consent_version": "x", "consent_at": at, "created_at": at, "first_used_at": at}


def _member(number: int, cohort_id: int, user_id: int) -> dict[str, object]:
    at = now() - timedelta(days=30)
    return {"id": number, "key": new_key(), "cohort_id": cohort_id, "user_id": user_id,
            "given_names": NAMES[user_id % len(NAMES)], "surnames": SURNAMES[user_id // 3 % len(SURNAMES)],
            "profession": WORK[user_id % len(WORK)], "facility": PLACES[user_id % len(PLACES)], "added_at": at,
            "confirmed_at": at}


def _real_group(trainer: User, manual_digest: str, others: int) -> Group:
    """One person in a cohort of the real manual, for what a browser loads."""
    group = _cohort(trainer, manual_digest, "Real")
    number, user_id = others + 1, trainer.id + others + 2
    pour(User.__table__, [_person(user_id)])
    pour(Membership.__table__, [_member(number, group.id, user_id)])
    return Group(group.key, range(number, number + 1))


def _standings(people: int, slugs: tuple[str, ...]) -> None:
    """Everybody somewhere on her way: about half of the modules done, one begun, now and then one failed thrice."""
    dice, at, rows = random.Random(16), now(), []
    for member in range(1, people + 1):
        done = dice.randrange(len(slugs) + 1)
        for position, slug in enumerate(slugs[:done + 1]):
            rows.append(_standing(member, slug, position < done, dice, at))
        if len(rows) > CHUNK:
            pour(Standing.__table__, rows)
            rows = []
    pour(Standing.__table__, rows)


def _standing(member: int, slug: str, done: bool, dice: random.Random, at: datetime) -> dict[str, object]:
    seen = at - timedelta(days=dice.randrange(1, 12))
    tries = dice.choice((1, 1, 2)) if done else dice.choice((0, 0, 1, 3))
    score = dice.choice((0.8, 0.9, 1.0)) if done else 0.5
    return {"membership_id": member, "module": slug, "first_seen_at": seen, "last_seen_at": seen,
            "read_at": seen if done else None, "attempts": tries, "best_score": score if tries else None,
            "last_score": score if tries else None, "last_attempt_at": seen if tries else None,
            "passed_at": seen if done else None}


def pour(table: object, rows: list[dict[str, object]]) -> None:
    """Put rows straight into a table, many at a time."""
    assert isinstance(table, Table)
    for start in range(0, len(rows), CHUNK):
        db.session.execute(insert(table), rows[start:start + CHUNK])


def _settle() -> None:
    """What PostgreSQL's autovacuum does a minute later: let the planner know how much there is."""
    with db.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


def sign_in(app: Flask, user_ids: list[int]) -> list[str]:
    """A session for each of these people; the signed cookies, as ``name=value``. Needs the app's context."""
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # Flask's own has it
    tokens = [secrets.token_urlsafe(16) for _ in user_ids]
    pour(UserSession.__table__, [{"token_hash": digest(token), "user_id": user, "created_at": now(), "device": ""}
                                  for user, token in zip(user_ids, tokens, strict=True)])
    db.session.commit()
    seen = int(now().timestamp())
    return [f"{app.config['SESSION_COOKIE_NAME']}="
            + signer.dumps({"_user_id": token, "_fresh": True, "seen": seen, "csrf_token": CSRF}) for token in tokens]


def people_of(group: Group) -> list[int]:
    """The accounts behind the memberships of a group. Needs the app's context."""
    query = select(Membership.user_id).where(Membership.id.in_(list(group.memberships))).order_by(Membership.id)
    return list(db.session.scalars(query))


def count(model: type[Membership] | type[Standing]) -> int:
    """How many rows there are. Needs the app's context."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def forget_views(group: Group) -> None:
    """Make every module view of a group due again, as if nobody had been here for a day. Needs the app's context."""
    long_ago = now() - timedelta(days=1)
    db.session.execute(update(Standing).where(Standing.membership_id.in_(list(group.memberships)))
                       .values(last_seen_at=long_ago, first_seen_at=long_ago))
    db.session.commit()
