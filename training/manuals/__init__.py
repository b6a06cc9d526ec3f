"""Manuals: the published versions of the manual, kept as immutable bundles and found by their digest."""

from flask import Flask

from modules.manual import Helpline
from training.manuals import cli, queries, views

__all__ = ["cli", "init_app"]


def init_app(app: Flask) -> None:
    """A shelf of manuals for this process, their pictures, and ``flask content publish`` (see cli)."""
    with app.app_context():
        app.extensions["replica.shelf"] = queries.make_shelf()
    app.jinja_env.globals.update(helplines=helplines, manual_in_draft=manual_in_draft)
    app.register_blueprint(views.blueprint)


def helplines() -> tuple[Helpline, ...]:
    """The helplines of the newest manual, for the foot of every page; none before the first version."""
    digest = queries.newest_digest()
    return queries.manual(digest).helplines if digest else ()


def manual_in_draft() -> bool:
    """Whether the newest manual still waits for a clinical review: then every page says so."""
    digest = queries.newest_digest()
    return digest is not None and queries.manual(digest).draft
