"""«Direcciones de salud», for administrators: the programme's own list of DIRESA, GERESA and DIRIS."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import admin, current_actor
from training.db import db
from training.forms import Press
from training.places import actions_authorities, queries_register
from training.places.blueprint import blueprint
from training.places.forms import AuthorityForm, NewAuthorityForm


@blueprint.get("/direcciones-de-salud")
@admin
def authorities() -> str:
    """All of them, with their facilities."""
    return render_template("places/authorities.html", found=queries_register.authority_list())


@blueprint.route("/direcciones-de-salud/nueva", methods=["GET", "POST"])
@admin
def new_authority() -> str | Response | tuple[str, int]:
    """One more."""
    form = NewAuthorityForm().with_departments(queries_register.departments())
    if form.validate_on_submit():
        try:
            actions_authorities.add(form.name.data, form.department.data, form.prefixes, form.texts, current_actor().id)
            db.session.commit()
            flash(_("Dirección de salud agregada."), "good")
            return redirect(url_for(".authorities"), 303)
        except actions_authorities.Taken as taken:
            form[taken.field].errors = [str(taken)]
    return render_template("places/new_authority.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/direcciones-de-salud/<authority>", methods=["GET", "POST"])
@admin
def authority(authority: str) -> str | Response | tuple[str, int]:
    """Its name and what belongs to it."""
    found = queries_register.authority_by(authority)
    form = AuthorityForm(data={"name": found.authority.name, "ubigeos": ", ".join(found.ubigeos),
                               "disas": ", ".join(found.disas)})
    if form.validate_on_submit():
        try:
            actions_authorities.change(found.authority, form.name.data, form.prefixes, form.texts, current_actor().id)
            db.session.commit()
            flash(_("Dirección de salud guardada."), "good")
            return redirect(url_for(".authorities"), 303)
        except actions_authorities.Taken as taken:
            db.session.rollback()
            found = queries_register.authority_by(authority)
            form[taken.field].errors = [str(taken)]
    return render_template("places/authority.html", form=form, found=found), 422 if form.is_submitted() else 200


@blueprint.post("/direcciones-de-salud/<authority>/borrar")
@admin
def remove_authority(authority: str) -> Response:
    """Only one that nothing depends on."""
    found = queries_register.authority_by(authority)
    if not Press().validate():
        abort(400)
    actions_authorities.remove(found.authority, current_actor().id)
    db.session.commit()
    flash(_("Dirección de salud borrada."), "good")
    return redirect(url_for(".authorities"), 303)
