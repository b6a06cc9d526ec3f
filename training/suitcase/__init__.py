"""The suitcase (maletín): everything on paper that a workshop needs, in one file.

Pure files say what stands on the sheets (paper, sheets, room) and bind them (binding); drawing.py calls the press; folder.py
keeps the file for its two days. Other rooms bring sheets of their own through ``house().kit_sheets``.
"""

from flask import Flask
from flask_babel import lazy_gettext


def init_app(app: Flask) -> None:
    """Announce the room: its page, its sheets, its long work, its command."""
    # Here and not above: importing a pure file runs this one too, and must not bring the pages along.
    from training.house import CohortLink, house  # noqa: PLC0415  # see above
    from training.suitcase import cli, erasing, kinds, views, work  # noqa: PLC0415  # the same

    app.register_blueprint(views.blueprint)
    cli.init_app(app)
    erasing.announce(app)
    mine = house(app)
    mine.kit_sheets.extend(kinds.OWN)
    mine.job_kinds[work.KIND] = work.WORK
    mine.tidiers.append(work.tidy)
    mine.workshop_links.append(CohortLink(lazy_gettext("Maletín"), "suitcase.show", "print", 10))
