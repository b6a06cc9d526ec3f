"""Reading the queue: a page of it, how many, which options it offers. Each a constant number of queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, false, func, literal, or_, select, true, union_all
from sqlalchemy.orm import aliased

from certificates.issuing.models import Certificate, Particulars
from certificates.paper.snapshot import KINDS, Snapshot, from_bytes
from certificates.shop.filters import Filter
from certificates.shop.models import ShopAct, ShopPaper, ShopStep
from certificates.shop.states import DRAWING, QUEUE
from training.accounts.models import User
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.db import db
from training.manuals.queries import newest_manual
from training.places.folding import fold
from training.places.models import Department, Facility, HealthAuthority

PAGE = 50
MOST = 3000  # papers that one act moves
MOST_COUNTED = 10_000  # papers of a state; beyond that the page says «more than»
SQUARE = 46_337  # sums of squares modulo this prime tell sets of one size and sum apart; its square is an INTEGER still


@dataclass(frozen=True)
class Stamp:
    """What a filter holds in its state: how many, and enough to notice that somebody else moved some."""

    count: int
    total: int
    squares: int

    def __str__(self) -> str:
        return f"{self.count}.{self.total}.{self.squares}"

    @classmethod
    def of(cls, ids: Collection[int]) -> "Stamp":
        """The stamp of these certificates."""
        return cls(len(ids), sum(ids), sum((one % SQUARE) ** 2 for one in ids))


@dataclass(frozen=True)
class Shelved:
    """A line of the queue."""

    row: ShopPaper
    key: str
    snapshot: Snapshot
    region: str
    cohort: str
    facility: str
    network: str


@dataclass(frozen=True)
class Page:
    """One page of a filter. ``counts``: state → papers of the filter in it."""

    lines: list[Shelved]
    number: int
    pages: int
    counts: Mapping[str, int]
    stamp: Stamp

    @property
    def page(self) -> int:
        return self.number

    def counted_out(self, state: str) -> bool:
        """Whether there are more of them than are counted."""
        return self.counts.get(state, 0) > MOST_COUNTED


def within(actor: User) -> ColumnElement[bool]:
    """The papers that the actor may see: an administrator's all, a trainer's those of cohorts that she runs.

    The cohorts that she facilitates elsewhere are looked up first: they are few, and mostly none. One query.
    """
    if actor.is_admin:
        return true()
    elsewhere = (select(Cohort.id).join(CohortTrainer, CohortTrainer.cohort_id == Cohort.id)
                 .where(CohortTrainer.user_id == actor.id, Cohort.authority_id.is_distinct_from(actor.authority_id)))
    some = list(db.session.scalars(elsewhere))
    facilitated = [ShopPaper.cohort_id.in_(some)] if some or not actor.is_trainer else []
    return or_(*([ShopPaper.authority_id == actor.authority_id] if actor.is_trainer else []), *facilitated)


def matching(asked: Filter) -> list[ColumnElement[bool]]:
    """The conditions of a filter but for its state. A value that is none of ours finds nothing."""
    found: list[ColumnElement[bool]] = []
    if asked.region:
        found.append(ShopPaper.authority_id.in_(_regions(asked.region)))
    plain = {ShopPaper.network: asked.network, ShopPaper.course: asked.course, ShopPaper.kind: asked.kind}
    found += [column == value for column, value in plain.items() if value]
    if asked.since:
        found.append(ShopPaper.issued_on >= asked.since)
    if asked.until:
        found.append(ShopPaper.issued_on <= asked.until)
    return found + _of_one(asked) + _with_words(asked.words)


def _regions(region: str) -> list[int]:
    """The health authorities that are meant: looked up first, so that the database knows how few they are. One query."""
    column, value = ((HealthAuthority.department_code, region[4:]) if region.startswith("dep-")
                     else (HealthAuthority.code, region))
    return list(db.session.scalars(select(HealthAuthority.id).where(column == value)))


def _of_one(asked: Filter) -> list[ColumnElement[bool]]:
    """Of one cohort, one lot, one paper."""
    found: list[ColumnElement[bool]] = []
    if asked.cohort:
        found.append(ShopPaper.cohort_id.in_(select(Cohort.id).where(Cohort.key == asked.cohort)))
    if asked.lot:
        found.append(ShopPaper.certificate_id.in_(
            select(ShopStep.certificate_id).join(ShopAct, ShopAct.id == ShopStep.act_id).where(ShopAct.key == asked.lot)))
    if asked.paper:
        found.append(ShopPaper.certificate_id.in_(select(Certificate.id).where(Certificate.key == asked.paper)))
    return found


def _with_words(words: str) -> list[ColumnElement[bool]]:
    """Every word in the name or the folio; a number of eight digits or more is a document."""
    said = fold(words).split()
    if not words.strip():
        return []
    if len(said) == 1 and said[0].isdigit() and len(said[0]) >= 8:
        holders = select(Membership.id).join(User, User.id == Membership.user_id).where(User.document == said[0])
        return [ShopPaper.membership_id.in_(holders)]
    return [ShopPaper.folded.contains(word, autoescape=True) for word in said] or [false()]


def page(actor: User, asked: Filter, number: int) -> Page:
    """A page of fifty in the order of delivery. Five queries, and one each for a region and for words."""
    where = [within(actor), *_quickly(asked)]
    counts = _counts(where)
    pages = max(1, -(-counts.get(asked.state, 0) // PAGE))
    number = min(max(number, 1), pages)
    ids = list(db.session.scalars(in_order(where, asked.state).limit(PAGE).offset((number - 1) * PAGE)))
    return Page(lines_of(ids), number, pages, counts, _stamp(where, asked.state))


def _counts(where: list[ColumnElement[bool]]) -> dict[str, int]:
    """State → how many, up to MOST_COUNTED and one more: a country hands over a quarter of a million. One query."""
    each = [select(literal(state).label("state"), func.count().label("count")).select_from(
        select(ShopPaper.certificate_id).where(*where, ShopPaper.state == state).limit(MOST_COUNTED + 1).subquery())
        for state in (*QUEUE, DRAWING)]
    return {state: int(count) for state, count in db.session.execute(union_all(*each)) if count}


def _quickly(asked: Filter) -> list[ColumnElement[bool]]:
    """The conditions of a page. Words are looked up once, from one end of the table to the other, and not along an index for
    each of its queries; when they find more than an act may move, they stay words."""
    if not asked.words.strip():
        return matching(asked)
    found = db.session.scalars(select(ShopPaper.certificate_id).where(*_with_words(asked.words)).limit(MOST + 1)).all()
    if len(found) > MOST:
        return matching(asked)
    return [*matching(replace(asked, words="")), ShopPaper.certificate_id.in_(found)]


def in_order(where: list[ColumnElement[bool]], state: str) -> Select[int]:
    """The ids of a filter in a state, in the order of the queue."""
    return (select(ShopPaper.certificate_id).where(*where, ShopPaper.state == state)
            .order_by(ShopPaper.place_order, ShopPaper.name_order, ShopPaper.certificate_id))


def _stamp(where: list[ColumnElement[bool]], state: str) -> Stamp:
    """Of at most one paper more than an act may move: beyond that nothing is offered."""
    some = (select(ShopPaper.certificate_id.label("id")).where(*where, ShopPaper.state == state).limit(MOST + 1)).subquery()
    short = some.c.id % SQUARE
    count, total, squares = db.session.execute(
        select(func.count(), func.coalesce(func.sum(some.c.id), 0), func.coalesce(func.sum(short * short), 0))).one()
    return Stamp(int(count), int(total), int(squares))


def lines_of(ids: Collection[int]) -> list[Shelved]:
    """The lines of these papers in the order of the queue, whatever their state. One query."""
    where = aliased(Facility)
    query = (select(ShopPaper, Certificate.key, Particulars.snapshot, HealthAuthority.name, Cohort.name, Membership.facility,
                    where.name, where.network)
             .join(Certificate, Certificate.id == ShopPaper.certificate_id)
             .join(Particulars, Particulars.certificate_id == ShopPaper.certificate_id)
             .join(HealthAuthority, HealthAuthority.id == ShopPaper.authority_id)
             .join(Cohort, Cohort.id == ShopPaper.cohort_id)
             .join(Membership, Membership.id == ShopPaper.membership_id).outerjoin(where, where.id == Membership.facility_id)
             .where(ShopPaper.certificate_id.in_(list(ids)))
             .order_by(ShopPaper.place_order, ShopPaper.name_order, ShopPaper.certificate_id))
    return [Shelved(row, key, from_bytes(said), region, cohort, registered or written, network or "")
            for row, key, said, region, cohort, written, registered, network in db.session.execute(query)]


@dataclass(frozen=True)
class Options:
    """What a filter may be set to, as (value, label)."""

    regions: list[tuple[str, str]]
    networks: list[tuple[str, str]]
    courses: list[tuple[str, str]]
    kinds: tuple[str, ...] = KINDS


def options(actor: User, asked: Filter) -> Options:
    """The choices of the filter's form; networks only once a region is known. At most three queries."""
    rows = db.session.execute(select(HealthAuthority.code, HealthAuthority.name, HealthAuthority.department_code,
                                     Department.name, HealthAuthority.id)
                              .join(Department, Department.code == HealthAuthority.department_code)
                              .order_by(HealthAuthority.name)).all()
    several = {code: name for _c, _n, code, name, _i in rows if sum(other[2] == code for other in rows) > 1}
    regions = [(code, name) for code, name, _d, _n, _i in rows]
    regions += sorted((f"dep-{code}", name) for code, name in several.items())
    here = {one for code, _n, department, _d, one in rows
            if asked.region in (code, f"dep-{department}") or not asked.region and one == actor.authority_id}
    return Options(regions, _networks(here), [(one.slug, one.title) for one in newest_manual().courses])


def _networks(authorities: Collection[int]) -> list[tuple[str, str]]:
    if not authorities:
        return []
    query = (select(Facility.network).where(Facility.authority_id.in_(authorities), Facility.network != "")
             .distinct().order_by(Facility.network))
    return [(name, name) for name in db.session.scalars(query)]


def paper_for(actor: User, key: str) -> Shelved | None:
    """One paper in the shop, for whoever may see it."""
    query = (select(ShopPaper.certificate_id).join(Certificate, Certificate.id == ShopPaper.certificate_id)
             .where(Certificate.key == key, within(actor)))
    found = db.session.scalar(query)
    return next(iter(lines_of([found])), None) if found is not None else None
