"""Writing the plans of a facility or a region, on a phone or from paper; reading one with its history; on paper."""

from typing import Any

from flask import Response as Page
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training import exports
from training.access import current_actor, trainer
from training.accounts.models import User
from training.accounts.queries import names_of
from training.clock import today
from training.db import db
from training.errors import Refused
from training.places.queries import authorities
from training.plans import actions, filling, page, paper, queries
from training.plans.blueprint import blueprint
from training.plans.desk import Desk, address, cards, desk, empty, written
from training.plans.forms import StartForm
from training.plans.models import IN_FORCE
from training.plans.page import Faults
from training.plans.queries import Place
from training.plans.words import no_forms_words, no_plan_words


@blueprint.get("/mi-establecimiento/plan")
def mine() -> Response:
    """The plan of the facility where she works now."""
    facility = queries.own_facility(current_actor())
    if facility is None:
        raise Refused(no_plan_words(said=queries.says_where(current_actor())), 409)
    return redirect(url_for(".facility", code=facility.code), 303)


@blueprint.get("/establecimientos/<code>/plan")
def facility(code: str) -> str:
    """The plans of a facility: the draft to write on, or the one in force."""
    return _shown(queries.team_place(current_actor(), code))


@blueprint.post("/establecimientos/<code>/plan")
def save_facility(code: str) -> Response | tuple[str, int]:
    """Keep what was written."""
    return _saved(queries.team_place(current_actor(), code))


@blueprint.get("/planes/region")
@trainer
def region() -> str:
    """The plans of a health authority."""
    place = queries.region_place(current_actor(), request.args.get("region", "")[:40])
    return _shown(place) if place else render_template("plans/regions.html", authorities=authorities())


@blueprint.post("/planes/region")
@trainer
def save_region() -> Response | tuple[str, int]:
    """Keep what was written."""
    place = queries.region_place(current_actor(), request.args.get("region", "")[:40])
    return _saved(place) if place else redirect(url_for(".region"), 303)


def _shown(place: Place) -> str:
    at, fresh = desk(place, request.args.get("hoja", "")), "nuevo" in request.args
    if at.sheet is None:
        return render_template("plans/plan.html", at=at)
    return _form(
        at, cards(at, fresh=fresh), StartForm(), Faults(), writing=at.force is None or at.draft is not None or fresh
    )


def _form(at: Desk, found: dict[str, list[page.Card]], start: StartForm, faults: Faults, *, writing: bool = True) -> str:
    assert at.sheet is not None
    if not start.is_submitted():
        start.starts_on.data = today()
    own = _("Otra urgencia nuestra") if at.sheet.topics else _("Nuestras líneas")
    values: dict[str, Any] = {"columns": page.columns(at.sheet), "lines": []}
    if at.force is not None and not writing:
        values = _in_force(at)
    return render_template(
        "plans/plan.html",
        at=at,
        start=start,
        faults=faults,
        today=today(),
        longest=filling.LONGEST,
        taller=request.args.get("taller", "")[:16],
        here=address(at.place, hoja=at.sheet.id),
        topics=page.topics(at.sheet, found, request.args.get("mas"), own) if writing else None,
        leads=queries.leads(current_actor(), at.place),
        **values,
    )


def _in_force(at: Desk) -> dict[str, Any]:
    """The plan in force as it is read: in the words that it was written on."""
    assert at.force is not None
    sheet = queries.sheet_of(at.force)
    return {"lines": written(sheet, queries.lines_of(at.force), at.reviews), "columns": page.columns(sheet)}


def _saved(place: Place) -> Response | tuple[str, int]:
    actor, at, start = current_actor(), desk(place, request.args.get("hoja", "")), StartForm()
    if at.sheet is None:
        raise Refused(no_forms_words(), 409)
    given = filling.lines(request.form, at.sheet)
    begins = request.form.get("do") == "start" and queries.leads(actor, place)
    if empty(given) and at.draft is None:
        flash(_("Todavía no hay nada escrito. Empiece por lo más urgente."), "calm")
        return redirect(address(place, hoja=at.sheet.id), 303)
    at.draft = actions.draft_of(place, at.sheet.id, at.digest, actor)
    work = actions.compare(at.draft, given)
    faults = page.faults(given, work, at.sheet)
    if faults or begins and not start.validate():
        return _form(at, page.typed(given, work), start, faults), 409 if faults.clashes else 422
    return _written(at, actor, work, start if begins else None)


def _written(at: Desk, actor: User, work: actions.Work, start: StartForm | None) -> Response:
    """What was typed stands: keep it, and put the plan in force when that was asked for."""
    draft = at.draft
    assert at.sheet is not None and draft is not None
    group = queries.cohort_of(actor, at.place.facility, request.args.get("taller", "")[:16]) if at.place.facility else None
    actions.save(draft, work, actor, group)
    if start is not None and actions.may_begin(draft, at.sheet):
        actions.begin(draft, at.sheet, start.starts_on.data, actor)
    db.session.commit()
    for topic in sorted(work.others):
        name = next((one.title for one in at.sheet.topics if one.id == topic), _("otra línea"))
        flash(_("Otra persona también escribió en «%(topic)s»: quedaron los dos cambios.", topic=name), "calm")
    if draft.state == IN_FORCE:
        flash(_("Plan en marcha desde el %(day)s. Sus revisiones ya tienen fecha.", day=paper.day(draft.starts_on)), "good")
        return redirect(address(at.place, hoja=at.sheet.id), 303)
    if start is not None:
        flash(
            _("Guardado, pero todavía no se puso en marcha: escriba al menos una línea completa, con quién y qué día."),
            "bad",
        )
    else:
        flash(_("Guardado. Puede seguir cuando quiera, en este o en otro teléfono."), "good")
    more = request.form.get("do", "").partition("add.")[2][:40]
    return redirect(address(at.place, hoja=at.sheet.id, **_further(more)), 303)


def _further(more: str) -> dict[str, str]:
    """What the next page keeps: one more line of a topic, and the workshop in which the plan is written."""
    group = request.args.get("taller", "")[:16]
    found = {"taller": group} if group else {}
    return found | ({"mas": "" if more == "propia" else more, "_anchor": f"t-{more}"} if more else {})


@blueprint.get("/planes/<key>")
def show(key: str) -> str:
    """A plan in any state: what it says, how its reviews went, and everything that was ever written in it."""
    plan = queries.plan_for(current_actor(), key, team=True)
    sheet, reviews, edits = queries.sheet_of(plan), queries.reviews_of([plan.id]), queries.edits_of(plan)
    return render_template(
        "plans/show.html",
        plan=plan,
        place=queries.place_of(plan),
        sheet=sheet,
        reviews=reviews,
        today=today(),
        columns=page.columns(sheet),
        lines=written(sheet, queries.lines_of(plan), reviews),
        edits=[(one, filling.load(one.cells)) for one in reversed(edits)],
        home=address(queries.place_of(plan), hoja=plan.sheet),
        names=names_of({one for one in (*(edit.by_id for edit in edits), *(each.by_id for each in reviews)) if one}),
    )


@blueprint.get("/planes/<key>.pdf")
def pdf(key: str) -> Page:
    """The plan as a sheet of paper: A4, landscape, with what is written."""
    plan = queries.plan_for(current_actor(), key, team=True)
    html = paper.plan_html(
        plan, queries.place_of(plan), queries.sheet_of(plan), queries.lines_of(plan), queries.reviews_of([plan.id])
    )
    db.session.rollback()  # drawing takes a moment, and no transaction waits for it
    return exports.download(paper.drawn(html), "pdf", f"plan-{key}")


@blueprint.post("/planes/<key>/fin")
@trainer
def end(key: str) -> Response:
    """A plan stops without another in its place."""
    actor = current_actor()
    plan = queries.plan_for(actor, key)
    actions.end(plan, actor)
    db.session.commit()
    flash(_("Plan terminado. Su historia se conserva."), "good")
    return redirect(url_for(".show", key=key), 303)
