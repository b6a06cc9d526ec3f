"""Keeping: nothing lost, nothing kept too long. Backups, a person's data for herself, erasures, periods.

Each room says in its own ``erasing.py`` what it knows of a person; here it is asked, in one transaction.
"""

from flask import Flask

from training.house import house
from training.keeping import cli, daily, erasing, views

__all__ = ["init_app", "views"]


def init_app(app: Flask) -> None:
    """Pages, commands, and what happens once a day."""
    app.register_blueprint(views.blueprint)
    for command in (cli.backup_command, cli.restore_command, cli.person, cli.store_group):
        app.cli.add_command(command)
    house(app).tidiers += [daily.files, erasing.erase_again]
    house(app).daily.append(daily.tidy)
