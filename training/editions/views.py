"""The versions of the manual, what changed in each, and a cohort's choice."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import admin, current_actor, trainer
from training.cohorts.queries import cohort_for
from training.db import db
from training.editions import actions, queries
from training.editions.words import by_place

blueprint = Blueprint("editions", __name__)


@blueprint.get("/manual/versiones")
@admin
def index() -> str:
    """Every version, with who reads it."""
    return render_template("editions/index.html", versions=queries.versions())


@blueprint.get("/manual/versiones/<short>")
@admin
def show(short: str) -> str:
    """What changed in one version since the one before, and which cohorts have not decided."""
    found = queries.version_named(short)
    groups = by_place(queries.difference(found.before, found.version.digest)) if found.before else None
    return render_template("editions/show.html", found=found, groups=groups,
                           undecided=queries.undecided(found.version.digest))


@blueprint.get("/cohortes/<key>/version")
@trainer
def choose(key: str) -> str:
    """What is new for this cohort, and what a move would mean for its people."""
    cohort = cohort_for(current_actor(), key)
    newer = queries.newest_for(cohort)
    return render_template("editions/choose.html", cohort=cohort, newer=newer,
                           groups=by_place(queries.difference(cohort.manual_digest, newer.digest)),
                           effect=queries.effect(cohort, newer.digest))


@blueprint.post("/cohortes/<key>/version")
@trainer
def decide(key: str) -> Response:
    """Stay or move."""
    actor = current_actor()
    cohort = cohort_for(actor, key)
    digest = request.form.get("digest", "")
    if request.form.get("do") == "move":
        actions.move(cohort, digest, actor)
        message = _("Guardado: la cohorte lee ahora la versión nueva. Nadie perdió su avance.")
    elif request.form.get("do") == "stay":
        actions.stay(cohort, digest, actor)
        message = _("Guardado: la cohorte sigue con su versión.")
    else:
        abort(400)
    db.session.commit()
    flash(message, "good")
    return redirect(url_for("cohorts.show", key=key), 303)
