"""Staffing: who works at which facility today, since when, until when; transfers and the end of contracts.

The pure heart: `rules` (which dates can be), `forecast` (when a facility falls below its target).
"""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import MenuEntry, house


def init_app(app: Flask) -> None:
    """The pages, the panels on other pages, the radar among the pages of the territory, what the day brings."""
    # Here and not above: importing a pure file runs this one too, and must not bring the tables and pages along.
    from training.staffing import (  # noqa: PLC0415  # see above
        beginning,
        demo,
        erasing,
        panels,
        queries,
        views_mine,
        views_person,
        views_radar,
        views_staff,
    )
    from training.staffing.blueprint import blueprint  # noqa: PLC0415  # the same

    assert all((views_mine, views_person, views_radar, views_staff))  # each added its pages when it was imported
    app.register_blueprint(blueprint)
    app.jinja_env.globals["workplace_line"] = panels.workplace_line
    erasing.announce(app)
    mine = house(app)
    mine.names.setdefault("facility", queries.names_of_facilities)
    mine.facility_panels.append(panels.facility_panel)
    mine.person_panels.append(panels.person_panel)
    mine.daily.append(beginning.begin_due)
    mine.demo_loaders.append(demo.load)
    mine.territory.append(
        MenuEntry(lazy_gettext("Rotación"), "staffing.rotation", frozenset({"trainer", "admin"}), order=40))
