"""Cohorts: groups that take a course together, their roster and their join code."""

from flask import Flask
from flask_babel import lazy_gettext

from training.cohorts import enrolment, erasing, queries, sentences, views_join, views_people, views_roster, views_slip
from training.cohorts.views import blueprint
from training.house import MenuEntry, house

PAGES = (views_join, views_people, views_roster, views_slip)  # importing them adds their pages to the blueprint


def init_app(app: Flask) -> None:
    """The pages and their entry in the menu."""
    app.jinja_env.filters["document_kind"] = sentences.kind
    app.register_blueprint(blueprint)
    house(app).names |= {"cohort": queries.names_of_cohorts, "membership": queries.names_of_members}
    house(app).tidiers += [enrolment.forget_old_drafts, erasing.tidy]
    house(app).erasers.insert(0, erasing.erase_lists)  # while the account still says whose lists they are
    house(app).erasers.append(erasing.erase)
    house(app).exporters.append(erasing.export)
    house(app).menu.append(
        MenuEntry(lazy_gettext("Mis cohortes"), "cohorts.index", frozenset({"trainer", "admin"}), order=20))
