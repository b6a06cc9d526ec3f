"""An administrator says who trained somebody who trained before Réplica; what cannot be is refused with what to do."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.lineage import story
from training.accounts.erasing import erase
from training.accounts.models import User
from training.audit.models import AuditEntry
from training.clock import today
from training.db import db
from training.lineage import saying
from training.lineage.models import Descent


class Told:
    """Bea, Eva and Luz train; Dina administers and is signed in."""

    def __init__(self, client: Client) -> None:
        self.version = story.published()
        self.bea, self.eva, self.luz = (story.trainer(name) for name in ("Bea", "Eva", "Luz"))
        self.dina = make.dina()
        self.client = client.sign_in(self.dina)

    def say(self, person: User, trainer: User | str | None, since: date | str | None = None, **more: str) -> int:
        """The form as somebody fills it in."""
        self.client.get(f"/cascada/{person.key}/origen")
        words = trainer.document if isinstance(trainer, User) else trainer or ""
        day = since if isinstance(since, str) else (since or today() - timedelta(days=400)).isoformat()
        fields = {"how": "empezo" if trainer is None else "formada", "trainer": words, "since": day,
                  "reason": "Acta 12 de la dirección de salud"} | more
        self.client.submit(**fields)
        return self.client.status

    @property
    def text(self) -> str:
        return " ".join(unescape(self.client.text).split())


@pytest.fixture
def told(app: Flask, client: Client) -> Told:
    return Told(client)


def place(person: User) -> Descent | None:
    db.session.expire_all()
    return db.session.get(Descent, person.id)


def test_who_trained_somebody_is_written_with_the_reason(told: Told) -> None:
    assert told.say(told.eva, told.bea) == 303
    found = place(told.eva)
    assert found is not None and (found.trained_by_id, found.generation, found.by_id) == (told.bea.id, 1, told.dina.id)
    assert (place(told.bea) or Descent()).generation == 0
    entry = db.session.scalars(db.select(AuditEntry).where(AuditEntry.act == "write origin")).one()
    assert entry.subject == f"user:{told.eva.id}" and "Acta 12" in entry.detail and f"user:{told.bea.id}" in entry.detail


def test_that_somebody_began_is_written_too(told: Told) -> None:
    assert told.say(told.eva, None) == 303
    found = place(told.eva)
    assert found is not None and (found.trained_by_id, found.generation) == (None, 0)


def test_a_name_that_several_bear_is_asked_about(told: Told) -> None:
    other = story.trainer("Bea")
    assert told.say(told.eva, "Bea Rojas") == 422
    assert "Hay varias personas con esas palabras" in told.text and other.key in told.text
    told.client.submit(how="formada", trainer="Bea Rojas", asked="Bea Rojas", choice=other.key, reason="Acta",
                       since=(today() - timedelta(days=90)).isoformat())
    assert told.client.status == 303
    assert (place(told.eva) or Descent()).trained_by_id == other.id


@pytest.mark.parametrize(("trainer", "said"), [("", "Escriba el DNI o el nombre"), ("Nadie Conocida", "No encontramos a nadie")])
def test_without_a_trainer_nothing_is_written(told: Told, trainer: str, said: str) -> None:
    told.client.get(f"/cascada/{told.eva.key}/origen")
    told.client.submit(how="formada", trainer=trainer, since=today().isoformat(), reason="Acta")
    assert told.client.status == 422 and said in told.text and place(told.eva) is None


def test_who_never_trained_is_nobodys_trainer(told: Told) -> None:
    ana = make.ana()
    assert told.say(told.eva, ana) == 422
    assert "Ana Quispe Rojas no facilita" in told.text and place(told.eva) is None


def test_nobody_trains_herself(told: Told) -> None:
    assert told.say(told.eva, told.eva) == 422
    assert "Nadie se forma a sí misma" in told.text


def test_a_circle_is_refused_and_names_its_line(told: Told) -> None:
    assert told.say(told.eva, told.bea) == 303
    assert told.say(told.luz, told.eva) == 303
    assert told.say(told.bea, told.luz) == 422
    assert "se cerraría un círculo (Luz Rojas Luz ← Eva Rojas Eva ← Bea Rojas Bea)" in told.text
    assert (place(told.bea) or Descent()).trained_by_id is None


@pytest.mark.parametrize(("since", "said"), [
    ((date.today() + timedelta(days=3)).isoformat(), "todavía no llega"), ("1970-01-01", "anterior a 1990"),
    ("31/02/2020", "Esa fecha no existe"), ("", "Falta completar este dato")])
def test_days_that_cannot_be(told: Told, since: str, said: str) -> None:
    assert told.say(told.eva, told.bea, since) == 422
    assert said in told.text and place(told.eva) is None


def test_nobody_trains_before_she_was_trained(told: Told) -> None:
    assert told.say(told.eva, told.bea, today() - timedelta(days=100)) == 303
    assert told.say(told.luz, told.eva, today() - timedelta(days=101)) == 422
    assert "no pudo formar a nadie antes" in told.text


def test_nobody_was_trained_after_she_had_trained_somebody(told: Told) -> None:
    assert told.say(told.eva, told.bea, today() - timedelta(days=100)) == 303
    assert told.say(told.luz, told.eva, today() - timedelta(days=90)) == 303
    assert told.say(told.eva, told.bea, today() - timedelta(days=80)) == 422
    assert "ya había formado a otra persona" in told.text


def test_a_reason_is_asked_for(told: Told) -> None:
    assert told.say(told.eva, told.bea, reason=" ") == 422
    assert "Escriba en qué se basa" in told.text and "Acta" not in told.text


def test_it_is_written_once(told: Told) -> None:
    """The form was opened before another administrator wrote."""
    told.client.get(f"/cascada/{told.eva.key}/origen")
    with_form = told.client.page
    story.placed(told.eva, None)
    db.session.commit()
    told.client.page = with_form
    told.client.submit(f"/cascada/{told.eva.key}/origen", how="formada", trainer=told.bea.document, reason="Acta",
                       since=today().isoformat())
    assert told.client.status == 409 and "Ya está escrito quién formó a Eva Rojas Eva" in told.text


def test_a_correction_is_recorded_with_what_was_and_moves_those_below(told: Told) -> None:
    assert told.say(told.luz, told.eva) == 303
    assert (place(told.luz) or Descent()).generation == 1
    assert told.say(told.eva, None, today() - timedelta(days=500)) == 303
    assert told.say(told.eva, told.bea, today() - timedelta(days=450), reason="Apareció su acta") == 303
    assert "Ya está escrito" not in told.text
    assert (place(told.luz) or Descent()).generation == 2
    entry = db.session.scalars(db.select(AuditEntry).where(AuditEntry.act == "correct origin")).one()
    assert "← origin" in entry.detail and "Apareció su acta" in entry.detail


def test_the_place_of_an_erased_person_stays_as_it_is(told: Told) -> None:
    told.say(told.eva, told.bea)
    erase(told.eva.id, told.dina.id)
    db.session.commit()
    with pytest.raises(saying.Refused, match="retiró sus datos"):
        saying.say(told.eva, None, today(), "x", told.dina, seen="")
    db.session.rollback()
    told.client.get(f"/cascada/{told.bea.key}")
    assert "Persona retirada" in told.text and "Rojas Eva" not in told.text


def test_a_trainer_cannot_say_it(told: Told, new_client: Callable[[], Client]) -> None:
    other = new_client().sign_in(told.bea)
    other.get(f"/cascada/{told.eva.key}/origen")
    assert other.status == 403


def test_the_page_of_a_person_leads_there(told: Told) -> None:
    told.client.get(f"/personas/{told.eva.key}")
    assert "Todavía no consta quién la formó" in told.text and f"/cascada/{told.eva.key}/origen" in told.text
