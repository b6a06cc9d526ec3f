"""What an administrator may say of who trained whom, and the sentence for each thing that cannot be."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import exists, or_, select

from training.accounts.models import User
from training.clock import today
from training.db import db
from training.errors import Refused
from training.licences.models import Licence
from training.lineage import actions, tree
from training.lineage.models import Descent
from training.lineage.programme import courses_of_trainers
from training.lineage.rules import EARLIEST, Flaw, date_flaw
from training.pages import day
from training.progress.models import Qualification

NOTHING = ""


class WrongDay(Refused):
    """The date is what cannot be."""


def version_of(row: Descent | None) -> str:
    """What is written, as a form carries it along: another version means that somebody wrote meanwhile."""
    return NOTHING if row is None or actions.is_presumed(row) else f"{row.at:%Y%m%d%H%M%S%f}"


def say(person: User, trainer: User | None, since: date, reason: str, by: User, *, seen: str) -> Descent:
    """Write who trained ``person``; None: she began. ``seen``: the version that the form showed, "" for a first saying.

    Raises Refused with what cannot be and what to do.
    """
    actions.hold_the_tree()
    rows = actions.the_tree()
    before = rows.get(person.id)
    if person.erased_at is not None:
        raise Refused(_("Esta persona retiró sus datos. Su lugar en la cascada queda como está."))
    if version_of(before) != seen:
        raise Refused(_("Ya está escrito quién formó a %(name)s. Vuelva a abrir la página para ver qué dice; si está mal, "
                        "puede corregirlo allí con un motivo.", name=person.full_name))
    _must_fit(person, trainer, rows)
    _must_be_possible(person, trainer, since, rows)
    return actions.place(person, trainer, since, reason, by, rows)


def _must_fit(person: User, trainer: User | None, rows: dict[int, Descent]) -> None:
    if trainer is None:
        return
    if trainer.id == person.id:
        raise Refused(_("Nadie se forma a sí misma. Elija a otra persona, o marque que empezó la cascada."), 422)
    if trainer.id not in rows and not teaches(trainer.id):
        raise Refused(_("%(name)s no facilita: no tiene licencia, certificado de formadores ni dirección de salud. Elija a "
                        "quien la formó, o regístrela primero como facilitadora.", name=trainer.full_name), 422)
    line = tree.circle({one.user_id: one.trained_by_id for one in rows.values()}, person.id, trainer.id)
    if line:
        raise Refused(_("%(trainer)s desciende de %(person)s: se cerraría un círculo (%(line)s). Revise cuál de las dos se "
                        "formó primero y corrija esa.", trainer=trainer.full_name, person=person.full_name,
                        line=_in_words(line)), 422)


def teaches(user_id: int) -> bool:
    """Whether somebody is or was a trainer: of a health authority, licensed, or certified by a course of trainers."""
    licensed = exists().where(Licence.user_id == User.id)
    certified = exists().where(Qualification.user_id == User.id, Qualification.course.in_(courses_of_trainers()))
    query = select(User.id).where(User.id == user_id, or_(User.authority_id.is_not(None), licensed, certified))
    return db.session.scalar(query) is not None


def _in_words(line: list[int]) -> str:
    query = select(User.id, User.given_names, User.surnames).where(User.id.in_(line))
    names = {number: f"{given} {surnames}" for number, given, surnames in db.session.execute(query)}
    return " ← ".join(names.get(one, "—") for one in line)


def _must_be_possible(person: User, trainer: User | None, since: date, rows: dict[int, Descent]) -> None:
    above = rows.get(trainer.id) if trainer else None
    began = above.since if above is not None and above.trained_by_id is not None else None
    trained = [one.since for one in rows.values() if one.trained_by_id == person.id]
    flaw = date_flaw(since, today(), began, trained)
    if flaw is Flaw.FUTURE:
        raise WrongDay(_("Esa fecha todavía no llega. Escriba el día en que terminó su curso de formadores."), 422)
    if flaw is Flaw.ANCIENT:
        raise WrongDay(_("Esa fecha es anterior a %(year)s. Revise el año.", year=EARLIEST.year), 422)
    if flaw is Flaw.BEFORE_TRAINER and trainer is not None and began is not None:
        raise WrongDay(_("%(trainer)s se formó el %(day)s: no pudo formar a nadie antes. Revise las dos fechas.",
                        trainer=trainer.full_name, day=day(began)), 422)
    if flaw is Flaw.AFTER_TRAINED:
        raise WrongDay(_("%(person)s ya había formado a otra persona el %(day)s. Escriba una fecha anterior.",
                        person=person.full_name, day=day(min(trained))), 422)
