"""The manual's table of contents, its modules for staff, glossary, directory, checklists and history."""

from flask import abort, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import current_actor, public, trainer
from training.manuals.queries import live_problems
from training.reference import queries
from training.reference.blueprint import blueprint
from training.reference.forms import SearchForm


@blueprint.get("/manual")
def index() -> str:
    """Everything that can be looked up, and the search."""
    actor = current_actor()
    return render_template("reference/index.html", manual=queries.here(), form=SearchForm(),
                           mine=queries.courses_of(actor), staff=actor.is_staff)


@blueprint.get("/manual/modulos/<slug>")
@trainer
def module(slug: str) -> str | Response:
    """A module of the newest version with the blocks for whoever facilitates, without a cohort."""
    manual = queries.here()
    found = manual.known_as(slug)
    if found is None or not found.ready:
        abort(404)
    if found.slug != slug:
        return redirect(url_for(".module", slug=found.slug), 301)
    return render_template("reference/module.html", manual=manual, module=found, problems=live_problems())


@blueprint.get("/manual/glosario")
@public
def glossary() -> str:
    """The words of the manual in both languages, from A to Z."""
    manual = queries.here()
    return render_template("reference/glossary.html", manual=manual, signed_in=current_user.is_authenticated)


@blueprint.get("/manual/directorio")
@public
def directory() -> str:
    """Lines, services and regional contacts, each with the day on which it was checked."""
    return render_template("reference/directory.html", manual=queries.here(), signed_in=current_user.is_authenticated)


@blueprint.get("/manual/historia")
@public
def history() -> str:
    """Where the manual comes from, told truthfully."""
    manual = queries.here()
    if manual.history is None:
        abort(404)
    return render_template("reference/history.html", manual=manual, signed_in=current_user.is_authenticated)


@blueprint.get("/manual/listas")
def checklists() -> str:
    """Every checklist by its title."""
    return render_template("reference/checklists.html", manual=queries.here())


@blueprint.get("/manual/listas/<slug>")
def checklist(slug: str) -> str:
    """One checklist, as it is used and as it is printed."""
    manual = queries.here()
    found = next((one for one in manual.checklists if one.slug == slug), None)
    if found is None:
        abort(404)
    return render_template("reference/checklist.html", manual=manual, checklist=found)
