"""Accrediting the trainers of a course: who meets the rule, who does not yet and why; issued by an administrator."""

from functools import partial

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from certificates.accrediting import actions
from certificates.accrediting.queries import candidates, rule_of
from certificates.accrediting.words import step_words
from certificates.blueprint import blueprint
from certificates.issuing import drawing
from certificates.issuing.forms import SignersForm
from certificates.paper.snapshot import Signer
from training.access import admin, current_actor, trainer
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for
from training.db import db
from training.jobs.engine import enqueue


@blueprint.get("/cohortes/<key>/acreditaciones")
@trainer
def accreditations(key: str) -> str:
    """Everybody with the certificate of the course, and what the rule still asks of each."""
    return _page(_cohort(key), _form())


@blueprint.post("/cohortes/<key>/acreditaciones")
@admin
def accredit(key: str) -> Response | tuple[str, int]:
    """Issue for everybody who meets the rule, and renew those who meet it again."""
    actor, cohort, form = current_actor(), _cohort(key), _form()
    if not form.validate_on_submit():
        return _page(cohort, form), 422
    made = actions.accredit(cohort, actor.id, form.signers)
    job = drawing.start(cohort, made, actor.id) if made else None
    db.session.commit()
    if job is None:
        flash(_("No había a quien acreditar: nadie más cumple la regla, y nadie se acredita a sí mismo."), "calm")
        return redirect(url_for(".accreditations", key=key), 303)
    enqueue(job.id)
    return redirect(url_for("jobs.show", key=job.key), 303)


def section(cohort: Cohort) -> Markup:
    """On the certificates page of a course of trainers: who may be accredited now. Nothing on any other."""
    rule = rule_of(cohort)
    if rule is None:
        return Markup("")
    people = candidates(cohort, rule)
    return Markup(render_template("certificates/accrediting/_section.html", cohort=cohort, people=people, rule=rule,
                                  ready=[one for one in people if one.ready]))


def _cohort(key: str) -> Cohort:
    """A cohort that the actor runs and whose course accredits; 404 otherwise."""
    cohort = cohort_for(current_actor(), key)
    if rule_of(cohort) is None:
        abort(404)
    return cohort


def _form() -> SignersForm:
    return SignersForm.prefilled([Signer(current_actor().full_name, _("Responsable del programa"))])


def _page(cohort: Cohort, form: SignersForm) -> str:
    rule = rule_of(cohort)
    assert rule is not None, "the course accredits"
    people, me = candidates(cohort, rule), current_actor()
    ready = [one for one in people if one.ready]
    return render_template(
        "certificates/accrediting/accreditations.html", cohort=cohort, form=form, people=people, rule=rule, ready=ready,
        mine=any(one.membership.user_id == me.id for one in ready), said=partial(step_words, rule),
        count=sum(one.membership.user_id != me.id for one in ready))
