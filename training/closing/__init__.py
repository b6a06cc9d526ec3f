"""Closing a workshop: check, close, report, follow up."""

from flask import Flask
from flask_babel import lazy_gettext

from training.closing import erasing, report
from training.closing.panel import panel
from training.closing.views import blueprint
from training.house import CohortLink, house


def init_app(app: Flask) -> None:
    """The pages, the report's job, and the dates that come up on the workshop's page."""
    app.register_blueprint(blueprint)
    erasing.announce(app)
    house(app).job_kinds[report.KIND] = report.WORK
    house(app).workshop_panels.append(panel)
    house(app).workshop_links.append(CohortLink(lazy_gettext("Qué falta"), "closing.missing", "circle", 80))
    house(app).workshop_links.append(CohortLink(lazy_gettext("Cierre"), "closing.check", "lock", 90))
