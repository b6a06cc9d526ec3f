"""The databases of the tests: SQLite files, and a PostgreSQL of our own that leaves nothing behind.

The migrated and seeded state is made once per run and copied from then on.
"""

import fcntl
import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

SERVER = "postgres"
TEMPLATE = "plantilla"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


def server_programs() -> Path | None:
    """The folder with initdb and postgres, newest first, or None where the server is not installed."""
    folders = sorted(
        map(Path, glob.glob("/usr/lib/postgresql/*/bin")), key=lambda p: float(p.parent.name), reverse=True
    )
    if shutil.which("pg_config"):
        told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False).stdout
        folders.append(Path(told.strip()))
    return next((f for f in folders if (f / "initdb").exists() and (f / SERVER).exists()), None)


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom to become when the tests run as root: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


class Cluster:
    """A temporary PostgreSQL, reachable only through a socket in its own folder."""

    def __init__(self, programs: Path, settings: tuple[str, ...] = FAST) -> None:
        self.programs = programs
        self.settings = settings
        self.folder = Path(
            tempfile.mkdtemp(prefix="replica-pg-", dir="/tmp")
        )  # sockets need short paths
        self._user = _unprivileged()
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the cluster and wait until it answers (about a second). Raises RuntimeError with its log."""
        if self._user is not None:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        data = str(self.folder / "data")
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.folder}",
            "max_connections=200",
            *self.settings,
        ]
        with (self.folder / "log").open("wb") as log:
            subprocess.run(
                self._as_user(
                    "initdb",
                    "-D",
                    data,
                    "-U",
                    "replica",
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync",
                ),
                stdout=log,
                stderr=log,
                check=True,
                cwd=self.folder,
            )
            self._server = subprocess.Popen(
                self._as_user(SERVER, "-D", data, *(f"-c{option}" for option in options)),
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,  # Ctrl-C is ours to pass on
            )
        self._wait()

    def stop(self) -> None:
        """End the server and remove everything it wrote."""
        if self._server is not None:
            self._server.send_signal(signal.SIGQUIT)  # nothing in it is worth a checkpoint
            try:
                self._server.wait(10)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _as_user(self, program: str, *arguments: str) -> list[str]:
        """The command, ended by the kernel should the tests be killed outright."""
        become = ["setpriv", "--pdeathsig=QUIT"]
        if self._user is not None:
            become += [f"--reuid={self._user.pw_uid}", f"--regid={self._user.pw_gid}", "--clear-groups"]
        return [*become, str(self.programs / program), *arguments]

    def _wait(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                psycopg.connect(dsn(self.folder, SERVER)).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text())


def dsn(folder: Path, name: str) -> str:
    """How psycopg reaches the database ``name`` of the cluster in ``folder``."""
    return f"host={folder} user=replica dbname={name}"


def url(folder: Path, name: str) -> str:
    """The same as a DATABASE_URL."""
    return f"postgresql+psycopg://replica@/{name}?host={folder}"


def _command(folder: Path, *statements: sql.Composed) -> None:
    with psycopg.connect(dsn(folder, SERVER), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def new_database(folder: Path, name: str, template: str = "template1") -> str:
    """Create (or create anew) the database ``name`` as a copy of ``template``; returns its DATABASE_URL."""
    words = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
    _command(
        folder,
        sql.SQL("DROP DATABASE IF EXISTS {name} WITH (FORCE)").format(**words),
        sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**words),
    )
    return url(folder, name)


def drop_database(folder: Path, name: str) -> None:
    """Remove the database ``name`` if it exists."""
    _command(folder, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def postgresql_template(folder: Path, shared: Path, fill: Callable[[str], None]) -> str:
    """The name of the filled template database; the first process that asks fills it, the others wait."""
    with _only_one(shared / "postgresql.lock"):
        if not (shared / "postgresql.done").exists():
            fill(new_database(folder, TEMPLATE))
            (shared / "postgresql.done").touch()
    return TEMPLATE


def sqlite_template(shared: Path, fill: Callable[[str], None]) -> Path:
    """The filled SQLite file that each test copies; the first process that asks fills it."""
    path = shared / "template.db"
    with _only_one(shared / "sqlite.lock"):
        if not path.exists():
            unfinished = shared / "unfinished.db"
            fill(f"sqlite:///{unfinished}")
            unfinished.rename(path)
    return path


def copy_sqlite(template: Path, target: Path) -> str:
    """Put a fresh copy where ``target`` is, without an earlier journal; returns its DATABASE_URL."""
    for left_over in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + left_over).unlink(missing_ok=True)
    shutil.copyfile(template, target)
    return f"sqlite:///{target}"
