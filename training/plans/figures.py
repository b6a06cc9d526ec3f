"""The indicators of the supervision forms: of one facility, and summed up by network or region with small numbers hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import case, func, select

from modules.reference import said
from modules.supervision import YES_NO, Indicator, Supervision
from training.clock import today
from training.db import db
from training.manuals.queries import manual, newest_digest
from training.pages import percent, spoken
from training.places.models import Facility, HealthAuthority
from training.plans.models import SupervisionFigure
from training.plans.suppression import SMALL, Protected, Sum, protect, protect_groups, shown, together
from training.plans.words import hidden_words

COUNTS_FOR = timedelta(days=366)  # an older form tells nothing of the work of today


@dataclass(frozen=True)
class Told:
    """An indicator in words: its share, the numbers behind it when they may be shown."""

    title: str
    share: str
    numbers: str = ""
    held_on: date | None = None


@dataclass(frozen=True)
class Line:
    """A row of the table of sums: a network or a region, how many facilities have a form, a word for each indicator."""

    name: str
    facilities: int
    shares: list[str]


@dataclass(frozen=True)
class Table:
    """The table; ``total`` None when nobody has a form yet."""

    titles: list[str]
    lines: list[Line]
    total: Line | None


def form() -> tuple[Supervision, str] | None:
    """The newest manual's form and the digest of that manual; None when it has none."""
    digest = newest_digest()
    found = manual(digest).supervision if digest else None
    return (found, digest) if found and digest else None


def title(one: Indicator) -> str:
    """Its name in the language of the page."""
    return said(one, "title", spoken())


def of_facility(facility_id: int, indicators: Sequence[Indicator]) -> list[Told]:
    """The newest figures of a facility in the order of the form. One query."""
    query = select(SupervisionFigure).where(SupervisionFigure.facility_id == facility_id)
    known = {one.indicator: one for one in db.session.scalars(query)}
    return [_told(one, known[one.id]) for one in indicators if one.id in known]


def _told(one: Indicator, figure: SupervisionFigure) -> Told:
    if one.kind == YES_NO:
        return Told(title(one), _("Sí") if figure.part else _("No"), "", figure.held_on)
    if one.sensitive and not shown(figure.part, figure.whole):
        return Told(title(one), hidden_words(), "", figure.held_on)
    if not figure.whole:
        return Told(title(one), _("Sin casos"), "", figure.held_on)
    return Told(
        title(one),
        percent(figure.part / figure.whole),
        _("%(some)s de %(all)s", some=figure.part, all=figure.whole),
        figure.held_on,
    )


def table(indicators: Sequence[Indicator], authority_id: int | None = None) -> Table:
    """The networks of a region, or (None) the regions of the country, in the order of their names: never of their figures.

    Two queries, whatever the number of facilities. Only shares are told: a count of cases invites to compare regions.
    """
    sums, facilities = _read(authority_id)
    names = sorted(facilities, key=lambda one: (not one, one.casefold()))
    columns = [_column(one, [sums.get((name, one.id), []) for name in names], authority_id is None) for one in indicators]
    lines = [Line(name, facilities[name], [column[at] for column in columns]) for at, name in enumerate(names)]
    total = Line("", sum(facilities.values()), [column[-1] for column in columns])
    return Table([title(one) for one in indicators], lines, total if lines else None)


def _column(one: Indicator, groups: Sequence[Sequence[Sum]], country: bool) -> list[str]:
    """The shares of an indicator, row by row, and of all rows at the end."""
    rows = [together(group) for group in groups]
    judged = protect_groups(groups) if country else protect(rows)
    if not one.sensitive:
        judged = Protected((True,) * len(rows), True)
    return [*(_share(row, seen) for row, seen in zip(rows, judged.rows, strict=True)), _share(together(rows), judged.total)]


def _share(row: Sum, may_be_shown: bool) -> str:
    if not row.count:
        return _("sin datos")
    return percent(row.part / row.whole) if may_be_shown and row.whole else _("oculto")


def _read(authority_id: int | None) -> tuple[dict[tuple[str, str], list[Sum]], dict[str, int]]:
    """(row, indicator) → the sums of its networks; row → how many facilities have a form. Two queries."""
    name, figure = (Facility.network if authority_id is not None else HealthAuthority.name), SupervisionFigure
    small = (figure.part < SMALL) | (figure.whole - figure.part).between(1, SMALL - 1)  # as in suppression.shown
    hidden = [func.coalesce(func.sum(case((small, value), else_=0)), 0) for value in (figure.part, figure.whole, 1)]
    query = _of(
        authority_id, select(name, figure.indicator, func.sum(figure.part), func.sum(figure.whole), func.count(), *hidden)
    )
    sums: dict[tuple[str, str], list[Sum]] = {}
    for where, indicator, *values in db.session.execute(query.group_by(name, Facility.network, figure.indicator)):
        sums.setdefault((where, indicator), []).append(Sum(*(int(value) for value in values)))
    counted = _of(authority_id, select(name, func.count(figure.facility_id.distinct()))).group_by(name)
    return sums, {where: int(count) for where, count in db.session.execute(counted)}


def _of(authority_id: int | None, query: Any) -> Any:
    query = (
        query.select_from(SupervisionFigure)
        .join(Facility, Facility.id == SupervisionFigure.facility_id)
        .join(HealthAuthority, HealthAuthority.id == Facility.authority_id)
        .where(Facility.closed_on.is_(None), SupervisionFigure.held_on > today() - COUNTS_FOR)
    )
    return query.where(Facility.authority_id == authority_id) if authority_id is not None else query
