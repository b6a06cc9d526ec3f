"""Ana's pages: where she left off, her course, its modules; and who does not get them."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.statements import statements
from training import clock
from training.accounts.models import User
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.progress import actions
from training.progress.models import Standing


@pytest.fixture
def ana(app: Flask) -> User:
    return make.ana()


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return make.cohort(make.bea())


@pytest.fixture
def member(cohort: Cohort, ana: User) -> Membership:
    return make.member(cohort, ana)


def test_home_begins_with_the_first_module(client: Client, ana: User, member: Membership) -> None:
    client.sign_in(ana).get("/")
    assert "Empiece por aquí" in client.text
    assert "0 de 2 módulos completos" in client.text


def test_home_goes_on_where_she_left_off(client: Client, ana: User, member: Membership, cohort: Cohort) -> None:
    client.sign_in(ana).get(f"/curso/{cohort.key}/a1")
    client.get("/")
    assert "Continúe donde se quedó" in client.text
    assert "Módulo A1" in client.text


def test_home_asks_to_confirm_what_a_trainer_wrote(client: Client, ana: User, cohort: Cohort) -> None:
    make.member(cohort, ana, confirmed=False)
    client.sign_in(ana).get("/")
    assert "Sí, es mi curso" in client.text
    client.get(f"/curso/{cohort.key}")
    assert client.status == 404


def test_home_tells_somebody_without_a_course_what_to_do(client: Client, ana: User) -> None:
    client.sign_in(ana).get("/")
    assert "Todavía no está en ningún curso" in client.text


def test_the_course_says_what_each_module_asks_for(client: Client, ana: User, member: Membership,
                                                   cohort: Cohort) -> None:
    client.sign_in(ana).get(f"/curso/{cohort.key}")
    assert "Se abre al completar A1" in client.text
    assert "Leerlo y aprobar su prueba" in client.text


def test_a_locked_module_says_what_opens_it(client: Client, ana: User, member: Membership, cohort: Cohort) -> None:
    client.sign_in(ana).get(f"/curso/{cohort.key}/a2")
    assert "Ir a A1" in client.text
    assert "Texto de a2" not in client.text


def test_marking_as_read_is_saved(client: Client, ana: User, member: Membership, cohort: Cohort) -> None:
    client.sign_in(ana).get(f"/curso/{cohort.key}/a1")
    client.submit(f"/curso/{cohort.key}/a1/leido")
    client.follow()
    assert "consta como leído" in client.text
    assert db.session.scalars(select(Standing.read_at)).one() is not None


def test_a_locked_module_cannot_be_marked(client: Client, ana: User, member: Membership, cohort: Cohort) -> None:
    client.sign_in(ana).get("/")
    client.post(f"/curso/{cohort.key}/a2/leido")
    assert client.status == 409


def test_a_view_is_noted_at_most_once_in_ten_minutes(client: Client, ana: User, member: Membership,
                                                     cohort: Cohort) -> None:
    at = now()
    with clock.frozen(at):
        client.sign_in(ana).get(f"/curso/{cohort.key}/a1")
    with clock.frozen(at + timedelta(minutes=9)):
        client.get(f"/curso/{cohort.key}/a1")
        assert db.session.scalars(select(Standing.last_seen_at)).one() == at
    with clock.frozen(at + timedelta(minutes=11)):
        client.get(f"/curso/{cohort.key}/a1")
        assert db.session.scalars(select(Standing.last_seen_at)).one() == at + timedelta(minutes=11)


def test_a_module_page_reads_at_most_four_times(client: Client, ana: User, member: Membership,
                                                cohort: Cohort) -> None:
    client.sign_in(ana).get(f"/curso/{cohort.key}/a1")
    for number in range(20):
        make.member(cohort, make.user("Otra", f"Persona {number}"))
    db.session.commit()
    with statements() as seen:
        client.get(f"/curso/{cohort.key}/a1")
    assert client.status == 200
    assert len([statement for statement in seen if statement.startswith("SELECT")]) <= 4


def test_what_facilitates_never_reaches_a_learner(client: Client, ana: User, member: Membership,
                                                  cohort: Cohort) -> None:
    client.sign_in(ana)
    for path in (f"/curso/{cohort.key}/a1", f"/curso/{cohort.key}/a1?vista=facilita", f"/imprimir/{cohort.key}/a1"):
        client.get(path)
        assert client.status == 200
        assert "NOTA-FACILITA" not in client.text


def test_the_trainer_reads_with_her_blocks_or_as_a_learner(client: Client, app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    client.sign_in(bea).get(f"/curso/{cohort.key}/a1")
    assert "NOTA-FACILITA-a1" in client.text
    client.get(f"/curso/{cohort.key}/a1?vista=participante")
    assert "NOTA-FACILITA" not in client.text
    client.get(f"/imprimir/{cohort.key}/a1")
    assert "NOTA-FACILITA-a1" in client.text


def test_a_draft_says_so_on_every_page_and_print(client: Client, ana: User, member: Membership,
                                                 cohort: Cohort) -> None:
    client.sign_in(ana)
    for path in (f"/curso/{cohort.key}/a1", f"/imprimir/{cohort.key}/a1"):
        client.get(path)
        assert "Borrador: pendiente de validación clínica" in client.text


@pytest.mark.parametrize("slug", ["zz", "b1", "%00", "..%2fa1", "a1%0d%0aX"])
def test_a_module_that_is_not_there(client: Client, ana: User, member: Membership, cohort: Cohort, slug: str) -> None:
    client.sign_in(ana).get(f"/curso/{cohort.key}/{slug}")
    assert client.status == 404


def test_strangers_find_nothing(new_client: Callable[[], Client], cohort: Cohort, member: Membership) -> None:
    for stranger in (make.user("Eva", "Extraña Sol"), make.caro()):
        browser = new_client().sign_in(stranger)
        for path in (f"/curso/{cohort.key}", f"/curso/{cohort.key}/a1", f"/imprimir/{cohort.key}/a1"):
            browser.get(path)
            assert browser.status == 404


def test_two_cohorts_on_two_versions(client: Client, ana: User, app: Flask) -> None:
    bea = make.bea()
    first = make.cohort(bea, make.published(make.manual(make.module("a1", html="<p>Texto viejo</p>", sections=()))))
    second = make.cohort(bea, make.published(make.manual(make.module("a1", html="<p>Texto nuevo</p>", sections=()), version="2.0")))
    for cohort in (first, second):
        make.member(cohort, ana)
    client.sign_in(ana).get(f"/curso/{first.key}/a1")
    assert "Texto viejo" in client.text
    client.get(f"/curso/{second.key}/a1")
    assert "Texto nuevo" in client.text


def test_completing_everything_is_said_first(client: Client, ana: User, member: Membership) -> None:
    for module in ("a1", "a2"):
        actions.mark_read(member.id, module)
        actions.record_score(member.id, module, Fraction(1), True, now())
    client.sign_in(ana).get("/")
    assert "Completó el curso" in client.text
    assert "No le falta nada" in client.text
