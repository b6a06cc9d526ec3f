"""The roll of a half-day, with JavaScript off: open, untick, close."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import make
from tests.attendance.story import MORNING, Day, roll
from tests.client import Client
from tests.statements import statements
from training.attendance.models import Mark, MarkChange
from training.audit.models import AuditEntry
from training.clock import frozen, now
from training.db import db
from training.progress.models import Achievement


@pytest.fixture
def day(app: Flask) -> Iterator[Day]:
    with frozen(MORNING):
        yield Day()


def marks(day: Day, number: int = 1) -> dict[int, tuple[str, int]]:
    """Row number → state and minutes."""
    of = {one.id: one.number for one in day.people}
    rows = db.session.scalars(select(Mark).where(Mark.half_day_id == day.half_days[number - 1].id))
    return {of[one.membership_id] or 0: (one.state, one.minutes) for one in rows}


def test_everybody_is_present_by_default_and_two_actions_close_it(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day, absent=(2,), then="/cerrar")
    assert client.status == 303 and client.response is not None and client.response.headers["Location"] == day.grid
    assert marks(day) == {1: ("present", 240), 2: ("absent", 0), 3: ("present", 240)}
    client.follow()
    assert "Asistencia cerrada" in client.text and "Persona 002" in client.text and "ya no alcanza" in client.text


def test_the_page_says_what_it_does_and_bears_what_a_script_needs(day: Day, client: Client) -> None:
    client.sign_in(day.bea).get(day.at())
    assert "Jornada 1" in client.text and "240 minutos" in client.text and "Toque a quien falta" in client.text
    assert f'data-person="{day.key(2)}" data-number="2" data-revision="0"' in client.text
    assert f'data-marks="{day.at(1, "/marcas")}"' in client.text and 'data-confirmed="yes"' in client.text


def test_saving_keeps_it_open_and_an_untouched_page_writes_nothing(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day)
    assert client.status == 303 and marks(day) == {}
    roll(client, day, absent=(3,))
    assert marks(day) == {3: ("absent", 0)} and day.half_days[0].closed_at is None
    client.follow()
    assert "Guardado: 1 marca." in client.text


def test_hours_and_excuses(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day, **{f"a-{day.key(1)}": "08:25", f"s-{day.key(2)}": "11:00", f"j-{day.key(3)}": "y"})
    assert marks(day) == {1: ("late", 215), 2: ("left early", 180), 3: ("excused", 0)}
    client.get(day.at())
    assert "Tarde, 8:25" in client.text and "215 min" in client.text


def test_numbers_from_the_sheet(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day, rows="1 3")
    assert marks(day) == {1: ("absent", 0), 3: ("absent", 0)}


@pytest.mark.parametrize("field, value, sentence", [
    ("rows", "7", "No hay fila con este número: 7"), ("a-{1}", "13:30", "ya había terminado"),
    ("s-{1}", "07:00", "no había empezado"), ("a-{1}", "pronto", "Escriba la hora")])
def test_what_cannot_be_is_said_beside_it_and_nothing_is_saved_or_lost(day: Day, client: Client, field: str, value: str,
                                                                      sentence: str) -> None:
    client.sign_in(day.bea)
    roll(client, day, absent=(2,), **{field.replace("{1}", day.key(1)): value})
    assert client.status == 422 and sentence in client.text and f'value="{value}"' in client.text
    assert marks(day) == {} and db.session.scalar(select(func.count(MarkChange.id))) == 0
    assert f'value="{day.key(2)}"><b>2</b>' in client.text.replace(" checked", "") and "Nada se guardó" in client.text
    assert f'value="{day.key(2)}" checked' not in client.text


def test_a_half_day_of_another_day_asks_first(day: Day, client: Client) -> None:
    """The clock of the server rules: a day early or late, she says that she means it."""
    with frozen(MORNING - timedelta(days=1)):
        client.sign_in(day.bea)
        client.get(day.at())
        assert "Esta jornada no es de hoy" in client.text and 'data-confirmed="no"' in client.text
        roll(client, day, absent=(1,), then="/cerrar")
        assert client.status == 422 and "confirme que es la que quiere pasar" in client.text and marks(day) == {}
        roll(client, day, absent=(1,), then="/cerrar", other_day="y")
        assert client.status == 303 and len(marks(day)) == 3


def test_a_retried_save_is_one_save(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day, absent=(1,))
    client.get(day.at())
    fields = {f"b-{day.key(1)}": "0 present - -"}
    for _ in range(2):
        client.post(day.at(), fields)
    assert marks(day) == {1: ("absent", 0)}
    assert db.session.scalars(select(Mark.revision)).all() == [1]
    assert db.session.scalar(select(func.count(MarkChange.id))) == 1


def test_closing_twice_closes_once(day: Day, client: Client, new_client: type[Client]) -> None:
    luz = new_client().sign_in(day.luz)
    luz.get(day.at())
    roll(client.sign_in(day.bea), day, then="/cerrar")
    closed_at = day.half_days[0].closed_at
    luz.submit(day.at(), **{})
    luz.post(day.at(1, "/cerrar"))
    assert luz.status == 303 and day.half_days[0].closed_at == closed_at and day.half_days[0].closed_by_id == day.bea.id
    assert db.session.scalar(select(func.count(AuditEntry.id)).where(AuditEntry.act == "close half-day")) == 1
    luz.follow()
    assert "Bea Huamán Ríos ya había cerrado esta jornada" in luz.text


def test_two_trainers_do_not_undo_each_other(day: Day, client: Client, new_client: type[Client]) -> None:
    """Both opened the page; each marks another person; neither page takes the other's mark back."""
    bea, luz = client.sign_in(day.bea), new_client().sign_in(day.luz)
    luz.get(day.at())
    roll(bea, day, absent=(1,))
    luz.submit(day.at(), p=[day.key(1), day.key(3)])
    assert marks(day) == {1: ("absent", 0), 2: ("absent", 0)}


def test_the_last_writer_is_shown_what_changed_and_decides(day: Day, client: Client, new_client: type[Client]) -> None:
    bea, luz = client.sign_in(day.bea), new_client().sign_in(day.luz)
    luz.get(day.at())
    roll(bea, day, absent=(1,))
    form = {f"b-{day.key(1)}": "0 present - -", f"a-{day.key(1)}": "08:30", "p": day.key(1)}
    luz.post(day.at(1, "/cerrar"), form)
    luz.follow()
    assert "Todavía no cerramos" in luz.text and "Una marca no se aplicó" in luz.text
    assert "Marcó Bea Huamán Ríos" in luz.text and "Poner «Tarde, 8:30" in luz.text
    assert marks(day) == {1: ("absent", 0)} and day.half_days[0].closed_at is None
    change = db.session.scalars(select(MarkChange.id).where(MarkChange.applied.is_(False))).one()
    db.session.commit()
    luz.post(day.at(1, "/decidir"), {"change": change, "do": "put"})
    assert luz.status == 303 and marks(day) == {1: ("late", 210)}
    luz.follow()
    assert "no se aplicó" not in luz.text
    luz.post(day.at(1, "/decidir"), {"change": change, "do": "leave"})
    assert luz.status == 303 and marks(day) == {1: ("late", 210)}


def test_leaving_it_as_it_stands_settles_it_too(day: Day, client: Client, new_client: type[Client]) -> None:
    bea, luz = client.sign_in(day.bea), new_client().sign_in(day.luz)
    roll(bea, day, absent=(1,))
    luz.post(day.at(), {f"b-{day.key(1)}": "0 present - -", f"j-{day.key(1)}": "y"})
    change = db.session.scalars(select(MarkChange.id).where(MarkChange.applied.is_(False))).one()
    db.session.commit()
    luz.post(day.at(1, "/decidir"), {"change": change, "do": "leave"})
    luz.get(day.at())
    assert "no se aplicó" not in luz.text and marks(day) == {1: ("absent", 0)}


def test_a_mark_after_closing_is_kept_aside(day: Day, client: Client, new_client: type[Client]) -> None:
    luz = new_client().sign_in(day.luz)
    luz.get(day.at())
    roll(client.sign_in(day.bea), day, then="/cerrar")
    luz.submit(day.at(), p=[day.key(1), day.key(3)])
    luz.follow()
    assert "ya había cerrado" in luz.text and "Llegó: Falta" in luz.text and marks(day)[2] == ("present", 240)
    change = db.session.scalars(select(MarkChange.id).where(MarkChange.applied.is_(False))).one()
    db.session.commit()
    luz.post(day.at(1, "/decidir"), {"change": change, "do": "put"})
    assert luz.status == 409 and "Reábrala" in luz.text
    luz.post(day.at(1, "/reabrir"), {"reason": "Persona 002 no vino"})
    luz.post(day.at(1, "/decidir"), {"change": change, "do": "put"})
    assert marks(day)[2] == ("absent", 0)


def test_reopening_asks_why_and_is_recorded(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day, absent=(1,), then="/cerrar")
    client.post(day.at(1, "/reabrir"), {"reason": "no"})
    assert client.status == 422 and day.half_days[0].closed_at is not None
    client.post(day.at(1, "/reabrir"), {"reason": "Firmó con otra hoja"})
    assert client.status == 303 and day.half_days[0].closed_at is None
    told = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "reopen half-day")).one()
    assert (told.detail, told.actor_id) == ("1: Firmó con otra hoja", day.bea.id)
    db.session.commit()
    client.get(day.at())
    roll(client, day, then="/cerrar", p=[day.key(number) for number in (1, 2, 3)])
    assert marks(day)[1] == ("present", 240)


def test_a_walk_in_appears_and_was_not_there_before(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    client.get(day.at())
    new = make.member(day.cohort, make.user("Nueva", "Zárate Luz"))
    client.submit(day.at(), p=[day.key(1)])
    assert new.id not in [one.membership_id for one in db.session.scalars(select(Mark))]
    db.session.commit()
    client.get(day.at())
    assert "Zárate Luz, Nueva" in client.text
    roll(client, day, then="/cerrar")
    late = make.member(day.cohort, make.user("Otra", "Zúñiga Sol"))
    db.session.commit()
    client.get(day.at())
    assert "Zúñiga Sol, Otra" in client.text
    client.get(day.grid)
    assert client.status == 200 and "Zúñiga Sol, Otra" in client.text and late.id


def test_who_reached_the_minutes_has_an_achievement(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    for number, half_day in enumerate(day.half_days, 1):
        assert db.session.scalar(select(func.count(Achievement.id))) == 0
        db.session.commit()
        roll(client, day, number, absent=(2,), then="/cerrar", other_day="y")
        assert client.status == 303, half_day.number
    found = db.session.scalars(select(Achievement)).all()
    assert {(one.module, one.kind, one.by_id) for one in found} == {("a", "attendance", day.bea.id)} and len(found) == 2


def test_a_closed_cohort_takes_no_marks(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    client.get(day.at())
    day.cohort.closed_at = now()
    db.session.commit()
    client.submit(day.at(), p=[])
    assert client.status == 409 and "cerrada" in client.text and marks(day) == {}
    client.get(day.at())
    assert client.status == 200 and "La cohorte está cerrada" in client.text


def test_names_are_written_as_they_are_on_a_line_that_is_drawn_for_many(day: Day, client: Client) -> None:
    odd = make.member(day.cohort, make.user("Ña <b>", "O'Higgins & {0}"), number=None, facility="%(x)s")
    client.sign_in(day.bea).get(day.at())
    assert "O&#39;Higgins &amp; {0}, Ña &lt;b&gt;<span" in client.text and "%(x)s</span>" in client.text
    assert f'data-person="{odd.key}" data-number="" data-revision="0"' in client.text and "<b>–</b>" in client.text
    assert not [word for word in ("KEY·", '"-1"', "<b>-1", "SURNAMES·") if word in client.text]


def test_an_empty_cohort_says_what_to_do_first(app: Flask, client: Client) -> None:
    with frozen(MORNING):
        day = Day(0)
        client.sign_in(day.bea).get(day.at())
        assert "Todavía no hay nadie" in client.text
        client.get(day.grid)
        assert "Todavía no hay nadie" in client.text


def test_a_decision_about_nothing_is_refused(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    for form in ({}, {"change": "x", "do": "put"}, {"change": "1", "do": "dance"}, {"change": "9" * 30, "do": "put"}):
        client.post(day.at(1, "/decidir"), form)
        assert client.status == 400
    client.post(day.at(1, "/decidir"), {"change": "1", "do": "put"})
    assert client.status == 303


def test_the_roll_of_thirty_asks_no_more_than_that_of_three(app: Flask, client: Client) -> None:
    counts = []
    with frozen(MORNING):
        for people in (3, 30):
            day = Day(people)
            client = Client(app).sign_in(day.bea)
            roll(client, day, absent=(1, 2))
            client.get(day.at())
            with statements() as asked:
                client.get(day.at())
            with statements() as asked_of_grid:
                client.get(day.grid)
            counts.append((len(asked), len(asked_of_grid)))
    assert counts[0] == counts[1]
