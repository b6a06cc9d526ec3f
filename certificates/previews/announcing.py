"""What this sub-room brings: the page of designs and its commands."""

from flask import Flask

from certificates.previews import cli, views


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced."""
    assert views  # its pages came onto the blueprint when it was imported
    app.cli.add_command(cli.group)
