"""The keys of other systems: administrators make them, see who reads, and end them."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from training.access import admin, current_actor
from training.clock import today
from training.db import db
from training.errors import Refused
from training.forms import Press
from training.places.queries import authorities
from training.reporting import actions, queries
from training.reporting.forms import KeyForm

blueprint = Blueprint("keys", __name__)


def _form() -> KeyForm:
    form = KeyForm()
    form.region.choices = [SelectChoice("", _("Todo el país")), *(SelectChoice(one.code, one.name) for one in authorities())]
    return form


@blueprint.get("/llaves")
@admin
def index() -> str:
    """The keys, and the form for another."""
    return _page(_form())


def _page(form: KeyForm, made: tuple[str, str] | None = None) -> str:
    return render_template("reporting/keys.html", form=form, keys=queries.keys(), made=made)


@blueprint.post("/llaves")
@admin
def make() -> tuple[str, int] | str:
    """Make a key and show it, this once: it is kept nowhere, so this page cannot be asked for again."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    region = next((one.id for one in authorities() if one.code == form.region.data), None)
    try:
        key, token = actions.make_key(form.name.data, region, today() + timedelta(days=int(form.days.data)), current_actor())
    except Refused as error:
        form.name.errors = [error.message]
        return _page(form), 422
    db.session.commit()
    return _page(_form(), (key.name, token))


@blueprint.post("/llaves/<key>/terminar")
@admin
def end(key: str) -> Response:
    """It opens nothing from now on."""
    found = queries.key_with(key)
    if Press().validate_on_submit():
        actions.end_key(found, current_actor())
        db.session.commit()
        flash(_("La llave «%(name)s» ya no abre nada.", name=found.name), "good")
    return redirect(url_for(".index"), 303)
