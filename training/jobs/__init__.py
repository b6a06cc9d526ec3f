"""Jobs: long work in the database, done by a worker outside the request.

A room announces its kind of work with ``house(app).job_kinds[name] = JobKind(…)``; a view calls
``actions.start(…)``, commits, calls ``engine.enqueue(job.id)`` and goes to ``jobs.show``.
"""

from flask import Flask

from training.jobs import cli, erasing, models, views
from training.jobs.engine import Engine

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """The progress pages, the engine (opened when first used) and ``flask worker``."""
    app.extensions["replica.jobs"] = Engine(app)
    app.register_blueprint(views.blueprint)
    erasing.announce(app)
    app.cli.add_command(cli.worker)
