"""Before issuing: who is ready, who has a problem and where it is put right; the ready do not wait for the others."""

import pytest
from flask import Flask

from certificates.issuing import actions
from certificates.issuing.doubts import HAS_PAPER, SAME_NAME, TWO_ACCOUNTS, TWO_COHORTS, doubts_in
from certificates.issuing.models import Certificate
from certificates.issuing.roll import roll
from certificates.shop import checking
from certificates.shop.filters import Filter
from tests import make
from tests.certificates.story import SIGNERS, cohort_of, complete, issued, studied, workshop_of_three
from tests.client import Client
from tests.statements import statements
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.cohorts.queries import members
from training.db import db


def whats(cohort: Cohort) -> dict[str, list[str]]:
    names = {member.id: member.given_names for member in members(cohort)}
    return {names[one]: [doubt.what for doubt in some] for one, some in doubts_in(cohort, members(cohort)).items()}


def test_nobody_is_doubted_without_reason(app: Flask) -> None:
    assert whats(cohort_of(make.bea())) == {}


def test_homonyms_of_one_facility_are_looked_at_twice(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    complete(make.member(cohort, make.user("ana", "QUISPE  Rojas")))
    complete(make.member(cohort, make.user("Yma", "Alvarez Sol"), facility="Otro sitio"))
    assert whats(cohort) == {"Ana": [SAME_NAME], "ana": [SAME_NAME]}


def test_two_accounts_of_one_number(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    rosa = complete(make.member(cohort, make.user("Rosa", "Paz Inca", document="001234567", document_type="ce")))
    make.user("Rosa", "Paz Inca", document="001234567", document_type="passport")
    assert whats(cohort) == {"Rosa": [TWO_ACCOUNTS]}
    assert rosa.id in doubts_in(cohort, members(cohort))


def test_two_open_cohorts_of_one_course(app: Flask) -> None:
    bea = make.bea()
    cohort, again, closed, other = cohort_of(bea), make.cohort(bea), make.cohort(bea), make.cohort(bea, course="b")
    ana = members(cohort)[1].user
    for one in (again, closed, other):
        make.member(one, ana)
    closed.closed_at = closed.created_at
    db.session.flush()
    assert whats(cohort) == {ana.given_names: [TWO_COHORTS]}
    db.session.query(Membership).filter_by(cohort_id=again.id).one().removed_at = again.created_at
    db.session.flush()
    assert whats(cohort) == {}


def test_who_has_this_paper_already(app: Flask) -> None:
    bea = make.bea()
    before = cohort_of(bea)
    issued(before)
    before.closed_at = before.created_at
    cohort = make.cohort(bea)
    ana = next(one.user for one in members(before) if one.given_names == "Ana")
    complete(make.member(cohort, ana))
    assert whats(cohort) == {"Ana": [HAS_PAPER]}
    assert roll(cohort).ready() == []
    assert [one.full_name for one in roll(cohort).doubtful] == ["Ana Quispe Rojas"]


def test_the_ready_are_issued_without_the_doubtful_unless_somebody_says_so(app: Flask) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    twin = complete(make.member(cohort, make.user("Ana", "Quispe Rojas")))
    db.session.commit()
    standing = roll(cohort)
    assert (len(standing.ready()), standing.with_problem) == (2, 2)
    assert len(issued(cohort)) == 2
    made = actions.issue(cohort, bea.id, SIGNERS, accepted=[twin.key, "nobody"])
    assert [one.membership_id for one in made] == [twin.id]
    assert roll(cohort).with_problem == 1


def test_the_page_of_a_cohort_asks_to_look_twice(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    twin = complete(make.member(cohort, make.user("Ana", "Quispe Rojas")))
    studied(make.member(cohort, make.user("Sin", "Nombre Dicho")))
    complete(make.member(cohort, make.user("Wang", "王 Li")))
    db.session.commit()
    client.sign_in(bea).get(f"/cohortes/{cohort.key}/certificados")
    assert "2 listos, 4 con problema." in client.text
    assert "2 papeles por mirar dos veces" in client.text
    assert "Solo le falta confirmar cómo se escribe su nombre." in client.text
    assert "«王»" in client.text
    client.submit(accept=[twin.key], name_1="Bea Ríos", post_1="Responsable")
    assert client.status == 303
    assert db.session.query(Certificate).count() == 3


def test_over_many_cohorts_each_problem_has_its_page(app: Flask) -> None:
    bea, dina = make.bea(), make.dina()
    good, named, workshop = cohort_of(bea), make.cohort(bea), make.workshop(bea, people=1)
    studied(make.member(named, make.user("Sin", "Nombre Dicho")))
    db.session.query(CohortTrainer).filter_by(cohort_id=named.id).delete()
    db.session.commit()
    with app.test_request_context():
        page = checking.checked(dina, Filter(), 1)
    by_key = {one.cohort.key: one for one in page.cohorts}
    assert (by_key[good.key].ready, by_key[good.key].problems) == (3, [])
    assert [problem.url for problem in by_key[named.key].problems] == [
        f"/cohortes/{named.key}/editar", f"/cohortes/{named.key}/nombres"]
    assert "Falta cerrar la asistencia" in by_key[workshop.key].problems[0].what
    assert page.ready == 3


@pytest.mark.parametrize(("asked", "found"), [(Filter(region="cus"), 0), (Filter(region="dep-05"), 1), (Filter(course="b"), 0),
                                              (Filter(cohort="x"), 0)])
def test_the_filter_of_cohorts(app: Flask, asked: Filter, found: int) -> None:
    cohort_of(make.bea())
    dina = make.dina()
    with app.test_request_context():
        assert len(checking.checked(dina, asked, 1).cohorts) == found


def test_issuing_goes_on_for_the_ready_of_every_cohort(app: Flask, client: Client) -> None:
    bea, dina = make.bea(), make.dina()
    one, two, empty = cohort_of(bea), workshop_of_three(bea), make.cohort(bea)
    complete(make.member(one, make.user("Wang", "王 Li")))
    db.session.query(CohortTrainer).filter_by(cohort_id=empty.id).delete()
    db.session.commit()
    client.sign_in(dina).get("/imprimir/revisar")
    assert "5 listos" in client.text
    client.submit("/imprimir/revisar")
    assert client.status == 303
    client.follow()
    assert "Se emitieron 5 papeles." in client.text
    assert db.session.query(Certificate).filter_by(cohort_id=two.id).count() == 2
    client.post("/imprimir/revisar", {})
    client.follow()
    assert "no se emitió nada" in client.text


def test_a_trainer_checks_only_her_own(app: Flask, client: Client) -> None:
    cohort_of(make.bea())
    db.session.commit()
    client.sign_in(make.caro())
    db.session.commit()
    client.get("/imprimir/revisar")
    assert "No hay cohortes abiertas aquí" in client.text


def test_nine_cohorts_ask_the_database_as_often_as_three_and_each_says_its_own(app: Flask) -> None:
    bea, dina, asked = make.bea(), make.dina(), []
    for _turn in range(3):
        cohort_of(bea)
        workshop_of_three(bea)
        make.cohort(bea)
        db.session.commit()
        db.session.expunge_all()
        with app.test_request_context(), statements() as said:
            found = checking.checked(dina, Filter(), 1)
        asked.append(len(said))
        assert sorted({(one.ready, len(one.problems)) for one in found.cohorts}) == [(0, 0), (2, 0), (3, 0)]
    assert asked[1] == asked[2]
    with app.test_request_context():
        assert [(one.ready, one.problems) for one in found.cohorts] == [
            (len(alone.ready()), checking._problems(one.cohort, alone)) for one in found.cohorts
            for alone in [roll(db.session.get_one(Cohort, one.cohort.id))]]
