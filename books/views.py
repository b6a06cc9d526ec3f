"""The shelf: every book in each language, ready to take or to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from books import work
from books.catalogue import BOOKS, Book, Order, order, orders
from books.store import Shelf
from training.access import current_actor, trainer
from training.accounts.models import User
from training.db import db
from training.jobs.engine import enqueue
from training.jobs.models import Job
from training.manuals.queries import newest_manual

blueprint = Blueprint("books", __name__)


@dataclass(frozen=True)
class Copy:
    """One book in one language and size, as the shelf shows it. ``size`` in bytes, 0 while it is not drawn."""

    order: Order
    size: int
    pages: int | None
    job: Job | None


@blueprint.get("/manual/libros")
def index() -> str:
    """Every book that the person may have."""
    staff, here, jobs = current_actor().is_staff, work.shelf(), work.under_way()
    rows = [(book, [_copy(one, here, jobs) for one in orders() if one.name == book.name])
            for book in BOOKS if staff or not book.staff]
    missing = [one for one in orders() if not here.has(one)] if staff else []
    return render_template("books/index.html", rows=rows, staff=staff, names=work.names(), about=work.about(),
                           manual=newest_manual(), missing=missing)


@blueprint.post("/manual/libros/<what>")
def draw(what: str) -> Response:
    """Start drawing a book, or go to where it is being drawn. A book that is ready is never drawn again."""
    asked = _asked(what)
    if work.shelf().has(asked):
        flash(_("Ya está listo: puede descargarlo."), "good")
        return redirect(url_for(".index"), 303)
    return _begin([asked])


@blueprint.post("/manual/libros")
@trainer
def draw_all() -> Response:
    """Draw whatever is missing, one book after the other."""
    here = work.shelf()
    missing = [one for one in orders() if not here.has(one)]
    if not missing:
        flash(_("Todos los libros están listos."), "good")
        return redirect(url_for(".index"), 303)
    return _begin(missing)


@blueprint.get("/manual/libros/<what>")
def download(what: str) -> Response:
    """The book itself; while it is not drawn, back to the shelf."""
    asked = _asked(what)
    here = work.shelf()
    if not here.has(asked):
        flash(_("Este libro todavía no está dibujado."), "calm")
        return redirect(url_for(".index"), 303)
    response = send_file(here.path(asked), mimetype=asked.book.media_type, as_attachment=True, download_name=asked.file_name,
                         conditional=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _asked(what: str) -> Order:
    """The order in the address: 404 for no book, 403 for one that is not for this person."""
    found = order(what)
    if found is None:
        abort(404)
    if not may_have(current_actor(), found.book):
        abort(403)
    return found


def may_have(actor: User, book: Book) -> bool:
    """Answers and the trainer's words are for whoever facilitates or administers."""
    return actor.is_staff or not book.staff


def _begin(asked: list[Order]) -> Response:
    job = (work.job_for(asked[0], work.under_way()) if len(asked) == 1 else None) or work.start(asked, current_actor().id)
    db.session.commit()
    enqueue(job.id)
    if len(asked) > 1 or _may_follow(asked[0], job):
        return redirect(url_for("jobs.show", key=job.key), 303)
    return redirect(url_for(".index"), 303)


def _may_follow(one: Order, job: Job) -> bool:
    """A learner whose book is being drawn with all the others waits on the shelf: that job is not hers to see."""
    return current_actor().is_staff or job.subject == str(one)


def _copy(one: Order, here: Shelf, jobs: Mapping[str, Job]) -> Copy:
    if not here.has(one):
        return Copy(one, 0, None, work.job_for(one, jobs))
    return Copy(one, here.path(one).stat().st_size, here.pages(one), None)
