"""What the QR of an access slip opens: her door, or, for whoever facilitates, her page. It tells nobody whose it is."""

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import current_actor, public
from training.accounts.forms import SignInForm
from training.cohorts import queries
from training.cohorts.views import blueprint


@blueprint.get("/f/<person>")
@public
def slip(person: str) -> str | Response:
    """The same page for every id, known or not; who runs the cohort goes to the person, she herself to her start."""
    signed_in = current_user.is_authenticated
    found = queries.membership_with(person) if signed_in else None
    if found is not None and found.user_id == current_actor().id:
        return redirect(url_for("learning.home"), 303)
    if found is not None and queries.runs(current_actor(), found.cohort_id):
        return redirect(url_for(".member", key=found.cohort.key, person=person), 303)
    return render_template("cohorts/slip.html", form=None if signed_in else _door())


def _door() -> SignInForm:
    """The form of the door, which stands at another address; here most people type the code."""
    form = SignInForm()
    form.password.label.text = _("Código de su ficha")
    form.password.description = _("Si ya creó su clave, escriba su clave.")
    return form
