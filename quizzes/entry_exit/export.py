"""Both tests as tables to keep: a row per person, or a row per item with its two questions."""

from collections.abc import Iterable

from flask_babel import gettext as _

from quizzes.entry_exit.gain import Score
from quizzes.entry_exit.gain_queries import Reading
from training.exports import Cell

PEOPLE, ITEMS = "personas", "preguntas"
Table = tuple[list[str], list[list[Cell]]]


def table_of(read: Reading, what: str) -> Table:
    """Header and rows. ``what``: PEOPLE or ITEMS."""
    return _people(read) if what == PEOPLE else _items(read)


def _people(read: Reading) -> Table:
    header = [_("N.º"), _("Apellidos"), _("Nombres"), _("Establecimiento"), _("Entrada, aciertos"), _("Entrada, de"),
              _("Entrada, por ciento"), _("Salida, aciertos"), _("Salida, de"), _("Salida, por ciento"),
              _("Ganancia, puntos"), _("Mejor salida, por ciento"), _("Intentos de salida")]
    rows: list[list[Cell]] = []
    for person in read.people:
        one = read.gain.of(person.id)
        rows.append([person.number, person.surnames, person.given_names, person.facility, *_score(one.entry),
                     *_score(one.exit), one.change.points if one.change else "", one.best.percent if one.best else "",
                     one.tries])
    return header, rows


def _items(read: Reading) -> Table:
    header = [_("Módulo"), _("Qué mide"), _("Pregunta en la forma A"), _("Pregunta en la forma B"), _("Con las dos pruebas"),
              _("Antes, aciertos"), _("Antes, por ciento"), _("Después, aciertos"), _("Después, por ciento"),
              _("Ganancia, puntos"), _("Anuladas")]
    return header, [[item.item.module.upper(), item.item.objective, *_places(read, item.item.questions.values()),
                     item.change.before.out_of, item.change.before.right, item.change.before.percent,
                     item.change.after.right, item.change.after.percent, item.change.points,
                     ", ".join(id_ for id_ in item.item.questions.values() if id_ in read.voided)]
                    for item in read.gain.items]


def _places(read: Reading, questions: Iterable[str]) -> list[Cell]:
    """The number that each question has on paper."""
    return [read.blueprint.questions[id_][1].number for id_ in questions]


def _score(score: Score | None) -> list[Cell]:
    return ["", "", ""] if score is None else [score.right, score.out_of, score.percent]
