"""Editions: what changed from one version of the manual to the next, and which version each cohort reads.

A cohort is never moved by itself: whoever runs it sees what is new and decides to stay or to move.
"""

from flask import Flask, render_template
from flask_babel import lazy_gettext
from markupsafe import Markup

from training.cohorts.models import Cohort
from training.editions import announcing, models, queries, views
from training.house import MenuEntry, house

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """The list of versions, the question on the cohort's page, and what ``flask content publish`` says."""
    app.register_blueprint(views.blueprint)
    rooms = house(app)
    rooms.cohort_notices.append(notice)
    rooms.after_publish.append(announcing.told)
    rooms.menu.append(MenuEntry(lazy_gettext("Versiones"), "editions.index", frozenset({"admin"}), order=75))


def notice(cohort: Cohort) -> Markup:
    """«Hay una versión nueva del manual», for the top of the page of a cohort that has not decided yet."""
    newer = queries.waiting(cohort)
    return Markup(render_template("editions/_notice.html", cohort=cohort, newer=newer)) if newer else Markup("")
