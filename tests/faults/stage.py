"""A site of its own for a fault: a fresh database, a folder, people who completed a course."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from flask import Flask

from certificates.paper.snapshot import Signer
from tests import databases, make
from tests.certificates.story import complete
from tests.run import SECRET, close, make_app, migrate
from training.accounts.models import User
from training.cohorts.models import Cohort
from training.db import db

SIGNERS = (Signer("Bea Huamán Ríos", "Responsable del curso"),)
SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass(frozen=True)
class Site:
    """Where the site of a fault stands; it can be given to another process."""

    url: str
    folder: str

    def app(self) -> Flask:
        """The application on it, for this process."""
        return make_app(self.url, INSTANCE_DIR=Path(self.folder), SECRET_KEY=SECRET,
                        SIGNING_KEY_FILE=Path(self.folder) / "signing_key.pem", SERVER_NAME=None)


@contextmanager
def site(kind: str) -> Iterator[tuple[Site, Flask]]:
    """A migrated, empty site in the context of its application. Nothing of it is left behind."""
    folder = tempfile.mkdtemp(prefix="replica-faults-")
    cluster = None
    try:
        url = f"sqlite:///{folder}/replica.db"
        if kind == POSTGRESQL:
            programs = databases.server_programs()
            assert programs is not None, "PostgreSQL is not installed"
            cluster = databases.Cluster(programs)
            cluster.start()
            url = databases.new_database(cluster.folder, f"faults_{token_hex(4)}")
        migrate(url)
        here = Site(url, folder)
        app = here.app()
        with app.app_context():
            yield here, app
            db.session.remove()
        close(app)
    finally:
        if cluster is not None:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def graduates(trainer: User, people: int, name: str) -> Cohort:
    """A cohort of hers in which everybody completed the course; committed."""
    cohort = make.cohort(trainer, name=name)
    for number in range(people):
        complete(make.member(cohort, make.user("Ana María", f"Rojas {name} {number}")))
    db.session.commit()
    return cohort
