"""Making the people, cohorts and manuals of the tests' stories. The three people: Ana learns, Bea facilitates in
Ayacucho, Caro facilitates in another region; Dina administers."""

from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import func, select

from modules.flow import Flow, Node, Way
from modules.ladder import Ladder
from modules.manual import Course, Helpline, Manual, Module, Section, Text
from modules.read_ladder import read_ladder
from modules.reference import Checklist, ChecklistStep
from modules.workshop import PlannedBlock, PlannedHalfDay, Rule, WorkshopPlan
from training.accounts import passwords
from training.accounts.models import User
from training.accounts.privacy import VERSION
from training.clock import now, today
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.crockford import random_code
from training.db import db
from training.licences.models import RECOGNISED, Licence
from training.manuals import actions as manuals
from training.manuals.models import ManualVersion
from training.manuals.queries import forget_newest
from training.manuals.queries import manual as edition_of
from training.places.models import HealthAuthority
from training.workshops.actions import open_workshop

PASSWORD = "quinua-y-sol-26"
PRINCIPAL = "principal"  # the step whose holders certify both courses, see content/ladder.toml
_count = iter(range(10_000_000, 99_999_999))


@cache
def _hashed() -> str:
    return passwords.make(PASSWORD)


def authority(code: str = "aya") -> HealthAuthority:
    """A health authority of the seed, by its code."""
    return db.session.scalars(select(HealthAuthority).where(HealthAuthority.code == code)).one()


def user(given_names: str = "Ana", surnames: str = "Quispe Rojas", **more: object) -> User:
    """A person who has entered before, with PASSWORD."""
    values: dict[str, object] = {
        "document_type": "dni", "document": f"{next(_count):08}", "given_names": given_names, "surnames": surnames,
        "password_hash": _hashed(), "password_at": now(), "consent_version": VERSION, "consent_at": now(),
        "created_at": now(), "first_used_at": now(),
    }
    made = User(**(values | more))
    db.session.add(made)
    db.session.flush()
    return made


def newcomer(given_names: str = "Nueva", surnames: str = "Persona Campo", **more: object) -> User:
    """A person who was put on a list and has never entered."""
    return user(given_names, surnames, **({"password_hash": None, "password_at": None, "consent_version": None,
                                           "consent_at": None, "first_used_at": None} | more))


def ana() -> User:
    """She learns."""
    return user("Ana", "Quispe Rojas", profession="Enfermera")


def bea(region: str = "aya", *, licence: str = PRINCIPAL) -> User:
    """She facilitates in Ayacucho, licensed for both courses; ``licence`` "": she has none."""
    return licensed(user("Bea", "Huamán Ríos", authority_id=authority(region).id), licence)


def caro(*, licence: str = PRINCIPAL) -> User:
    """She facilitates in another region and must see nothing of Ayacucho."""
    return licensed(user("Caro", "Salas Luna", authority_id=authority("cus").id), licence)


def licensed(person: User, step: str = PRINCIPAL, **more: object) -> User:
    """``person`` with a licence that was recognised a year ago and holds for another; none where ``step`` is ""."""
    values: dict[str, object] = {
        "user_id": person.id, "step": step, "granted_on": today() - timedelta(days=365), "basis": RECOGNISED,
        "valid_until": today() + timedelta(days=365), "reason": "Facilitaba antes de Réplica.", "evidence": "",
        "withdrawn_reason": "", "at": now()}
    if step:
        db.session.add(Licence(**(values | more)))
        db.session.flush()
    return person


def dina() -> User:
    """She administers."""
    return user("Dina", "Vega Paz", is_admin=True)


def module(slug: str = "a1", **more: object) -> Module:
    """A small ready module."""
    values: dict[str, Any] = {
        "slug": slug, "course": slug[0], "title": f"Título {slug}", "summary": "Un resumen.", "minutes": 75,
        "ready": True, "verified_on": date(2026, 11, 23), "sections": (Section("objetivos", "Objetivos", 2),),
        "html": f'<h2 id="objetivos">Objetivos</h2><p>Texto de {slug}.</p>',
        "trainer_html": f'<h2 id="objetivos">Objetivos</h2><p>Texto de {slug}.</p><p>NOTA-FACILITA-{slug}</p>',
        "words": 1500,
    }
    return Module(**(values | more))


def manual(*modules: Module, version: str = "1.0") -> Manual:
    """A manual of these modules (default: a1 and a2, read and done), not stored yet."""
    found = modules or (module("a1"), module("a2", requires=("a1",)))
    slugs = {letter: tuple(m.slug for m in found if m.course == letter) for letter in "ab"}
    courses = tuple(Course(letter, title, "Para qué sirve.", slugs[letter], ("read", "quiz"))
                    for letter, title in (("a", "Atención de salud"), ("b", "Formación de formadores")))
    lines = (Helpline("Línea 100", "100", "tel:100", "Orientación.", "24 horas", today(), today() + timedelta(days=90)),)
    return Manual("", version, "Manual", "violencia", "es", "Programa Réplica", "CC BY 4.0", courses, found, lines)


def with_reference(edition: Manual, slug: str) -> Manual:
    """The manual with a pathway and a checklist of this slug, and a page of history."""
    day = date(2026, 11, 23)
    end = Node("fin", "end", "Fin", "End", "Listo.", "Done.", "Usted", "You", "", "", ("K",))
    start = Node("inicio", "start", "Inicio", "Start", "Empiece.", "Begin.", "Usted", "You", "Ahora", "Now", ("K",),
                 (Way("fin"),), emergency=True)
    step = ChecklistStep("uno", "Cierra la puerta", "Closes the door", True)
    return msgspec.structs.replace(
        edition, history=Text("Historia", "<p>1993.</p>"),
        flows=(Flow(slug, "Ruta", "Pathway", "Resumen.", "Summary.", day, "inicio", (start, end)),),
        checklists=(Checklist(slug, "Lista", "List", "Para qué.", "What for.", ("a1",), day, (step,)),))


@cache
def ladder() -> Ladder:
    """The ladder of the product's own manual."""
    text = (Path(__file__).resolve().parent.parent / "content/ladder.toml").read_text()
    found, _problems = read_ladder(text, ("a", "b"), ("microensenanza", "cofacilitacion"), None)
    assert found is not None
    return found


def with_ladder(edition: Manual | None = None) -> Manual:
    """The manual with a ladder: only whoever is licensed certifies. Its checklists have two steps, the first one critical."""
    edition = edition or with_workshop()
    steps = (ChecklistStep("uno", "Acuerda la reserva", "Agrees on confidentiality", True, look="Se oye.", look_en="Heard."),
             ChecklistStep("dos", "Reparte el tiempo", "Shares the time", False))
    lists = tuple(Checklist(slug, title, title, "Para qué.", "What for.", ("b1",), date(2026, 11, 23), steps)
                  for slug, title in (("microensenanza", "Microenseñanza"), ("cofacilitacion", "Cofacilitación")))
    return msgspec.structs.replace(edition, ladder=ladder(), checklists=(*edition.checklists, *lists))


def two_days(course: str = "a") -> WorkshopPlan:
    """A workshop of four half-days (240, 210, 240 and 210 minutes), one optional block in each of the first two."""
    def block(kind: str, title: str, minutes: int, essential: bool = True, module: str = "") -> PlannedBlock:
        return PlannedBlock(kind, title, f"{title} (en)", minutes, essential, module)

    halves = (
        (1, time(8), (block("test", "Prueba de entrada", 30), block("session", "Escuchar", 150, module="a1"),
                      block("break", "Pausa", 15), block("session", "Plenaria", 45, False, "a1"))),
        (1, time(14), (block("session", "Preguntar", 120, module="a1"), block("break", "Pausa", 15),
                       block("session", "Lectura", 75, False, "a1"))),
        (2, time(8), (block("session", "Registro", 105, module="a2"), block("break", "Pausa", 15),
                      block("practice", "Práctica observada", 120))),
        (2, time(14), (block("plan", "Plan de acción", 120), block("test", "Prueba de salida", 30),
                       block("names", "Confirmar nombres", 15), block("other", "Cierre", 45))))
    return WorkshopPlan(course, 4, tuple(PlannedHalfDay(day, starts, blocks) for day, starts, blocks in halves))


def with_workshop(edition: Manual | None = None, *, checklists: tuple[str, ...] = ()) -> Manual:
    """The manual with a two-day workshop of course A; ``checklists``: those that its rule asks for, of 2 steps each."""
    edition = edition or manual()
    steps = (ChecklistStep("uno", "Cierra la puerta", "Closes the door", True, look="Nadie más oye.", look_en="Nobody hears."),
             ChecklistStep("dos", "Saluda", "Greets", False))
    courses = tuple(msgspec.structs.replace(one, rule=Rule(checklists=checklists)) if one.slug == "a" else one
                    for one in edition.courses)
    made = tuple(Checklist(slug, f"Lista {slug}", f"List {slug}", "Para qué.", "What for.", ("a1",), date(2026, 11, 23), steps)
                 for slug in checklists)
    return msgspec.structs.replace(edition, courses=courses, workshops=(two_days(),), checklists=(*edition.checklists, *made))


def workshop(trainer: User, version: ManualVersion | None = None, *, first_day: date | None = None, people: int = 0,
             checklists: tuple[str, ...] = (), name: str = "Ayacucho 2026-3") -> Cohort:
    """A two-day workshop that ``trainer`` opened (900 minutes, today unless said), with confirmed people numbered from 1."""
    version = version or published(with_workshop(checklists=checklists))
    made = open_workshop(edition_of(version.digest), "a", name, "C. S. Río Manso", None, first_day or today(),
                         trainers=[trainer], authority_id=trainer.authority_id or authority().id,
                         digest=version.digest, by=trainer)
    for number in range(1, people + 1):
        member(made, user(f"Persona {number:03}", f"Rojas Luna {number:03}"))
    db.session.flush()
    return made


def published(edition: Manual | None = None) -> ManualVersion:
    """The manual, stored as a version."""
    edition = edition or manual()
    version = manuals.publish(repr(edition).encode(), edition)
    forget_newest()
    return version


def cohort(trainer: User, version: ManualVersion | None = None, **more: object) -> Cohort:
    """A cohort of course A that ``trainer`` runs."""
    values: dict[str, object] = {
        "course": "a", "name": "Ayacucho 2026-2", "place": "C. S. Río Manso", "authority_id": trainer.authority_id,
        "starts_on": today(), "ends_on": today() + timedelta(days=1), "join_code": random_code(8),
        "manual_digest": (version or published()).digest, "created_by_id": trainer.id, "created_at": now(),
    }
    made = Cohort(**(values | more))
    db.session.add(made)
    db.session.flush()
    db.session.add(CohortTrainer(cohort_id=made.id, user_id=trainer.id))
    db.session.flush()
    return made


def _next_number(of: Cohort) -> int:
    last = db.session.scalar(select(func.max(Membership.number)).where(Membership.cohort_id == of.id))
    return (last or 0) + 1


def member(of: Cohort, person: User, *, confirmed: bool = True, **more: object) -> Membership:
    """``person`` in the cohort, confirmed by herself unless said otherwise."""
    values: dict[str, object] = {
        "cohort_id": of.id, "user_id": person.id, "given_names": person.given_names, "surnames": person.surnames,
        "profession": "Enfermera", "facility": "P. S. Pampa Serena", "added_at": now(),
        "added_by_id": of.created_by_id, "confirmed_at": now() if confirmed else None, "number": _next_number(of),
    }
    made = Membership(**(values | more))
    db.session.add(made)
    db.session.flush()
    return made
