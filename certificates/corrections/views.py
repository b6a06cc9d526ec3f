"""The page of a paper and what can be done with it; requests to revoke, for administrators."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from certificates.blueprint import blueprint
from certificates.corrections import actions, queries, words
from certificates.corrections.forms import CorrectionForm, DecisionForm, RevocationForm
from certificates.corrections.page import page_of
from certificates.corrections.renewing import rule_for
from certificates.issuing import drawing
from certificates.issuing.models import Certificate
from training.access import admin, current_actor, trainer
from training.cohorts.models import Cohort
from training.db import db
from training.errors import Refused
from training.jobs.engine import enqueue
from training.naming.queries import confirmed_names


@blueprint.get("/certificados/<key>")
@trainer
def paper(key: str) -> str:
    """What the paper says, its number, its history, its file, and what can be done."""
    return render_template("certificates/corrections/paper.html", p=page_of(*queries.paper_for(current_actor(), key)),
                           alone=words.alone())


@blueprint.route("/certificados/<key>/corregir", methods=["GET", "POST"])
@trainer
def correct(key: str) -> str | Response | tuple[str, int]:
    """A form with what the paper says; what is sent becomes another paper that takes its place."""
    actor = current_actor()
    certificate, cohort = queries.paper_for(actor, key)
    actions.must_stand(certificate)
    issued = queries.issued_of(certificate) or abort(404)
    form = CorrectionForm.over(issued.snapshot)
    if not form.validate_on_submit():
        return render_template("certificates/corrections/correct.html", form=form, p=certificate, s=issued.snapshot,
                               confirmed=confirmed_names(cohort).get(certificate.membership_id)
                               ), 422 if form.is_submitted() else 200
    made = actions.correct(certificate, form.changes, form.why.data or "", actor)
    return _to_new(made, cohort, actor.id, _("Emitido el %(folio)s en lugar del %(old)s. Su archivo se está dibujando.",
                                             folio=made.folio, old=certificate.folio))


@blueprint.post("/certificados/<key>/renovar")
@trainer
def renew(key: str) -> Response:
    """Another paper that goes on from this one, where the rule of its kind is met."""
    actor = current_actor()
    certificate, cohort = queries.paper_for(actor, key)
    actions.must_stand(certificate)
    rule = rule_for(certificate)
    if rule is None or rule.until is None:
        raise Refused(rule.said if rule and rule.said else _("Este papel no se renueva."))
    made = actions.renew(certificate, actor.id, rule.until, rule.evidence, rule.basis)
    return _to_new(made, cohort, actor.id, _("Renovado: el %(folio)s continúa al %(old)s. Su archivo se está dibujando.",
                                             folio=made.folio, old=certificate.folio))


def _to_new(made: Certificate, cohort: Cohort, by_id: int, said: str) -> Response:
    job = drawing.start(cohort, [made], by_id)
    db.session.commit()
    enqueue(job.id)
    flash(said, "good")
    return redirect(url_for(".paper", key=made.key), 303)


@blueprint.route("/certificados/<key>/revocar", methods=["GET", "POST"])
@trainer
def revoke(key: str) -> str | Response | tuple[str, int]:
    """Ask to revoke: the paper stays as it is until another person approves."""
    actor = current_actor()
    certificate, _cohort = queries.paper_for(actor, key)
    actions.must_stand(certificate)
    issued = queries.issued_of(certificate) or abort(404)
    form = RevocationForm.fresh()
    if not form.validate_on_submit():
        return render_template("certificates/corrections/revoke.html", form=form, p=certificate, s=issued.snapshot,
                               alone=words.alone()), 422 if form.is_submitted() else 200
    actions.ask(certificate, form.reason.data, form.words.data or "", actor)
    db.session.commit()
    flash(_("Pedido guardado. El papel sigue vigente hasta que otra persona que administra lo apruebe."), "good")
    return redirect(url_for(".paper", key=key), 303)


@blueprint.get("/revocaciones")
@admin
def revocations() -> str:
    """What waits to be decided, and what was decided last."""
    return _revocations(DecisionForm(formdata=None), "")


def _revocations(form: DecisionForm, key: str) -> str:
    return render_template("certificates/corrections/revocations.html", waiting=queries.waiting(), decided=queries.decided(),
                           form=form, wrong=key, reasons=words.reasons(), actor=current_actor(), alone=words.alone())


@blueprint.post("/revocaciones/<key>")
@admin
def decide(key: str) -> Response | tuple[str, int]:
    """Approve, and the register says so for ever; or decline, with why."""
    actor = current_actor()
    request = queries.request_with(key)
    form = DecisionForm()
    if not form.validate():
        return _revocations(form, key), 422
    if form.do.data == "approve":
        actions.approve(request, form.words.data or "", actor)
        said = _("Revocado. Desde ahora su código y su QR responden «revocado».")
    else:
        actions.decline(request, form.words.data or "", actor)
        said = _("No se revocó: el papel queda como estaba.")
    db.session.commit()
    flash(said, "good")
    return redirect(url_for(".revocations"), 303)
