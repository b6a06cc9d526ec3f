"""The register for administrators, and its newest checkpoint for everybody. Nothing here speaks of anybody."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from certificates.blueprint import blueprint
from certificates.register import guard, keys, note, queries
from certificates.register.forms import AgreeForm
from training.access import admin, current_actor, public
from training.db import db


@blueprint.get("/registro")
@admin
def register() -> str:
    """How large it is, its newest checkpoint, whether it agrees with what is outside, when it was last verified."""
    return _page(AgreeForm())


@blueprint.post("/registro/acuerdo")
@admin
def register_agree() -> AnyResponse | tuple[str, int]:
    """After a restore: hold the register against a checkpoint that somebody pastes."""
    form = AgreeForm()
    if not form.validate_on_submit():
        return _page(form), 422
    guard.agree(form.text, current_actor().id)
    db.session.commit()
    flash(_("El registro concuerda con ese punto de control. Se puede emitir."), "good")
    return redirect(url_for(".register"), 303)


@blueprint.get("/registro/punto-de-control.txt")
@public
def register_checkpoint() -> Response:
    """The newest signed checkpoint, so that anybody may keep a copy of it."""
    newest = queries.newest_checkpoint()
    if newest is None:
        abort(404)
    return Response(newest.note, content_type="text/plain; charset=utf-8")


def _page(form: AgreeForm) -> str:
    newest = queries.newest_checkpoint()
    return render_template(
        "certificates/register/register.html", counts=queries.counts(), newest=newest, form=form, state=guard.state(),
        checkpoint=note.parse(newest.note) if newest else None, verification=queries.last_verification(),
        keys=[keys.short(key) for key in queries.public_keys()])
