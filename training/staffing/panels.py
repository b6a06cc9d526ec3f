"""What other pages show of where people work: a facility's, a person's, and one quiet line on the home page."""

from typing import Any

from flask import render_template
from flask_login import current_user
from markupsafe import Markup

from training.accounts.models import User
from training.clock import today
from training.places.models import Facility
from training.staffing import queries, words
from training.staffing.choosing import current_of
from training.staffing.models import SAID, Posting
from training.staffing.rules import is_stale

MOST = 12  # people named on the facility's page; the rest stand on the page of its staff


def facility_panel(place: Facility) -> Markup:
    """Who works there now and who did; its reader may see the facility in detail. Eight queries at most."""
    waiting = len(queries.waiting_at(place.id)) + len(queries.leaving(place.id))
    return _drawn("staffing/_facility.html", place=place, now=queries.here_now(place.id), most=MOST,
                  before=queries.here_before(place.id), waiting=waiting, contract=words.contract)


def person_panel(user: User) -> Markup:
    """Where she works and worked, for whoever administers. One query."""
    return _drawn("staffing/_person.html", known=queries.history_of(user.id), contract=words.contract)


def workplace_line() -> Markup | str:
    """For the home page of whoever is signed in: a question when one is due, otherwise nothing. Two queries."""
    known = queries.history_of(current_user.id, 1)
    said = next((one for one in queries.pending_of(current_user.id) if one.kind == SAID), None)
    current = current_of(known)
    if said is None and current is not None and not _is_due(current):
        return ""
    return _drawn("staffing/_line.html", said=said, current=current)


def _is_due(current: Posting) -> bool:
    """Nobody has said for a year that it is so, or her contract has ended since somebody did."""
    said, ends = queries.last_said(current), current.contract_ends_on
    return is_stale(said, today()) or ends is not None and said <= ends < today()


def _drawn(template: str, **facts: Any) -> Markup:
    return Markup(render_template(template, **facts))
