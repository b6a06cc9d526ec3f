"""Audit: the append-only record of privileged acts, and its page for administrators."""

from flask import Flask
from flask_babel import lazy_gettext

from training.audit import erasing, views
from training.house import MenuEntry, house


def init_app(app: Flask) -> None:
    """The page and its entry for administrators; other rooms add how their ids read to ``house().names``."""
    app.register_blueprint(views.blueprint)
    erasing.announce(app)
    house(app).menu.append(MenuEntry(lazy_gettext("Auditoría"), "audit.index", frozenset({"admin"}), order=80))
