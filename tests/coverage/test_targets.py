"""The targets: clear refusals, a trace, and everything counted again by a job."""

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.coverage import story
from training.audit.models import AuditEntry
from training.coverage import actions
from training.coverage.counting import targets
from training.coverage.models import FacilityStanding
from training.db import db
from training.jobs.models import Job
from training.jobs.worker import work


def sent(**changes: str) -> dict[str, str]:
    return {f"meta-{category}": str(needed) for category, needed in targets().items()} | {
        f"meta-{name.replace('_', '-')}": value for name, value in changes.items()}


def test_what_changes_is_kept_traced_and_counted(app: Flask, client: Client) -> None:
    cohort = make.cohort(make.bea())
    places = [story.facility(f"P. S. {number}", "II-9") for number in range(3)]  # a category that is not seeded
    for place in places:
        story.staff(place, cohort, trained=1)
    actions.recount(place.id for place in places)
    client.sign_in(make.dina()).get("/cobertura/metas")
    assert "3 establecimientos" in client.text
    client.post("/cobertura/metas", sent(II_9="2"))
    assert client.status == 303
    entry = db.session.query(AuditEntry).filter_by(act="change target").one()
    assert entry.detail == "II-9: - → 2"
    job = db.session.query(Job).one()
    work(job.id)
    found = db.session.query(FacilityStanding).all()
    assert {(one.target, one.state) for one in found} == {(2, "partly")}
    client.follow()
    assert "Contar otra vez la cobertura" in client.text and "/cobertura" in client.text


def test_what_does_not_change_starts_nothing(app: Flask, client: Client) -> None:
    story.facility()
    client.sign_in(make.dina()).post("/cobertura/metas", sent())
    assert client.status == 303
    assert db.session.query(Job).count() == db.session.query(AuditEntry).filter_by(act="change target").count() == 0


@pytest.mark.parametrize("wrong", ["", "0", "501", "-1", "2.5", "dos", "1e2", "９", "99999999999999999999"])
def test_a_target_that_is_none_is_refused_and_nothing_is_lost(app: Flask, client: Client, wrong: str) -> None:
    client.sign_in(make.dina()).post("/cobertura/metas", sent(I_1=wrong, I_2="7"))
    assert client.status == 422
    assert "Hay un dato por corregir" in client.text
    assert 'value="7"' in client.text  # what was typed beside it
    assert targets()["I-1"] == 1 and targets()["I-2"] == 1


def test_a_form_without_its_fields_is_refused(app: Flask, client: Client) -> None:
    client.sign_in(make.dina()).post("/cobertura/metas", {})
    assert client.status == 422


def test_a_category_of_the_register_without_a_target_is_shown_with_the_general_one(app: Flask, client: Client) -> None:
    story.facility(category="II-9")
    client.sign_in(make.dina()).get("/cobertura/metas")
    assert 'name="meta-II-9"' in client.text
