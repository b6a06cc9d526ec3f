"""Drawing as long work: one book a piece, outside any request, each at most once per edition.

While a book is being laid out the page that the press has reached lies in a small file beside it, for the progress page.
"""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from books import drawing
from books.catalogue import Order, order, orders
from books.compose import Frame
from books.store import Shelf
from training.clock import today
from training.db import reading
from training.errors import Refused
from training.house import JobKind, house
from training.jobs import actions, queries
from training.jobs.models import Job
from training.manuals.queries import newest_digest, newest_manual

log = logging.getLogger(__name__)
KIND, ALL = "books", "all"
EVERY = 5  # pages between two words about the progress


def frame_of(language: str) -> Frame:
    """The newest version in that language, as every book of it is drawn. Raises Refused when none was published."""
    manual = newest_manual()
    return Frame(manual.speaking(language), language, today(), manual.digest or newest_digest() or "", house().paper_quiz)


def shelf() -> Shelf:
    """The books of the newest version."""
    manual = newest_manual()
    return Shelf(Path(str(current_app.config["INSTANCE_DIR"])), manual.digest or newest_digest() or "", manual, today())


def start(asked: Sequence[Order], by_id: int) -> Job:
    """The job that draws these; while the same is under way, that one: whoever asks next shares the work."""
    subject = str(asked[0]) if len(asked) == 1 else ALL
    return actions.start(KIND, subject, [str(one) for one in asked], by_id)


def under_way() -> dict[str, Job]:
    """The jobs that are drawing, by the book that each is about (``all``: every missing one)."""
    return {job.subject: job for job in queries.under_way(KIND)}


def job_for(one: Order, jobs: Mapping[str, Job]) -> Job | None:
    """The job that is drawing this book, by itself or with all the others."""
    return jobs.get(str(one)) or jobs.get(ALL)


def draw(subject: str) -> None:
    """Draw ``participant.es.a4`` unless it lies there."""
    asked = _order(subject)
    with reading():
        here, frame = shelf(), frame_of(asked.language)
    if here.has(asked):
        return
    note = _note(here, asked)
    try:
        made = drawing.draw(asked, frame, lambda page: _tell(note, page))
    except drawing.CannotDraw as problem:
        raise Refused(_("El libro no se puede dibujar (%(problem)s).", problem=str(problem))) from problem
    finally:
        note.unlink(missing_ok=True)
    here.put(asked, made.data, made.pages)


def finish(subject: str, done: Sequence[str]) -> None:
    """Nothing to join: each book is its own file."""


def saying(subject: str) -> str:
    """«Va por la página 120.», while the press is at it."""
    for one in [found] if (found := order(subject)) else orders():
        note = _note(shelf(), one)
        text = note.read_text() if note.is_file() else ""
        if text.isdigit():
            return str(_("%(book)s: va por la página %(page)s.", book=label(one), page=text))
    return ""


def label(one: Order) -> str:
    """«Manual para participantes (es)», in the language of the page."""
    size = f", {one.size.upper()}" if len(one.book.sizes) > 1 else ""
    return f"{names()[one.name]} ({one.language}{size})"


def names() -> Mapping[str, str]:
    """The books' names in the language of the page."""
    return {"participant": _("Manual para participantes"), "workbook": _("Cuaderno de trabajo"),
            "cards": _("Tarjetas de bolsillo"), "posters": _("Afiches de las rutas"),
            "epub": _("Manual para participantes, EPUB"), "trainer": _("Manual para facilitar"),
            "quizzes": _("Cuadernillo de pruebas"), "key": _("Claves de las pruebas")}


def about() -> Mapping[str, str]:
    """What each book is for, in a sentence."""
    return {
        "participant": _("Los módulos del primer curso, con glosario, directorio, rutas y fuentes."),
        "workbook": _("Ejercicios y espacio para escribir; sin respuestas."),
        "cards": _("Ocho por hoja, para cortar: apoyo, horas, seguridad y ruta."),
        "posters": _("Una hoja por ruta, para el consultorio; no para la sala de espera."),
        "epub": _("Para leer en el teléfono, también sin conexión."),
        "trainer": _("Los dos cursos con agendas, puntos sensibles, respuestas esperadas y listas de cotejo."),
        "quizzes": _("Las pruebas de los módulos y las de entrada y salida, con hoja de respuestas."),
        "key": _("Las respuestas de todas las pruebas, con su explicación. Guárdelo bajo llave."),
    }


def tidy() -> dict[str, int]:
    """Delete the books of editions that nobody prints any more."""
    return {"books": shelf().tidy() if newest_digest() else 0}


def _order(subject: str) -> Order:
    found = order(subject)
    if found is None:
        raise Refused(_("Este libro ya no existe."))
    return found


def _note(here: Shelf, one: Order) -> Path:
    return here.all / f"{here.edition}-{one.file_name}.page"


def _tell(note: Path, page: int) -> None:
    """Best effort: a disk that is full must not stop the press before its time."""
    if page % EVERY:
        return
    try:
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.write_text(str(page))
    except OSError:
        log.warning("the progress of a book could not be noted")


def _title(subject: str) -> str:
    found = order(subject)
    return label(found) if found else str(_("Todos los libros"))


def _names(subjects: Sequence[str]) -> Mapping[str, str]:
    return {subject: label(found) for subject in subjects if (found := order(subject))}


def _shelf_page(subject: str) -> str:
    return url_for("books.index")


def _back(subject: str) -> tuple[str, str]:
    return _("Libros para imprimir"), url_for("books.index")


def _may_see(actor: Any, subject: str) -> bool:
    """Whoever may have the book may see how far it is."""
    found = order(subject)
    return bool(actor.is_staff or found and not found.book.staff)


WORK = JobKind(KIND, draw, finish, title=_title, item_names=_names, result_url=_shelf_page, back=_back, may_see=_may_see,
               saying=saying)
