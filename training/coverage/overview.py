"""What the pages and the report say of the country, a department, a health authority: read together, for one reader.

A trainer sees her health authority; of the others nothing leaves this file but their medians.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort
from flask_babel import gettext as _

from training.accounts.models import User
from training.clock import today
from training.coverage import queries
from training.coverage.filters import NONE
from training.coverage.rules import first_of_month, level, median_percent
from training.coverage.tally import Tally, total
from training.coverage.tiles import Tile, tiles
from training.places.folding import fold
from training.places.models import Department, HealthAuthority

Pair = tuple[HealthAuthority, Department]


@dataclass(frozen=True)
class Row:
    """A line of a table: a region, a health authority or a network. ``code``: of its region's page; ``network``: "" none."""

    name: str
    code: str
    tally: Tally
    network: str = ""
    ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Medians:
    """The shares in the middle of the other regions, in whole per cents; None: too few to say."""

    covered: int | None
    ready: int | None


@dataclass(frozen=True)
class Overview:
    """``code``: "" for the country. ``rows``: regions of the country, authorities of a department, networks of one."""

    code: str
    name: str
    tally: Tally
    rows: Sequence[Row]
    months: Sequence[tuple[date, Tally]]
    known: Mapping[str, tuple[str, str, Tally]]  # ISO code → (name, page, tally): what the reader's map fills
    medians: Medians | None = None
    ids: frozenset[int] | None = None  # of the health authorities; None: all

    @property
    def kind(self) -> str:
        """What the rows are: ``region``, ``authority`` or ``network``."""
        return "region" if not self.code else "authority" if self.code.startswith("dep-") else "network"

    @property
    def most_to_cover(self) -> list[Row]:
        """The rows with the most left to cover first."""
        return sorted(self.rows, key=lambda row: (-row.tally.to_cover, fold(row.name)))

    @property
    def without_data(self) -> list[Row]:
        """The rows of which nothing is known."""
        return [row for row in self.rows if not row.tally.is_known]

    def tiles(self, *, ready: bool) -> list[Tile]:
        """The map, as the reader may see it."""
        known = {iso: (name, code, tally.percent(ready=ready)) for iso, (name, code, tally) in self.known.items()}
        return tiles(known, level)


def country() -> Overview:
    """Everything, for whoever administers. Three queries."""
    counted, pairs = queries.by_authority(), queries.authorities()
    rows = [_department_row(department, mine, counted) for department, mine in _departments(pairs)]
    known = {department.iso: (row.name, row.code, row.tally)
             for (department, _mine), row in zip(_departments(pairs), rows, strict=True)}
    whole = total(counted.values())
    return Overview("", str(_("Perú")), whole, rows, _with_today(queries.months(), whole), known)


def region(actor: User, code: str) -> Overview:
    """One health authority by its networks, or one department by its health authorities; 404 for what is not the actor's.

    Four queries. A trainer's comes with the medians of the others.
    """
    return _region(actor, code, queries.authorities())


def _region(actor: User, code: str, pairs: Sequence[Pair]) -> Overview:
    if code.startswith("dep-") and actor.is_admin:
        return _department(code, pairs)
    found = next(((one, department) for one, department in pairs
                  if one.code == code and (actor.is_admin or one.id == actor.authority_id)), None)
    return _authority(found, pairs, compared=not actor.is_admin) if found else abort(404)


def own(actor: User) -> Overview:
    """What the actor sees first: the country, or her own region."""
    if actor.is_admin:
        return country()
    pairs = queries.authorities()
    return _region(actor, next(one.code for one, _department in pairs if one.id == actor.authority_id), pairs)


def network(found: Overview, written: str) -> tuple[Row, list[tuple[str, Tally]]]:
    """One network of a health authority, with its micro-networks; ``written``: as in the address. 404 when there is none."""
    row = next((one for one in found.rows if one.network == written), None) or abort(404)
    return row, [part for one in found.ids or () for part in queries.by_network(one, row.name)]


def before(month: date) -> dict[int, Tally]:
    """The figures at the end of the month before this one, by health authority. One query."""
    return queries.month_by_authority(first_of_month(month, 1))


def _departments(pairs: Sequence[Pair]) -> list[tuple[Department, list[HealthAuthority]]]:
    found: dict[str, tuple[Department, list[HealthAuthority]]] = {}
    for one, department in pairs:
        found.setdefault(department.code, (department, []))[1].append(one)
    return list(found.values())


def _department_row(department: Department, mine: Sequence[HealthAuthority], counted: Mapping[int, Tally]) -> Row:
    code = mine[0].code if len(mine) == 1 else f"dep-{department.code}"
    return Row(department.name, code, total(counted.get(one.id, Tally()) for one in mine),
               ids=frozenset(one.id for one in mine))


def _department(code: str, pairs: Sequence[Pair]) -> Overview:
    mine = [(one, department) for one, department in pairs if f"dep-{department.code}" == code] or abort(404)
    counted = queries.by_authority()
    rows = [Row(one.name, one.code, counted.get(one.id, Tally()), ids=frozenset({one.id})) for one, _department in mine]
    whole, ids = total(row.tally for row in rows), frozenset(one.id for one, _department in mine)
    department = mine[0][1]
    return Overview(code, department.name, whole, rows, _with_today(queries.months(ids), whole),
                    {department.iso: (department.name, code, whole)}, ids=ids)


def _authority(found: Pair, pairs: Sequence[Pair], *, compared: bool) -> Overview:
    one, department = found
    rows = [Row(network, one.code, tally, network or NONE) for network, tally in queries.by_network(one.id)]
    whole = total(row.tally for row in rows)
    return Overview(one.code, one.name, whole, rows, _with_today(queries.months([one.id]), whole),
                    {department.iso: (department.name, one.code, whole)}, _medians(one.id) if compared else None,
                    frozenset({one.id}))


def _medians(mine: int) -> Medians:
    others = [tally for one, tally in queries.by_authority().items() if one != mine and tally.is_known]
    return Medians(median_percent([tally.share(ready=False) for tally in others]),
                   median_percent([tally.share(ready=True) for tally in others]))


def _with_today(past: Sequence[tuple[date, Tally]], now: Tally) -> list[tuple[date, Tally]]:
    """The running month as it is at this moment, so that the line ends with the figure above it."""
    return [*past, (first_of_month(today()), now)]
