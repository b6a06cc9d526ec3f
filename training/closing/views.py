"""Checking and closing a workshop, its report, the dates after it, and who still lacks what."""

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training import store
from training.access import current_actor, trainer
from training.clock import today
from training.closing import actions, queries, report
from training.closing.forms import FollowUpForm
from training.closing.table import rows
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for
from training.db import db
from training.errors import Refused
from training.forms import Press
from training.jobs.engine import enqueue
from training.jobs.queries import under_way
from training.workshops.queries import workshop_for

blueprint = Blueprint("closing", __name__)


@blueprint.route("/cohortes/<key>/cierre", methods=["GET", "POST"])
@trainer
def check(key: str) -> str | Response:
    """Check your answers: hours, tests, practice, names; then close, once."""
    actor = current_actor()
    cohort = cohort_for(actor, key)
    if not Press().validate_on_submit():
        return _checked(cohort)
    workshop_for(actor, key)
    act = actions.close_workshop(cohort, actor)
    job = report.start(act, actor.id)
    db.session.commit()
    enqueue(job.id)
    flash(_("Taller cerrado. Su informe se está dibujando."), "good")
    return redirect(url_for(".check", key=key), 303)


def _checked(cohort: Cohort) -> str:
    act = queries.newest_act(cohort) if cohort.closed_at else None
    if act is not None:
        return render_template("closing/closed.html", cohort=cohort, act=act, follow_ups=queries.follow_ups(cohort),
                               found=queries.summary_of(cohort), job=_job(act.act.id), today=today())
    return render_template("closing/check.html", cohort=cohort, read=lambda: queries.check_of(cohort))


def _job(act_id: int) -> object:
    return next((job for job in under_way(report.KIND) if job.subject == str(act_id)), None)


@blueprint.post("/cohortes/<key>/informe")
@trainer
def draw(key: str) -> Response:
    """Draw the report of the closed workshop, when it is not there yet."""
    actor = current_actor()
    cohort = cohort_for(actor, key)
    act = queries.newest_act(cohort)
    if act is None:
        raise Refused(_("El informe se hace al cerrar el taller. Ciérrelo desde «Cierre»."), 409)
    job = report.start(act.act, actor.id)
    db.session.commit()
    enqueue(job.id)
    return redirect(url_for("jobs.show", key=job.key), 303)


@blueprint.get("/cohortes/<key>/informe.pdf")
@trainer
def download(key: str) -> Response:
    """The report as it was drawn."""
    cohort = cohort_for(current_actor(), key)
    act = queries.newest_act(cohort)
    if act is None or act.report is None:
        abort(404)
    try:
        path = store.path_of(act.report.sha256)
    except store.Damaged as error:
        raise Refused(_("El archivo del informe no está completo en el servidor. Avise a administración: se recupera "
                        "de la copia de seguridad."), 409) from error
    return send_file(path, "application/pdf", as_attachment=True, download_name=f"informe-{cohort.key}.pdf")


@blueprint.get("/cohortes/<key>/falta")
@trainer
def missing(key: str) -> str:
    """What is missing in the cohort, person by person, with states and dates."""
    cohort = cohort_for(current_actor(), key)
    return render_template("closing/missing.html", cohort=cohort, read=lambda: queries.everybody(cohort), rows=rows,
                           today=today())


@blueprint.route("/cohortes/<key>/seguimiento/<follow>", methods=["GET", "POST"])
@trainer
def follow_up(key: str, follow: str) -> str | Response | tuple[str, int]:
    """Note what came of a visit or a call."""
    actor = current_actor()
    cohort = cohort_for(actor, key)
    found = queries.follow_up_of(cohort, follow)
    form = FollowUpForm(done=found.done_at is not None, note=found.note)
    if not form.validate_on_submit():
        return render_template("closing/follow_up.html", cohort=cohort, follow_up=found, form=form,
                               ), 422 if form.is_submitted() else 200
    actions.note_follow_up(found, form.note.data or "", bool(form.done.data), actor)
    db.session.commit()
    flash(_("Seguimiento guardado."), "good")
    return redirect(url_for(".check", key=key), 303)
