"""The rule that keeps a cascade short, as whoever opens a course of trainers is told it."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from sqlalchemy import or_, select

from training.accounts.models import User
from training.db import db
from training.lineage.models import Descent
from training.lineage.programme import courses_of_trainers
from training.lineage.rules import MOST_LEVELS, may_lead_trainers
from training.manuals.queries import newest_here

NAMED = 3  # colleagues who are offered by name


def why_not(course: str, trainers: Sequence[User]) -> str:
    """Why these people cannot lead a cohort of this course: all of them stand on the last level of the cascade. Two queries
    at most, none for a course that trains no trainers."""
    if not trainers or course not in courses_of_trainers():
        return ""
    query = select(Descent.user_id, Descent.generation).where(Descent.user_id.in_([one.id for one in trainers]))
    generations: dict[int, int] = {user: generation for user, generation in db.session.execute(query)}
    last = [one for one in trainers if not may_lead_trainers(generations.get(one.id))]
    able = [one for one in trainers if one not in last and (one.id in generations or one.is_trainer)]
    if not last or able:
        return ""
    found = newest_here().course(course)
    offered = _others(last[0].authority_id)
    invite = (_("Invite a dirigirla a alguien de generación 0 o 1, por ejemplo %(names)s, y facilítela con esa persona.",
                names=", ".join(offered)) if offered else
              _("Invite a dirigirla a alguien de generación 0 o 1, de su dirección de salud o de otra, y facilítela con esa "
                "persona."))
    return _("La cascada tiene como máximo %(levels)s niveles: %(who)s es de la última generación y no dirige cohortes de "
             "«%(course)s», para que nadie aprenda de la copia de una copia. Sí puede facilitar los demás cursos.",
             levels=MOST_LEVELS, who=_who(last, generations), course=found.title if found else course) + " " + invite


def _who(people: Iterable[User], generations: dict[int, int]) -> str:
    return ", ".join(_("%(name)s (generación %(number)s)", name=one.full_name, number=generations[one.id]) for one in people)


def _others(authority_id: int | None) -> list[str]:
    """Colleagues of the same health authority who may lead."""
    query = (select(User.given_names, User.surnames).outerjoin(Descent, Descent.user_id == User.id)
             .where(User.authority_id == authority_id, User.disabled_at.is_(None),
                    or_(Descent.generation.is_(None), Descent.generation < MOST_LEVELS))
             .order_by(Descent.generation.is_(None), Descent.generation, User.surnames, User.id).limit(NAMED))
    return [f"{given} {surnames}" for given, surnames in db.session.execute(query)]
