"""What the figures share in one run, each made when it is first asked for: databases, servers, clients."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from bench import limit, servers
from bench.data import Town, fill
from bench.figures import NotHere
from bench.load import Crowd
from tests import databases
from tests.run import migrate
from training.app import create_app
from training.config import ROOT
from training.db import db

CLIENTS = 32
DURABLE = ("checkpoint_timeout=30min",)  # PostgreSQL as it comes: what it has committed is on the disk
FEW, MANY = "500", "50,000"  # memberships
SIZES = {FEW: [40] + [46] * 10, MANY: [40, 500] + [40] * 1236 + [20]}
POSTGRESQL, SQLITE = "postgresql", "sqlite"


class Stage:
    """One run of the bench, in a folder of its own."""

    def __init__(self) -> None:
        self.crowd = Crowd(CLIENTS)  # before anything else is in memory: its processes are copies of this one
        self.folder = Path(tempfile.mkdtemp(prefix="replica-bench-"))
        shutil.copytree(ROOT / "content", self.folder / "content", ignore=shutil.ignore_patterns("LICENSE*"))
        servers.compile_once(self.folder)
        self._cluster: databases.Cluster | None = None
        self._urls: dict[str, str] = {}
        self._towns: dict[tuple[str, str], tuple[Flask, Town]] = {}
        self._servers: dict[str, servers.Server] = {}

    def close(self) -> None:
        """Leave nothing behind."""
        for server in self._servers.values():
            server.stop()
        for app, _town in self._towns.values():
            with app.app_context():
                db.engine.dispose()
        if self._cluster is not None:
            self._cluster.stop()
        self.crowd.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def town(self, engine: str, size: str) -> tuple[Flask, Town]:
        """A database with this many memberships, and an application of this process on it."""
        if (engine, size) not in self._towns:
            url = self._database(engine, size)
            migrate(url)
            app = create_app({"SQLALCHEMY_DATABASE_URI": url, "SECRET_KEY": servers.SECRET, "LIVE_CONTENT": False,
                              "INSTANCE_DIR": str(self.folder), "CONTENT_DIR": str(self.folder / "content"),
                              "REPLICA_ENV": "development"})
            self._towns[engine, size] = (app, fill(app, SIZES[size]))
        return self._towns[engine, size]

    def site(self, engine: str, size: str) -> servers.Server:
        """The site on that database."""
        self.town(engine, size)
        name = f"{engine} {size}"
        if name not in self._servers:
            self._servers[name] = servers.site(self._database(engine, size), self.folder)
        return self._servers[name]

    def bare(self) -> servers.Server:
        """The yardstick, on PostgreSQL."""
        if "bare" not in self._servers:
            url = self._database(POSTGRESQL, "bare")
            limit.fill(url)
            self._servers["bare"] = servers.bare(url, self.folder)
        return self._servers["bare"]

    def empty(self, engine: str, name: str) -> str:
        """The address of a database of this name, without a table."""
        return self._database(engine, name)

    def _database(self, engine: str, size: str) -> str:
        name = f"bench_{size.replace(',', '')}"
        if engine == SQLITE:
            return f"sqlite:///{self.folder / name}.db"
        if name not in self._urls:
            self._urls[name] = databases.new_database(self._cluster_folder(), name)
        return self._urls[name]

    def _cluster_folder(self) -> Path:
        if self._cluster is None:
            programs = databases.server_programs()
            if programs is None:
                raise NotHere("PostgreSQL's server programs")
            self._cluster = databases.Cluster(programs, DURABLE)
            self._cluster.start()
        return self._cluster.folder


@contextmanager
def stage() -> Iterator[Stage]:
    """A stage that is cleared away whatever happens."""
    made = Stage()
    try:
        yield made
    finally:
        made.close()
