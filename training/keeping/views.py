"""«Mis datos»: a person's own, to take along. And, for administrators, erasing somebody who asked for it."""

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _

from training.access import admin, current_actor
from training.accounts import door, queries
from training.accounts.forms import text
from training.accounts.models import User
from training.accounts.words import too_soon
from training.audit.actions import record
from training.db import db, reading
from training.exports import download
from training.keeping import erasing, export
from training.keeping.forms import EraseForm, FindForm, MyDataForm
from training.keeping.words import staying_words, taken_words

blueprint = Blueprint("keeping", __name__)


@blueprint.get("/mis-datos")
def mine() -> str:
    """What the file holds, and the form that asks for the password."""
    return render_template("keeping/mine.html", form=MyDataForm(formdata=None), staying=staying_words())


@blueprint.post("/mis-datos")
def take() -> Response:
    """The file, made while she waits and kept nowhere."""
    user, form = current_actor(), MyDataForm()
    if not form.validate():
        return _mine(form, 400)
    outcome = door.own_key(user, text(form.current))
    if outcome.user is None:
        db.session.commit()  # what failed is counted
        form.current.errors = [too_soon(outcome.wait) if outcome.wait else _("Esa no es su clave actual.")]
        return _mine(form, 429 if outcome.wait else 403)
    user_id = user.id
    record("export person", f"user:{user_id}", user_id)
    db.session.commit()
    with reading():
        data = export.archive(user_id)
    response = download(data, "zip", "mis-datos")
    response.headers["Cache-Control"] = "no-store"
    return response


def _mine(form: MyDataForm, status: int) -> Response:
    return make_response(render_template("keeping/mine.html", form=form, staying=staying_words()), status)


@blueprint.get("/personas/borrar")
@admin
def find() -> str:
    """Whose data."""
    return render_template("keeping/find.html", form=FindForm(formdata=None))


@blueprint.post("/personas/borrar")
@admin
def look() -> Response:
    """The second look: who it is, what goes, what stays. Nothing is erased yet."""
    form = FindForm()
    fine = form.validate()
    user = queries.by_document(form.document_type.data, text(form.document)) if fine else None
    if fine and user is None:
        form.document.errors = [_("No hay ninguna cuenta con ese documento.")]
    if user is None:
        return make_response(render_template("keeping/find.html", form=form), 404 if fine else 400)
    erasing.may_be_erased(user, current_actor())
    return _look(user, EraseForm(formdata=None))


@blueprint.post("/personas/<key>/borrar")
@admin
def erase(key: str) -> Response:
    """Erase her, after the typed confirmation."""
    user = queries.by_key(key)
    if user is None:
        abort(404)
    actor = current_actor()
    erasing.may_be_erased(user, actor)
    form = EraseForm().for_document(user.document)
    if not form.validate():
        return _look(user, form, 400)
    erasing.erase_person(user.id, actor.id)
    flash(_("Se borraron los datos de esa persona. Queda un número sin nombre en el registro de actos."), "good")
    return redirect(url_for("accounts.people"), 303)  # type: ignore[return-value]  # Flask's own Response


def _look(user: User, form: EraseForm, status: int = 200) -> Response:
    shown = {"key": user.key, "full_name": user.full_name, "document_type": user.document_type, "document": user.document}
    gone = erasing.preview(user.id)
    html = render_template("keeping/look.html", shown=shown, form=form, gone=taken_words(gone), staying=staying_words())
    return make_response(html, status)
