"""The grid of people × half-days, the make-up session, and what the room tells the house."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import make
from tests.attendance.story import FIRST_DAY, MORNING, Day, roll
from tests.client import Client
from tests.statements import statements
from training.attendance import announcing
from training.attendance.models import Mark
from training.audit.models import AuditEntry
from training.clock import frozen
from training.cohorts.queries import members
from training.db import db
from training.progress.requirements import ATTENDANCE, Requirement, Stand, of_cohort
from training.workshops.models import HalfDay
from training.workshops.queries import half_days

FRIDAY = (FIRST_DAY + timedelta(days=3)).isoformat()


@pytest.fixture
def day(app: Flask) -> Iterator[Day]:
    with frozen(MORNING):
        yield Day()


def make_up(client: Client, day: Day, **changes: object) -> None:
    client.post(f"{day.grid}/recuperacion", {"on": FRIDAY, "starts": "09:00", "minutes": "60"} | changes)


def requirement(app: Flask, day: Day) -> Requirement:
    with app.test_request_context("/"):
        return next(one for one in of_cohort(day.cohort, members(day.cohort)) if one.name == ATTENDANCE)


def test_cells_bear_minutes_and_a_word(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day, absent=(2,), then="/cerrar", **{f"a-{day.key(1)}": "08:25"})
    client.get(day.grid)
    for cell in (">215</span>", "Falta </span>0</span>", ">240</span>", "Por pasar lista </span>·</span>"):
        assert cell in client.text
    assert "La constancia pide 720 de los 900 planificados (80 %)" in client.text


def test_from_the_first_half_day_it_says_who_no_longer_can(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day, absent=(2,), then="/cerrar")
    client.get(day.grid)
    assert "Una persona ya no alcanza el mínimo" in client.text
    assert "Solo alcanza con una recuperación de 60 minutos o más." in client.text
    assert "Anote una recuperación de 60 minutos" in client.text and 'value="60"' in client.text


def test_a_make_up_is_the_way_out(day: Day, client: Client, app: Flask) -> None:
    client.sign_in(day.bea)
    roll(client, day, absent=(2,), then="/cerrar")
    make_up(client, day)
    assert client.status == 303
    client.follow()
    assert "Recuperación anotada" in client.text and "Una persona alcanza con la recuperación" in client.text
    assert "ya no alcanza el mínimo" not in client.text
    for number in (2, 3, 4):
        roll(client, day, number, then="/cerrar", other_day="y")
    day.half_days = half_days(day.cohort)
    db.session.commit()
    client.get(day.at(5))
    assert "Toque a quien vino" in client.text and client.text.count("Le faltan 60 minutos") == 1
    assert 'data-default="absent"' in client.text
    roll(client, day, 5, then="/cerrar", other_day="y", rows="2")
    assert client.status == 303
    marks = db.session.scalars(select(Mark).where(Mark.half_day_id == day.half_days[4].id)).all()
    assert [(one.state, one.minutes) for one in marks] == [("present", 60)], "nobody else was expected"
    of = requirement(app, day)
    assert [of.of(one.id).stand for one in day.people] == [Stand.DONE] * 3
    assert of.of(day.people[1].id).said == "720 de 900 minutos"


def test_pressing_twice_notes_one_make_up(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    for _ in range(2):
        make_up(client, day)
        assert client.status == 303
    assert db.session.scalar(select(func.count(HalfDay.id)).where(HalfDay.kind == "make-up")) == 1


@pytest.mark.parametrize("wrong", [{"on": ""}, {"on": "pronto"}, {"starts": "25:00"}, {"minutes": "10"}, {"minutes": "9" * 5000},
                                   {"on": "2026-12-01"}, {"on": "9999-12-31"}, {"on": "0001-01-01"}])
def test_a_make_up_that_cannot_be_is_said_beside_its_field(day: Day, client: Client, wrong: dict[str, str]) -> None:
    client.sign_in(day.bea)
    client.get(day.grid)
    make_up(client, day, **wrong)
    assert client.status == 422 and 'class="err"' in client.text
    assert db.session.scalar(select(func.count(HalfDay.id)).where(HalfDay.kind == "make-up")) == 0


def test_a_cohort_without_workshop_has_no_attendance(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    db.session.commit()
    client.sign_in(bea)
    assert client.get(f"/cohortes/{cohort.key}/asistencia").status_code == 404
    with app.test_request_context("/"):
        assert announcing.requirement(cohort, []) is None
        assert announcing.panel(cohort) == "" and announcing.report_section(cohort) == ""


@pytest.mark.parametrize("kind, begins", [("csv", b"\xef\xbb\xbfFila;Participante"), ("xlsx", b"PK")])
def test_the_grid_as_a_file_is_recorded(day: Day, client: Client, kind: str, begins: bytes) -> None:
    client.sign_in(day.bea)
    roll(client, day, absent=(2,), then="/cerrar")
    client.post(f"{day.grid}.{kind}")
    assert client.response is not None and client.response.data.startswith(begins)
    assert db.session.scalars(select(AuditEntry.detail).where(AuditEntry.act == "export attendance")).all() == [f"{kind}, 3 rows"]
    if kind == "csv":
        assert "Falta" in client.response.data.decode() and "Ya no alcanza" in client.response.data.decode()


def test_another_kind_of_file_is_none(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    assert client.post(f"{day.grid}.pdf").status_code == 404


def test_the_requirement_follows_the_minutes(day: Day, client: Client, app: Flask) -> None:
    client.sign_in(day.bea)
    assert requirement(app, day).of(day.people[0].id).stand is Stand.TO_DO
    assert requirement(app, day).rule == "80 % de los minutos: 720 de 900"
    roll(client, day, absent=(2,), then="/cerrar")
    of = requirement(app, day)
    first, second = of.of(day.people[0].id), of.of(day.people[1].id)
    assert (first.stand, second.stand) == (Stand.UNDER_WAY, Stand.LOST)
    assert first.said == "240 de 900 minutos; faltan 480 de los 720 que se piden."
    assert second.to_trainer == ("Ver la asistencia", day.grid) and second.to_learner is None
    for number in (2, 3, 4):
        roll(client, day, number, then="/cerrar", other_day="y")
    done = requirement(app, day).of(day.people[0].id)
    assert done.stand is Stand.DONE and done.at == MORNING and done.said == "900 de 900 minutos"


def test_the_requirement_of_one_person_speaks_of_her_alone(day: Day, app: Flask) -> None:
    with app.test_request_context("/"):
        (one,) = [member for member in members(day.cohort) if member.number == 2]
        found = announcing.requirement(day.cohort, [one])
    assert found is not None and list(found.standings) == [one.id]


def test_the_panel_points_to_the_next_roll_and_the_report_has_no_names(day: Day, client: Client, app: Flask) -> None:
    with app.test_request_context("/"):
        assert "Pasar lista: martes 15, mañana" in announcing.panel(day.cohort)
        db.session.commit()
    client.sign_in(day.bea)
    roll(client, day, absent=(2,), then="/cerrar")
    with app.test_request_context("/"):
        assert "1 ya no alcanza" in announcing.panel(day.cohort)
        report = announcing.report_section(day.cohort)
    assert "Rojas" not in report and '<td class="num">2</td>' in report


def test_the_requirement_asks_the_same_of_three_and_of_thirty(app: Flask) -> None:
    counts = []
    for people in (3, 30):
        day = Day(people)
        with app.test_request_context("/"):
            everybody = members(day.cohort)
            db.session.expire_all()
            everybody = members(day.cohort)
            with statements() as asked:
                announcing.requirement(day.cohort, everybody)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6
