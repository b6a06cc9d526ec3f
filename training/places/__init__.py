"""Places: the departments of Peru, the health authorities on which a trainer's scope hangs, the register of facilities."""

from flask import Flask


def init_app(app: Flask) -> None:
    """The command that takes the register's file."""
    from training.places.cli import places  # noqa: PLC0415  # the models are read before there is an application

    app.cli.add_command(places)
