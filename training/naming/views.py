"""The two pages of names: a person's own, and the corrected list that whoever facilitates keys in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.cohorts.models import Cohort
from training.cohorts.numbering import hold
from training.cohorts.queries import cohort_for, members, my_membership
from training.cohorts.sentences import flaw
from training.db import db
from training.naming import actions, queries, sheet
from training.naming.forms import NameForm

blueprint = Blueprint("naming", __name__)


@blueprint.route("/curso/<key>/nombre", methods=["GET", "POST"])
def mine(key: str) -> str | Response | tuple[str, int]:
    """Her own name, as it will be printed: she says that it is right, or corrects how it is written."""
    actor = current_actor()
    membership = my_membership(actor, key, whole=True)
    before = queries.newest_of(membership)
    form = NameForm(obj=before or actor)
    form.known = queries.known_names(membership, (actor.given_names, actor.surnames))
    if not form.validate_on_submit():
        return render_template("naming/mine.html", membership=membership, form=form, before=before,
                               ), 422 if form.is_submitted() else 200
    actions.confirm_own(membership, form.given_names.data or "", form.surnames.data or "")
    db.session.commit()
    flash(_("Gracias. En sus papeles dirá: %(name)s.", name=f"{form.given_names.data} {form.surnames.data}"), "good")
    return redirect(url_for("learning.home"), 303)


@blueprint.route("/cohortes/<key>/nombres", methods=["GET", "POST"])
@trainer
def names(key: str) -> str | Response | tuple[str, int]:
    """The list as the owners corrected and signed it: every row in one form; one wrong row holds all of them back."""
    actor = current_actor()
    cohort = cohort_for(actor, key)
    if request.method == "POST":
        hold(cohort)
    else:
        return render_template("naming/names.html", cohort=cohort, read=lambda: _as_it_stands(cohort), wrong=(), flaw=flaw)
    everybody = members(cohort)
    lines = sheet.read(queries.stood(cohort, everybody), request.form)
    wrong = [line for line in lines if line.wrong]
    if wrong:
        return render_template("naming/names.html", cohort=cohort, read=lambda: lines, wrong=wrong, flaw=flaw), 422
    signed, corrected = actions.key_in(cohort, lines, everybody, actor)
    db.session.commit()
    flash(_said(signed, corrected), "good")
    return redirect(url_for(".names", key=key), 303)


def _as_it_stands(cohort: Cohort) -> list[sheet.Line]:
    return sheet.as_it_stands(queries.stood(cohort, members(cohort)))


def _said(signed: int, corrected: int) -> str:
    told = []
    if signed:
        told.append(ngettext("%(num)s nombre confirmado.", "%(num)s nombres confirmados.", signed))
    if corrected:
        told.append(ngettext("%(num)s nombre corregido, todavía sin firma.",
                             "%(num)s nombres corregidos, todavía sin firma.", corrected))
    return " ".join(told) or _("Nada había cambiado.")
