"""The targets: how many trained people a facility of each category needs. Administrators edit them."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import admin, current_actor
from training.coverage import actions, work
from training.coverage.blueprint import blueprint
from training.coverage.forms import targets_form
from training.coverage.queries import targets_shown
from training.coverage.words import WORDS
from training.db import db
from training.jobs.engine import enqueue


@blueprint.route("/cobertura/metas", methods=["GET", "POST"])
@admin
def targets() -> str | Response | tuple[str, int]:
    """See and change them; what they change is counted by a job."""
    known, facilities = targets_shown()
    form = targets_form(known, request.form if request.method == "POST" else None)
    if not form.validate_on_submit():
        page = render_template("coverage/targets.html", form=form, known=known, facilities=facilities, **WORDS)
        return page, 422 if form.is_submitted() else 200
    actor = current_actor()
    changed = actions.set_targets(form.wanted(known), actor.id)
    job = work.start(actor.id) if changed else None
    db.session.commit()
    if job is None:
        flash(_("Metas guardadas.") if changed else _("No cambió ninguna meta."), "good" if changed else "calm")
        return redirect(url_for(".targets"), 303)
    enqueue(job.id)
    flash(_("Metas guardadas. La cobertura se está contando otra vez con ellas."), "good")
    return redirect(url_for("jobs.show", key=job.key), 303)
