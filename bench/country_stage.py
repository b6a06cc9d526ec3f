"""Where the country stands while it is measured: a PostgreSQL cluster and a folder, kept when COUNTRY_DIR names one."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from bench import servers
from bench.figures import NotHere
from tests import databases
from training.app import create_app
from training.audit.models import AuditEntry
from training.config import ROOT
from training.db import db
from training.demo.country.guard import DONE

SETTINGS = ("checkpoint_timeout=30min", "max_wal_size=8GB", "shared_buffers=1GB", "random_page_cost=1.1")  # as on an SSD
COUNTRY, DEMONSTRATION = "country", "demonstration"


class Cluster(databases.Cluster):
    """One in a folder of one's own: it is made the first time, and stays."""

    def __init__(self, programs: Path, folder: Path) -> None:
        super().__init__(programs, SETTINGS)
        self.data = folder / "postgresql"

    def start(self) -> None:
        """As a server starts; a cluster that was killed recovers by itself."""
        owner = self._user
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.data.parent.chmod(0o711)  # whoever runs the server goes through it
        for path in (self.folder, *([] if self.data.exists() else [self.data])):
            path.mkdir(parents=True, exist_ok=True)
            if owner is not None:
                os.chown(path, owner.pw_uid, owner.pw_gid)
        with (self.folder / "log").open("wb") as log:
            if not (self.data / "PG_VERSION").exists():
                words = ("initdb", "-D", str(self.data), "-U", "replica", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
                subprocess.run(self._as_user(*words), stdout=log, stderr=log, check=True, cwd=self.folder)
            options = ("listen_addresses=", f"unix_socket_directories={self.folder}", "max_connections=200", *self.settings)
            self._server = subprocess.Popen(
                self._as_user(databases.SERVER, "-D", str(self.data), *(f"-c{option}" for option in options)),
                stdout=log, stderr=log, cwd=self.folder, start_new_session=True)
        self._wait()

    def stop(self) -> None:
        """End it in good order; its data stay where they are."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self._server.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)  # where its socket was


class Place:
    """A database with the folder that belongs to it, and an application of this process on it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        folder.mkdir(parents=True, exist_ok=True)
        self._app: Flask | None = None

    @property
    def app(self) -> Flask:
        """Made when it is first asked for: the database must be there."""
        if self._app is None:
            self._app = create_app({"SQLALCHEMY_DATABASE_URI": self.url, "SECRET_KEY": servers.SECRET, "LIVE_CONTENT": False,
                                    "INSTANCE_DIR": str(self.folder), "REPLICA_ENV": "development",
                                    "SIGNING_KEY_FILE": str(self.folder / "signing_key.pem")})
        return self._app

    def flask(self, *words: str) -> float:
        """``flask WORDS`` in a process of its own, with its output; the seconds that it took."""
        begun = time.monotonic()
        subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", *words], cwd=ROOT, check=True, stdout=sys.stderr,
                       env=servers.environment(self.folder) | self.env)
        return time.monotonic() - begun

    @property
    def env(self) -> dict[str, str]:
        """The settings of every process on it."""
        return {"DATABASE_URL": self.url, "INSTANCE_DIR": str(self.folder), "SECRET_KEY": servers.SECRET,
                "REPLICA_ENV": "development", "LIVE_CONTENT": "no"}

    def loaded(self, people: int = 0) -> float | None:
        """Load the demonstration, or a country of so many people, unless it is there. The seconds, or None when it was."""
        self.flask("db", "upgrade")
        if self._is_there(country=bool(people)):
            return None
        self.flask("content", "publish")
        return self.flask("demo", *(("--country", "--people", str(people)) if people else ("load",)))

    def _is_there(self, *, country: bool) -> bool:
        from training.demo.queries import demo_accounts_exist  # noqa: PLC0415  # with its application only

        with self.app.app_context():
            done = db.session.scalar(select(AuditEntry.id).where(AuditEntry.act == DONE).limit(1)) is not None
            db.session.rollback()
            there = done if country else demo_accounts_exist()
            db.engine.dispose()
            return there

    def site(self) -> servers.Server:
        """The site with four workers and one that draws."""
        port = servers.free_port()
        return servers.Server(["-m", "training.serve"], port, self.folder / f"site-{port}.log", **self.env | {
            "PUBLIC_URL": f"http://127.0.0.1:{port}", "HOST": "127.0.0.1", "PORT": str(port), "WEB_WORKERS": "4",
            "DEMO": "no"})


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """PostgreSQL on the data of this folder."""
    programs = databases.server_programs()
    if programs is None:
        raise NotHere("PostgreSQL's server programs")
    made = Cluster(programs, folder)
    try:
        made.start()
        yield made
    finally:
        made.stop()


def database(made: Cluster, name: str) -> str:
    """The address of a database of the cluster; made when there is none."""
    import psycopg  # noqa: PLC0415  # only where PostgreSQL is

    with psycopg.connect(databases.dsn(made.folder, databases.SERVER), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            return databases.new_database(made.folder, name)
    return databases.url(made.folder, name)
