"""The application as a worker process in a test loads it: with a kind of work that writes files.

``flask --app tests.jobs.site:create_app worker``
"""

import time
from collections.abc import Sequence
from pathlib import Path

from flask import Flask, current_app

from training import app as site
from training.house import JobKind, house

KIND = "files"


def folder() -> Path:
    """Where the pieces go."""
    return Path(str(current_app.config["INSTANCE_DIR"]))


def write(subject: str) -> None:
    """One piece: a line in a file, so that doing it twice is seen. ``slow…`` takes a while."""
    time.sleep(0.5 if subject.startswith("slow") else 0)
    with (folder() / "done.txt").open("a") as file:
        file.write(f"{subject}\n")


def close(subject: str, done: Sequence[str]) -> None:
    """The closing."""
    (folder() / "closed.txt").write_text(" ".join(done))


def create_app() -> Flask:
    """The whole application and this kind of work."""
    app = site.create_app({"TESTING": True})
    house(app).job_kinds[KIND] = JobKind(KIND, write, close)
    return app
