"""What other pages say of plans: the page of a facility, the page and the report of a workshop."""

from dataclasses import dataclass
from datetime import date

from flask import render_template
from markupsafe import Markup
from sqlalchemy import select

from modules.reference import said
from modules.supervision import THINGS, Thing
from training.clock import today
from training.cohorts.models import Cohort
from training.db import db
from training.pages import spoken
from training.places.models import Facility
from training.plans import figures, queries
from training.plans.desk import Desk, desk
from training.plans.models import IN_FORCE, FacilityCheck
from training.plans.rules import Seen, newest


@dataclass(frozen=True)
class Ready:
    """One of the four things: until when it is in order, and when somebody last looked."""

    title: str
    until: date | None
    seen_on: date | None


def ready_of(facility_id: int, things: tuple[Thing, ...]) -> list[Ready]:
    """How the four things stand. One query."""
    query = select(FacilityCheck.thing, FacilityCheck.until, FacilityCheck.seen_on, FacilityCheck.id).where(
        FacilityCheck.facility_id == facility_id
    )
    found = newest(Seen(*row) for row in db.session.execute(query))
    titles = {one.id: said(one, "title", spoken()) for one in things}
    return [
        Ready(titles.get(name, name), one.until if one else None, one.seen_on if one else None)
        for name in THINGS
        for one in (found.get(name),)
    ]


def facility_panel(facility: Facility) -> Markup:
    """Its plans, the next review, whether it is ready and its indicators. Constant queries."""
    at: Desk = desk(queries.Place(facility))
    known = figures.form()
    reviews = queries.reviews_of([one.id for one in queries.plans_of(at.place) if one.state == IN_FORCE])
    return Markup(
        render_template(
            "plans/_facility.html",
            facility=facility,
            at=at,
            following=queries.next_review(sorted(reviews, key=lambda one: one.due_on)),
            ready=ready_of(facility.id, known[0].things if known else ()),
            today=today(),
            told=figures.of_facility(facility.id, known[0].indicators) if known else [],
        )
    )


def workshop_panel(cohort: Cohort) -> Markup | str:
    """How many of the group's facilities have written a plan."""
    written, everybody = queries.drafted_in(cohort)
    return (
        Markup(render_template("plans/_panel.html", cohort=cohort, written=written, everybody=everybody))
        if everybody
        else ""
    )


def report_section(cohort: Cohort) -> Markup | str:
    """The same in the report."""
    written, everybody = queries.drafted_in(cohort)
    return Markup(render_template("plans/_report.html", written=written, everybody=everybody)) if everybody else ""
