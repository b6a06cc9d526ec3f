"""What stored papers commit to, computed anew from their bytes: of many of them in a process of its own, beside who asked.

Reads with the driver itself and knows neither the application nor the register, so that the process is there at once.
"""

import hmac
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
import psycopg
from sqlalchemy import Connection, text

ALONE = 5_000  # papers up to which a process of its own costs more than it brings
PIECE = 500  # rows with all that a paper says
SQL = """SELECT c.id, c.folio, c.kind, c.commitment, c.replaces_id, c.renews_id, p.salt, p.snapshot, p.evidence, c.code,
c.token, c.valid_until
FROM certificate c LEFT OUTER JOIN certificate_particulars p ON p.certificate_id = c.id ORDER BY c.id"""
END = b""


class Recomputed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A paper's row, and what its stored words and evidence hash to; ``held``: there are any. ``printed``: whether the
    columns by which it is found, and until when it is worth something, are what its sheet says."""

    id: int
    folio: str
    kind: str
    stored: str
    replaces: int | None
    renews: int | None
    held: bool
    commitment: str | None
    evidence: str | None
    printed: bool


_PIECE = msgspec.msgpack.Decoder(list[Recomputed])


class Recomputing:
    """Begins at once, and gives what it found when asked. ``connection``: sees what the papers are held against."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._pieces, self._whole = connection, list[bytes](), False
        self._reader: Thread | None = None
        many = int(connection.execute(text("SELECT MAX(id) FROM certificate")).scalar() or 0) > ALONE
        if many and not (connection.dialect.name == "sqlite" and _writes_ahead(connection)):
            self._begin()

    def found(self) -> Iterator[Recomputed]:
        """Every paper, by its id."""
        if self._reader is not None:
            self._reader.join()
        if self._whole:
            for piece in self._pieces:
                yield from _PIECE.decode(piece)
            return
        raw: Any = self._connection.connection.driver_connection  # few, or the other process was killed
        yield from (one for piece in _read(raw, self._connection.dialect.name) for one in piece)

    def _begin(self) -> None:
        snapshot = ""
        if self._connection.dialect.name == "postgresql":
            snapshot = str(self._connection.execute(text("SELECT pg_export_snapshot()")).scalar_one())
        context = get_context("spawn")
        here, there = context.Pipe(duplex=False)
        url = self._connection.engine.url
        address = str(url.database) if url.get_backend_name() == "sqlite" else url.set(
            drivername="postgresql").render_as_string(hide_password=False)
        process = context.Process(target=_send, args=(there, address, snapshot), daemon=True)
        process.start()
        there.close()
        self._reader = Thread(target=self._collect, args=(here,), daemon=True)
        self._reader.start()

    def _collect(self, pipe: Pipe) -> None:
        try:
            while (piece := pipe.recv_bytes()) != END:
                self._pieces.append(piece)
            self._whole = True
        except EOFError:
            self._pieces.clear()


def _writes_ahead(connection: Connection) -> bool:
    """With a write-ahead log another reader may see more than this one."""
    return str(connection.execute(text("PRAGMA journal_mode")).scalar()).lower() == "wal"


def _send(pipe: Pipe, address: str, snapshot: str) -> None:
    """In the other process."""
    with closing(_connected(address, snapshot)) as connection:
        for piece in _read(connection, "postgresql" if snapshot else "sqlite"):
            pipe.send_bytes(msgspec.msgpack.encode(piece))
    pipe.send_bytes(END)


def _connected(address: str, snapshot: str) -> Any:
    if not snapshot:
        # Who asked reads until we are done: until then nobody writes, and a lock of our own would wait for whoever wants to.
        return sqlite3.connect(f"{Path(address).absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection = psycopg.connect(address)
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    connection.execute(f"SET TRANSACTION SNAPSHOT '{snapshot}'")  # the server's own word
    return connection


def _read(connection: Any, kind: str) -> Iterator[list[Recomputed]]:
    """PostgreSQL sends bytes as such and not as letters, which halves what comes over the line."""
    with closing(connection.cursor("recomputing") if kind == "postgresql" else connection.cursor()) as cursor:
        cursor.execute(SQL, binary=True) if kind == "postgresql" else cursor.execute(SQL)
        while rows := cursor.fetchmany(PIECE):
            yield _computed(rows)


def _computed(rows: Iterable[Sequence[Any]]) -> list[Recomputed]:
    return [Recomputed(
        number, folio, kind, stored, replaces, renews, salt is not None,
        None if salt is None else hmac.digest(salt, snapshot, "sha256").hex(),
        None if salt is None or evidence is None else hmac.digest(salt, evidence, "sha256").hex(),
        salt is None or is_printed(snapshot, code, token, until))
        for number, folio, kind, stored, replaces, renews, salt, snapshot, evidence, code, token, until in rows]


def is_printed(snapshot: bytes, code: str, token: str, valid_until: date | str | None) -> bool:
    """Looked for in its one spelling, where no text holds a bare quotation mark; reading it whole is ten times slower."""
    until = b'"valid_until":"%s"' % str(valid_until).encode() if valid_until else b""
    return (b'"code":"%s"' % code.encode() in snapshot and b'"token":"%s"' % token.encode() in snapshot
            and until in snapshot and (bool(until) or b'"valid_until":' not in snapshot))
