"""The database as one file, taken while everybody works: SQLite by its backup interface, PostgreSQL by its own tools."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, text

from training.db import db

SQLITE, POSTGRESQL = "sqlite", "postgresql"
ASIDE = "before_"  # schemas and files that a restore set aside begin, or go on, with it


class CannotDump(Exception):
    """The database cannot be copied or put back; the message says why and what to do."""


def kind() -> str:
    """Which database this is."""
    return str(db.engine.dialect.name)


def dump_to(target: Path) -> None:
    """A consistent copy of the whole database in a file that nobody else may read."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if kind() == SQLITE:
        copy_sqlite(sqlite_path(), target)
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--exclude-schema={ASIDE}*",
         "--exclude-table-data=public.handed_file", f"--file={target}", f"--dbname={_address()}")


def sqlite_path() -> Path:
    """Where the SQLite database lies."""
    return Path(str(db.engine.url.database))


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy in one go, as a reader does: writers wait for their commit no longer than the copying takes, at most.

    The copy is then packed, so that nothing of what was deleted is left between its pages, and checked.
    """
    with closing(sqlite3.connect(f"file:{source}?mode=rw", uri=True, timeout=30)) as live, \
            closing(sqlite3.connect(target)) as copy:
        live.execute("PRAGMA query_only=ON")
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("VACUUM")
    check_sqlite(target)


def check_sqlite(path: Path) -> None:
    """Raise CannotDump unless the file is a whole database whose links all lead somewhere."""
    with closing(sqlite3.connect(path)) as copy:
        try:
            said = [row[0] for row in copy.execute("PRAGMA integrity_check(5)")]
            loose = copy.execute("PRAGMA foreign_key_check").fetchmany(5)
        except sqlite3.DatabaseError as problem:
            said, loose = [str(problem)], []
    if said != ["ok"] or loose:
        raise CannotDump(f"La base de datos está dañada: {'; '.join([*said, *map(str, loose)])}")


def put_back_postgresql(source: Path) -> None:
    """Fill the empty schema ``public``, all or nothing."""
    _run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
         "--schema=public", f"--dbname={_address()}", str(source))


def others_connected() -> int:
    """How many other connections this database has: services that were not stopped."""
    if kind() == POSTGRESQL:
        with db.engine.connect() as connection:
            query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            return int(connection.execute(text(query)).scalar_one())
    path = sqlite_path()
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path, timeout=1)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.rollback()
        except sqlite3.OperationalError:
            return 1
    return 0


def program(name: str) -> str:
    """The PostgreSQL tool: of the newest server that is installed, else on the path. Raises CannotDump if none is."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: _number(path.parent.name), reverse=True)
    if told := shutil.which("pg_config"):
        found = subprocess.run([told, "--bindir"], capture_output=True, text=True, check=False).stdout.strip()
        folders.append(Path(found))
    for folder in folders:
        if (folder / name).is_file():
            return str(folder / name)
    if found_on_path := shutil.which(name):
        return found_on_path
    raise CannotDump(f"Falta el programa {name}: instale el paquete postgresql-client de la versión de su servidor. "
                     "Sin él no hay copia de PostgreSQL; no se escribió nada.")


def _number(name: str) -> float:
    try:
        return float(name)
    except ValueError:
        return 0.0


def _address() -> str:
    """For libpq, without the password, which goes by the environment: arguments are for everybody to see."""
    return _plain().set(password=None).render_as_string(hide_password=False)


def _plain() -> URL:
    return db.engine.url.set(drivername="postgresql")


def _run(name: str, *arguments: str) -> None:
    password = _plain().password
    environment = os.environ | ({"PGPASSWORD": str(password)} if password else {})
    done = subprocess.run([program(name), *arguments], capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        lines: Sequence[str] = done.stderr.strip().splitlines()[:3]
        raise CannotDump(f"{name} no pudo: {' '.join(lines)}")
