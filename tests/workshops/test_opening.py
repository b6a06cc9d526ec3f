"""Opening a workshop in one screen, copying one, moving its dates."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.statements import statements
from training.clock import at_lima, now, today
from training.cohorts.models import Cohort
from training.cohorts.queries import trainers_of
from training.db import db
from training.places.models import Facility
from training.workshops.forms import usual_first_day
from training.workshops.models import HalfDay, Workshop
from training.workshops.queries import half_days, workshop_of

DAY = today() + timedelta(days=20)


def test_four_choices_open_a_workshop_with_all_that_follows(app: Flask, client: Client) -> None:
    bea, luz = make.bea(), make.user("Luz", "Tello Cantuta", authority_id=make.authority().id)
    make.published(make.with_workshop())
    db.session.commit()
    client.sign_in(bea)
    client.get("/talleres/nuevo")
    client.post("/talleres/nuevo", {"course": "a", "place": "Auditorio Casa Clara", "first_day": DAY.isoformat(),
                                    "trainers": [str(bea.id), str(luz.id)]})
    assert client.status == 303
    cohort = db.session.query(Cohort).one()
    assert (cohort.name, cohort.starts_on, cohort.ends_on) == (f"Ayacucho {DAY.year}-1", DAY, DAY + timedelta(days=1))
    assert {one.id for one in trainers_of(cohort)} == {bea.id, luz.id}
    assert [(one.on, one.minutes, len(one.blocks)) for one in half_days(cohort)] == [
        (DAY, 240, 4), (DAY, 210, 3), (DAY + timedelta(days=1), 240, 3), (DAY + timedelta(days=1), 210, 4)]
    workshop = workshop_of(cohort)
    assert workshop is not None and workshop.entry_opens_at == at_lima(DAY, time(7, 30))
    client.get(f"/cohortes/{cohort.key}/taller")
    for words in ("Taller creado", "Pegue la lista", "Prueba de entrada", "8:00", "720 de 900"):
        assert words in client.text


def test_the_form_begins_with_what_is_usual(app: Flask, client: Client) -> None:
    bea = make.bea()
    make.published(make.with_workshop())
    db.session.commit()
    client.sign_in(bea)
    client.get("/talleres/nuevo")
    assert usual_first_day(today()).isoformat() in client.text
    assert "4" in client.text and "medias jornadas" in client.text  # the preview is there before anything is chosen


def test_the_preview_opens_nothing(app: Flask, client: Client) -> None:
    bea = make.bea()
    make.published(make.with_workshop())
    db.session.commit()
    client.sign_in(bea)
    client.get("/talleres/nuevo")
    client.post("/talleres/nuevo", {"course": "a", "first_day": "2026-12-15", "preview": "1"})
    assert client.status == 200 and "15" in client.text
    assert db.session.query(Workshop).count() == 0


def test_what_is_missing_is_said_beside_its_field(app: Flask, client: Client) -> None:
    bea = make.bea()
    make.published(make.with_workshop())
    db.session.commit()
    client.sign_in(bea)
    client.get("/talleres/nuevo")
    client.post("/talleres/nuevo", {"course": "a", "place": "", "first_day": "31/02/2027", "trainers": []})
    assert client.status == 422
    for words in ("Falta completar este dato", "Esa fecha no existe", "Marque al menos a una persona"):
        assert words in client.text
    assert db.session.query(Cohort).count() == 0


def test_a_year_typed_wrong_is_asked_again(app: Flask, client: Client) -> None:
    bea = make.bea()
    make.published(make.with_workshop())
    db.session.commit()
    client.sign_in(bea)
    client.get("/talleres/nuevo")
    client.post("/talleres/nuevo", {"course": "a", "place": "X", "first_day": "2062-12-15", "trainers": [str(bea.id)]})
    assert client.status == 422 and "Revise la fecha" in client.text


def test_nobody_chooses_a_trainer_of_another_region(app: Flask, client: Client) -> None:
    bea, caro = make.bea(), make.caro()
    make.published(make.with_workshop())
    db.session.commit()
    client.sign_in(bea)
    client.get("/talleres/nuevo")
    client.post("/talleres/nuevo", {"course": "a", "place": "X", "first_day": DAY.isoformat(), "trainers": [str(caro.id)]})
    assert client.status == 422 and db.session.query(Cohort).count() == 0


def test_a_facility_of_the_register_is_recognised_by_its_code(app: Flask, client: Client) -> None:
    bea = make.bea()
    make.published(make.with_workshop())
    made = Facility(code="00099021", name="C. S. Río Manso", category="I-3", authority_id=make.authority().id,
                    folded="c s rio manso")
    db.session.add(made)
    db.session.commit()
    client.sign_in(bea)
    client.get("/talleres/nuevo")
    assert made.label in client.text
    client.post("/talleres/nuevo", {"course": "a", "place": made.label, "first_day": DAY.isoformat(),
                                    "trainers": [str(bea.id)]})
    workshop = db.session.query(Workshop).one()
    assert workshop.facility_id == made.id and db.session.get_one(Cohort, workshop.cohort_id).place == "C. S. Río Manso"


def test_a_copy_keeps_hours_and_team_and_takes_another_date(app: Flask, client: Client) -> None:
    bea, luz = make.bea(), make.user("Luz", "Tello Cantuta", authority_id=make.authority().id)
    earlier = make.workshop(bea)
    first = half_days(earlier)[0]
    first.starts, first.blocks[3].minutes, first.minutes = time(9, 0), 40, 235
    db.session.commit()
    client.sign_in(luz)
    client.get(f"/talleres/nuevo?de={earlier.key}")
    assert earlier.place in client.text and "Copia de" in client.text
    client.post(f"/talleres/nuevo?de={earlier.key}", {"course": "a", "place": earlier.place, "first_day": DAY.isoformat(),
                                                      "trainers": [str(bea.id), str(luz.id)]})
    copy = db.session.query(Cohort).filter(Cohort.id != earlier.id).one()
    made = half_days(copy)[0]
    assert (made.on, made.starts, made.minutes, made.blocks[3].minutes) == (DAY, time(9, 0), 235, 40)
    assert [one.starts for one in half_days(earlier)][0] == time(9, 0)


def test_a_workshop_moves_with_everything_that_hangs_on_it(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    workshop = db.session.get_one(Workshop, cohort.id)
    opened = workshop.entry_opens_at
    db.session.commit()
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/taller/fechas")
    client.post(f"/cohortes/{cohort.key}/taller/fechas", {"first_day": DAY.isoformat()})
    assert client.status == 303
    db.session.expire_all()
    assert (cohort.starts_on, half_days(cohort)[3].on) == (DAY, DAY + timedelta(days=1))
    assert workshop.entry_opens_at - opened == DAY - today()


def test_a_workshop_that_was_held_is_not_moved(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    half_days(cohort)[0].closed_at = now()
    db.session.commit()
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/taller/fechas")
    client.post(f"/cohortes/{cohort.key}/taller/fechas", {"first_day": DAY.isoformat()})
    assert client.status == 409 and "asistencia cerrada" in client.text
    assert db.session.query(HalfDay).filter(HalfDay.on == DAY).count() == 0


@pytest.mark.parametrize("name", ["bea", "dina"])
def test_after_its_last_day_only_who_administers_moves_it(app: Flask, client: Client, name: str) -> None:
    bea, dina = make.bea(), make.dina()
    cohort = make.workshop(bea, first_day=today() - timedelta(days=20))
    db.session.commit()
    path = f"/cohortes/{cohort.key}/taller/fechas"
    client.sign_in(bea if name == "bea" else dina).get(path)
    assert ("La cohorte ya terminó" in client.text) is (name == "bea") is ('name="first_day"' not in client.text)
    client.post(path, {"first_day": DAY.isoformat()})
    db.session.expire_all()
    if name == "dina":
        assert client.status == 303 and cohort.starts_on == DAY
        return
    assert client.status == 403 and "La cohorte ya terminó" in client.text and cohort.starts_on == today() - timedelta(days=20)
    client.get(f"/cohortes/{cohort.key}/editar")
    assert "La cohorte ya terminó" in client.text and path not in client.text


def test_on_its_last_day_who_facilitates_still_moves_it(app: Flask, client: Client) -> None:
    cohort = make.workshop(bea := make.bea(), first_day=today() - timedelta(days=1))
    db.session.commit()
    client.sign_in(bea).get(f"/cohortes/{cohort.key}/taller/fechas")
    client.post(f"/cohortes/{cohort.key}/taller/fechas", {"first_day": DAY.isoformat()})
    assert client.status == 303


def test_a_cohort_without_workshop_has_no_such_page(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    db.session.commit()
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/taller")
    assert client.status == 404


def test_the_usual_first_day_is_a_tuesday_some_days_ahead() -> None:
    for offset in range(14):
        at = date(2026, 12, 1) + timedelta(days=offset)
        found = usual_first_day(at)
        assert found.weekday() == 1 and 5 <= (found - at).days <= 11


def test_opening_asks_the_same_number_of_questions_whatever_the_region_holds(app: Flask,
                                                                            new_client: Callable[[], Client]) -> None:
    bea = make.bea()
    make.workshop(bea)
    db.session.commit()
    browser = new_client().sign_in(bea)
    browser.get("/talleres/nuevo")
    counts = []
    for _round in range(2):
        browser.get("/talleres/nuevo")  # which version is the newest is asked once and then known
        with statements() as asked:
            browser.get("/talleres/nuevo")
        counts.append(len(asked))
        for number in range(12):
            make.workshop(bea, name=f"Otro {number} {_round}")
        db.session.commit()
    assert counts[0] == counts[1]


def test_the_edit_page_of_a_workshop_moves_no_date_behind_its_half_days(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    db.session.commit()
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/editar")
    assert "Mover las fechas del taller" in client.text and "starts_on" not in client.text
    client.post(f"/cohortes/{cohort.key}/editar", {"name": "Huanta 2026-1", "place": "Huanta", "starts_on": "2027-05-05",
                                                   "ends_on": "x", "trainers": [str(bea.id)]})
    assert client.status == 303
    db.session.expire_all()
    assert (cohort.name, cohort.starts_on) == ("Huanta 2026-1", today())
