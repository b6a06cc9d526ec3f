"""Coverage: the country or one's own region, a region, its report on paper and its table as a file."""

from flask import Response, abort, render_template, request
from flask_babel import gettext as _

from training.access import current_actor, trainer
from training.coverage import filters, listing, overview, report
from training.coverage.blueprint import blueprint
from training.coverage.filters import Filter
from training.coverage.overview import Overview
from training.coverage.table import header, lines
from training.coverage.trend import chart
from training.coverage.words import WORDS
from training.db import db
from training.exports import csv_bytes, download, xlsx_bytes

TOP = 8


def _shown(found: Overview, *, home: bool = False) -> str:
    ready = request.args.get("vista") == "listo"
    return render_template("coverage/overview.html", found=found, asked=Filter(region=found.code), ready=ready, home=home,
                           tiles=found.tiles(ready=ready), chart=chart(found.months), top=TOP, **WORDS)


@blueprint.get("/cobertura")
@trainer
def home() -> str:
    """The country for whoever administers; for a trainer her region, and the medians of the others."""
    return _shown(overview.own(current_actor()), home=True)


@blueprint.get("/cobertura/<region>")
@trainer
def region(region: str) -> str:
    """One health authority by its networks, or a department by its authorities; ``red``: one network and its facilities."""
    actor = current_actor()
    found = overview.region(actor, region)
    if not request.args.get("red"):
        return _shown(found)
    try:
        asked = filters.read(request.args, region=region)
    except filters.Unreadable:
        abort(404)
    row, parts = overview.network(found, asked.network)
    return render_template("coverage/network.html", found=found, row=row, asked=asked, parts=parts,
                           listed=listing.page(actor, asked, request.args.get("pagina", 1, type=int)), **WORDS)


@blueprint.get("/cobertura/informe.pdf")
@trainer
def report_pdf() -> Response:
    """The page for the minister, or for a region's director: one sheet."""
    actor, code = current_actor(), request.args.get("region", "")
    html = report.compose(overview.region(actor, code) if code else overview.own(actor))
    db.session.rollback()  # nothing is held while it is drawn
    answer = download(report.drawn(html), "pdf", f"cobertura-{code or 'informe'}")
    answer.headers["Content-Disposition"] = answer.headers["Content-Disposition"].replace("attachment", "inline", 1)
    return answer


@blueprint.get("/cobertura/tabla.<any(csv, xlsx):kind>")
@trainer
def table(kind: str) -> Response:
    """The table of the page as a file, with the same figures."""
    actor, code = current_actor(), request.args.get("region", "")
    found = overview.region(actor, code) if code else overview.own(actor)
    write = csv_bytes if kind == "csv" else xlsx_bytes
    what = {"region": _("Región"), "authority": _("Dirección de salud"), "network": _("Red")}[found.kind]
    return download(write(header(what), lines(found)), kind, f"cobertura-{found.code or 'regiones'}")
