"""The cascade: a page of the tree, somebody's branch, who is dormant, a table to take along, who trained somebody."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import admin, current_actor, trainer
from training.accounts.models import User
from training.audit.actions import record
from training.clock import today
from training.db import db
from training.errors import Refused
from training.exports import download
from training.forms import Press
from training.lineage import actions, branches, dormant, export, queries, saying, summing
from training.lineage.chart import Row, bars, swatch
from training.lineage.forms import TRAINED, OriginForm, SearchForm
from training.lineage.models import Descent
from training.lineage.words import generation, shown

blueprint = Blueprint("lineage", __name__)


@blueprint.get("/cascada")
@trainer
def index() -> str:
    """Who began and whom they trained, fifty lines or so a page; how each generation does."""
    scope, code = _scope()
    generations = summing.by_generation(scope)
    return render_template(
        "lineage/index.html", found=queries.highest(scope, _page()), generations=generations, drawing=_drawing(generations),
        swatch=swatch, sleeping=dormant.how_many(scope), form=SearchForm(), code=code, mine=not _country(),
        compared=_compared(), regions=queries.regions() if _country() else [])


@blueprint.post("/cascada")
@trainer
def search() -> str | tuple[str, int]:
    """Somebody by name, in the actor's scope."""
    form = SearchForm()
    if not form.validate():
        return render_template("lineage/found.html", form=form, found=[]), 422
    words = form.words.data or ""
    found = queries.named(queries.scope_of(current_actor()), words) if words else []
    return render_template("lineage/found.html", form=form, found=found)


@blueprint.get("/cascada/sin-actividad")
@trainer
def sleeping() -> str:
    """Who holds a licence and has taught nothing in six months, and what to do about it."""
    scope, code = _scope()
    return render_template("lineage/sleeping.html", found=dormant.sleeping(scope, _page()), code=code,
                           regions=queries.regions() if _country() else [])


@blueprint.post("/cascada/descargar/<any(csv, xlsx):kind>")
@trainer
def take(kind: str) -> Response:
    """All trainers of the actor's scope, with their figures; that somebody took them is recorded."""
    if not Press().validate():
        abort(400)
    actor = current_actor()
    content = export.table(actor, kind)
    record("export lineage", f"user:{actor.id}", actor.id, kind)
    db.session.commit()
    return download(content, kind, f"cascada-{today().isoformat()}")


@blueprint.get("/cascada/<key>")
@trainer
def branch(key: str) -> str:
    """Somebody's branch: who trained her, whom she trained, what came of it."""
    actor = current_actor()
    person = branches.person_for(actor, key)
    found = branches.branch_of(actor, person, _page())
    return render_template("lineage/branch.html", person=person, found=found)


@blueprint.route("/cascada/<key>/origen", methods=["GET", "POST"])
@admin
def origin(key: str) -> str | Response | tuple[str, int]:
    """Say who trained somebody who was trained before Réplica, or correct what is written."""
    person = branches.person_for(current_actor(), key)
    row = db.session.get(Descent, person.id)
    form = OriginForm()
    if not form.is_submitted():
        form.seen.data = saying.version_of(row)
    if not form.validate_on_submit() or not form.settle() or not _said(person, form):
        trainer_ = db.session.get(User, row.trained_by_id) if row and row.trained_by_id else None
        return render_template("lineage/origin.html", person=person, form=form, row=row, trainer=trainer_,
                               presumed=row is None or actions.is_presumed(row)), 422 if form.is_submitted() else 200
    db.session.commit()
    flash(_("Quedó anotado con quién se formó."), "good")
    return redirect(url_for(".branch", key=key), 303)


def _said(person: User, form: OriginForm) -> bool:
    """Write it; what cannot be is said beside the field that it speaks of, and everything typed stays."""
    trainer_ = form.found if form.how.data == TRAINED else None
    try:
        saying.say(person, trainer_, form.since.data, form.reason.data or "", current_actor(), seen=form.seen.data or "")
    except Refused as no:
        if no.status != 422:
            raise
        db.session.rollback()
        field = form.since if isinstance(no, saying.WrongDay) else form.trainer
        field.errors = [no.message]
        return False
    return True


def _country() -> bool:
    return current_actor().is_admin


def _scope() -> tuple[int | None, str]:
    """The region that the page shows, and its code in the address; a trainer sees hers, whatever she asks for."""
    scope, code = queries.scope_of(current_actor()), request.args.get("region", "")
    if scope is not None or not code:
        return scope, ""
    found = next((number for known, _name, number in queries.regions() if known == code), None)
    return (abort(404) if found is None else found), code


def _page() -> int:
    return request.args.get("pagina", 1, type=int)


def _drawing(generations: list[summing.Generation]) -> object:
    rows = [Row(generation(one.number), *(None if score is None else round(score * 100)
                                          for score in (one.exit, one.practice))) for one in shown(generations)]
    return bars([row for row in rows if row.exit is not None or row.practice is not None])


def _compared() -> tuple[summing.Region | None, summing.Middle] | None:
    """A trainer's region beside the medians of the others."""
    actor = current_actor()
    if actor.is_admin or actor.authority_id is None:
        return None
    regions = summing.by_region()
    mine = next((one for one in regions if one.authority_id == actor.authority_id), None)
    return mine, summing.median_of([one for one in regions if one is not mine])
