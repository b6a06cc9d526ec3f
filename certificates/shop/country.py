"""A country's shop: the newest papers wait to be drawn, some are printed or signed, most were handed over."""

from typing import Any

from sqlalchemy import select

from certificates.issuing import country as issuing
from certificates.issuing.models import FolioCounter
from certificates.shop.order import LONGEST, name_order, place_order
from certificates.shop.states import DELIVERED, DRAWING, PRINTED, SIGNED, TO_PRINT
from training.db import db
from training.demo.country.plan import Country
from training.house import CountryPart
from training.places.folding import fold

STATES = ((16, DRAWING), (30, TO_PRINT), (45, PRINTED), (60, SIGNED))  # days since the issue, and what is left until then
COLUMNS = {"shop_paper": "certificate_id membership_id cohort_id authority_id facility_id network facility course kind "
                         "issued_on place_order name_order folded state copies stale"}


def ready(country: Country) -> issuing.Numbers:
    """The folios of the papers."""
    before = {(one.year, one.kind): one.last for one in db.session.scalars(select(FolioCounter))}
    return issuing.numbering(country, before)[0]


def rows(country: Country, facts: issuing.Numbers, cohort: int) -> tuple[dict[str, list[tuple[Any, ...]]], None]:
    """The papers of a cohort in the queue."""
    group, region, found = country.groups[cohort], country.regions[country.groups[cohort].region], []
    on = issuing.issued_on(country, cohort)
    state = next((state for days, state in STATES if (country.today - on).days < days), DELIVERED)
    for paper in issuing.papers(country, facts, cohort):
        place = country.places[country.works_at[paper.one]]
        given, surnames, _profession = country.person(paper.one)
        found.append((paper.id, country.member_id(cohort, paper.row), country.id("cohort", cohort), region.authority_id,
                      country.id("facility", country.works_at[paper.one]), place.network, place.name, group.course,
                      paper.kind, on, place_order(region.name, place.network, place.name), name_order(surnames, given),
                      fold(f"{given} {surnames} {paper.folio}")[:LONGEST], state, int(state not in (DRAWING, TO_PRINT)),
                      False))
    return {"shop_paper": found}, None


PART = CountryPart(31, COLUMNS, ready, rows)
