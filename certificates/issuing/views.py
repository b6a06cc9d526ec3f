"""The papers of a cohort: who is ready, issuing, the files."""

from dataclasses import replace

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from certificates.blueprint import blueprint
from certificates.issuing import actions, drawing, queries, sending
from certificates.issuing.doubts_words import doubt_words
from certificates.issuing.forms import SignersForm
from certificates.issuing.roll import roll
from certificates.issuing.standing import standings, without_print_file
from certificates.paper.snapshot import CERTIFICATE
from certificates.paper.wording import file_name
from certificates.paper.words import lacks_words
from training.access import current_actor, trainer
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for, trainers_of
from training.db import db, reading
from training.errors import Refused
from training.jobs.engine import enqueue
from training.jobs.models import RUNNING, WAITING
from training.jobs.queries import latest
from training.workshops.words import half_day_title


@blueprint.route("/cohortes/<key>/certificados", methods=["GET", "POST"])
@trainer
def cohort(key: str) -> str | Response | tuple[str, int]:
    """Who is ready and who is not yet; the form that issues for everybody who is."""
    actor = current_actor()
    group = cohort_for(actor, key)
    form = SignersForm.prefilled(actions.default_signers([t.full_name for t in trainers_of(group)] or [actor.full_name]))
    if not form.validate_on_submit():
        return _page(group, form), 422 if form.is_submitted() else 200
    db.session.commit()  # gathering takes a while: not while others wait to write
    with reading():
        prepared = actions.prepare(group, actor.id, both=form.both.data, accepted=form.accepted)
    actions.issue(group, actor.id, form.signers, both=form.both.data, prepared=prepared, accepted=form.accepted)
    issued = queries.issued_in(group)
    if not issued:
        raise Refused(_("Todavía no hay nadie a quien emitir. Revise qué le falta a cada persona."))
    return _draw(group, actor.id, issued)


def _page(group: Cohort, form: SignersForm) -> str:
    job = latest(drawing.KIND, f"cohort:{group.id}")
    standing, prints = roll(group), queries.print_files(group)
    lock = actions.locked(group, CERTIFICATE) if standing.certificates or standing.waiting else ""
    held = standing.certificates if lock else []
    standing = replace(standing, certificates=[]) if lock else standing
    return render_template(
        "certificates/cohort.html", cohort=group, roll=standing, form=form, lacks=lacks_words, doubt_words=doubt_words,
        prints=prints, stands=standings([one.certificate for one in standing.issued]), title=half_day_title,
        unprinted=without_print_file(standing.issued, prints),
        job=job if job and job.state in (WAITING, RUNNING) else None, ahead=actions.dates_ahead(group), lock=lock, held=held)


@blueprint.post("/cohortes/<key>/certificados/preparar")
@trainer
def prepare(key: str) -> Response:
    """Draw what has no file yet."""
    actor = current_actor()
    group = cohort_for(actor, key)
    return _draw(group, actor.id, queries.issued_in(group))


def _draw(group: Cohort, by_id: int, issued: list[queries.Issued]) -> Response:
    """Start drawing what has no file in the same transaction, then go and see it."""
    undrawn = [one.certificate for one in issued if one.sha256 is None] or [
        one.certificate for one in without_print_file(issued, queries.print_files(group))]
    job = drawing.start(group, undrawn, by_id) if undrawn else None
    db.session.commit()
    if job is None:
        flash(_("Todo estaba ya emitido y listo para imprimir; no se emitió nada de nuevo."), "calm")
        return redirect(url_for(".cohort", key=group.key), 303)
    enqueue(job.id)
    return redirect(url_for("jobs.show", key=job.key), 303)


@blueprint.get("/cohortes/<key>/certificados/imprimir.pdf")
@blueprint.get("/cohortes/<key>/certificados/imprimir-<batch>.pdf")
@trainer
def print_file(key: str, batch: str | None = None) -> Response:
    """The sheets of a batch in one file; of the newest when none is named."""
    group = cohort_for(current_actor(), key)
    found = next((one for one in queries.print_files(group) if batch in (None, one.key)), None)
    if found is None:
        abort(404)
    return sending.sheet(found.sha256, f"{drawing.TITLES[found.kind].lower()}-{found.pages}-hojas")


@blueprint.get("/cohortes/<key>/certificados/hojas.zip")
@trainer
def sheets(key: str) -> Response:
    """Every drawn sheet that was not replaced or revoked, as a file of its own, in one ZIP that is made while it is sent."""
    group = cohort_for(current_actor(), key)
    issued = queries.issued_in(group)
    stands = standings([one.certificate for one in issued])
    files = [(f"{file_name(one.snapshot)}.pdf", one.sha256, one.certificate.issued_at)
             for one in issued if one.sha256 and stands[one.certificate.id].is_open]
    if not files:
        abort(404)
    return sending.archive(files, "certificados")
