"""What this sub-room tells the house: its page, its commands, what is signed each day, what a restore means."""

from flask import Flask
from flask_babel import lazy_gettext

from certificates.register import cli, daily, guard, views
from training.house import MenuEntry, house


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced."""
    assert views  # its pages came onto the blueprint when it was imported
    app.cli.add_command(cli.keys_group)
    app.cli.add_command(cli.group)
    mine = house(app)
    mine.daily.append(daily.each_day)
    mine.after_restore.append(guard.mark_restored)
    mine.menu.append(MenuEntry(lazy_gettext("Registro"), "certificates.register", frozenset({"admin"}), order=82))
