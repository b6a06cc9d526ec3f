"""Two observers of one try: each blind to the other, deciding together, and how far they agree."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests import make
from tests.client import Client
from tests.practice import story
from tests.practice.story import MISSED, WELL, begin, observe, person_page, reached, sheets
from training.accounts.models import User
from training.clock import frozen, now
from training.cohorts.models import Cohort, Membership

Browsers = Callable[[], Client]


@pytest.fixture
def sami(client: Client, bea: User) -> Client:
    """The first observer's phone."""
    return client.sign_in(bea)


@pytest.fixture
def other(new_client: Browsers, luz: User) -> Client:
    """The second observer's phone."""
    return new_client().sign_in(luz)


def test_both_have_to_pass_her(sami: Client, other: Client, cohort: Cohort, member: Membership) -> None:
    first, second = begin(sami, cohort, member), begin(other, cohort, member)
    sami.post(first, WELL)
    assert reached() == []
    other.post(second, MISSED)
    other.follow()
    assert "Todavía no" in other.text
    assert "las dos hojas deben aprobar" in other.text
    assert "Difieren" in other.text
    assert reached() == []


def test_it_is_decided_when_the_second_finishes(sami: Client, other: Client, bea: User, cohort: Cohort,
                                                member: Membership) -> None:
    first, second = begin(sami, cohort, member), begin(other, cohort, member)
    other.post(second, WELL)
    other.follow()
    assert "La observación está en curso" in other.text
    sami.post(first, WELL)
    assert reached() == [(member.id, "a1", "practice", bea.id)]  # by who began first


def test_nobody_sees_the_others_marks_before_the_decision(sami: Client, other: Client, cohort: Cohort,
                                                          member: Membership) -> None:
    first, second = begin(sami, cohort, member), begin(other, cohort, member)
    sami.post(first, MISSED | {"comment": "COMENTARIO-DE-BEA"})
    for page in (second, person_page(cohort, member), f"/cohortes/{cohort.key}/practica"):
        other.get(page)
        assert other.status == 200
        assert "COMENTARIO-DE-BEA" not in other.text and "75 %" not in other.text
    assert "Bea Huamán" in other.text


def test_a_third_observer_is_refused(sami: Client, other: Client, new_client: Browsers, cohort: Cohort,
                                     member: Membership) -> None:
    begin(sami, cohort, member)
    begin(other, cohort, member)
    third = new_client().sign_in(story.luz())
    third.get(f"/cohortes/{cohort.key}/practica")
    third.post(person_page(cohort, member), {"number": "1"})
    assert third.status == 409
    assert "Dos personas ya observan este intento" in third.text


def test_the_try_goes_on_without_a_sheet_that_nobody_will_finish(sami: Client, other: Client, cohort: Cohort,
                                                                 member: Membership) -> None:
    first, second = begin(sami, cohort, member), begin(other, cohort, member)
    sami.post(first, WELL)
    sami.follow()
    assert "Seguir sin la hoja de Luz Tello Paz" in sami.text
    sami.post(second + "/parar")
    assert sami.status == 409
    assert "hace menos de 10 minutos" in sami.text
    assert len(sheets()) == 2
    sheets()[1].saved_at -= timedelta(minutes=11)
    sami.post(second + "/parar")
    assert sami.status == 303
    assert len(reached()) == 1
    assert len(sheets()) == 1


def test_a_sheet_typed_later_measures_agreement_and_changes_nothing(sami: Client, other: Client, cohort: Cohort,
                                                                    member: Membership) -> None:
    observe(sami, cohort, member, WELL)
    other.get(person_page(cohort, member))
    assert "Sumar mi hoja de este intento" in other.text
    with frozen(now() + timedelta(minutes=5)):
        observe(other, cohort, member, MISSED)
        other.follow()
        assert "Aprobó con 100 %" in other.text
        assert "hoja posterior" in other.text
    other.get(f"/cohortes/{cohort.key}/practica/acuerdo/apoyo")
    assert "1 de 2" in other.text


def test_the_agreement_of_nobody_says_what_to_do(sami: Client, cohort: Cohort) -> None:
    sami.get(f"/cohortes/{cohort.key}/practica/acuerdo/apoyo")
    assert "Todavía no hay dos hojas" in sami.text
    assert sami.get(f"/cohortes/{cohort.key}/practica/acuerdo/otra").status_code == 404


def test_both_read_the_same_words_whatever_version_came_between(sami: Client, other: Client, cohort: Cohort,
                                                                member: Membership) -> None:
    begin(sami, cohort, member)
    old = cohort.manual_digest
    cohort.manual_digest = make.published(make.with_workshop(make.manual(version="2.0"), checklists=("apoyo",))).digest
    begin(other, cohort, member)
    assert [one.manual_digest for one in sheets()] == [old, old]
