"""Reading the tree, a page of it. Bounded rows, a constant number of queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from training.accounts.models import User
from training.accounts.plain import holds
from training.cohorts.models import Cohort
from training.db import db
from training.lineage.figures import Figures, figures
from training.lineage.models import Descent
from training.lineage.standing import fallen
from training.places.folding import fold
from training.places.models import HealthAuthority

PAGE = 20  # who stands highest on a page
FEW = 5  # of each of them, how many whom she trained; the others are on her own page

ORIGIN = aliased(Cohort)  # the cohort in which she was certified: her region when her account has none
her_region = func.coalesce(User.authority_id, ORIGIN.authority_id)
_COLUMNS = (Descent.user_id, Descent.trained_by_id, Descent.generation, Descent.since, User.key, User.given_names,
            User.surnames, User.erased_at.is_not(None), HealthAuthority.id, HealthAuthority.name, fallen().label("fallen"))
ORDER = (User.surnames, User.given_names, Descent.user_id)


@dataclass(frozen=True)
class Place:
    """Somebody in the tree. ``hers``: the reader may know who she is; ``named``: her account is still somebody's.
    ``key`` and ``name`` are empty where she may not."""

    id: int
    trained_by_id: int | None
    generation: int
    since: date
    key: str
    name: str
    named: bool
    region_id: int | None
    region: str
    fallen: bool  # the certificate that put her there was revoked
    hers: bool = True
    figures: Figures = field(default_factory=Figures)
    below: tuple["Place", ...] = ()

    @property
    def more(self) -> int:
        """How many whom she trained are not among ``below``."""
        return max(self.figures.trained - len(self.below), 0)


def places() -> Any:
    """The query of everybody in the tree with her region."""
    return (select(*_COLUMNS).join(User, User.id == Descent.user_id).outerjoin(ORIGIN, ORIGIN.id == Descent.cohort_id)
            .outerjoin(HealthAuthority, HealthAuthority.id == her_region))


def read(row: Sequence[Any], scope: int | None) -> Place:
    """A row of `places`, as somebody of this scope (None: the country) may see it: of other regions without a name."""
    user, above, generation, since, key, given, surnames, erased, region_id, region, lost = row
    hers = scope is None or region_id == scope
    return Place(user, above, generation, since, key if hers else "", f"{surnames}, {given}" if hers else "", not erased,
                 region_id, region or "", lost, hers)


def scope_of(actor: User) -> int | None:
    """The health authority whose trainers the actor sees by name; None: all of them."""
    return None if actor.is_admin else actor.authority_id


def within(scope: int | None) -> list[ColumnElement[bool]]:
    """The condition on `places` of a region, or of the country."""
    return [] if scope is None else [her_region == scope]


@dataclass(frozen=True)
class Page:
    """Some of those who stand highest, with the first whom each trained."""

    places: Sequence[Place]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def highest(scope: int | None, page: int) -> Page:
    """Who began or lost her place, or, of a region, whoever was trained by nobody of it; by surname. Nine queries."""
    query = places().where(*within(scope), _begins(scope))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = max(1, min(page, -(-total // PAGE) or 1))
    rows = db.session.execute(query.order_by(*ORDER).limit(PAGE).offset((page - 1) * PAGE))
    tops = [read(row, scope) for row in rows]
    below = trained_by([one.id for one in tops], scope, FEW)
    known = figures({one.id for one in [*tops, *below]})
    return Page([grown(one, below, known) for one in tops], total, page)


def _begins(scope: int | None) -> ColumnElement[bool]:
    if scope is None:
        return Descent.trained_by_id.is_(None) | fallen()
    above, trainer, origin = aliased(Descent), aliased(User), aliased(Cohort)
    theirs = (select(above.user_id).join(trainer, trainer.id == above.user_id)
              .outerjoin(origin, origin.id == above.cohort_id)
              .where(above.user_id == Descent.trained_by_id,
                     func.coalesce(trainer.authority_id, origin.authority_id) == scope))
    return or_(Descent.trained_by_id.is_(None), fallen(), ~theirs.exists())


def trained_by(ids: Collection[int], scope: int | None, most: int | None, *, whole: bool = False) -> list[Place]:
    """Whom these people trained, by surname; ``most`` of each. One query."""
    if not ids:
        return []
    nth = func.row_number().over(partition_by=Descent.trained_by_id, order_by=ORDER).label("nth")
    query = places().add_columns(nth).where(Descent.trained_by_id.in_(ids), ~fallen(),
                                                *([] if whole else within(scope)))
    inner = query.subquery()
    outer = select(*list(inner.c)[:-1]).order_by(inner.c.trained_by_id, inner.c.nth)
    if most is not None:
        outer = outer.where(inner.c.nth <= most)
    return [read(row, scope) for row in db.session.execute(outer)]


def grown(one: Place, below: Iterable[Place], known: Mapping[int, Figures]) -> Place:
    mine = tuple(grown(other, below, known) for other in below if other.trained_by_id == one.id)
    return replace(one, figures=known.get(one.id, Figures()), below=mine)


def named(scope: int | None, words: str) -> list[Place]:
    """The first whose names contain each of these words, with their figures. Six queries."""
    each = [or_(holds(User.given_names, word), holds(User.surnames, word)) for word in fold(words).split()[:6]]
    if not each:
        return []
    query = places().where(*each, *within(scope), User.erased_at.is_(None)).order_by(*ORDER).limit(PAGE)
    found = [read(row, scope) for row in db.session.execute(query)]
    known = figures({one.id for one in found})
    return [grown(one, (), known) for one in found]


def regions() -> list[tuple[str, str, int]]:
    """(code, name, id) of every health authority, by name."""
    query = select(HealthAuthority.code, HealthAuthority.name, HealthAuthority.id).order_by(HealthAuthority.name)
    return [(code, name, number) for code, name, number in db.session.execute(query)]
