"""The live agenda: what is on now, how late, what may be cut, and what was really delivered."""

from flask import Flask
from flask_babel import lazy_gettext

from training.delivery import panels, queries, views
from training.house import CohortLink, house


def init_app(app: Flask) -> None:
    """The pages, their place on the workshop's page, and what the report says of the programme."""
    app.register_blueprint(views.blueprint)
    house(app).workshop_links.append(CohortLink(lazy_gettext("Agenda"), "delivery.index", "go", 25))
    house(app).workshop_panels.append(panels.workshop_panel)
    house(app).half_day_locks.append(queries.why_agenda_stays)
    house(app).report_sections.append(panels.report_section)
