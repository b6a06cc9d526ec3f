"""Names confirmed by their owners before anything is printed."""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import CohortLink, house
from training.naming import erasing, evidence, views
from training.naming.requirement import name_of
from training.progress.requirements import announce


def init_app(app: Flask) -> None:
    """The two pages, and what a paper asks of a name."""
    app.register_blueprint(views.blueprint)
    house(app).workshop_links.append(CohortLink(lazy_gettext("Confirmar nombres"), "naming.names", "ok", 55))
    announce(app, name_of)
    erasing.announce(app)
    house(app).evidence.append(evidence.WITNESS)
