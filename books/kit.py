"""What the books bring to a workshop's suitcase: the pathways as A3 posters, of the version that the cohort works with."""

from collections.abc import Iterator
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from books import drawing
from books.catalogue import Order
from books.compose import Frame
from books.store import Shelf
from training.clock import today
from training.cohorts.models import Cohort
from training.db import db, reading
from training.errors import Refused
from training.house import KitPart, KitSheet, house
from training.manuals.queries import manual

ORDER = Order("posters", "es", "a3")


def posters(cohort_id: int, by_id: int) -> Iterator[KitPart]:
    """One sheet a pathway; kept on the books' shelf, so that the next workshop of this version need not draw them."""
    with reading():
        digest = db.session.get_one(Cohort, cohort_id).manual_digest
        edition = manual(digest)
    if not edition.flows:
        return
    shelf = Shelf(Path(str(current_app.config["INSTANCE_DIR"])), digest, edition, today())
    if not shelf.has(ORDER):
        try:
            made = drawing.draw(ORDER, Frame(edition, "es", today(), digest, house().paper_quiz))
        except drawing.CannotDraw as problem:
            raise Refused(_("Los afiches no se pueden dibujar (%(problem)s).", problem=str(problem))) from problem
        shelf.put(ORDER, made.data, made.pages)
    yield KitPart("Afiches de las rutas, para la pared de adentro", shelf.path(ORDER).read_bytes(), shelf.pages(ORDER) or 1)


SHEET = KitSheet("posters", lazy_gettext("Afiches de las rutas, en A3"), 80, posters)
