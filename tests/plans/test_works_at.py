"""Whose plan is hers to write: that of the facility where she works, and not only says that she does."""

from collections.abc import Callable

import pytest

from tests import make
from tests.client import Client
from tests.plans import story
from tests.plans.story import KIT
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.manuals.models import ManualVersion
from training.places.models import Facility
from training.plans.models import Plan
from training.staffing import actions
from training.staffing.models import Pending
from training.staffing.queries import posting_of


@pytest.fixture
def eva(manso: Facility, version: ManualVersion) -> User:
    """She says that she works at Río Manso, and nobody else does."""
    made = make.user("Eva", "Huamán")
    actions.post(made.id, manso.id, source="self", by_id=made.id)
    db.session.commit()
    return made


def answers(browser: Client, path: str) -> list[tuple[int, str]]:
    """What a page answers to a look and to a form."""
    browser.get(path)
    found = [(browser.status, browser.text)]
    browser.get("/mi-establecimiento")
    browser.post(path, {"line": "una-linea-000", "topic-una-linea-000": "kit", "rev-una-linea-000": "0", "c-accion-una-linea-000": "Reponer"})
    return [*found, (browser.status, browser.text)]


def test_who_alone_says_so_is_a_stranger_to_its_plans(
        new_client: Callable[[], Client], bea: User, eva: User, manso: Facility) -> None:
    plan = story.in_force(manso, bea)
    db.session.commit()
    stranger = new_client().sign_in(make.user("Luz", "Mayta"))
    hers = new_client().sign_in(eva)
    for path in (f"/establecimientos/{manso.code}/plan", f"/planes/{plan.key}"):
        found, known = answers(hers, path), answers(stranger, path)
        assert [status for status, _text in found] == [status for status, _text in known]
        assert found[0][0] == 404 and "Reponer el kit" not in found[0][1] and manso.name not in found[0][1]
    hers.get("/mi-establecimiento/plan")
    assert hers.status == 409 and "solo usted ha dicho dónde trabaja" in hers.text
    stranger.get("/mi-establecimiento/plan")
    assert stranger.status == 409 and "Todavía no sabemos" in stranger.text
    db.session.expire_all()
    assert db.session.query(Plan).count() == 1 and len(story.history(plan)) == 1


def opens(browser: Client, at: Facility) -> bool:
    """Whether she reads and writes the plans of the facility."""
    browser.get(f"/establecimientos/{at.code}/plan")
    if browser.status == 404:
        return False
    story.write(browser, at, {"kit": KIT})
    return browser.status == 303


def test_a_list_that_says_so_too_opens_it_and_one_that_she_left_does_not(
        client: Client, bea: User, eva: User, manso: Facility, version: ManualVersion) -> None:
    member = make.member(make.cohort(bea, version), eva, facility_id=manso.id)
    db.session.commit()
    assert opens(client.sign_in(eva), manso)
    member.removed_at = member.added_at
    db.session.commit()
    assert not opens(client, manso)


def test_a_list_with_another_facility_opens_nothing(
        client: Client, bea: User, eva: User, manso: Facility, version: ManualVersion) -> None:
    make.member(make.cohort(bea, version), eva, facility_id=story.facility("P. S. Loma", "00090030").id)
    db.session.commit()
    assert not opens(client.sign_in(eva), manso)


def test_staff_of_the_region_that_says_so_too_opens_it(
        new_client: Callable[[], Client], bea: User, eva: User, manso: Facility) -> None:
    browser = new_client().sign_in(eva)
    assert not opens(browser, manso)
    staff = new_client().sign_in(bea)
    staff.get(f"/establecimientos/{manso.code}/personal")
    staff.post(f"/establecimientos/{manso.code}/personal", {
        "document_type": "dni", "document": eva.document, "surnames": "Huamán", "given_names": "Eva", "since": today().isoformat()})
    assert staff.status == 303
    db.session.expire_all()
    posting = posting_of(eva.id)
    assert posting is not None and (posting.source, posting.by_id, posting.since) == ("trainer", bea.id, today())
    assert opens(browser, manso)


def test_what_staff_asked_and_she_confirms_was_said_by_both(client: Client, bea: User, manso: Facility) -> None:
    luz = make.user("Luz", "Mayta")
    actions.ask(luz.id, manso.id, actions.Terms(today()), source="trainer", by=bea, as_written="Luz M.")
    db.session.commit()
    client.sign_in(luz).get("/mi-establecimiento")
    client.submit(f"/mi-establecimiento/pendiente/{db.session.query(Pending).one().key}", do="yes")
    posting = posting_of(luz.id)
    assert posting is not None and (posting.source, posting.confirmed_on, posting.as_written) == ("trainer", today(), "")
    assert opens(client, manso)
