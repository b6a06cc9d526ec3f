"""Two-day workshops: opening one in one screen, its half-days and their agenda."""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import CohortLink, house
from training.workshops import queries, views_agenda, words
from training.workshops.learner import learner_panel
from training.workshops.preview import lines
from training.workshops.views import blueprint


def init_app(app: Flask) -> None:
    """The pages, and how half-days are called on every page."""
    app.register_blueprint(blueprint)
    app.register_blueprint(views_agenda.blueprint)
    app.jinja_env.filters.update(half_day_name=words.half_day_name, half_day_title=words.half_day_title,
                                 half_day_short=words.short_name, local_hour=words.hour)
    house(app).keeps_dates.append(lambda cohort: queries.workshop_of(cohort) is not None)
    app.jinja_env.globals.update(workshop_of=queries.workshop_of, agenda_lines=lines, learner_panel=learner_panel,
                                 workshop_links=lambda: sorted(house(app).workshop_links, key=lambda link: link.order))
    house(app).workshop_links.append(CohortLink(lazy_gettext("Taller"), "workshops.show", "clock", 5))
