"""What observed practice tells of a certificate: each step as each observer marked it, and how far they agree."""

from collections.abc import Callable

from flask import Flask

from tests.client import Client
from tests.practice.story import MISSED, WELL, begin, observe
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.evidence import ACCREDITATION, CERTIFICATE, CONSTANCIA, Section
from training.practice.evidence import WITNESS, ask


def told_of(cohort: Cohort, member: Membership) -> list[Section]:
    return list(ask(cohort, [member])(member.id))


def test_the_try_that_she_passed_is_told_step_by_step(client: Client, bea: User, cohort: Cohort, member: Membership) -> None:
    client.sign_in(bea)
    observe(client, cohort, member, MISSED)
    observe(client, cohort, member, WELL, number=2)
    section, = told_of(cohort, member)
    assert section.title == "Práctica observada: Lista apoyo"
    assert section.columns == ("N.º", "Paso", "Crítico", "Puntaje de Bea Huamán Ríos")
    assert section.rows == (("1", "Cierra la puerta", "Sí", "2, bien"), ("2", "Saluda", "", "2, bien"))
    assert section.notes[0] == "Intento 2: aprobado."
    assert "4 de 4 puntos (100 %)" in section.notes[1]
    assert section.notes[-1].startswith("Intento 1, ")
    assert "no aprobado, 75 %" in section.notes[-1]


def test_two_observers_stand_side_by_side_with_their_agreement(
        client: Client, new_client: Callable[[], Client], bea: User, luz: User, cohort: Cohort, member: Membership) -> None:
    client.sign_in(bea)
    other = new_client().sign_in(luz)
    first, second = begin(client, cohort, member), begin(other, cohort, member)
    client.post(first, WELL)
    other.post(second, WELL)
    section, = told_of(cohort, member)
    assert section.columns[3:] == ("Puntaje de Bea Huamán Ríos", "Puntaje de Luz Tello Paz")
    assert "Quienes observaron coinciden en 2 de 2 pasos." in section.notes


def test_who_was_not_observed_tells_nothing(app: Flask, cohort: Cohort, member: Membership) -> None:
    assert told_of(cohort, member) == []


def test_it_is_told_of_a_certificate_and_of_an_accreditation_but_not_of_a_constancia() -> None:
    assert WITNESS.papers == {CERTIFICATE, ACCREDITATION}
    assert CONSTANCIA not in WITNESS.papers
