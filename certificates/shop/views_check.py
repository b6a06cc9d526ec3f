"""Before issuing: «287 listos, 13 con problema» over a whole filter of cohorts, each with its fix; issuing for the ready."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from certificates.blueprint import blueprint
from certificates.issuing import actions as issuing
from certificates.issuing import drawing
from certificates.issuing.queries import issued_in
from certificates.shop import checking, queries
from certificates.shop.filters import Filter, Unreadable, read
from training.access import current_actor, trainer
from training.cohorts.models import Cohort
from training.cohorts.queries import trainers_of
from training.db import db, reading
from training.errors import Refused
from training.forms import Press
from training.jobs.engine import enqueue


def _filter() -> Filter:
    try:
        return read(request.form if request.method == "POST" else request.args)
    except Unreadable:
        abort(404)


@blueprint.get("/imprimir/revisar")
@trainer
def shop_check() -> str:
    """Ten cohorts of the filter: who is ready in each, and what stands in the way of the others."""
    actor, asked = current_actor(), _filter()
    return render_template("certificates/shop/check.html", asked=asked, options=queries.options(actor, asked),
                           found=checking.checked(actor, asked, request.args.get("pagina", 1, type=int)))


@blueprint.post("/imprimir/revisar")
@trainer
def shop_issue() -> Response:
    """Issue for everybody who is ready in the cohorts of this page, each signed by those who facilitate it."""
    if not Press().validate():
        abort(400)
    actor, asked = current_actor(), _filter()
    number = request.form.get("pagina", 1, type=int)
    db.session.commit()  # looking takes a while: not while others wait to write
    with reading():
        ready = [one.cohort.id for one in checking.checked(actor, asked, number).cohorts if one.ready]
    made = sum(_issue(db.session.get_one(Cohort, one), actor.id) for one in ready)
    flash(ngettext("Se emitió %(num)s papel. Llega a «Por imprimir» en cuanto esté dibujado.",
                   "Se emitieron %(num)s papeles. Llegan a «Por imprimir» en cuanto estén dibujados.", made)
          if made else _("No había nadie listo: no se emitió nada."), "good" if made else "calm")
    return redirect(url_for(".shop_check", pagina=number, **asked.address()), 303)


def _issue(cohort: Cohort, by_id: int) -> int:
    """One cohort, in transactions of its own: what cannot be issued does not hold up the others. Returns how many papers."""
    signers = issuing.default_signers([one.full_name for one in trainers_of(cohort)])
    if not signers:
        return 0
    db.session.commit()
    with reading():
        prepared = issuing.prepare(cohort, by_id)
    try:
        made = issuing.issue(cohort, by_id, signers, prepared=prepared)
        undrawn = [one.certificate for one in issued_in(cohort) if one.sha256 is None]
        job = drawing.start(cohort, undrawn, by_id) if undrawn else None
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        flash(f"{cohort.name}: {refused.message}", "bad")
        return 0
    if job:
        enqueue(job.id)
    return len(made)
