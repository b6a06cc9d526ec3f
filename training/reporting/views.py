"""The monthly report by facility: a page to look at it, and the same as a file."""

import tempfile

from flask import Blueprint, abort, render_template, request, send_file
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.clock import today
from training.exports import download
from training.places.queries import authorities
from training.reporting import files
from training.reporting.columns import COLUMNS, missing_then, state_words
from training.reporting.lines import Which, count, lines
from training.reporting.months import Month, NotAMonth, latest, month_of, read_month
from training.reporting.scope import scope_of

PAGE = 50
IN_MEMORY = 2_000_000  # bytes of a file; a larger one waits on the disk

blueprint = Blueprint("reporting", __name__)


def _month() -> Month:
    """The month of the address; without one, this month. 404 when it is none."""
    written = request.args.get("mes", "")
    try:
        return read_month(written, today()) if written else month_of(today(), today())
    except NotAMonth:
        abort(404)


@blueprint.get("/informe-mensual")
@trainer
def month() -> str:
    """Fifty facilities a page, region and month chosen in the address."""
    actor, wanted = current_actor(), _month()
    scope = scope_of(actor, request.args.get("region", ""))
    total = count(wanted, scope.id)
    pages = max(1, -(-total // PAGE))
    page = max(1, min(request.args.get("pagina", 1, type=int), pages))
    found = list(lines(wanted, Which(scope.id, limit=PAGE, offset=(page - 1) * PAGE)))
    return render_template(
        "reporting/month.html", month=wanted, scope=scope, lines=found, total=total, page=page, pages=pages,
        months=latest(today()), authorities=authorities() if actor.is_admin else [], columns=COLUMNS, words=state_words(),
        missing_then=missing_then, about=files.about)


@blueprint.get("/informe-mensual.<any(csv, xlsx):kind>")
@trainer
def month_file(kind: str) -> Response:
    """The whole report of a month; it holds no personal data, so who took it is not noted."""
    wanted, scope = _month(), scope_of(current_actor(), request.args.get("region", ""))
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the server closes it when it is sent
    files.write(kind, out, wanted, lines(wanted, Which(scope.id)))
    out.seek(0)
    return send_file(out, download(b"", kind, "").content_type, as_attachment=True,
                     download_name=f"informe-{wanted}-{scope.code}.{kind}")
