"""Bea facilitates in Ayacucho; «C. S. Río Manso» is a facility of her region, «P. S. Nevado» one of Caro's."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec

from modules.manual import Manual
from modules.plan_form import PlanForm, PlanSheet
from modules.read_plan_form import read_plan_form
from modules.read_supervision import read_supervision
from modules.supervision import Supervision
from tests import make
from tests.client import Client
from training.accounts.models import User
from training.clock import now, today
from training.db import db, new_key
from training.places.folding import fold
from training.places.models import Facility
from training.plans import actions, queries, reviewing
from training.plans.filling import Look, Typed
from training.plans.models import VISIT, FacilityCheck, Plan, PlanEdit, PlanLine, PlanReview, Readiness
from training.plans.queries import Place
from training.staffing.actions import post

CONTENT = Path(__file__).resolve().parents[2] / "content"
CONTINGENCY, OPERATIONAL = "contingencia", "operativo"
KIT = {"accion": "Reponer el kit", "quien": "Jefa de farmacia", "dia": "Lunes 7", "senal": "Está en el anaquel"}
ROOM = {"accion": "Poner llave al tópico", "quien": "Enfermería", "dia": "Viernes", "senal": "Cierra por dentro"}


@cache
def plan_form() -> PlanForm:
    """The forms of the manual."""
    form, problems = read_plan_form((CONTENT / "plan-form.toml").read_text().replace("{{kit-minimo}}", "1 kit"), None)
    assert form, problems
    return form


@cache
def supervision() -> Supervision:
    """The supervision form of the manual."""
    text = (CONTENT / "supervision.toml").read_text()
    for name, value in (("kit-minimo", "1 kit"), ("pep-limite", "72 horas"), ("ocultar-menos.numero", "5")):
        text = text.replace("{{" + name + "}}", value)
    form, problems = read_supervision(text, None)
    assert form, problems
    return form


def sheet(slug: str = CONTINGENCY) -> PlanSheet:
    """One of the two sheets."""
    found = plan_form().sheet(slug)
    assert found
    return found


def with_forms(edition: Manual | None = None) -> Manual:
    """The manual with its plan forms and its supervision form."""
    return msgspec.structs.replace(edition or make.with_workshop(), plan_form=plan_form(), supervision=supervision())


def facility(name: str = "C. S. Río Manso", code: str = "00090021", region: str = "aya", **more: object) -> Facility:
    """A facility of the register."""
    made = Facility(code=code, name=name, category="I-3", authority_id=make.authority(region).id, folded=fold(name),
                    network="Red Río", **more)
    db.session.add(made)
    db.session.flush()
    return made


def works_at(person: User, at: Facility) -> User:
    """She works there."""
    post(person.id, at.id, source="admin", by_id=None)
    return person


def typed(cells: dict[str, str], topic: str = "kit", key: str = "", revision: int = 0) -> Typed:
    """A line as a page sends it."""
    return Typed(key or new_key(), topic, revision, cells)


def draft(at: Facility, by: User, rows: Iterable[tuple[str, dict[str, str]]] = (("kit", KIT),), slug: str = CONTINGENCY) -> Plan:
    """A draft with these lines, without a browser."""
    found = queries.forms()
    assert found
    plan = actions.draft_of(Place(at), slug, found[1], by)
    actions.save(plan, actions.compare(plan, [typed(cells, topic) for topic, cells in rows]), by)
    return plan


def in_force(at: Facility, by: User, starts_on: date | None = None, **more: object) -> Plan:
    """The same, in force since then (thirty days ago)."""
    plan = draft(at, by, **more)  # type: ignore[arg-type]  # rows and slug
    actions.begin(plan, queries.sheet_of(plan), starts_on or today() - timedelta(days=30), by)
    return plan


def reviews(plan: Plan) -> list[PlanReview]:
    """Its reviews."""
    return queries.reviews_of([plan.id])


def lines(plan: Plan, *, removed: bool = False) -> list[PlanLine]:
    """Its lines as the database has them now."""
    db.session.expire_all()
    return queries.lines_of(plan, removed=removed)


def cells(plan: Plan) -> list[dict[str, str]]:
    """What its lines say, without the columns that are empty."""
    return [{name: text for name, text in reviewing.cells_of(line).items() if text} for line in lines(plan)]


def history(plan: Plan) -> list[PlanEdit]:
    """Everything that was ever written."""
    db.session.expire_all()
    return queries.edits_of(plan)


def ready(at: Facility) -> Readiness | None:
    """Until when it is ready."""
    db.session.expire_all()
    return db.session.get(Readiness, at.id)


def checks() -> list[FacilityCheck]:
    """Everything that was ever seen."""
    db.session.expire_all()
    return list(db.session.scalars(db.select(FacilityCheck).order_by(FacilityCheck.id)))


def seen(at: Facility, thing: str, until: date | None, on: date | None = None, by: User | None = None) -> None:
    """Somebody looked."""
    reviewing.see(at.id, [Look(thing, until is not None, until)], on or today(), VISIT, new_key(), by)


def supervised(at: Facility, by: User, on: date | None = None, **figures: tuple[int, int]) -> None:
    """A supervision form with these figures: entrega=(3, 4)."""
    digest = queries.forms()
    assert digest
    reviewing.supervise(at, figures, on or today(), digest[1], new_key(), by)


def page(at: Facility, slug: str = CONTINGENCY) -> str:
    """Where its plans are."""
    return f"/establecimientos/{at.code}/plan?hoja={slug}"


def fields(client: Client) -> list[tuple[str, str, str]]:
    """(key, topic, revision) of each line of the form that the client has before her."""
    assert client.page is not None
    for form in client.page.forms:
        if keys := [value for name, value in form.values if name == "line"]:
            values = dict(form.values)
            return [(key, values[f"topic-{key}"], values[f"rev-{key}"]) for key in keys]
    raise AssertionError("no plan to write on")


def write(client: Client, at: Facility, rows: dict[str, dict[str, str]], slug: str = CONTINGENCY, **more: object) -> None:
    """Open the page and fill in the first line of these topics; what is not named is not sent."""
    client.get(page(at, slug))
    client.post(page(at, slug), form_of(client, rows) | more)


def form_of(client: Client, rows: dict[str, dict[str, str]]) -> dict[str, object]:
    """What the form before the client sends when these topics are filled in."""
    sent: dict[str, object] = {}
    keys: list[str] = []
    for key, topic, revision in fields(client):
        if topic in rows and f"<{topic}>" not in sent:
            sent |= {f"<{topic}>": "", f"topic-{key}": topic, f"rev-{key}": revision}
            sent |= {f"c-{name}-{key}": text for name, text in rows[topic].items()}
            keys.append(key)
    return {name: value for name, value in sent.items() if not name.startswith("<")} | {"line": keys}


def keys_for(bea: User, code: str) -> dict[str, str]:
    """For the story of the access table: a plan in force at its facility, a review of it, a supervision form."""
    at = db.session.scalars(db.select(Facility).where(Facility.code == code)).one()
    plan = in_force(at, bea)
    supervised(at, bea, kits=(1, 1))
    return {"plan": plan.key, "review": reviews(plan)[0].key}


def stopped_long_ago(plan: Plan, days: int) -> None:
    """As if it had been ended then."""
    plan.state, plan.stopped_at = "ended", now() - timedelta(days=days)
    db.session.flush()
