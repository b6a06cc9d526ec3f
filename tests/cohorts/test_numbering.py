"""The row number of a person: alphabetical within a batch, then the next; hers alone and for ever."""

from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.cohorts.test_races import LIST, at_once
from training.cohorts import actions, enrolment
from training.cohorts.models import Cohort, Membership
from training.cohorts.roster import Person
from training.db import db


def person(document: str, surnames: str, given_names: str = "Ana") -> Person:
    return Person("dni", document, given_names, surnames, "", "")


def numbers(cohort: Cohort) -> dict[str, int | None]:
    return {one.surnames: one.number for one in db.session.scalars(select(Membership).where(Membership.cohort_id == cohort.id))}


def test_a_batch_is_numbered_by_name_and_the_next_go_on(app: object) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    enrolment.enrol(cohort, [person("99000103", "Ñahui"), person("99000101", "Ávila"), person("99000102", "luna")], bea)
    assert numbers(cohort) == {"Ávila": 1, "luna": 2, "Ñahui": 3}
    enrolment.enrol(cohort, [person("99000104", "Abad"), person("99000101", "Ávila")], bea)
    actions.join(cohort, make.user("Eva", "Aaron"))
    assert numbers(cohort) == {"Ávila": 1, "luna": 2, "Ñahui": 3, "Abad": 4, "Aaron": 5}


def test_who_comes_back_has_her_number_and_nobody_gets_it_meanwhile(app: object) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    one = enrolment.enrol(cohort, [person("99000101", "Paz")], bea)[0]
    actions.remove_member(one, bea)
    enrolment.enrol(cohort, [person("99000102", "Luz")], bea)
    enrolment.enrol(cohort, [person("99000101", "Paz")], bea)
    assert numbers(cohort) == {"Paz": 1, "Luz": 2}


def test_each_cohort_counts_its_own(app: object) -> None:
    bea = make.bea()
    version = make.published()
    for _ in range(2):
        cohort = make.cohort(bea, version)
        enrolment.enrol(cohort, [person("99000101", "Paz")], bea)
        assert numbers(cohort) == {"Paz": 1}


def test_a_list_and_six_who_join_with_the_code_at_once_get_different_numbers(
        app: object, new_client: type[Client]) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    trainer = new_client().sign_in(bea)
    trainer.post(f"/cohortes/{cohort.key}/lista", {"pasted": LIST})
    page = trainer.response.headers["Location"]  # type: ignore[union-attr]  # there is a response
    trainer.get(page)
    learners = [new_client().sign_in(make.user("Eva", f"Luz {n}")) for n in range(6)]
    for learner in learners:
        learner.get("/unirse")
    form = {"code": cohort.join_code}  # read here: a thread has no session
    db.session.commit()
    at_once([lambda: trainer.post(f"{page}/inscribir"),
             *[lambda one=one: one.post("/unirse", form) for one in learners]])
    assert {one.status for one in (trainer, *learners)} == {303}
    assert sorted(number or 0 for number in db.session.scalars(select(Membership.number))) == list(range(1, 47))
