"""Attendance: who was there in each half-day, for how many minutes, and who can no longer reach enough of them."""

from flask import Flask
from flask_babel import lazy_gettext

from training.attendance import (
    announcing,
    erasing,
    evidence,
    queries,
    views,
    views_marks,
    views_photo,
    views_roll,
    views_worker,
)
from training.attendance.blueprint import blueprint
from training.house import CohortLink, house
from training.progress.requirements import announce

PAGES = (views, views_roll, views_marks, views_photo, views_worker)  # importing them adds their pages to the blueprint


def init_app(app: Flask) -> None:
    """The pages, the requirement, the section of the report and the panel on the workshop's page."""
    app.register_blueprint(blueprint)
    announce(app, announcing.requirement)
    erasing.announce(app)
    house(app).evidence.append(evidence.WITNESS)
    house(app).workshop_links.append(CohortLink(lazy_gettext("Asistencia"), "attendance.index", "clock", 20))
    house(app).report_sections.append(announcing.report_section)
    house(app).workshop_panels.append(announcing.panel)
    house(app).half_day_locks.append(queries.why_agenda_stays)
