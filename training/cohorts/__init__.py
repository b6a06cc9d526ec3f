"""Cohorts: groups that take a course together, their roster and their join code."""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import MenuEntry, house


def init_app(app: Flask) -> None:
    """The pages and their entry in the menu."""
    from training.cohorts import (  # the tables import this package first
        sentences,
        views,
        views_join,
        views_people,
        views_roster,
    )

    app.jinja_env.filters["document_kind"] = sentences.kind
    for pages in (views_join, views_people, views_roster):
        assert pages.blueprint is views.blueprint  # each adds its pages to the one blueprint when it is imported
    app.register_blueprint(views.blueprint)
    house(app).menu.append(
        MenuEntry(lazy_gettext("Mis cohortes"), "cohorts.index", frozenset({"trainer", "admin"}), order=20))
