"""The list behind every number: facilities by state, category, network; searched by POST; as a file."""

from flask import Response, abort, render_template, request

from training.access import current_actor, trainer
from training.coverage import listing
from training.coverage.blueprint import blueprint
from training.coverage.filters import ORDERS, Filter, Unreadable, read
from training.coverage.table import facility_header, facility_lines
from training.coverage.words import WORDS
from training.exports import csv_bytes, download, xlsx_bytes
from training.forms import Press


@blueprint.get("/cobertura/lista")
@trainer
def facilities() -> str:
    """A page of the filter that stands in the address."""
    return _page(_filter(), request.args.get("pagina", 1, type=int))


@blueprint.post("/cobertura/lista")
@trainer
def facilities_search() -> str:
    """The same with searched words."""
    if not Press().validate():
        abort(400)
    return _page(_filter(), request.form.get("pagina", 1, type=int))


@blueprint.get("/cobertura/lista.<any(csv, xlsx):kind>")
@trainer
def facilities_file(kind: str) -> Response:
    """Every facility of the filter, as a file."""
    rows = facility_lines(listing.everything(current_actor(), _filter()))
    return download((csv_bytes if kind == "csv" else xlsx_bytes)(facility_header(), rows), kind, "establecimientos")


def _filter() -> Filter:
    posted = request.method == "POST"
    try:
        return read(request.form if posted else request.args, request.form.get("words", "") if posted else "")
    except Unreadable:
        abort(404)


def _page(asked: Filter, number: int) -> str:
    actor = current_actor()
    return render_template("coverage/list.html", asked=asked, listed=listing.page(actor, asked, number), orders=ORDERS,
                           options=listing.options(actor, asked), **WORDS)
