"""Before issuing, over many cohorts: how many are ready in each, how many have a problem, and where it is solved."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select

from certificates.issuing.doubts_words import doubt_words
from certificates.issuing.roll import Roll, roll
from certificates.shop.filters import Filter
from training.accounts.models import User
from training.cohorts.models import Cohort
from training.cohorts.queries import seen_by, trainers_of
from training.cohorts.together import together
from training.db import db
from training.places.models import HealthAuthority
from training.workshops.words import half_day_title

PAGE = 10  # cohorts: where everybody of each stands is a lot to read


@dataclass(frozen=True)
class Problem:
    """Who, what, and the page where it is put right."""

    who: str
    what: str
    label: str
    url: str


@dataclass(frozen=True)
class Checked:
    """A cohort before issuing. ``ready``: sheets of paper that can be issued now."""

    cohort: Cohort
    ready: int
    issued: int
    problems: list[Problem]


@dataclass(frozen=True)
class CheckedPage:
    """A page of cohorts."""

    cohorts: list[Checked]
    page: int
    pages: int

    @property
    def ready(self) -> int:
        return sum(one.ready for one in self.cohorts)

    @property
    def problems(self) -> int:
        return sum(len(one.problems) for one in self.cohorts)


def checked(actor: User, asked: Filter, number: int) -> CheckedPage:
    """The open cohorts of a filter that have begun, those that ended last first, ten a page."""
    query = select(Cohort).where(seen_by(actor), Cohort.closed_at.is_(None), *_conditions(asked))
    total = db.session.scalar(select(func.count()).select_from(query.with_only_columns(Cohort.id).subquery())) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 1), pages)
    query = query.order_by(Cohort.ends_on.desc(), Cohort.id.desc()).limit(PAGE).offset((number - 1) * PAGE)
    found = db.session.scalars(query).all()
    with together(found):
        return CheckedPage([_checked(one) for one in found], number, pages)


def _conditions(asked: Filter) -> list[ColumnElement[bool]]:
    """Of a region, of a course, of one cohort; dates are those of the last day."""
    found: list[ColumnElement[bool]] = []
    if asked.region:
        found.append(Cohort.authority_id.in_(select(HealthAuthority.id).where(
            HealthAuthority.department_code == asked.region[4:] if asked.region.startswith("dep-")
            else HealthAuthority.code == asked.region)))
    for column, value in ((Cohort.course, asked.course), (Cohort.key, asked.cohort)):
        if value:
            found.append(column == value)
    found += [Cohort.ends_on >= asked.since] if asked.since else []
    return found + ([Cohort.ends_on <= asked.until] if asked.until else [])


def _checked(cohort: Cohort) -> Checked:
    standing = roll(cohort)
    return Checked(cohort, len(standing.ready()), len(standing.issued), _problems(cohort, standing))


def _problems(cohort: Cohort, standing: Roll) -> list[Problem]:
    """Everything that somebody can put right, each with its page."""
    found = []
    if standing.unclosed:
        first = standing.unclosed[0]
        found.append(Problem(_("Todos"), _("Falta cerrar la asistencia de: %(half_days)s.", half_days=_titles(standing)),
                             _("Cerrar la asistencia"), url_for("attendance.roll", key=cohort.key, half=first.key)))
    if not trainers_of(cohort):
        found.append(Problem(_("Todos"), _("Nadie facilita la cohorte, así que no hay quien firme."),
                             _("Poner quién facilita"), url_for("cohorts.edit", key=cohort.key)))
    names = url_for("naming.names", key=cohort.key)
    found += [Problem(one.full_name, one.flaw or "", _("Lista de nombres"), names) for one in standing.flawed]
    found += [Problem(one.full_name, _("Solo le falta confirmar cómo se escribe su nombre."), _("Lista de nombres"), names)
              for one in standing.unnamed]
    return found + [Problem(one.full_name, " ".join(map(doubt_words, one.doubts)), _("Abrir su inscripción"),
                            url_for("cohorts.member", key=cohort.key, person=one.key))
                    for one in {one.membership_id: one for one in standing.doubtful}.values()]


def _titles(standing: Roll) -> str:
    return "; ".join(half_day_title(one) for one in standing.unclosed)
