"""Photos of signed sheets: taken in, drawn anew, shown to whoever runs the cohort and nobody else."""

from hashlib import sha256

from flask import Response as Download
from flask import abort, flash, redirect, send_file, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from training import store
from training.access import current_actor, trainer
from training.attendance import actions, photo, queries, words
from training.attendance.blueprint import blueprint
from training.attendance.forms import PhotoForm, WithdrawForm
from training.attendance.views_roll import draw
from training.cohorts.actions import must_be_open
from training.db import db, reading
from training.workshops.queries import half_day_for


@blueprint.post("/cohortes/<key>/asistencia/<half>/foto")
@trainer
def add_photo(key: str, half: str) -> Response | tuple[str, int]:
    """Keep a photo of the signed sheet."""
    actor = current_actor()
    cohort, half_day = half_day_for(actor, key, half)
    must_be_open(cohort)
    form = PhotoForm()
    data = _read(form.photo.data) if form.validate_on_submit() else b""
    db.session.commit()  # drawing takes a while: not inside a transaction
    try:
        drawn = photo.redraw(data)
    except photo.BadPhoto as error:
        form.photo.errors = [words.bad_photo(error.why)]
        return draw(cohort, half_day, photo=form), 422
    with reading():
        actions.must_have_room(half_day, sha256(drawn).hexdigest())
    stored = store.put(drawn, photo.ENDING)
    is_new = actions.keep_photo(cohort, half_day, stored, len(drawn), actor)
    db.session.commit()
    flash(_("Foto guardada, sin lugar ni datos del teléfono.") if is_new else _("Esa foto ya estaba guardada."), "good")
    return redirect(url_for(".roll", key=key, half=half) + "#fotos", 303)


@blueprint.post("/cohortes/<key>/asistencia/<half>/foto/<photo>/retirar")
@trainer
def withdraw_photo(key: str, half: str, photo: str) -> Response | tuple[str, int]:
    """Take back a wrong photo: it stays, marked, with who and why."""
    actor = current_actor()
    cohort, half_day = half_day_for(actor, key, half)
    found, form = queries.photo_in(half_day, photo), WithdrawForm()
    if not form.validate_on_submit():
        return draw(cohort, half_day, withdraw=(found.key, form)), 422
    actions.withdraw_photo(cohort, half_day, found, form.why.data or "", actor)
    db.session.commit()
    flash(_("Foto retirada: se conserva con su motivo y ya no cuenta. Puede guardar la correcta."), "good")
    return redirect(url_for(".roll", key=key, half=half) + "#fotos", 303)


def _read(upload: object) -> bytes:
    return upload.read(photo.MOST_BYTES + 1) if isinstance(upload, FileStorage) else b""


@blueprint.get("/cohortes/<key>/asistencia/<half>/foto/<photo>")
@trainer
def show_photo(key: str, half: str, photo: str) -> Download:
    """The photo itself; a damaged file is not shown as if it were the evidence."""
    _cohort, half_day = half_day_for(current_actor(), key, half)
    found = queries.photo_in(half_day, photo)
    try:
        path = store.path_of(found.sha256, ".jpg")
    except store.Damaged:
        abort(404)
    shown = send_file(path, mimetype="image/jpeg", download_name=f"hoja-{half_day.number}.jpg")
    shown.headers["Cache-Control"] = "no-store"  # names and signatures: a shared computer keeps no copy
    return shown
