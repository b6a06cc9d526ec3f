"""Every page that can be asked for, of every role, with what stands in the database: for the tests and for the bench."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select

from certificates.corrections.models import RevocationRequest
from certificates.issuing.models import Certificate, PrintFile
from certificates.paper.codes import grouped
from certificates.shop.models import ShopAct
from quizzes.entry_exit.models import TestSheet
from quizzes.models import Attempt
from training.accounts.models import User
from training.closing.models import FollowUp
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.db import db
from training.demo.people import ADMIN, LEARNERS, TRAINER
from training.manuals.models import ManualVersion
from training.places.models import Facility
from training.practice.models import Observation
from training.workshops.models import Block, HalfDay, Workshop

SKIPPED = ("/static/", "/media/", "/idioma/", "/cohortes/asistencia.js", "/salud")  # no page, or none of the database
MAY_ASK_MORE = {  # rule → how many more statements, once there is something to ask about
    "/llamadas": 6,  # one for each kind of call, where there is such a call
}
_PART = re.compile(r"<(?:([^:<>]+):)?([a-z_]+)>")
LEARNERS_PAGES = ("/curso/", "/f/")


class Page(NamedTuple):
    """A page as one role asks for it."""

    role: str
    rule: str
    path: str


def counts(statement: str) -> bool:
    """Whether a statement is the page's own: which manual is the newest a process asks again every few seconds."""
    return "FROM manual_version" not in statement


def of_role(role: str, cohort: Cohort) -> User | None:
    """Who asks: the demonstration's accounts; as a learner somebody of this cohort."""
    if role == "nobody":
        return None
    if role == "learner":
        query = select(User).join(Membership, Membership.user_id == User.id).where(
            Membership.cohort_id == cohort.id, Membership.confirmed_at.is_not(None)).order_by(Membership.number.desc())
        return db.session.scalars(query.limit(1)).one()
    document = {"trainer": TRAINER.document, "admin": ADMIN.document}[role]
    return db.session.scalars(select(User).where(User.document == document)).one()


def running() -> Cohort:
    """The demonstration's workshop that began yesterday."""
    query = select(Cohort).join(Workshop, Workshop.cohort_id == Cohort.id).where(Cohort.name == "Ayacucho 2026-3")
    return db.session.scalars(query).one()


def studied() -> Cohort:
    """The demonstration's cohort with LEARNERS in it."""
    query = select(Cohort).join(Membership).join(User, User.id == Membership.user_id).where(User.document == LEARNERS[0].document)
    return db.session.scalars(query).one()


def ended() -> Cohort:
    """A cohort of the country that was closed, with papers, led by the demonstration's trainer; the newest such."""
    query = (select(Cohort).join(CohortTrainer, CohortTrainer.cohort_id == Cohort.id)
             .join(User, User.id == CohortTrainer.user_id).join(Workshop, Workshop.cohort_id == Cohort.id)
             .where(User.document == TRAINER.document, Cohort.closed_at.is_not(None)).order_by(Cohort.id.desc()).limit(1))
    return db.session.scalars(query).one()


def pages(app: Flask, role: str, cohort: Cohort) -> Iterator[Page]:
    """Every GET address about this cohort and of no cohort; those are left out for which nothing is there."""
    found = things(cohort, of_role(role, cohort))
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(SKIPPED):
            path = filled(rule.rule, found)
            if path is not None:
                yield Page(role, rule.rule, path)


def filled(rule: str, found: Mapping[str, str]) -> str | None:
    """The rule with things in the place of its parts: «prefix:part» first, then «part»; None where there is none."""
    made = rule
    for match in _PART.finditer(rule):
        converter, name = match[1] or "", match[2]
        value = found.get(f"{rule[:match.start()]}{name}", found.get(name)) or None
        if converter.startswith("any("):
            choices = [one.strip() for one in converter[4:-1].split(",")]
            value = value if value in choices else choices[0]
        if value is None:
            return None
        made = made.replace(match[0], value, 1)
    return made


def things(cohort: Cohort, actor: User | None) -> dict[str, str]:
    """Part of an address → what stands there for this cohort. ``/personas/key``: the part where only this prefix is meant."""
    mine = select(Membership.id).where(Membership.cohort_id == cohort.id)
    hers = select(Membership.id).where(Membership.cohort_id == cohort.id, Membership.user_id == (actor.id if actor else 0))
    half = _one(select(HalfDay.key).where(HalfDay.cohort_id == cohort.id).order_by(HalfDay.number))
    paper = select(Certificate).where(Certificate.cohort_id == cohort.id).order_by(Certificate.id).limit(1)
    own = db.session.scalar(paper.where(Certificate.membership_id.in_(hers)))
    certificate = db.session.scalar(paper)
    attempt = db.session.scalar(select(Attempt).where(Attempt.membership_id.in_(hers)).order_by(Attempt.id).limit(1))
    found: dict[str, str | None] = {
        "key": cohort.key, "half": half, "slug": attempt.module if attempt else f"{cohort.course}3", "list": "apoyo",
        "block": _one(select(Block.key).join(HalfDay, HalfDay.id == Block.half_day_id).where(HalfDay.key == half)),
        "person": _one(select(Membership.key).where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None))
                       .order_by(Membership.number)),
        "follow": _one(select(FollowUp.key).where(FollowUp.cohort_id == cohort.id).order_by(FollowUp.days)),
        "attempt": attempt.key if attempt else None, "node": "inicio", "question": "p01a", "moment": "salida",
        "sheet": _one(select(TestSheet.key).where(TestSheet.membership_id.in_(mine)).order_by(TestSheet.id)),
        "seen": _one(select(Observation.key).where(Observation.membership_id.in_(mine)).order_by(Observation.id)),
        "batch": _one(select(PrintFile.key).where(PrintFile.cohort_id == cohort.id)),
        "short": (_one(select(ManualVersion.digest)) or "")[:12], "code": None,
        "/personas/key": _one(select(User.key).join(Membership, Membership.user_id == User.id)
                              .where(Membership.cohort_id == cohort.id).order_by(Membership.number)),
        "/revocaciones/key": _one(select(RevocationRequest.key)), "/trabajos/key": None, "/inscripciones/key": None,
        "/imprimir/actos/key": _one(select(ShopAct.key)), "region": "aya", "month": None,
        "/guia/slug": "ambulatoria", "/manual/listas/slug": "apoyo", "/manual/modulos/slug": "a3",
        "/establecimientos/code": _one(select(Facility.code).join(Membership, Membership.facility_id == Facility.id)
                                       .where(Membership.cohort_id == cohort.id).order_by(Membership.number)),
    }
    for one in (own, certificate):
        if one is not None:
            found |= {"/certificados/key": one.key, "/verificar/code": grouped(one.code), "/v/token": one.token, "paper": one.key}
            break
    else:
        found |= {"/certificados/key": None}
    return {name: value for name, value in found.items() if value is not None} | {
        name: "" for name, value in found.items() if value is None and name.startswith("/")}


def _one(query: object) -> str | None:
    return db.session.scalar(query.limit(1))  # type: ignore[attr-defined]  # a select of one text column
