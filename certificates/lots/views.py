"""Signing in lots: download what is to be signed, send it back, see what became of each file."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from certificates.blueprint import blueprint
from certificates.issuing import sending
from certificates.lots import archive, queries, words, work
from certificates.lots.forms import LotForm
from certificates.lots.models import SignedLot
from certificates.paper.wording import file_name
from certificates.signing.signer import the_signer
from training.access import current_actor, trainer
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for
from training.db import db
from training.jobs.engine import enqueue


@blueprint.url_value_preprocessor
def _let_lots_in(endpoint: str | None, _values: object) -> None:
    """Signed files weigh more than any list: this one address takes more, before anybody reads the body."""
    if endpoint == "certificates.lots" and request.method == "POST":
        request.max_content_length = archive.MOST_SENT + 100_000


@blueprint.route("/cohortes/<key>/certificados/firma", methods=["GET", "POST"])
@trainer
def lots(key: str) -> str | Response | tuple[str, int]:
    """What is signed by now and what is not; what was sent before; the form that sends."""
    actor = current_actor()
    group = cohort_for(actor, key)
    form = LotForm()
    if not form.validate_on_submit():
        return _page(group, form), 422 if form.is_submitted() else 200
    db.session.commit()     # taking the files in is many short transactions
    try:
        lot_key, job = work.receive(group, actor.id, form.upload.data.stream)
    except archive.BadArchive as error:
        form.upload.errors = [words.bad_archive(error.why)]
        return _page(group, form), 422
    if job is None:
        return redirect(url_for(".lot", key=key, lot=lot_key), 303)
    enqueue(job.id)
    return redirect(url_for("jobs.show", key=job.key), 303)


def _page(group: Cohort, form: LotForm) -> str:
    return render_template("certificates/lots/lots.html", cohort=group, form=form, papers=queries.to_sign(group),
                           lots=queries.lots_of(group), signs_here=the_signer().signs, trust=words.trust)


@blueprint.get("/cohortes/<key>/certificados/para-firmar.zip")
@trainer
def to_sign(key: str) -> Response:
    """The files to sign, each with the signatures that it has by now. ``?faltan``: only those that nobody has signed."""
    group = cohort_for(current_actor(), key)
    papers = [one for one in queries.to_sign(group) if one.signed is None or "faltan" not in request.args]
    if not papers:
        abort(404)
    return sending.archive([(f"{file_name(one.issued.snapshot)}.pdf", one.sha256, one.issued.certificate.issued_at)
                            for one in papers], "para-firmar")


@blueprint.get("/cohortes/<key>/certificados/firma/<lot>")
@trainer
def lot(key: str, lot: str) -> str:
    """What became of each file of a lot."""
    group = cohort_for(current_actor(), key)
    found: SignedLot = queries.lot_in(group, lot)
    return render_template("certificates/lots/lot.html", cohort=group, lot=found, files=queries.files_in(found),
                           verdict=words.verdict, trust=words.trust)
