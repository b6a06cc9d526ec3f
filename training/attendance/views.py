"""The grid of people × half-days: who reached the minutes, who no longer can, and the way out."""

from datetime import time

from flask import Response as Download
from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training import exports
from training.access import current_actor, trainer
from training.attendance import make_ups, page
from training.attendance.blueprint import blueprint
from training.attendance.forms import MakeUpForm
from training.audit.actions import record
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for
from training.db import db
from training.errors import Refused
from training.workshops.models import HalfDay
from training.workshops.queries import half_days, needed_minutes, planned_minutes, rule_of
from training.workshops.words import half_day_name

USUAL_START = time(8, 0)


def _workshop(key: str) -> tuple[Cohort, list[HalfDay]]:
    """A cohort with half-days; 404 when it has none."""
    cohort = cohort_for(current_actor(), key)
    found = half_days(cohort)
    if not found:
        abort(404)
    return cohort, found


@blueprint.get("/cohortes/<key>/asistencia")
@trainer
def index(key: str) -> str:
    """The grid."""
    return _grid(cohort_for(current_actor(), key), MakeUpForm(formdata=None))


def _grid(cohort: Cohort, form: MakeUpForm) -> str:
    def read() -> tuple[page.Grid, int, int, int]:
        days = half_days(cohort) or abort(404)
        table = page.grid(cohort, days)
        if not form.is_submitted():
            form.suggest(table.make_up_minutes, USUAL_START, cohort.starts_on)
        return table, rule_of(cohort).attendance, needed_minutes(cohort, days), planned_minutes(days)

    return render_template("attendance/index.html", cohort=cohort, read=read, form=form)


@blueprint.post("/cohortes/<key>/asistencia/recuperacion")
@trainer
def add_make_up(key: str) -> Response | tuple[str, int]:
    """Put a make-up session on the calendar."""
    cohort, _days = _workshop(key)
    form = MakeUpForm()
    if not form.validate_on_submit():
        return _grid(cohort, form), 422
    try:
        made = make_ups.schedule(cohort, form.on.data, form.starts.data, form.minutes.data, current_actor())
    except Refused as error:
        if error.status != 422:
            raise
        db.session.rollback()
        form.on.errors = [error.message]
        return _grid(_workshop(key)[0], form), 422
    db.session.commit()
    flash(_("Recuperación anotada: %(day)s, %(num)s minutos.", day=half_day_name(made), num=made.minutes), "good")
    return redirect(url_for(".index", key=key), 303)


@blueprint.post("/cohortes/<key>/asistencia.<kind>")
@trainer
def export(key: str, kind: str) -> Download:
    """The grid as CSV or XLSX. A POST, because the record of who took it is written with it."""
    if kind not in ("csv", "xlsx"):
        abort(404)
    cohort, days = _workshop(key)
    header, rows = page.as_table(cohort, days)
    record("export attendance", f"cohort:{cohort.id}", current_actor().id, f"{kind}, {len(rows)} rows")
    db.session.commit()
    write = exports.csv_bytes if kind == "csv" else exports.xlsx_bytes
    return exports.download(write(header, rows), kind, f"asistencia-{cohort.key}")
