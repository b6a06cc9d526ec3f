"""Coverage on a facility's page: the state, how far from its target, whom to train next, until when; ready or what lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup
from sqlalchemy import func, select

from training.accounts.models import User
from training.clock import today
from training.coverage.counting import holds_it, works_there
from training.coverage.models import FacilityStanding
from training.coverage.rules import in_date
from training.coverage.words import WORDS
from training.db import db
from training.places.models import Facility
from training.plans.models import Readiness
from training.staffing.models import Posting

MOST = 12  # people who are named; the rest are counted


@dataclass(frozen=True)
class Missing:
    """Those who work there and do not hold the certificate: the first by name, and how many more."""

    names: Sequence[str]
    more: int


def panel(facility: Facility) -> Markup | str:
    """The part of a facility's page; its reader may see the facility in detail. Three queries."""
    if facility.closed_on is not None:
        return ""
    return Markup(render_template("coverage/_panel.html", standing=db.session.get(FacilityStanding, facility.id),
                                  missing=_missing(facility.id), lacking=_lacking(facility.id), **WORDS))


def _missing(facility_id: int) -> Missing:
    query = (select(User.given_names, User.surnames, Posting.as_written, func.count().over())
             .join(Posting, Posting.user_id == User.id)
             .where(works_there([facility_id]), ~holds_it()).order_by(User.surnames, User.given_names, User.id).limit(MOST))
    rows = db.session.execute(query).all()
    return Missing([written or f"{given} {surnames}" for given, surnames, written, _count in rows],
                   max(0, int(rows[0][3]) - MOST) if rows else 0)


def _lacking(facility_id: int) -> list[str]:
    """Which of kit, directory and night route are not in date."""
    found, day = db.session.get(Readiness, facility_id) or Readiness(facility_id=facility_id), today()
    needed = {"kit": found.kit_until, "directory": found.directory_until, "route": found.route_until}
    return [what for what, until in needed.items() if not in_date(until, day)]
