"""What a view asks of a form before it writes: is the facility open, can the dates be, did somebody write first."""

from collections.abc import Sequence
from typing import Protocol

from training.clock import today
from training.places.matching import Place
from training.places.models import Facility
from training.places.queries import Actor
from training.staffing.forms import MoveForm, SendForm, TermsForm
from training.staffing.models import Posting
from training.staffing.queries import facility as facility_with
from training.staffing.queries import spans, takes_part
from training.staffing.rules import Flaw, wrong_start
from training.staffing.words import changed_meanwhile, closed, flaw


class Person(Actor, Protocol):
    """Whoever asks; ``id`` tells whether it is about herself."""

    id: int


def current_of(known: Sequence[Posting]) -> Posting | None:
    """The posting that goes on, among those of one person."""
    return next((one for one in known if one.until is None), None)


def sees(actor: Actor, place: Facility) -> bool:
    """Whether the actor may see this facility in detail."""
    return actor.is_admin or actor.authority_id is not None and place.authority_id == actor.authority_id


def may_place(actor: Person, user_id: int | None, current: Posting | None) -> bool:
    """Whether the actor may say at once that she works at a facility of hers: an administrator; whoever sees where she works
    today; and where nobody knows that, whoever facilitates where she takes part in a cohort by her own word.

    Of everybody else, known to us or not, it waits, so that the answer tells nothing of her.
    """
    if actor.is_admin or current is not None:
        return may_confirm(actor, current.facility.authority_id if current else None)
    return user_id is not None and takes_part(user_id, actor.authority_id)


def may_confirm(actor: Actor, leaves_id: int | None) -> bool:
    """Whether the actor may say in her place that she moved: an administrator, or whoever facilitates in the region that she
    leaves. ``leaves_id``: the health authority in which she works today, None when nobody knows."""
    return actor.is_admin or leaves_id is not None and leaves_id == actor.authority_id


def is_open(form: MoveForm | SendForm, found: Place) -> Facility | None:
    """The facility, when it still works; otherwise a sentence stands beside the field."""
    place = facility_with(found.id)
    if place.closed_on is None:
        return place
    form.facility.errors = [closed(place)]
    return None


def dates_fit(form: TermsForm, known: Sequence[Posting], *, about: int | None, actor: Person) -> bool:
    """Whether she can begin at another facility on that day, under that contract. ``about``: whose posting it is."""
    since = form.since.data or today()
    wrong = wrong_start(since, today(), spans(known))
    if wrong is not None:
        form.since.errors = [flaw(wrong, _named(wrong, about, actor))]
    return form.fits(since) and wrong is None


def _named(wrong: Flaw, about: int | None, actor: Person) -> Facility | None:
    """The facility of the clash: for herself, and for whoever may see it."""
    if wrong.span is None:
        return None
    place = facility_with(wrong.span.facility_id)
    return place if about == actor.id or sees(actor, place) else None


def as_seen(form: MoveForm | SendForm, current: Posting | None) -> bool:
    """Whether the page showed where she works now; if not, a sentence says that somebody wrote first."""
    if (form.seen.data or "") == (current.key if current else ""):
        return True
    form.facility.errors = [changed_meanwhile()]
    return False
