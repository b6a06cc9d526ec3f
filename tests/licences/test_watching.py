"""A licensed colleague observes a trainer: who may, the sheet on a phone, what comes of it, every no."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.licences import story
from training.accounts.models import User
from training.audit.models import AuditEntry
from training.clock import today
from training.cohorts.models import Cohort
from training.db import db
from training.licences.models import FacilitatorObservation
from training.manuals.models import ManualVersion

WELL = {"p-uno": "2", "p-dos": "2", "comment": "Buen cierre."}
MISSED = {"p-uno": "1", "p-dos": "2"}


@pytest.fixture
def cohort(luz: User, bea: User, version: ManualVersion) -> Cohort:
    """A workshop that Luz and Bea facilitate, of the last days."""
    made = story.cohort([luz, bea], version, ended=0, closed=False)
    db.session.commit()
    return made


def sheets() -> list[FacilitatorObservation]:
    return list(db.session.scalars(select(FacilitatorObservation).order_by(FacilitatorObservation.id)
                                   .execution_options(populate_existing=True)))


def begin(browser: Client, person: User, cohort: Cohort, **changes: str) -> str:
    """Begin a sheet; the address of it."""
    browser.get(f"/formadores/{person.key}")
    browser.post(f"/formadores/{person.key}/observar",
                 {"cohort": cohort.key, "checklist": "cofacilitacion", "seen_on": str(today())} | changes)
    return browser.response.headers.get("Location", "") if browser.response else ""


def test_a_sheet_is_begun_filled_in_and_passed(client: Client, luz: User, bea: User, cohort: Cohort) -> None:
    address = begin(client.sign_in(bea), luz, cohort)
    client.get(address)
    assert "Observa a <b>Luz Tello Garúa</b>" in client.text and "Paso crítico" in client.text
    client.post(address, WELL)
    client.follow()
    assert "Aprobó, 100 %" in client.text and "Buen cierre." in client.text
    one = sheets()[0]
    assert (one.passed, one.points, one.out_of, one.again, one.observer_id) == (True, 4, 4, False, bea.id)
    act = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "observe trainer")).one()
    assert act.detail == f"cofacilitacion cohort:{cohort.id} passed"


def test_a_missed_critical_step_asks_to_repeat(client: Client, luz: User, bea: User, cohort: Cohort) -> None:
    address = begin(client.sign_in(bea), luz, cohort)
    client.post(address, MISSED)
    assert sheets()[0].passed is False
    client.sign_in(luz).get("/mi-camino")
    assert "Repítalo hasta el" in client.text and "se le pidió repetir" in client.text
    client.sign_in(bea).get("/formadores?estado=repite")
    assert "Tello Garúa, Luz" in client.text


def test_she_may_be_asked_to_show_it_again_whatever_the_points(client: Client, luz: User, bea: User, cohort: Cohort) -> None:
    address = begin(client.sign_in(bea), luz, cohort)
    client.post(address, WELL | {"again": "1"})
    client.follow()
    assert "Repetir, 100 %" in client.text
    assert (sheets()[0].passed, sheets()[0].again) == (True, True)


def test_half_a_sheet_is_kept(client: Client, luz: User, bea: User, cohort: Cohort) -> None:
    address = begin(client.sign_in(bea), luz, cohort)
    said = client.post(address + "/guardar", {"p-dos": "1"}).get_json()["said"]
    assert said.startswith("Guardado ")
    client.post(address, {"p-dos": "1"})
    assert client.status == 422 and "Falta marcar este paso." in client.text
    client.post(address, {"p-dos": "1", "later": "1"})
    assert client.status == 303
    client.follow()
    assert "Seguir con mi hoja" in client.text
    assert begin(client, luz, cohort) == address, "one's open sheet goes on"
    assert (len(sheets()), sheets()[0].scores) == (1, '{"dos":1}')


def test_a_comment_with_a_document_is_refused(client: Client, luz: User, bea: User, cohort: Cohort) -> None:
    address = begin(client.sign_in(bea), luz, cohort)
    client.post(address, WELL | {"comment": "La señora del 45678912"})
    assert client.status == 422 and "Parece un DNI" in client.text
    assert sheets()[0].finished_at is None


def test_the_same_sheet_twice_is_once_and_another_is_refused(client: Client, luz: User, bea: User, cohort: Cohort) -> None:
    address = begin(client.sign_in(bea), luz, cohort)
    for _ in range(2):
        client.post(address, WELL)
        assert client.status == 303
    client.post(address, MISSED)
    assert client.status == 409 and "otros puntajes" in client.text
    client.post(address, WELL | {"again": "1"})
    assert client.status == 409
    client.post(address + "/guardar", MISSED)
    assert client.status == 409
    client.post(address + "/parar")
    assert client.status == 409 and "no se descarta" in client.text


def test_it_stops_without_a_mark(client: Client, luz: User, bea: User, cohort: Cohort) -> None:
    address = begin(client.sign_in(bea), luz, cohort)
    client.post(address + "/parar")
    assert client.status == 303 and sheets() == []


def test_a_wrong_sheet_is_voided_with_a_reason(client: Client, luz: User, bea: User, cohort: Cohort) -> None:
    address = begin(client.sign_in(bea), luz, cohort)
    client.post(address, WELL)
    client.get(address + "/anular")
    client.post(address + "/anular", {"reason": "nada"})
    assert client.status == 422
    client.post(address + "/anular", {"reason": "marks"})
    assert client.status == 303
    assert sheets()[0].void_reason == "marks"
    client.follow()
    assert "Aprobó" not in client.text
    client.get(address)
    assert client.status == 404


def test_a_body_that_is_no_form_empties_nothing(client: Client, luz: User, bea: User, cohort: Cohort) -> None:
    address = begin(client.sign_in(bea), luz, cohort)
    client.post(address + "/guardar", content_type="text/plain", data=None, token="")
    assert client.status in (400, 415)


def test_nobody_observes_herself(client: Client, bea: User, cohort: Cohort) -> None:
    client.sign_in(bea).get(f"/formadores/{bea.key}")
    assert "Observar su facilitación" not in client.text
    begin(client, bea, cohort)
    assert client.status == 403 and "otra persona con licencia" in client.text


@pytest.mark.parametrize("step", ["", "en-formacion"])
def test_who_may_not_certify_observes_nobody(client: Client, luz: User, cohort: Cohort, step: str) -> None:
    rita = make.licensed(story.luz(given_names="Rita"), step)
    db.session.commit()
    begin(client.sign_in(rita), luz, cohort)
    assert client.status == 403 and "licencia vigente" in client.text


def test_a_lapsed_licence_observes_nobody(client: Client, luz: User, cohort: Cohort) -> None:
    rita = make.licensed(story.luz(given_names="Rita"), "regional", valid_until=today() - timedelta(days=1))
    db.session.commit()
    begin(client.sign_in(rita), luz, cohort)
    assert client.status == 403


def test_a_regional_trainer_observes_no_course_of_trainers(client: Client, luz: User, version: ManualVersion,
                                                           bea: User) -> None:
    rita = make.licensed(story.luz(given_names="Rita"), "regional")
    of_trainers = story.cohort([luz, bea], version, course="b", ended=0)
    db.session.commit()
    begin(client.sign_in(rita), luz, of_trainers)
    assert client.status == 403


def test_only_a_workshop_that_began_and_that_she_facilitates(client: Client, luz: User, bea: User, cohort: Cohort,
                                                             version: ManualVersion) -> None:
    ahead = story.cohort([luz, bea], version, ended=-20, closed=False, name="Ayacucho 2027-1")
    others = story.cohort([bea], version, ended=0, name="Ayacucho 2026-9")
    db.session.commit()
    client.sign_in(bea)
    for one in (ahead, others):
        begin(client, luz, one)
        assert client.status == 422
    begin(client, luz, cohort, checklist="microensenanza")
    assert client.status == 422
    assert sheets() == []


@pytest.mark.parametrize("days", [-400, -2, 1, 400])
def test_only_a_day_of_the_workshop(client: Client, luz: User, bea: User, cohort: Cohort, days: int) -> None:
    begin(client.sign_in(bea), luz, cohort, seen_on=str(today() + timedelta(days=days)))
    assert client.status == 422 and "desde que empezó el taller hasta hoy" in client.text


def test_anothers_sheet_is_nobody_elses(client: Client, luz: User, bea: User, dina: User, cohort: Cohort) -> None:
    address = begin(client.sign_in(bea), luz, cohort)
    client.sign_in(luz).get(address)
    assert client.status == 404
    client.sign_in(dina).get(address)
    assert client.status == 303, "an administrator goes to the person"
    client.post(address, WELL)
    assert client.status == 409
