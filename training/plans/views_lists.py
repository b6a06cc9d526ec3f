"""Lists: which reviews are due, which facilities of a workshop have a plan, the indicators summed up; and their exports."""

from flask import Response as Page
from flask import abort, render_template, request
from flask_babel import gettext as _

from training import exports
from training.access import current_actor, trainer
from training.audit.actions import record
from training.clock import today
from training.cohorts.queries import cohort_for
from training.db import db
from training.plans import figures, listing, queries
from training.plans.blueprint import blueprint
from training.plans.queries import Place
from training.plans.words import state_words

WRITERS = {"csv": exports.csv_bytes, "xlsx": exports.xlsx_bytes}


@blueprint.get("/planes")
@trainer
def index() -> str:
    """Reviews that are due, late or made, and drafts: by region and network."""
    actor = current_actor()
    asked = listing.read(request.args, actor)
    return render_template(
        "plans/index.html", asked=asked, found=listing.found(actor, asked), views=listing.VIEWS, today=today()
    )


@blueprint.post("/planes/lista.<any(csv, xlsx):kind>")
@trainer
def export(kind: str) -> Page:
    """Every plan that is alive, without its texts. A POST, because the record of who took it is written with it."""
    actor = current_actor()
    header = [
        _("Región"),
        _("Red"),
        _("Código"),
        _("Establecimiento"),
        _("Hoja"),
        _("Estado"),
        _("Desde"),
        _("Revisiones hechas"),
        _("Próxima revisión"),
        _("Kit hasta"),
        _("Ambiente hasta"),
        _("Directorio hasta"),
        _("Ruta de noche hasta"),
    ]
    rows: list[list[exports.Cell]] = []
    for plan, region, next_on, made, ready in listing.for_export(actor, listing.read(request.args, actor)):
        here, until = (
            plan.facility,
            (ready.kit_until, ready.room_until, ready.directory_until, ready.route_until) if ready else (),
        )
        rows.append(
            [
                region,
                here.network if here else "",
                here.code if here else "",
                here.name if here else region,
                plan.sheet,
                state_words(plan.state),
                *(str(one or "") for one in (plan.starts_on,)),
                made,
                *(str(one or "") for one in (next_on, *(until or (None,) * 4))),
            ]
        )
    record(
        "export plans",
        f"authority:{actor.authority_id}" if actor.authority_id else "country",
        actor.id,
        f"{kind}, {len(rows)} rows",
    )
    db.session.commit()
    return exports.download(WRITERS[kind](header, rows), kind, "planes")


@blueprint.get("/planes/indicadores")
@trainer
def indicators() -> str:
    """The indicators of the supervision forms by network, or (for whoever administers) by region."""
    place = _region()
    return render_template("plans/indicators.html", table=_table(place), place=place, months=12)


@blueprint.post("/planes/indicadores.<any(csv, xlsx):kind>")
@trainer
def export_indicators(kind: str) -> Page:
    """The same table as a file: what the page hides, the file hides."""
    place, actor = _region(), current_actor()
    table = _table(place)
    if table is None or table.total is None:
        abort(404)
    header = [_("Red") if place else _("Región"), _("Establecimientos con hoja"), *table.titles]
    rows: list[list[exports.Cell]] = [[one.name or _("Sin red"), one.facilities, *one.shares] for one in table.lines]
    rows.append([_("Todo"), table.total.facilities, *table.total.shares])
    record(
        "export indicators", f"authority:{place.authority.id}" if place and place.authority else "country", actor.id, kind
    )
    db.session.commit()
    return exports.download(WRITERS[kind](header, rows), kind, "indicadores")


def _region() -> Place | None:
    return queries.region_place(current_actor(), request.args.get("region", "")[:40])


def _table(place: Place | None) -> figures.Table | None:
    found = figures.form()
    return figures.table(found[0].indicators, place.authority.id if place and place.authority else None) if found else None


@blueprint.get("/cohortes/<key>/planes")
@trainer
def cohort(key: str) -> str:
    """The facilities of a workshop's group, each with how its plans stand."""
    found = cohort_for(current_actor(), key)
    facilities, unknown = queries.facilities_of_group(found)
    forms = queries.forms()
    plans = queries.live_plans([one.id for one in facilities])
    return render_template(
        "plans/cohort.html",
        cohort=found,
        facilities=facilities,
        unknown=unknown,
        sheets=forms[0].sheets if forms else (),
        plans=plans,
    )
