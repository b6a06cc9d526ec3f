"""From a pasted list to people in the cohort: paste, say the columns if need be, correct, enrol."""

from flask import Response as Download
from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.cohorts import actions, enrolment, model_list, queries, sentences
from training.cohorts.columns import Column, is_complete
from training.cohorts.corrections import apply, page_of, picks
from training.cohorts.facilities import AS_WRITTEN
from training.cohorts.forms import RosterForm
from training.cohorts.models import Cohort, RosterDraft
from training.cohorts.roster import Roster, read, with_columns
from training.cohorts.tables import Unreadable, Why, from_text
from training.cohorts.views import blueprint
from training.cohorts.workbooks import from_file
from training.db import db


@blueprint.get("/cohortes/modelo-de-lista.<any(csv, xlsx):kind>")
@trainer
def template(kind: str) -> Download:
    """A list to fill in, as CSV or XLSX."""
    data = model_list.as_csv() if kind == "csv" else model_list.as_xlsx()
    response = make_response(data)
    response.mimetype = model_list.MIMETYPES[kind]
    response.headers["Content-Disposition"] = f'attachment; filename="modelo-de-lista.{kind}"'
    return response


@blueprint.route("/cohortes/<key>/lista", methods=["GET", "POST"])
@trainer
def roster(key: str) -> str | Response | tuple[str, int]:
    """Step 1: paste the list or choose a file."""
    actor = current_actor()
    cohort = queries.cohort_for(actor, key)
    actions.must_be_open(cohort)
    form = RosterForm()
    if not form.validate_on_submit():
        return render_template("cohorts/roster.html", cohort=cohort, form=form,
                               waiting=queries.drafts_waiting(cohort)), 422 if form.is_submitted() else 200
    db.session.commit()  # reading a file may take a while: not inside a transaction
    try:
        found = _read(form)
    except Unreadable as error:
        form.blame(sentences.unreadable(error))
        return render_template("cohorts/roster.html", cohort=cohort, form=form), 422
    draft = enrolment.keep_draft(cohort, found, actor)
    db.session.commit()
    return redirect(url_for(".columns" if found.needs_columns else ".check_rows", key=key, draft=draft.key), 303)


def _read(form: RosterForm) -> Roster:
    lines = from_file(form.uploaded) if form.uploaded is not None else from_text(form.pasted.data or "")
    found = read(lines)
    if not found.rows and not found.needs_columns:
        raise Unreadable(Why.EMPTY)
    return found


def _draft(key: str, draft: str) -> tuple[Cohort, RosterDraft | None]:
    cohort = queries.cohort_for(current_actor(), key)
    return cohort, queries.draft_of(cohort, draft)


def _gone(key: str) -> Response:
    flash(_("Esa lista ya se inscribió o se descartó. Las listas por revisar se guardan 24 horas."), "calm")
    return redirect(url_for(".show", key=key), 303)


@blueprint.route("/cohortes/<key>/lista/<draft>/columnas", methods=["GET", "POST"])
@trainer
def columns(key: str, draft: str) -> str | Response | tuple[str, int]:
    """Step 1 b: which column is which, when the list does not say so itself."""
    cohort, kept = _draft(key, draft)
    if kept is None:
        return _gone(key)
    found = enrolment.read_draft(kept)
    if not found.needs_columns:
        return redirect(url_for(".check_rows", key=key, draft=draft), 303)
    error = ""
    if request.method == "POST":
        found.columns = _chosen(len(found.columns))
        error = _column_error(found.columns)
        if not error:
            first = found.lines[0][0] + ("header" in request.form)  # the line below the header, when one is said to be
            enrolment.write_draft(kept, with_columns(found, found.columns, first))
            db.session.commit()
            return redirect(url_for(".check_rows", key=key, draft=draft), 303)
    return render_template("cohorts/columns.html", cohort=cohort, draft=kept, roster=found, error=error,
                           choices=sentences.columns()), 422 if error else 200


def _chosen(width: int) -> list[Column]:
    said = [request.form.get(f"c{n}", Column.IGNORE) for n in range(width)]
    return [Column(value) if value in set(Column) else Column.IGNORE for value in said]


def _column_error(chosen: list[Column]) -> str:
    used = [column for column in chosen if column is not Column.IGNORE]
    if len(set(used)) < len(used):
        return str(_("Dos columnas dicen lo mismo. Deje cada dato una sola vez."))
    if not is_complete(chosen):
        return str(_("Falta decir cuál es el documento y dónde están los nombres y apellidos."))
    return ""


@blueprint.route("/cohortes/<key>/lista/<draft>", methods=["GET", "POST"])
@trainer
def check_rows(key: str, draft: str) -> str | Response:
    """Step 2: the rows to correct, in place; the others as a table."""
    cohort, kept = _draft(key, draft)
    if kept is None:
        return _gone(key)
    found = enrolment.read_draft(kept)
    if found.needs_columns:
        return redirect(url_for(".columns", key=key, draft=draft), 303)
    checked = enrolment.checked(cohort, found)
    if request.method == "POST":
        found.places |= picks(checked, request.form)
        found.rows = apply(checked, request.form)
        enrolment.write_draft(kept, found)
        if "enrol" in request.form and all(one.ready for one in enrolment.checked(cohort, found)):
            return _enrolled(cohort, kept)
        db.session.commit()
        return redirect(url_for(".check_rows", key=key, draft=draft), 303)
    page = page_of(checked, everything="todas" in request.args)
    return render_template("cohorts/check.html", cohort=cohort, draft=kept, roster=found, page=page, words=sentences,
                           AS_WRITTEN=AS_WRITTEN)


@blueprint.post("/cohortes/<key>/lista/<draft>/inscribir")
@trainer
def enrol(key: str, draft: str) -> Response:
    """Step 3: everybody or nobody, in one transaction."""
    cohort, kept = _draft(key, draft)
    if kept is None:
        return _gone(key)
    return _enrolled(cohort, kept)


def _enrolled(cohort: Cohort, kept: RosterDraft) -> Response:
    number = enrolment.enrol_draft(cohort, kept, current_actor())
    db.session.commit()
    flash(ngettext("Inscribió a %(num)s persona.", "Inscribió a %(num)s personas.", number), "good")
    return redirect(url_for(".show", key=cohort.key), 303)


@blueprint.post("/cohortes/<key>/lista/<draft>/descartar")
@trainer
def discard(key: str, draft: str) -> Response:
    """Throw the list away."""
    kept = _draft(key, draft)[1]
    if kept is None:
        return _gone(key)
    enrolment.forget_draft(kept)
    db.session.commit()
    flash(_("Lista descartada. No se inscribió a nadie."), "good")
    return redirect(url_for(".roster", key=key), 303)

