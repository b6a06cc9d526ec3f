"""The suitcase on the screen: what is in it, one button, the file."""

from datetime import UTC, datetime

from flask import Blueprint, abort, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for, member_counts
from training.db import db
from training.errors import Refused
from training.jobs.engine import enqueue
from training.jobs.models import RUNNING, WAITING
from training.jobs.queries import latest
from training.suitcase import queries, work
from training.suitcase.folder import Made
from training.workshops.queries import workshop_of

blueprint = Blueprint("suitcase", __name__)


def _workshop(key: str) -> Cohort:
    cohort = cohort_for(current_actor(), key)
    _must_be_workshop(cohort)
    return cohort


def _must_be_workshop(cohort: Cohort) -> None:
    if workshop_of(cohort) is None:
        raise Refused(_("Esta cohorte no tiene taller presencial. Las fichas de acceso se imprimen desde «Fichas»."), 404)


@blueprint.get("/cohortes/<key>/maletin")
@trainer
def show(key: str) -> str:
    """What the suitcase holds, whether it is ready, and whether the list has changed since."""
    actor = current_actor()
    cohort = cohort_for(actor, key)
    made = work.kit(cohort.id, actor.id).made()
    job = latest(work.KIND, work.subject(cohort.id, actor.id))
    job = job if job and job.state in (WAITING, RUNNING) else None
    return render_template(
        "suitcase/show.html", cohort=cohort, read=lambda: _read(cohort, made), sheets=work.all_sheets(), made=made, job=job,
        at=datetime.fromtimestamp(made.at, UTC) if made else None,
        drawn_for=f"{made.at if made else ''} {job.key if job else ''}")  # what no revision of the cohort tells


def _read(cohort: Cohort, made: Made | None) -> tuple[int, bool, bool]:
    """How many people there are; whether the list, or the version of the manual, has changed since it was made."""
    _must_be_workshop(cohort)
    stale = made is not None and made.stamp != work.stamp_of(queries.people(cohort))
    moved = made is not None and made.digest not in ("", cohort.manual_digest)
    return member_counts(cohort)[0], stale, moved


@blueprint.post("/cohortes/<key>/maletin")
@trainer
def prepare(key: str) -> Response:
    """Draw it, then go and see how far it is."""
    cohort = _workshop(key)
    job = work.start(cohort, current_actor().id)
    db.session.commit()
    enqueue(job.id)
    return redirect(url_for("jobs.show", key=job.key), 303)


@blueprint.get("/cohortes/<key>/maletin.pdf")
@trainer
def file(key: str) -> Response:
    """The file, only for who asked for it: nobody keeps a copy of it on the way."""
    cohort = _workshop(key)
    here = work.kit(cohort.id, current_actor().id)
    if here.made() is None:
        abort(404)
    response = send_file(here.file, "application/pdf", as_attachment=True, download_name="maletin.pdf", etag=False)
    response.headers["Cache-Control"] = "no-store"
    return response
