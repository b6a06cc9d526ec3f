"""Reporting: the monthly report by facility, and the JSON that other systems of the ministry read."""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import MenuEntry, house
from training.reporting import cli, erasing, problems, queries, views, views_api, views_keys


def init_app(app: Flask) -> None:
    """The report's page and command, the interface and its keys."""
    for one in (views, views_api, views_keys):
        app.register_blueprint(one.blueprint)
    app.cli.add_command(cli.report)
    problems.init_app(app)
    erasing.announce(app)
    mine = house(app)
    mine.names["key"] = queries.names_of_keys
    mine.territory.append(MenuEntry(lazy_gettext("Informe mensual"), "reporting.month", frozenset({"trainer", "admin"}), 70))
    mine.territory.append(MenuEntry(lazy_gettext("Llaves de la API"), "keys.index", frozenset({"admin"}), 90))
