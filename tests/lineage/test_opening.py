"""At most two levels: whoever stands on the last one opens no course of trainers, and is told what to do."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import msgspec
import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.lineage import story
from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort, CohortTrainer
from training.db import db
from training.house import why_not_open
from training.lineage.opening import why_not


class Line:
    """Luz began, Eva was trained by her, Ana by Eva."""

    def __init__(self) -> None:
        self.version = story.published()
        self.luz, self.eva, self.ana = (make.licensed(story.trainer(name)) for name in ("Luz", "Eva", "Ana"))
        story.placed(self.luz)
        story.placed(self.eva, self.luz)
        story.placed(self.ana, self.eva)


@pytest.fixture
def line(app: Flask) -> Line:
    return Line()


def said(client: Client) -> str:
    return " ".join(unescape(client.text).split())


def test_the_sentence_says_the_rule_who_and_what_to_do(line: Line) -> None:
    with_who = why_not("b", [line.ana])
    assert "como máximo 2 niveles" in with_who and "Ana Rojas Ana (generación 2)" in with_who
    assert "«Formación de formadores»" in with_who and "por ejemplo Luz Rojas Luz, Eva Rojas Eva" in with_who


def test_without_a_colleague_it_names_nobody(line: Line) -> None:
    line.ana.authority_id = make.authority("cus").id
    db.session.flush()
    assert "de su dirección de salud o de otra" in why_not("b", [line.ana])


def test_whoever_stands_higher_may_and_so_may_she_beside_them(line: Line) -> None:
    assert why_not("b", [line.luz]) == why_not("b", [line.eva]) == ""
    assert why_not("b", [line.ana, line.eva]) == ""
    assert why_not("b", []) == ""


def test_an_administrator_beside_her_does_not_lead_in_her_place(line: Line) -> None:
    assert why_not("b", [line.ana, make.dina()]) != ""


def test_the_course_of_health_staff_is_everybodys(line: Line) -> None:
    assert why_not("a", [line.ana]) == ""


def test_a_manual_that_trains_no_trainers_has_no_such_rule(app: Flask) -> None:
    line = Line()
    plain = story.edition()
    make.published(msgspec.structs.replace(plain, courses=tuple(msgspec.structs.replace(one, accreditation=None)
                                                                for one in plain.courses)))
    assert why_not("b", [line.ana]) == ""


def test_the_house_asks_it(line: Line) -> None:
    assert "como máximo 2 niveles" in why_not_open("b", [line.ana])


def opened(client: Client, person: User, course: str, *trainers: User) -> None:
    client.sign_in(person)
    client.get("/talleres/nuevo")
    client.post("/talleres/nuevo", {"course": course, "authority": str(person.authority_id), "place": "C. S. Río Manso",
                                    "first_day": (today() + timedelta(days=7)).isoformat(),
                                    "trainers": [str(one.id) for one in trainers]})


def test_a_workshop_of_trainers_is_refused_beside_the_names(line: Line, client: Client) -> None:
    opened(client, line.ana, "b", line.ana)
    assert client.status == 422 and "como máximo 2 niveles" in said(client)
    assert db.session.scalar(db.select(db.func.count(Cohort.id))) == 0


def test_with_somebody_higher_it_opens_and_a_workshop_of_health_staff_too(line: Line, client: Client) -> None:
    opened(client, line.ana, "b", line.ana, line.eva)
    assert client.status == 303
    opened(client, line.ana, "a", line.ana)
    assert client.status == 303


def test_a_cohort_at_a_distance_is_refused_too(line: Line, client: Client) -> None:
    client.sign_in(line.ana)
    client.get("/cohortes/nueva")
    fields = {"name": "Ayacucho F-1", "place": "A distancia", "starts_on": today().isoformat(),
              "ends_on": (today() + timedelta(days=3)).isoformat()}
    client.post("/cohortes/nueva", fields | {"course": "b"})
    assert client.status == 422 and "como máximo 2 niveles" in said(client)
    client.post("/cohortes/nueva", fields | {"course": "a"})
    assert client.status == 303


def test_nobody_on_the_last_level_is_left_alone_with_it(line: Line, new_client: Callable[[], Client]) -> None:
    cohort = make.cohort(line.eva, line.version, course="b")
    story.also(cohort, line.ana)
    client = new_client().sign_in(line.eva)
    fields = {"name": cohort.name, "place": cohort.place, "starts_on": cohort.starts_on.isoformat(),
              "ends_on": cohort.ends_on.isoformat()}
    client.get(f"/cohortes/{cohort.key}/editar")
    client.post(f"/cohortes/{cohort.key}/editar", fields | {"trainers": [str(line.ana.id)]})
    assert client.status == 422 and "como máximo 2 niveles" in said(client)
    client.post(f"/cohortes/{cohort.key}/editar", fields | {"trainers": [str(line.ana.id), str(line.luz.id)]})
    assert client.status == 303


def test_another_name_is_no_question_of_who_leads(line: Line, client: Client) -> None:
    """A cohort that was opened before the rule keeps whoever facilitates it."""
    cohort = make.cohort(line.ana, line.version, course="b")
    client.sign_in(line.ana)
    client.get(f"/cohortes/{cohort.key}/editar")
    client.post(f"/cohortes/{cohort.key}/editar", {
        "name": "Otro nombre", "place": cohort.place, "starts_on": cohort.starts_on.isoformat(),
        "ends_on": cohort.ends_on.isoformat(), "trainers": [str(line.ana.id)]})
    assert client.status == 303
    assert db.session.scalar(db.select(CohortTrainer.user_id)) == line.ana.id
