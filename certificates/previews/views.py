"""The administrators' page of designs: which there are, how each looks on the longest name, which new papers get."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from certificates.blueprint import blueprint
from certificates.designs import actions, queries
from certificates.designs.built_in import built_in
from certificates.designs.folder import BadDesign, Design, unpack
from certificates.paper.snapshot import ACCREDITATION, CERTIFICATE, CONSTANCIA
from certificates.previews import trying
from certificates.previews.longest import sample
from training.access import admin, current_actor, trainer
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for
from training.db import db
from training.errors import Refused

PAPERS = {CERTIFICATE: lazy_gettext("Certificado"), CONSTANCIA: lazy_gettext("Constancia"),
          ACCREDITATION: lazy_gettext("Acreditación")}


@blueprint.get("/disenos")
@admin
def designs() -> str:
    """Every design, the one in use first; with ``?cohorte=`` each is tried on that cohort's longest name."""
    key = request.args.get("cohorte", "")
    return render_template("certificates/previews/designs.html", used=queries.in_use(), ours=built_in(),
                           stored=queries.stored(), papers=PAPERS, cohort=cohort_for(current_actor(), key) if key else None)


@blueprint.get("/disenos/<digest>/<paper>.pdf")
@admin
def preview(digest: str, paper: str) -> Response:
    """A sample of a design on an invented name, or on the longest of ``?cohorte=``."""
    key = request.args.get("cohorte", "")
    return _sample(_design(digest), paper, cohort_for(current_actor(), key) if key else None)


@blueprint.get("/cohortes/<key>/certificados/muestra-<paper>.pdf")
@trainer
def sample_sheet(key: str, paper: str) -> Response:
    """What the papers of this cohort will look like, on its longest name."""
    return _sample(_design(queries.in_use()), paper, cohort_for(current_actor(), key))


def _sample(design: Design, paper: str, cohort: Cohort | None) -> Response:
    """Drawn now and kept nowhere, for it may bear a name."""
    if paper not in PAPERS:
        abort(404)
    try:
        said = sample(design.digest, paper, cohort)
    except ValueError as error:
        raise Refused(_("Con los datos de esta cohorte no se puede dibujar la hoja: %(problem)s.",
                        problem=str(error))) from error
    db.session.rollback()  # nothing is held while it is drawn
    try:
        data = trying.drawn(said, design)
    except BadDesign as error:
        raise Refused(_("El diseño no sale: %(problem)s", problem=str(error))) from error
    return Response(data, content_type="application/pdf", headers={
        "Content-Disposition": f'inline; filename="muestra-{paper}.pdf"', "Cache-Control": "no-store"})


@blueprint.post("/disenos/<digest>/usar")
@admin
def use_design(digest: str) -> Response:
    """New papers get this one."""
    actions.choose(_design(digest).digest, current_actor().id)
    db.session.commit()
    flash(_("Guardado. Los papeles nuevos salen con este diseño; los ya emitidos conservan el suyo."), "good")
    return redirect(url_for(".designs"), 303)


def _design(digest: str) -> Design:
    if digest == built_in().digest:
        return built_in()
    found = queries.packed([digest]).get(digest) if digest.isascii() and digest.isalnum() else None
    return unpack(found) if found else abort(404)

