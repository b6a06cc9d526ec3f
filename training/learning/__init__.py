"""Learning: the learner's pages: where she left off, her course, its modules."""

from flask import Flask
from flask_babel import lazy_gettext

from training.clock import today
from training.house import MenuEntry, house
from training.learning import views, views_missing

PAGES = (views_missing,)  # importing them adds their pages to the blueprint


def init_app(app: Flask) -> None:
    """The pages and their entry in the menu."""
    app.register_blueprint(views.blueprint)
    app.jinja_env.globals.update(lima_today=today, blueprints=lambda: app.blueprints,
                                 module_panels=lambda: house(app).module_panels)
    house(app).menu.append(MenuEntry(lazy_gettext("Inicio"), "learning.home", frozenset({"learner"}), order=10))
