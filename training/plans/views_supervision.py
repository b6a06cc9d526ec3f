"""The supervision form of a facility, on a screen and on paper."""

from flask import Response as Page
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training import exports
from training.access import current_actor, trainer
from training.clock import today
from training.db import db, new_key
from training.errors import Refused
from training.plans import figures, filling, paper, queries, reviewing
from training.plans.blueprint import blueprint
from training.plans.forms import SupervisionForm
from training.plans.words import count_fault, no_forms_words


@blueprint.route("/establecimientos/<code>/supervision", methods=["GET", "POST"])
@trainer
def supervision(code: str) -> str | Response | tuple[str, int]:
    """Count with the team. What was left empty was not looked at."""
    actor = current_actor()
    place, known = queries.staff_place(actor, code), figures.form()
    form = SupervisionForm(on=today(), sent_key=new_key())
    asked = known[0].indicators if known else ()
    counted = filling.counted(request.form, asked)
    stands = form.validate_on_submit() and bool(counted.figures) and not counted.faults
    if not stands or known is None or place.facility is None:
        told = figures.of_facility(place.facility.id, asked) if place.facility else []
        return render_template(
            "plans/supervision.html",
            place=place,
            form=form,
            known=known,
            told=told,
            typed=request.form,
            faults={name: count_fault(why) for name, why in counted.faults.items()},
            empty=form.is_submitted() and not counted.figures and not counted.faults,
        ), 422 if form.is_submitted() else 200
    place.open()
    reviewing.supervise(place.facility, counted.figures, form.on.data, known[1], form.key, actor)
    db.session.commit()
    flash(_("Hoja de supervisión guardada."), "good")
    return redirect(url_for(".supervision", code=code), 303)


@blueprint.get("/supervision.pdf")
@trainer
def blank_supervision() -> Page:
    """The blank form, on two sides of a sheet at most."""
    known = figures.form()
    if known is None:
        raise Refused(no_forms_words(), 409)
    html = paper.supervision_html(known[0])
    db.session.rollback()
    return exports.download(paper.drawn(html), "pdf", "hoja-de-supervision")
