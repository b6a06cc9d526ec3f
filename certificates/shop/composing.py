"""Reading a pile: its sheets in order, with the file of each and the back that it gets."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, select

from certificates.issuing.models import Certificate, CertificateFile, Particulars
from certificates.paper import wording
from certificates.paper.snapshot import PrintedModule, from_bytes
from certificates.shop.models import ShopAct, ShopPaper, ShopStep
from certificates.shop.states import GONE
from certificates.shop.syllabus import Back, back_of
from certificates.shop.tally import Lot, Place, Sheet
from modules.workshop import Rule
from training.accounts.models import User
from training.cohorts.models import Cohort
from training.db import db
from training.manuals.queries import manual
from training.places.models import HealthAuthority
from training.workshops import queries as workshops


def lot_of(act: ShopAct) -> Lot:
    """The head of every sheet of an act. One query."""
    by = db.session.get_one(User, act.by_id)
    return Lot(act.id, act.at, by.full_name, act.count, act.separators, act.flip)


def sheets_of(act: ShopAct, first: int, last: int) -> list[Sheet]:
    """The sheets of an act from one number of the pile to another. What was revoked or erased is left out. One query."""
    query = _sheets(ShopStep.position, ShopStep.copies).join(ShopStep, ShopStep.certificate_id == ShopPaper.certificate_id)
    return _read(query.where(ShopStep.act_id == act.id, ShopStep.position.between(first, last), ShopPaper.state != GONE)
                 .order_by(ShopStep.position))


def sheets_in(cohort: Cohort) -> list[Sheet]:
    """Every drawn paper of a cohort that stands, in the order of the queue, as an original. One query."""
    query = _sheets(ShopPaper.certificate_id, ShopPaper.copies * 0).where(
        ShopPaper.cohort_id == cohort.id, ShopPaper.state != GONE, CertificateFile.sha256.is_not(None))
    found = _read(query.order_by(ShopPaper.place_order, ShopPaper.name_order, ShopPaper.certificate_id))
    return [_numbered(place, one) for place, one in enumerate(found, 1)]


def _numbered(place: int, one: Sheet) -> Sheet:
    return Sheet(one.certificate_id, place, one.said, one.place, one.cohort, one.sha256)


def _sheets(position: Any, copies: Any) -> Select[Any]:
    columns = (ShopPaper.certificate_id, position, copies, Particulars.snapshot, HealthAuthority.name, ShopPaper.network,
               ShopPaper.facility, Cohort.name, CertificateFile.sha256)
    found: Select[Any] = select(*columns).select_from(ShopPaper)
    return (found.join(Particulars, Particulars.certificate_id == ShopPaper.certificate_id)
            .join(HealthAuthority, HealthAuthority.id == ShopPaper.authority_id)
            .join(Cohort, Cohort.id == ShopPaper.cohort_id)
            .outerjoin(CertificateFile, CertificateFile.certificate_id == ShopPaper.certificate_id))


def _read(query: Select[Any]) -> list[Sheet]:
    return [Sheet(number, position, from_bytes(said), Place(region, network, facility), cohort, sha256,
                  copies if copies > 1 else 0)
            for number, position, copies, said, region, network, facility, cohort, sha256 in db.session.execute(query)]


def backs_of(sheets: Iterable[Sheet]) -> Mapping[int, Back]:
    """Certificate id → its back. Equal backs are equal values. A few queries for each cohort among them."""
    found: dict[int, Back] = {}
    known: dict[int, tuple[tuple[PrintedModule, ...], tuple[tuple[str, int], ...], Rule]] = {}
    sheets = list(sheets)
    asked = select(Certificate.id, Certificate.cohort_id).where(Certificate.id.in_([one.certificate_id for one in sheets]))
    cohorts = {paper: cohort for paper, cohort in db.session.execute(asked)}  # noqa: C416  # rows are no pairs to mypy
    for one in sheets:
        cohort_id = cohorts[one.certificate_id]
        if cohort_id not in known:
            known[cohort_id] = _course(db.session.get_one(Cohort, cohort_id))
        found[one.certificate_id] = back_of(one.said, *known[cohort_id])
    return found


def _course(cohort: Cohort) -> tuple[tuple[PrintedModule, ...], tuple[tuple[str, int], ...], Rule]:
    """What fronts may leave out: the modules of the course, the planned half-days, what the papers ask for."""
    edition = manual(cohort.manual_digest)
    planned = workshops.planned(workshops.half_days(cohort))
    lines = tuple((wording.half_day(one.number, one.on, one.starts, make_up=False), one.minutes) for one in planned)
    modules = tuple(PrintedModule(one.slug, one.title, one.minutes) for one in edition.published(cohort.course))
    return modules, lines, workshops.rule_of(cohort, edition)
