"""What each paper asks for, as its figures stand in the manual: on the course page and for everybody."""

import msgspec
from flask import Flask

from modules.workshop import Accreditation, Rule
from tests import make
from tests.client import Client
from training.db import db
from training.progress.paper_rules import rules_of


def test_a_course_without_a_workshop_gives_a_certificate_only() -> None:
    found = rules_of(make.manual(), "a")
    assert [one.paper for one in found] == ["certificate"]
    assert found[0].spanish == (
        "Marcar como leídos los 2 módulos publicados y aprobar la prueba de cada uno con 80 % o más, sin fallar ninguna "
        "pregunta crítica.", "Su nombre, confirmado por usted antes de imprimirlo.")


def test_a_workshop_gives_a_constancia_too_and_the_figures_are_those_of_the_manual() -> None:
    edition = make.with_workshop(checklists=("apoyo",))
    courses = tuple(msgspec.structs.replace(one, rule=msgspec.structs.replace(one.rule, attendance=75, practice=90, tries=3))
                    for one in edition.courses)
    found = {one.paper: one.spanish for one in rules_of(msgspec.structs.replace(edition, courses=courses), "a")}
    assert found["constancia"][0] == "Asistir al 75 % de los minutos del taller, o más: 675 de los 900 previstos."
    assert any("(«Lista apoyo») con 90 % o más" in one and "hasta 3 veces" in one for one in found["certificate"])


def test_an_agenda_of_its_own_has_minutes_of_its_own() -> None:
    found = rules_of(make.with_workshop(), "a", 601)
    assert "481 de los 601 previstos" in found[0].spanish[0]
    assert [one.paper for one in rules_of(make.with_workshop(), "a", 0)] == ["certificate"]


def test_a_course_of_trainers_accredits_only_where_its_rule_says_so() -> None:
    whole = make.manual(make.module("a1"), make.module("b1"))
    assert [one.paper for one in rules_of(whole, "b")] == ["certificate"]
    courses = tuple(msgspec.structs.replace(one, accreditation=Accreditation("a", 2, 8, 24, 1), rule=Rule(checklists=("x",)))
                    for one in whole.courses)
    found = rules_of(msgspec.structs.replace(whole, courses=courses), "b")[-1]
    assert found.paper == "accreditation"
    assert "cada uno con 8 o más personas certificadas: 2 como mínimo" in found.spanish[1]
    assert "Vale 24 meses" in found.spanish[2]


def test_nothing_is_said_of_a_course_that_is_not_there() -> None:
    assert rules_of(make.manual(), "z") == ()


def test_a_learner_reads_the_rule_of_her_own_version_on_her_course_page(app: Flask, client: Client) -> None:
    cohort, ana = make.workshop(make.bea()), make.ana()
    make.member(cohort, ana)
    db.session.commit()
    client.sign_in(ana).get(f"/curso/{cohort.key}")
    for text in ("Qué pide cada papel", "Constancia de asistencia", "720 de los 900 previstos", "No dice que aprobó"):
        assert text in client.text, text


def test_everybody_may_read_what_a_paper_is_worth(app: Flask, client: Client) -> None:
    make.published(make.with_workshop())
    db.session.commit()
    client.get("/manual/papeles")
    assert client.status == 200
    assert "Marcar como leídos los 2 módulos publicados" in client.text
