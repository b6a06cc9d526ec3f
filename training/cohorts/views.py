"""The cohort itself: the list of cohorts, opening one, its page, closing it, its join code."""

from collections.abc import Sequence

from flask import Blueprint, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import Field
from wtforms.fields.choices import SelectChoice

from training.access import current_actor, trainer
from training.accounts.models import User
from training.clock import today
from training.cohorts import actions, listing, queries, sentences
from training.cohorts.forms import EditCohortForm, FindCohortForm, NewCohortForm
from training.cohorts.models import Cohort
from training.cohorts.suggest import suggested_name
from training.crockford import grouped
from training.db import db
from training.forms import Press
from training.house import house, why_not_open
from training.manuals.queries import manual_here, newest_digest, newest_here

blueprint = Blueprint("cohorts", __name__)


@blueprint.get("/cohortes")
@trainer
def index() -> str:
    """The cohorts that one runs: open ones first, fifty a page; the state, and for an administrator the region, in the
    address."""
    state, actor = request.args.get("estado", listing.OPEN), current_actor()
    if state not in listing.STATES:
        abort(404)
    page, region = request.args.get("pagina", 1, type=int), request.args.get("region", "")[:40]
    found = listing.listing(actor, state, page, region=region)
    return _listed(found, FindCohortForm())


@blueprint.post("/cohortes")
@trainer
def find() -> Response:
    """Those with words in their name or place, open or closed; by POST, so that no words stand in an address."""
    form = FindCohortForm()
    fine = form.validate_on_submit()
    page, words = request.form.get("pagina", 1, type=int), form.words.data or "" if fine else ""
    found = listing.listing(current_actor(), listing.ALL, page, words=words)
    return make_response(_listed(found, form), 200 if fine else 400)


def _listed(found: listing.Found, form: FindCohortForm) -> str:
    regions = queries.authorities() if current_actor().is_admin else []
    return render_template("cohorts/index.html", found=found, form=form, regions=regions, today=today())


@blueprint.route("/cohortes/nueva", methods=["GET", "POST"])
@trainer
def new() -> str | Response | tuple[str, int]:
    """Open a cohort; an administrator says of which health authority, a trainer opens for her own."""
    actor = current_actor()
    form = _new_form()
    if not form.validate_on_submit() or not _agreed(form.course, form.course.data, [actor]):
        return render_template("cohorts/new.html", form=form), 422 if form.is_submitted() else 200
    cohort = actions.open_cohort(form.course.data, *form.details, authority_id=int(form.authority.data),
                                 digest=newest_digest() or "", by=actor)
    db.session.commit()
    flash(_("Cohorte abierta. Ahora inscriba a sus participantes."), "good")
    return redirect(url_for(".show", key=cohort.key), 303)


def _agreed(field: Field, course: str, trainers: Sequence[User]) -> bool:
    """Whether the rooms agree with these people leading a cohort of the course; what one says against it stands there."""
    why = why_not_open(course, trainers)
    field.errors = [*field.errors, why] if why else field.errors
    return not why


def _may_facilitate(cohort: Cohort, form: EditCohortForm) -> bool:
    """The same of a cohort that is open, when others would facilitate it from now on."""
    before, after = {one.id for one in queries.trainers_of(cohort)}, set(form.trainers.data or ())
    people = [one for one in queries.possible_trainers(cohort) if one.id in after]
    return before == after or _agreed(form.trainers, cohort.course, people)


def _new_form() -> NewCohortForm:
    """The form with the actor's choices and a name to start from; fields that are not hers to choose are gone."""
    actor = current_actor()
    form = NewCohortForm()
    form.course.choices = [SelectChoice(course.slug, course.title) for course in newest_here().courses]
    mine = actor.authority
    if actor.is_admin:
        form.authority.choices = [SelectChoice(str(a.id), a.name) for a in queries.authorities()]
        if not form.is_submitted() and mine:
            form.authority.data = str(mine.id)
    elif mine is not None:
        form.authority.choices = [SelectChoice(str(mine.id), mine.name)]
        form.authority.raw_data, form.authority.data = [str(mine.id)], str(mine.id)  # whatever was sent
    if mine is not None and not form.is_submitted():
        form.name.data = suggested_name(mine.name, today().year, queries.names_taken(mine.id))
    return form


@blueprint.get("/cohortes/<key>")
@trainer
def show(key: str) -> str:
    """The cohort's page; the progress of its people is drawn by another room (progress/_matrix.html)."""
    actor = current_actor()
    cohort = queries.cohort_for(actor, key)
    everybody, confirmed = queries.member_counts(cohort)
    return render_template(
        "cohorts/show.html", cohort=cohort, course=manual_here(cohort.manual_digest).course(cohort.course),
        trainers=queries.trainers_of(cohort), everybody=everybody, confirmed=confirmed,
        waiting=queries.requests_waiting(cohort), code=grouped(cohort.join_code, 4),
        address=current_app.config["PUBLIC_URL"] + url_for(".join"), days=sentences.days(cohort.starts_on, cohort.ends_on),
        links=house().cohort_links, members=lambda: queries.members(cohort))


@blueprint.route("/cohortes/<key>/editar", methods=["GET", "POST"])
@trainer
def edit(key: str) -> str | Response | tuple[str, int]:
    """Another name, place or dates."""
    actor = current_actor()
    cohort = queries.cohort_for(actor, key)
    actions.must_be_open(cohort)
    form = _edit_form(cohort)
    if not form.validate_on_submit() or form.trainers and not _may_facilitate(cohort, form):
        return render_template("cohorts/edit.html", form=form, cohort=cohort), 422 if form.is_submitted() else 200
    actions.change_cohort(cohort, *form.details, by=actor)
    if form.trainers:
        actions.set_trainers(cohort, set(form.trainers.data or ()), actor)
    db.session.commit()
    flash(_("Datos de la cohorte guardados."), "good")
    return redirect(url_for(".show", key=key), 303)


def _edit_form(cohort: Cohort) -> EditCohortForm:
    """Who facilitates gives codes to people who confirmed: nobody makes herself one of them.

    Once the cohort has ended, only who administers changes its dates and who facilitated it.
    """
    form = EditCohortForm(obj=cohort)
    actor = current_actor()
    settled = queries.is_settled(actor, cohort)
    if settled or any(keeps(cohort) for keeps in house().keeps_dates):
        form.keep_dates(cohort.starts_on, cohort.ends_on)
    form.settled = sentences.settled() if settled else ""
    if settled or not actor.is_admin and not queries.facilitates(actor, cohort):
        del form.trainers
        return form
    form.trainers.choices = [SelectChoice(str(user.id), user.full_name) for user in queries.possible_trainers(cohort)]
    if not form.is_submitted():
        form.trainers.data = [user.id for user in queries.trainers_of(cohort)]
    return form


@blueprint.route("/cohortes/<key>/cerrar", methods=["GET", "POST"])
@trainer
def close(key: str) -> str | Response:
    """Close the cohort, after saying what that means."""
    actor = current_actor()
    cohort = queries.cohort_for(actor, key)
    if not Press().validate_on_submit():
        return render_template("cohorts/close.html", cohort=cohort)
    actions.close_cohort(cohort, actor)
    db.session.commit()
    flash(_("Cohorte cerrada. Puede reabrirla cuando haga falta."), "good")
    return redirect(url_for(".show", key=key), 303)


@blueprint.post("/cohortes/<key>/reabrir")
@trainer
def reopen(key: str) -> Response:
    """Open a closed cohort again."""
    actor = current_actor()
    cohort = queries.cohort_for(actor, key)
    actions.reopen_cohort(cohort, actor)
    db.session.commit()
    flash(_("Cohorte abierta otra vez."), "good")
    return redirect(url_for(".show", key=key), 303)


@blueprint.post("/cohortes/<key>/codigo")
@trainer
def joining(key: str) -> Response:
    """Open or close joining with the code, or replace the code."""
    actor = current_actor()
    cohort = queries.cohort_for(actor, key)
    do = request.form.get("do")
    if do == "replace":
        actions.replace_join_code(cohort, actor)
        message = _("Este es el código nuevo. El anterior ya no sirve.")
    elif do in ("open", "close"):
        actions.set_joining(cohort, do == "open", actor)
        message = _("Ya se puede entrar con el código.") if do == "open" else _("Listo: nadie más entra con el código.")
    else:
        abort(400)
    db.session.commit()
    flash(message, "good")
    return redirect(url_for(".show", key=key, _anchor="codigo"), 303)
