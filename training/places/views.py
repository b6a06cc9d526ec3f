"""«Establecimientos»: the list, its search and export, and the page of one."""

from flask import Response, abort, render_template, request
from flask_babel import gettext as _

from training.access import current_actor, trainer
from training.exports import csv_bytes, download, xlsx_bytes
from training.forms import Press
from training.house import house
from training.places import filters, queries, queries_list, queries_register, words
from training.places.blueprint import blueprint


@blueprint.get("/establecimientos")
@trainer
def index() -> str:
    """A page of the filter that stands in the address."""
    return _list(_filter())


@blueprint.post("/establecimientos")
@trainer
def search() -> str:
    """The same with searched words."""
    if not Press().validate():
        abort(400)
    return _list(_filter())


def _filter() -> filters.Filter:
    values = request.form if request.method == "POST" else request.args
    try:
        return filters.read(values, values.get("words", "") if request.method == "POST" else "")
    except filters.NoSuchFilter:
        abort(404)


def _list(asked: filters.Filter) -> str:
    actor = current_actor()
    number = request.values.get("pagina", 1, type=int)
    return render_template("places/list.html", asked=asked, found=queries_list.page(actor, asked, number),
                           options=queries_list.options(actor, asked), filters=filters)


@blueprint.post("/establecimientos/descargar.<any(csv, xlsx):kind>")
@trainer
def export(kind: str) -> Response:
    """Every facility of the filter, with searched words too."""
    if not Press().validate():
        abort(400)
    header = [_("Código"), _("Establecimiento"), _("Categoría"), _("Institución"), _("Dirección de salud"), _("Red"),
              _("Microrred"), _("Distrito"), _("UBIGEO"), _("Cerrado el")]
    rows = queries_list.exported(current_actor(), _filter())
    return download((csv_bytes if kind == "csv" else xlsx_bytes)(header, rows), kind, "establecimientos")


@blueprint.get("/establecimientos/<code>")
@trainer
def facility(code: str) -> str:
    """What the register says of it, what other rooms know of it, its history."""
    found = queries.facility_for(current_actor(), code)
    history = queries_register.history_of(found)
    return render_template("places/facility.html", facility=found, authority=queries.authority_of(found), history=history,
                           panels=[panel(found) for panel in house().facility_panels], words=words,
                           names=queries_register.names_of([one.by_id for one in history]))
