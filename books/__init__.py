"""The room of books: the manual on paper, in every form that a workshop of two days needs.

Pure files compose (compose, prose, workbook, epub, words); drawing.py calls the press; store.py keeps what was drawn. The
room knows the manual and nobody's quizzes: questions come through the announcement ``house().paper_quiz``.
"""

from flask import Flask
from flask_babel import lazy_gettext


def init_app(app: Flask) -> None:
    """Announce the room: the shelf, commands, its long work, its line on the manual's page."""
    # Here and not above: importing a pure file runs this one too, and must not bring the pages along.
    from books import cli, kit, views, work  # noqa: PLC0415  # see above
    from training.house import ReferenceLink, house  # noqa: PLC0415  # the same

    app.register_blueprint(views.blueprint)
    app.cli.add_command(cli.group)
    mine = house(app)
    mine.job_kinds[work.KIND] = work.WORK
    mine.reference_links.append(ReferenceLink(
        lazy_gettext("Libros para imprimir"),
        lazy_gettext("El manual en papel y en EPUB: manuales, cuaderno, pruebas, afiches y tarjetas."), "books.index"))
    mine.tidiers.append(work.tidy)
    mine.kit_sheets.append(kit.SHEET)
