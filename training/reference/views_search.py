"""Search. The words come by POST: none of them stands in an address, a log or a browser's history."""

from flask import render_template, url_for
from flask_babel import gettext as _

from modules.search import Document
from training.access import current_actor
from training.reference import queries
from training.reference.blueprint import blueprint
from training.reference.forms import SearchForm


@blueprint.get("/buscar")
def search() -> str:
    """The empty form."""
    return render_template("reference/search.html", form=SearchForm(), answers=None)


@blueprint.post("/buscar")
def results() -> str | tuple[str, int]:
    """What was found, the best first, with the words marked."""
    form = SearchForm()
    if not form.validate_on_submit():
        return render_template("reference/search.html", form=form, answers=None), 422
    words = (form.words.data or "").strip()
    answers = queries.search(current_actor(), words) if words else None
    return render_template("reference/search.html", form=form, answers=answers, address=address, kinds=_kinds())


def address(document: Document, cohort: str) -> str:
    """Where a found thing is read: a learner's modules through her cohort, staff's on their own pages."""
    anchor = document.anchor or None
    match document.kind:
        case "module" if cohort:
            return url_for("learning.module", key=cohort, slug=document.place, _anchor=anchor)
        case "module":
            return url_for("reference.module", slug=document.place, _anchor=anchor)
        case "guide":
            step = document.anchor and "reference.guide_step"
            return url_for(step, slug=document.place, node=document.anchor) if step else url_for(
                "reference.guide_flow", slug=document.place)
        case "glossary":
            return url_for("reference.glossary", _anchor=anchor)
        case "directory":
            return url_for("reference.directory", _anchor=anchor)
        case _:
            return url_for("reference.history", _anchor=anchor)


def _kinds() -> dict[str, str]:
    """What a hit is, in the language of the page."""
    return {"module": _("Módulo"), "guide": _("Guía"), "glossary": _("Glosario"), "directory": _("Directorio"),
            "history": _("Historia")}
