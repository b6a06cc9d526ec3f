"""A cohort whose module a1 has a quiz with every kind of question, and Ana, who takes it."""

from collections.abc import Mapping
from typing import NamedTuple

from modules.manual import Module
from quizzes.answers import field_name
from quizzes.models import Attempt
from quizzes.questions import Quiz
from tests import make
from tests.client import Client
from tests.quizzes.examples import EVERY_KIND, every_kind
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.db import db

# Answers by question id, all right; the quiz is the one in examples.py.
RIGHT: dict[str, object] = {
    "a3-q01": "o3", "a3-q02": ["o2", "o3", "o4"], "a3-q03": "false",
    "a3-q04": {"p1": "a3", "p2": "a4", "p3": "a1"}, "a3-q05": "72", "a3-q06": "5",
}
SECRETS = ("Ser escuchada protege", "Pedirla suena a duda", "No ayuda a nadie", "Así es: se atiende igual", "Cinco.",
           "Cuente desde el hecho", "Cada frase abre un paso distinto", "Vuelva a contarlos", "Exacto.")


class Story(NamedTuple):
    """Who and where; ``url`` is the page of a1's quiz."""

    ana: User
    bea: User
    cohort: Cohort
    place: Membership

    @property
    def url(self) -> str:
        return f"/curso/{self.cohort.key}/a1/prueba"


def modules(text: str = EVERY_KIND) -> tuple[Module, ...]:
    """a1 with the quiz, a2 behind it with the same one, a3 without any."""
    return (make.module("a1", quiz=text), make.module("a2", quiz=text, requires=("a1",)), make.module("a3"))


def story(text: str = EVERY_KIND) -> Story:
    """Ana in Bea's cohort, committed."""
    ana, bea = make.ana(), make.bea()
    cohort = make.cohort(bea, make.published(make.manual(*modules(text))))
    place = make.member(cohort, ana)
    db.session.commit()
    return Story(ana, bea, cohort, place)


def fields(answers: Mapping[str, object] | None = None, **changes: object) -> dict[str, object]:
    """The form fields of these answers (default: all right); ``changes`` go by the last part of the id: ``q05="9"``."""
    given = {**(RIGHT if answers is None else answers), **{f"a3-{name}": value for name, value in changes.items()}}
    found: dict[str, object] = {}
    for question, answer in given.items():
        if isinstance(answer, dict):
            found |= {field_name(question, pair): value for pair, value in answer.items()}
        elif answer is not None:
            found[field_name(question)] = answer
    return found


def begin(client: Client, told: Story) -> str:
    """Press «Empezar»; the address of the paper."""
    client.get(told.url)
    client.post(told.url)
    assert client.status == 303, client.text
    assert client.response is not None
    return str(client.response.headers["Location"])


def only_attempt() -> Attempt:
    """The one attempt in the database."""
    return db.session.query(Attempt).one()


def quiz() -> Quiz:
    """The quiz of a1."""
    return every_kind()
