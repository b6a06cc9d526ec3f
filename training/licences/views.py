"""One's own way up the ladder, and the list of those who train."""

from collections.abc import Sequence

from flask import Response, abort, render_template, request
from flask_babel import gettext as _

from modules.ladder import Ladder
from training import exports
from training.access import current_actor, trainer
from training.accounts.models import User
from training.accounts.queries import authorities
from training.audit.actions import record
from training.clock import today
from training.db import db
from training.licences import people, queries
from training.licences.blueprint import blueprint
from training.licences.forms import FindForm
from training.licences.helping import helpers
from training.licences.people import Asked, Found
from training.licences.words import grant_tag, heading, missing_words, next_place, state_names, step_title


@blueprint.get("/mi-camino")
def mine() -> str:
    """What I hold and until when, what comes next, what I lack for it, who can help."""
    actor, steps = current_actor(), queries.ladder()
    if steps is None:
        return render_template("licences/mine.html", steps=None)
    hers = queries.climbing(steps, [actor.id])[actor.id]
    return render_template("licences/mine.html", steps=steps, hers=hers, next=next_place(hers), today=today(),
                           heading=heading(steps, hers), helpers=helpers(steps, actor))


@blueprint.get("/formadores")
@trainer
def index() -> str:
    """Those who train and those on the way: of one's region, or of the country; narrowed by what stands in the address."""
    return _list(_asked(), FindForm(formdata=None), request.args.get("pagina", 1, type=int))


@blueprint.post("/formadores")
@trainer
def search() -> str | tuple[str, int]:
    """Somebody by name; by POST, so that it stands in no address."""
    form = FindForm()
    if not form.validate():
        return _list(_asked(), form, 1), 400
    return _list(_asked(form.words.data or ""), form, request.form.get("pagina", 1, type=int))


@blueprint.post("/formadores.<kind>")
@trainer
def export(kind: str) -> Response:
    """The list as CSV or XLSX. A POST, because the record of who took it is written with it."""
    if kind not in ("csv", "xlsx"):
        abort(404)
    actor, steps = current_actor(), queries.ladder()
    found = people.everybody(actor, steps, _asked()) if steps else []
    rows = _rows(steps, found) if steps else []
    record("export trainers", f"user:{actor.id}", actor.id, f"{kind}, {len(rows)} rows")
    db.session.commit()
    header = [_("Apellidos"), _("Nombres"), _("Región"), _("Peldaño"), _("Estado"), _("Desde"), _("Hasta"), _("Le falta")]
    write = exports.csv_bytes if kind == "csv" else exports.xlsx_bytes
    return exports.download(write(header, rows), kind, f"formadores-{today().isoformat()}")


def _rows(steps: Ladder, found: Sequence[User]) -> list[list[exports.Cell]]:
    hers = queries.climbing(steps, [one.id for one in found])
    rows: list[list[exports.Cell]] = []
    for one in found:
        grant = hers[one.id].grant
        rows.append([one.surnames, one.given_names, one.authority.name if one.authority else "",
                     step_title(steps, grant.step) if grant else "", grant_tag(steps, grant)[2],
                     grant.granted_on.isoformat() if grant else "", grant.valid_until.isoformat() if grant else "",
                     missing_words(hers[one.id])])
    return rows


def _asked(words: str = "") -> Asked:
    """What the address narrows the list to; what is none of its values narrows nothing."""
    actor, steps = current_actor(), queries.ladder()
    step, state = request.args.get("peldano", ""), request.args.get("estado", "")
    region = request.args.get("region", type=int) if actor.is_admin else None
    known = {one.id for one in steps.licences} if steps else set()
    return Asked(step if step in known else "", state if state in people.STATES else "",
                 region if region in {number for number, _name in _regions()} else None, words)


def _regions() -> list[tuple[int, str]]:
    return authorities() if current_actor().is_admin else []


def _list(asked: Asked, form: FindForm, page: int) -> str:
    actor, steps = current_actor(), queries.ladder()
    found = people.listing(actor, steps, asked, page) if steps else Found([], 0, 1)
    hers = queries.climbing(steps, [one.id for one in found.people]) if steps else {}
    narrowed = {key: value for key, value in (("peldano", asked.step), ("estado", asked.state),
                                              ("region", asked.authority_id)) if value}
    return render_template("licences/index.html", steps=steps, found=found, hers=hers, asked=asked, form=form,
                           narrowed=narrowed, states=state_names(), regions=_regions())
