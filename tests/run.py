"""One run of the suite: what its processes share, and which databases they get.

The application is imported late, so that the pure tests also speak while a room is broken.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from psycopg import sql

from tests import databases

Rooms = Sequence[Callable[[Flask], None]] | None
NOT_RUN = "No se ejecutó: "
SECRET = "solo-para-las-pruebas-0123456789-abcdefghij"
KINDS = ("sqlite", "postgresql")
ROOT = Path(__file__).resolve().parent.parent
OF_THE_MACHINE = (
    "DATABASE_URL",
    "PUBLIC_URL",
    "HOST",
    "PORT",
    "REPLICA_ENV",
    "JOBS_URL",
    "CONTENT_DIR",
    "PROXIES",
    "DEMO",
    "REGISTER_OUTSIDE",
)


@dataclass
class Run:
    """``shared``: a folder for all processes of the run; ``cluster``: PostgreSQL's, once it was started."""

    shared: Path
    name: str  # of this process: main, gw0, gw1 …
    cluster: Path | None = None
    owned: databases.Cluster | None = None
    apps: dict[str, Flask] = field(default_factory=dict)
    seeded: dict[str, int] = field(default_factory=dict)

    @classmethod
    def begin(cls) -> "Run":
        """The run of the process that was started by a person."""
        compile_translations()
        return cls(Path(tempfile.mkdtemp(prefix="replica-tests-")), "main")

    @property
    def instance(self) -> Path:
        """The instance folder of this process."""
        return self.shared / self.name

    def enter(self) -> None:
        """Let this process depend neither on the machine's settings nor on the checkout's data."""
        self.instance.mkdir(exist_ok=True)
        for name in OF_THE_MACHINE:
            os.environ.pop(name, None)
        os.environ.update(INSTANCE_DIR=str(self.instance), SECRET_KEY=SECRET)

    def start_cluster(self) -> None:
        """Start PostgreSQL, unless it runs already or is not installed."""
        programs = databases.server_programs()
        if self.cluster is None and programs is not None:
            self.owned = databases.Cluster(programs)
            try:
                self.owned.start()
            except BaseException:
                self.owned.stop()
                raise
            self.cluster = self.owned.folder

    def end(self) -> None:
        """Leave nothing behind."""
        if self.owned is not None:
            self.owned.stop()
        shutil.rmtree(self.shared, ignore_errors=True)

    def fresh_database(self, kind: str) -> str:
        """The DATABASE_URL of a migrated, seeded and otherwise empty database of this process."""
        for left in ("checkpoints", "kits"):  # of the register and the workshops that were there before
            shutil.rmtree(self.instance / left, ignore_errors=True)
        if kind == "sqlite":
            self._let_go(kind)
            template = databases.sqlite_template(self.shared, migrate)
            return databases.copy_sqlite(template, self.instance / "replica.db")
        folder = self._cluster_folder()
        template_name = databases.postgresql_template(folder, self.shared, migrate)
        if not self._emptied(folder):
            self._let_go(kind)
            databases.new_database(folder, self.name, template_name)
            self.seeded = rows_of(folder, self.name)
        return databases.url(folder, self.name)

    def app(self, kind: str, database_url: str) -> Flask:
        """The application of this process on that kind of database, made once: making it is slow."""
        if kind not in self.apps:
            self.apps[kind] = make_app(database_url)
        forget(self.apps[kind])
        return self.apps[kind]

    def _cluster_folder(self) -> Path:
        self.start_cluster()
        assert self.cluster is not None, "the fixture skips where PostgreSQL is not installed"
        return self.cluster

    def _let_go(self, kind: str) -> None:
        if kind in self.apps:
            close(self.apps[kind])

    def _emptied(self, folder: Path) -> bool:
        """Empty the database in place, quicker than making it anew; False when that is not enough."""
        if not self.seeded:
            return False
        now = rows_of(folder, self.name)
        if any(now[table] != count for table, count in self.seeded.items() if count):
            return False  # a test changed what the migrations seed
        used = [table for table, count in now.items() if count and not self.seeded[table]]
        if used:
            with psycopg.connect(databases.dsn(folder, self.name), autocommit=True) as connection:
                connection.execute("SET session_replication_role = replica")  # past the append-only triggers
                names = sql.SQL(", ").join(map(sql.Identifier, used))
                connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names))
                connection.execute("UPDATE register_head SET size = 0, last = repeat('0', 64), frontier = ''")  # seeded, and grows
        return True


def compile_translations() -> None:
    """What setup.sh does before ``make test``, for a pytest that is started without it: English pages need it."""
    for source in ROOT.glob("translations/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        unfinished = source.with_suffix(f".{os.getpid()}.mo")
        with source.open("rb") as text, unfinished.open("wb") as out:
            write_mo(out, read_po(text))
        unfinished.replace(compiled)


def rows_of(folder: Path, name: str) -> dict[str, int]:
    """How many rows each table holds; in tables that are not seeded only 0 or more matters."""
    with psycopg.connect(databases.dsn(folder, name), autocommit=True) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        counts = [
            sql.SQL("SELECT {}, count(*) FROM {}").format(sql.Literal(table), sql.Identifier(table))
            for (table,) in tables
        ]
        return dict(connection.execute(sql.SQL(" UNION ALL ").join(counts)).fetchall())


def make_app(database_url: str, rooms: Rooms = None, **overrides: object) -> Flask:
    """The application for a test. CSRF stays on: the client sends the token as a browser does."""
    from training.app import create_app

    return create_app(
        {"TESTING": True, "LIVE_CONTENT": False, "SQLALCHEMY_DATABASE_URI": database_url, **overrides}, rooms
    )


def forget(app: Flask) -> None:
    """Let the application not look for the manual of the test before, which its database no longer has."""
    from training.manuals.queries import forget_newest

    with app.app_context():
        forget_newest()


def close(app: Flask) -> None:
    """Let go of the application's connections."""
    from training.db import db

    with app.app_context():
        db.engine.dispose()


def migrate(database_url: str) -> None:
    """Bring an empty database to the newest migration, seeds included."""
    app = make_app(database_url)
    flask(app, "db", "upgrade")
    close(app)


def flask(app: Flask, *words: str) -> str:
    """What ``flask WORDS`` prints; the test fails when the command does."""
    result = app.test_cli_runner().invoke(args=list(words))
    if result.exit_code:
        raise AssertionError(f"flask {' '.join(words)}: {result.output}") from result.exception
    return str(result.output)
