"""Calling: whom to call this week, with words that can be sent by any messenger. Nothing is sent from here."""

from flask import Flask
from flask_babel import lazy_gettext

from training.calling import erasing
from training.calling.views import blueprint
from training.house import MenuEntry, house


def init_app(app: Flask) -> None:
    """The page, its place beside coverage, and what is kept and let go."""
    app.register_blueprint(blueprint)
    erasing.announce(app)
    house(app).territory.append(
        MenuEntry(lazy_gettext("A quién llamar"), "calling.index", frozenset({"trainer", "admin"}), 55))
