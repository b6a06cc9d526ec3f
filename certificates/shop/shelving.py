"""Putting papers into the queue when they are issued, and writing their place anew after somebody corrected it."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select

from certificates.issuing.models import Certificate
from certificates.paper.snapshot import Snapshot
from certificates.shop.models import ShopPaper
from certificates.shop.order import LONGEST, name_order, place_order
from certificates.shop.states import DRAWING
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.places.folding import fold
from training.places.models import Facility

Row = TypeVar("Row", Cohort, Membership, Facility)
MOST_AT_ONCE = 500  # stale rows that one request puts right


def shelve(papers: Sequence[tuple[Certificate, Snapshot]]) -> None:
    """Queue rows for papers that were just made; they wait until their file is drawn. Three queries and the rows."""
    cohorts = _by_id(Cohort, {one.cohort_id for one, _said in papers})
    members = _by_id(Membership, {one.membership_id for one, _said in papers})
    facilities = _by_id(Facility, {one.facility_id for one in members.values() if one.facility_id})
    for one, said in papers:
        cohort, member = cohorts[one.cohort_id], members[one.membership_id]
        row = ShopPaper(
            certificate_id=one.id, membership_id=one.membership_id, cohort_id=one.cohort_id, course=cohort.course,
            authority_id=cohort.authority_id, kind=one.kind, issued_on=said.issued_on,
            name_order=name_order(said.surnames, said.given_names),
            folded=fold(f"{said.full_name} {said.folio}")[:LONGEST], state=DRAWING)
        _place(row, member, facilities.get(member.facility_id or 0), cohort.authority.name)
        db.session.add(row)
    db.session.flush()


def put_right() -> int:
    """Write the place of papers anew whose facility was corrected since. Returns how many."""
    query = (select(ShopPaper, Membership, Facility, Cohort).join(Membership, Membership.id == ShopPaper.membership_id)
             .join(Cohort, Cohort.id == ShopPaper.cohort_id).outerjoin(Facility, Facility.id == Membership.facility_id)
             .where(ShopPaper.stale.is_(True)).limit(MOST_AT_ONCE))
    rows = db.session.execute(query).all()
    for row, member, facility, cohort in rows:
        _place(row, member, facility, cohort.authority.name)
        row.stale = False
    db.session.flush()
    return len(rows)


def _place(row: ShopPaper, member: Membership, facility: Facility | None, region: str) -> None:
    row.facility_id = facility.id if facility else None
    row.network = facility.network if facility else ""
    row.facility = facility.name if facility else member.facility
    row.place_order = place_order(region, row.network, row.facility)


def _by_id(model: type[Row], ids: set[int]) -> dict[int, Row]:
    return {one.id: one for one in db.session.scalars(select(model).where(model.id.in_(ids)))} if ids else {}
