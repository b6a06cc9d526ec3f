"""Accounts: who may sign in, with what, and for how long."""

from flask import Flask
from flask_babel import lazy_gettext

from training.accounts import actions, cli, erasing, parking, queries, sessions, views, views_me, views_people, views_second
from training.accounts.blueprint import blueprint
from training.house import MenuEntry, house

__all__ = ["init_app", "views", "views_me", "views_people", "views_second"]


def init_app(app: Flask) -> None:
    """Pages, the thread to sessions, what is kept after a time-out, commands, the administrators' entry."""
    app.register_blueprint(blueprint)
    sessions.manager().init_app(app)
    app.extensions["replica.park"] = parking.park
    house(app).names |= {"user": queries.names_of, "authority": queries.names_of_authorities}
    house(app).tidiers.append(actions.tidy)
    house(app).erasers.append(erasing.erase)
    house(app).exporters.append(erasing.export)
    app.cli.add_command(cli.group)
    app.cli.add_command(cli.tidy)
    house(app).menu.append(MenuEntry(lazy_gettext("Personas"), "accounts.people", frozenset({"admin"}), order=70))
