"""Opening a workshop in one screen, its programme, moving its dates."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from training.access import current_actor, trainer
from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort
from training.cohorts.queries import (
    authorities,
    cohort_for,
    is_settled,
    member_counts,
    names_taken,
    possible_trainers_of,
    trainers_of,
)
from training.cohorts.sentences import settled
from training.cohorts.suggest import suggested_name
from training.db import db
from training.house import house, why_not_open
from training.manuals.queries import manual, manual_here, newest_digest, newest_here
from training.workshops import actions, queries
from training.workshops.forms import MoveForm, WorkshopForm, usual_first_day
from training.workshops.places import facility_of, known_places
from training.workshops.preview import Preview, preview

blueprint = Blueprint("workshops", __name__)


@blueprint.route("/talleres/nuevo", methods=["GET", "POST"])
@trainer
def new() -> str | Response | tuple[str, int]:
    """Open a workshop: four choices, everything else is derived and shown. Also a copy of an earlier one."""
    earlier = _earlier()
    form = _form(earlier)
    opens = form.validate_on_submit() and "preview" not in request.form and _may_open(form, earlier)
    if not opens:
        refused = form.is_submitted() and "preview" not in request.form
        return render_template("workshops/new.html", form=form, preview=_preview(form), earlier=earlier,
                               places=known_places(_authority(form)), to_copy=queries.earlier_workshops(current_actor()),
                               ), 422 if refused else 200
    cohort = _open(form, earlier)
    db.session.commit()
    flash(_("Taller creado. Ahora pegue la lista de sus participantes."), "good")
    return redirect(url_for(".show", key=cohort.key), 303)


def _may_open(form: WorkshopForm, earlier: Cohort | None) -> bool:
    """Whether the rooms agree with whoever would facilitate; what one says against it stands beside the names."""
    chosen = [one for one in _people(form, earlier) if one.id in {current_actor().id, *(form.trainers.data or ())}]
    why = why_not_open(form.course.data, chosen)
    form.trainers.errors = [*form.trainers.errors, why] if why else form.trainers.errors
    return not why


def _earlier() -> Cohort | None:
    """The workshop to copy from, when the address names one."""
    key = request.args.get("de")
    if key and "\0" in key:
        abort(404)  # as in an address: PostgreSQL refuses the character, and no key of ours has it
    return queries.workshop_for(current_actor(), key)[0] if key else None


def _form(earlier: Cohort | None) -> WorkshopForm:
    """The form with the actor's choices; what is usual, or what the earlier workshop had, is chosen already."""
    actor, form = current_actor(), WorkshopForm()
    edition = newest_here()
    form.course.choices = [SelectChoice(one.slug, one.title) for one in edition.courses if edition.workshop(one.slug)]
    if actor.is_admin:
        form.authority.choices = [SelectChoice(str(one.id), one.name) for one in authorities()]
    elif actor.authority is not None:
        form.authority.choices = [SelectChoice(str(actor.authority.id), actor.authority.name)]
        form.authority.raw_data, form.authority.data = [str(actor.authority.id)], str(actor.authority.id)
    if not form.is_submitted():
        _usual(form, actor, earlier)
    form.trainers.choices = [SelectChoice(str(one.id), one.full_name) for one in _people(form, earlier)]
    return form


def _usual(form: WorkshopForm, actor: User, earlier: Cohort | None) -> None:
    form.first_day.data = usual_first_day(today())
    form.trainers.data = [actor.id]
    if form.course.choices:
        form.course.data = form.course.choices[0].value
    if actor.authority is not None:
        form.authority.data = str(actor.authority.id)
    if earlier is not None:
        form.course.data, form.place.data = earlier.course, earlier.place
        form.authority.data = str(earlier.authority_id)
        form.trainers.data = [one.id for one in trainers_of(earlier)]


def _authority(form: WorkshopForm) -> int | None:
    """The one that was chosen, of those that were offered: nothing was validated yet."""
    return next((int(choice.value) for choice in form.authority.choices or () if choice.value == form.authority.data), None)


def _people(form: WorkshopForm, earlier: Cohort | None) -> list[User]:
    """Who may be chosen: the actor, the trainers of the health authority, and those who facilitated the earlier one."""
    found = {current_actor().id: current_actor()}
    found |= {one.id: one for one in possible_trainers_of(_authority(form))}
    found |= {one.id: one for one in (trainers_of(earlier) if earlier else [])}
    return list(found.values())


def _preview(form: WorkshopForm) -> Preview | None:
    authority = next((choice for choice in form.authority.choices or () if choice.value == form.authority.data), None)
    if form.first_day.data is None or not form.course.data:
        return None
    taken = names_taken(int(authority.value)) if authority else set()
    name = suggested_name(str(authority.label), form.first_day.data.year, taken) if authority else ""
    return preview(newest_here(), form.course.data, form.first_day.data, name)


def _open(form: WorkshopForm, earlier: Cohort | None) -> Cohort:
    actor, authority = current_actor(), int(form.authority.data)
    chosen = [one for one in _people(form, earlier) if one.id in (form.trainers.data or ())]
    drafted = _preview(form)
    place, facility = facility_of(form.place.data or "", authority)
    digest = newest_digest() or ""
    cohort = actions.open_workshop(
        manual(digest), form.course.data, drafted.name if drafted else "", place, facility,
        form.first_day.data, trainers=chosen, authority_id=authority, digest=digest, by=actor,
        cloned_from_id=earlier.id if earlier else None)
    if earlier is not None and earlier.course == cohort.course:
        actions.copy_agenda(queries.half_days(earlier), cohort)
    return cohort


@blueprint.get("/cohortes/<key>/taller")
@trainer
def show(key: str) -> str:
    """The workshop's own page: what to do next, the programme, the windows, everything printed and everything kept."""
    cohort = cohort_for(current_actor(), key)
    return render_template("workshops/show.html", cohort=cohort, read=lambda: _shown(cohort))


def _shown(cohort: Cohort) -> dict[str, Any]:
    """What the page shows of the workshop, and what each room says of it."""
    workshop = queries.workshop_of(cohort) or abort(404)
    edition, half_days = manual_here(cohort.manual_digest), queries.half_days(cohort)
    return {"workshop": workshop, "half_days": half_days, "everybody": member_counts(cohort)[0],
            "course": edition.course(cohort.course), "rule": queries.rule_of(cohort, edition),
            "minutes": queries.planned_minutes(half_days), "needed": queries.needed_minutes(cohort, half_days),
            "panels": [panel(cohort) for panel in house().workshop_panels]}


@blueprint.route("/cohortes/<key>/taller/fechas", methods=["GET", "POST"])
@trainer
def move(key: str) -> str | Response | tuple[str, int]:
    """Another first day, while nothing was held."""
    actor = current_actor()
    cohort, workshop = queries.workshop_for(actor, key)
    form = MoveForm(first_day=cohort.starts_on)
    if not form.validate_on_submit():
        why_not = settled() if is_settled(actor, cohort) else ""
        return render_template("workshops/move.html", cohort=cohort, form=form,
                               why_not=why_not), 422 if form.is_submitted() else 200
    actions.move(cohort, workshop, form.first_day.data, actor)
    db.session.commit()
    flash(_("Fechas del taller guardadas."), "good")
    return redirect(url_for(".show", key=key), 303)


