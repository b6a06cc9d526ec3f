"""What other pages say of plans: the workshop's group, panel and report, the facility's page; the demonstration; the record."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.plans import story
from tests.plans.story import KIT, page, ready
from tests.statements import statements
from training.accounts.models import User
from training.clock import today
from training.closing.report import compose
from training.cohorts.models import Cohort
from training.db import db
from training.manuals.models import ManualVersion
from training.places.models import Facility
from training.plans.models import Plan


@pytest.fixture
def group(bea: User, version: ManualVersion, manso: Facility, ana: User) -> Cohort:
    made = make.workshop(bea, version)
    make.member(made, ana, facility_id=manso.id)
    make.member(made, make.user("Eva"), facility_id=manso.id)
    make.member(made, make.user("Luz"), facility_id=story.facility("P. S. Loma", "00090030").id)
    make.member(made, make.user("Sol"))
    db.session.commit()
    return made


def test_the_group_has_its_facilities_with_the_state_of_each_plan(client: Client, bea: User, group: Cohort, manso: Facility) -> None:
    client.sign_in(bea).get(f"/cohortes/{group.key}/planes")
    assert client.text.count("Escribir<") == 4 and "1 persona trabaja en un establecimiento" in client.text
    story.in_force(manso, bea)
    client.get(f"/cohortes/{group.key}/planes")
    assert "En marcha" in client.text and client.text.count("Escribir<") == 3


def test_the_workshop_tells_how_many_left_with_a_plan(client: Client, bea: User, group: Cohort, manso: Facility) -> None:
    client.sign_in(bea).get(f"/cohortes/{group.key}/taller")
    assert "0 de 2" in client.text and "escribieron su plan" in client.text
    path = page(manso) + f"&taller={group.key}"
    client.get(path)
    client.post(path, story.form_of(client, {"kit": KIT}))
    plan = db.session.query(Plan).one()
    assert plan.cohort_id == group.id
    client.get(f"/cohortes/{group.key}/taller")
    assert "1 de 2" in client.text, "the page that was kept knows of it"
    assert "1 de 2 establecimientos del grupo salieron con su plan escrito" in compose(group)


def test_what_a_learner_writes_is_of_her_workshop(client: Client, ana: User, group: Cohort, manso: Facility) -> None:
    story.write(client.sign_in(ana), manso, {"kit": KIT})
    assert db.session.query(Plan).one().cohort_id == group.id


def test_a_workshop_that_has_nobody_of_the_facility_is_not_named(client: Client, bea: User, manso: Facility, version: ManualVersion) -> None:
    other = make.workshop(bea, version)
    path = page(manso) + f"&taller={other.key}"
    client.sign_in(bea).get(path)
    client.post(path, story.form_of(client, {"kit": KIT}))
    assert db.session.query(Plan).one().cohort_id is None


@pytest.mark.parametrize("who", ["ana", "bea"])
def test_a_workshop_that_is_not_hers_is_none_that_she_may_name(
        client: Client, who: str, ana: User, bea: User, caro: User, manso: Facility, version: ManualVersion) -> None:
    other = make.workshop(caro, version, name="Cusco 7")
    make.member(other, make.user("Eva"), facility_id=manso.id)
    db.session.commit()
    path = page(manso) + f"&taller={other.key}"
    client.sign_in(ana if who == "ana" else bea).get(path)
    client.post(path, story.form_of(client, {"kit": KIT}))
    assert client.status == 404
    db.session.expire_all()
    assert db.session.query(Plan).count() == 0


def test_another_regions_trainer_sees_no_group(client: Client, caro: User, group: Cohort) -> None:
    client.sign_in(caro).get(f"/cohortes/{group.key}/planes")
    assert client.status == 404


def test_the_group_asks_the_same_whatever_its_size(client: Client, bea: User, group: Cohort) -> None:
    counts = []
    for numbers in (range(0), range(12)):
        for number in numbers:
            at = story.facility(f"P. S. {number}", f"000910{number:02}")
            make.member(group, make.user(f"P{number}"), facility_id=at.id)
            story.draft(at, bea)
        db.session.commit()
        client.sign_in(bea).get(f"/cohortes/{group.key}/planes")
        with statements() as found:
            client.get(f"/cohortes/{group.key}/planes")
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_facility_says_what_is_in_order_and_what_comes_next(client: Client, bea: User, manso: Facility) -> None:
    client.sign_in(bea).get(f"/establecimientos/{manso.code}")
    assert client.text.count("Todavía no se revisó") == 4 and "Sin escribir" in client.text
    story.in_force(manso, bea, today() - timedelta(days=40))
    story.seen(manso, "kit", today() + timedelta(days=9))
    story.seen(manso, "directorio", today() - timedelta(days=3), today() - timedelta(days=90))
    story.seen(manso, "noche", None)
    client.get(f"/establecimientos/{manso.code}")
    assert "En orden hasta el" in client.text and "Venció el" in client.text and "No estaba en orden el" in client.text
    assert "Venció hace 10 días" in client.text and "Hacer la revisión" in client.text


def test_the_facilitys_page_asks_the_same_whatever_was_written(client: Client, bea: User, manso: Facility) -> None:
    counts = []
    for many in (1, 9):
        at = story.facility(f"C. S. {many}", f"0009100{many}")
        story.in_force(at, bea, rows=[("kit", KIT | {"dia": str(one)}) for one in range(many)])
        for days in range(many):
            story.seen(at, "kit", today(), today() - timedelta(days=days))
            story.supervised(at, bea, kits=(1, 1), registros=(8, 9))
        db.session.commit()
        client.sign_in(bea).get(f"/establecimientos/{at.code}")
        with statements() as found:
            client.get(f"/establecimientos/{at.code}")
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_record_names_the_acts(new_client: Callable[[], Client], bea: User, manso: Facility) -> None:
    plan = story.in_force(manso, bea)
    browser = new_client().sign_in(bea)
    browser.post(f"/planes/{plan.key}/fin")
    admin = new_client().sign_in(make.dina())
    admin.get("/auditoria")
    assert "Puso en marcha un plan" in admin.text and "Terminó un plan" in admin.text and "C. S. Río Manso" in admin.text


def test_the_demonstration_has_plans_at_several_states(app: Flask) -> None:
    from training.manuals.actions import publish
    from training.manuals.queries import forget_newest
    from training.places.fictional import add_fictional
    from training.plans import demo
    edition = story.with_forms()
    publish(b"demo", edition)
    forget_newest()
    add_fictional()
    make.user("Sami", "Apaza", authority_id=make.authority().id, is_demo=True)
    with app.test_request_context("/", method="POST"):
        demo.load()
    assert sorted(one.state for one in db.session.query(Plan)) == ["draft", "in_force", "in_force", "in_force"]
    manso = db.session.scalars(db.select(Facility).where(Facility.code == "00099021")).one()
    found = ready(manso)
    assert found and all((found.kit_until, found.room_until, found.directory_until, found.route_until))


def test_without_forms_the_demonstration_has_no_plans(app: Flask) -> None:
    from training.plans import demo
    make.published()
    with app.test_request_context("/", method="POST"):
        demo.load()
    assert db.session.query(Plan).count() == 0
