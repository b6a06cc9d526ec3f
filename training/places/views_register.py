"""«Registro de establecimientos», for administrators: a file, what it would change, applying it, what it changed."""

import json

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import admin, current_actor
from training.db import db, reading
from training.errors import Refused
from training.forms import Press
from training.places import actions, comparing, importing, prepared, queries_register, telling, words
from training.places.blueprint import blueprint
from training.places.forms import AcceptForm, ApplyForm, UploadForm
from training.places.models_register import WAITING, FacilityImport
from training.places.register import read
from training.places.troubles import Unreadable, Why

SHOWN = (comparing.ADDED, comparing.CHANGED, comparing.CLOSED, comparing.REOPENED, comparing.REFUSED, comparing.SKIPPED,
         comparing.NOTED, comparing.UNLISTED)


@blueprint.route("/registro-establecimientos", methods=["GET", "POST"])
@admin
def upload() -> str | Response | tuple[str, int]:
    """The file, and what was imported before. Nothing changes yet: the next page shows what would."""
    form, by_id = UploadForm(), current_actor().id
    if not form.validate_on_submit():
        return _upload_page(form), 422 if form.is_submitted() else 200
    db.session.commit()  # reading a file may take seconds: not inside a transaction
    try:
        found = read(form.data_read)
        with reading():
            plan, base = importing.plan(found, (), complete=form.complete.data), importing.base()
        actions.must_be_sane(plan)
    except Unreadable as error:
        form.upload.errors = [words.unreadable(error)]
        return _upload_page(form), 422
    except Refused as error:
        form.complete.errors = [error.message]
        return _upload_page(form), 422
    kept = actions.keep(form.data_read, found, plan, base=base, by_id=by_id)
    db.session.commit()
    return redirect(url_for(".register", key=kept.key), 303)


def _upload_page(form: UploadForm) -> str:
    found = queries_register.imports()
    return render_template("places/upload.html", form=form, imports=found, counts=queries_register.counts_of,
                           names=queries_register.names_of([one.by_id for one in found]), WAITING=WAITING)


@blueprint.get("/registro-establecimientos/<key>")
@admin
def register(key: str) -> str:
    """What would change, or what was changed: counts, and the lines of one kind."""
    found = queries_register.import_by(key)
    counts = queries_register.counts_of(found)
    kinds = [kind for kind in SHOWN if counts.get(kind)]
    kind = request.args.get("ver", kinds[0] if kinds else comparing.ADDED)
    if kind not in SHOWN:
        abort(404)
    return render_template("places/register.html", found=found, counts=counts, kinds=kinds, kind=kind, words=words,
                           lines=queries_register.lines_of(found, kind, request.args.get("pagina", 1, type=int)),
                           names=queries_register.names_of([found.by_id, found.applied_by_id]), said=json.loads,
                           WAITING=WAITING, acceptable=(Why.REUSED_AWAY, Why.REUSED_NAME))


def _planned(key: str) -> tuple[FacilityImport, comparing.Plan, prepared.Writes]:
    """A waiting import, compared with the register as it is now, and what that writes."""
    with reading():
        found = queries_register.import_by(key)
        if found.state != WAITING or found.packed is None:
            raise Refused(_("Esta importación ya se aplicó o se descartó."))
        plan = importing.plan(importing.unpack(found.packed), json.loads(found.accepted), complete=found.complete)
    ready, _digest = prepared.writes(plan), plan.digest  # before the transaction that writes begins
    return queries_register.import_by(key), plan, ready


@blueprint.post("/registro-establecimientos/<key>/aplicar")
@admin
def apply(key: str) -> Response:
    """All of it, in one transaction; then the other rooms are told."""
    form, by_id = ApplyForm(), current_actor().id
    queries_register.import_by(key)
    if not form.validate():
        abort(400)
    found, plan, ready = _planned(key)
    if form.seen.data != found.digest:
        raise Refused(_("Esta página ya no muestra lo último. Vuelva a abrirla y mire de nuevo antes de aplicar."))
    actions.apply(found, plan, ready, by_id)
    import_id = found.id
    db.session.commit()
    telling.tell(import_id)
    flash(_("Registro actualizado."), "good")
    return redirect(url_for(".register", key=key), 303)


@blueprint.post("/registro-establecimientos/<key>/aceptar")
@admin
def accept(key: str) -> Response:
    """One code may become another facility."""
    form = AcceptForm()
    queries_register.import_by(key)
    if not form.validate():
        abort(400)
    return _compared(key, form.facility.data)


@blueprint.post("/registro-establecimientos/<key>/comparar")
@admin
def compare_again(key: str) -> Response:
    """With the register as it is now."""
    queries_register.import_by(key)
    if not Press().validate():
        abort(400)
    return _compared(key)


def _compared(key: str, code: str = "") -> Response:
    with reading():
        found = queries_register.import_by(key)
        if found.state != WAITING or found.packed is None:
            raise Refused(_("Esta importación ya se aplicó o se descartó."))
        accepted = sorted({*json.loads(found.accepted), *([code] if code else [])})
        base = importing.base()
        plan = importing.plan(importing.unpack(found.packed), accepted, complete=found.complete)
    actions.renew(queries_register.import_by(key), plan, accepted, base)
    db.session.commit()
    flash(_("Aceptado: el código %(code)s pasará a ser ese establecimiento.", code=code) if code
          else _("Comparado de nuevo."), "good")
    return redirect(url_for(".register", key=key), 303)


@blueprint.post("/registro-establecimientos/<key>/descartar")
@admin
def discard(key: str) -> Response:
    """Throw a waiting import away; nothing of it was applied."""
    found = queries_register.import_by(key)
    if not Press().validate():
        abort(400)
    if found.state != WAITING:
        raise Refused(_("Esta importación ya se aplicó o se descartó."))
    actions.discard(found)
    db.session.commit()
    flash(_("Archivo descartado. El registro quedó como estaba."), "good")
    return redirect(url_for(".upload"), 303)
