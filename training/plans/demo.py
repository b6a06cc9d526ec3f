"""The demonstration's plans: one in force and ready, one whose review is late, one draft, one of the region."""

from datetime import date, time, timedelta

from sqlalchemy import select

from modules.supervision import Supervision
from training.accounts.models import User
from training.clock import at_lima, frozen, today
from training.db import db, new_key
from training.places.models import Facility, HealthAuthority
from training.plans import actions, figures, queries, reviewing
from training.plans.filling import DONE, NOT_POSSIBLE, UNDER_WAY, Answer, Look, Typed
from training.plans.models import PHONE, VISIT, Plan
from training.plans.queries import Place
from training.plans.reviewing import Made
from training.plans.rules import lasts

CONTINGENCY, OPERATIONAL = "contingencia", "operativo"
_NOON = time(12)
URGENT = (
    ("kit", "Reponer el kit que vence primero", "Jefa de farmacia", "Lunes 7", "Está en el anaquel, con su fecha"),
    ("ambiente", "Poner llave y cortina en el tópico 2", "Jefa de enfermería", "Viernes 11", "La puerta cierra por dentro"),
    ("directorio", "Marcar los ocho teléfonos de la hoja", "Trabajadora social", "Miércoles 9", "La hoja tiene la fecha"),
    ("noche", "Acordar movilidad de noche con la municipalidad", "Jefatura", "Martes 15", "Acta firmada en admisión"),
)
YEAR = (
    (
        "",
        "Todo el personal nuevo preparado",
        "Inducción a quien llega",
        "Obstetra coordinadora",
        "Abril y octubre",
        "Sin costo",
        "9 de 10 con el curso A en su primer mes",
    ),
    (
        "",
        "Registros completos",
        "Revisar diez registros cada mes",
        "Jefa de estadística",
        "Último viernes",
        "Sin costo",
        "8 de 10 completos",
    ),
)


def load() -> None:
    """Invented facilities at several states, and commit them."""
    trainer = db.session.scalars(select(User).where(User.is_demo, User.authority_id.is_not(None)).order_by(User.id)).first()
    known = figures.form()
    places = {
        one.code: one for one in db.session.scalars(select(Facility).where(Facility.is_demo, Facility.closed_on.is_(None)))
    }
    if (
        trainer is None
        or known is None
        or queries.forms() is None
        or not {"00099021", "00099041", "00099001"} <= set(places)
    ):
        return
    form, digest = known
    _ready(places["00099021"], trainer, form)
    _late(places["00099041"], trainer)
    _draft(Place(places["00099001"]), CONTINGENCY, URGENT[:2], trainer, today() - timedelta(days=1))
    region = Place(authority=db.session.get(HealthAuthority, trainer.authority_id))
    _begun(region, OPERATIONAL, YEAR, trainer, today() - timedelta(days=12))
    for code, on, counts in (
        ("00099021", 20, (1, 9, 7, 8)),
        ("00099041", 35, (1, 12, 9, 11)),
        ("00099022", 50, (1, 7, 6, 7)),
    ):
        if code in places:
            _supervised(places[code], form, digest, trainer, today() - timedelta(days=on), counts)
    db.session.commit()


def _draft(place: Place, sheet: str, rows: tuple[tuple[str, ...], ...], by: User, on: date) -> Plan:
    found = queries.forms()
    assert found is not None
    words = found[0].sheet(sheet)
    assert words is not None
    with frozen(at_lima(on, _NOON)):
        plan = actions.draft_of(place, sheet, found[1], by)
        typed = [
            Typed(new_key(), topic, 0, dict(zip([one.id for one in words.columns], cells, strict=True)))
            for topic, *cells in rows
        ]
        actions.save(plan, actions.compare(plan, typed), by)
    return plan


def _begun(place: Place, sheet: str, rows: tuple[tuple[str, ...], ...], by: User, on: date) -> Plan:
    plan = _draft(place, sheet, rows, by, on)
    with frozen(at_lima(on, _NOON)):
        actions.begin(plan, queries.sheet_of(plan), on, by)
    return plan


def _ready(facility: Facility, by: User, form: Supervision) -> None:
    """Reviewed by phone after thirty days and visited after sixty: everything in order."""
    began = today() - timedelta(days=70)
    plan = _begun(Place(facility), CONTINGENCY, URGENT, by, began)
    first, second, _third = queries.reviews_of([plan.id])
    lines = queries.lines_of(plan)
    with frozen(at_lima(began + timedelta(days=31), _NOON)):
        said = {lines[0].key: Answer(DONE, "Llegaron dos kits"), lines[1].key: Answer(UNDER_WAY, "Falta la llave")}
        reviewing.finish(first, plan, lines, Made(today(), PHONE, "Llamar otra vez por la llave.", said, ()), by)
    with frozen(at_lima(began + timedelta(days=62), _NOON)):
        on, states = today(), (DONE, DONE, DONE, UNDER_WAY)
        looks = [
            Look(one.id, True, lasts(one, on + timedelta(days=300) if one.id == "kit" else on, on)[0]) for one in form.things
        ]
        answers = {line.key: Answer(state, "") for line, state in zip(lines, states, strict=True)}
        reviewing.finish(second, plan, lines, Made(on, VISIT, "Se vio el anaquel, el tópico y la hoja.", answers, looks), by)


def _late(facility: Facility, by: User) -> None:
    """Its first review went half well, and nobody made the second."""
    began = today() - timedelta(days=66)
    plan = _begun(Place(facility), CONTINGENCY, URGENT[:3], by, began)
    first, lines = queries.reviews_of([plan.id])[0], queries.lines_of(plan)
    with frozen(at_lima(began + timedelta(days=33), _NOON)):
        said = {lines[0].key: Answer(NOT_POSSIBLE, "La compra es en marzo")}
        looks = [Look("kit", False, None), Look("directorio", True, today() + timedelta(days=120))]
        reviewing.finish(first, plan, lines, Made(today(), PHONE, "Pedir un kit prestado a la red.", said, looks), by)


def _supervised(
    facility: Facility, form: Supervision, digest: str, by: User, on: date, counts: tuple[int, int, int, int]
) -> None:
    """``counts``: kit on the shelf, records reviewed, complete, staff trained of one more."""
    shelf, reviewed, whole, trained = counts
    values = {
        "kits": (shelf, 1),
        "entrega": (2, 3),
        "registros": (whole, reviewed),
        "peligro": (whole - 1, reviewed),
        "referencias": (5, 6),
        "personal": (trained, trained + 1),
    }
    known = {one.id for one in form.indicators}
    with frozen(at_lima(on, _NOON)):
        reviewing.supervise(
            facility, {name: pair for name, pair in values.items() if name in known}, on, digest, f"demo-{facility.code}", by
        )
