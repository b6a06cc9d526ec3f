"""Reference: what one looks up. The manual's table of contents, search, glossary, directory, checklists, history, guide."""

from collections import OrderedDict

from flask import Flask
from flask_babel import lazy_gettext

from training.house import MenuEntry, house
from training.reference import views, views_guide, views_papers, views_search
from training.reference.blueprint import blueprint

__all__ = ["init_app", "views", "views_guide", "views_papers", "views_search"]


def init_app(app: Flask) -> None:
    """The pages, their entry in the menu, and a place for this process's search indexes."""
    app.extensions["replica.indexes"] = OrderedDict()
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(reference_links=lambda: house(app).reference_links)
    house(app).menu.append(MenuEntry(lazy_gettext("Manual"), "reference.index", frozenset({"learner"}), order=15))
    house(app).menu.append(MenuEntry(lazy_gettext("Guía"), "reference.guide", frozenset({"learner"}), order=16))
