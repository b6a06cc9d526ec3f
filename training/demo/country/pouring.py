"""Rows into tables as fast as the database takes them: COPY on PostgreSQL, many rows a statement on SQLite."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import Any

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from training.db import Base

Pile = tuple[str, str, Sequence[tuple[Any, ...]]]  # table, its columns with blanks between, rows
Left = dict[str, tuple[str, tuple[Any, ...]]]  # table → columns that rows leave out, and what stands in each of them


class Pourer:
    """One connection. ``pour`` is one transaction; a second one may pour other rows at the same time on PostgreSQL."""

    def __init__(self, url: str) -> None:
        self._raw = create_engine(url, poolclass=NullPool).raw_connection()
        connection: Any = self._raw.driver_connection
        self._connection = connection
        self.postgresql = url.startswith("postgresql")
        if self.postgresql:
            self._connection.execute("SET synchronous_commit = off")
            self._connection.commit()
            self._without_triggers()
        else:
            self._connection.isolation_level = None
            for pragma in ("foreign_keys=ON", "synchronous=OFF", "cache_size=-200000", "temp_store=MEMORY"):
                self._connection.execute(f"PRAGMA {pragma}")

    def _without_triggers(self) -> None:
        """What triggers would write is poured too. Who may not switch them off pours through them, more slowly."""
        with suppress(psycopg.errors.InsufficientPrivilege):
            self._connection.execute("SET session_replication_role = replica")
        if self._connection.info.transaction_status == psycopg.pq.TransactionStatus.INERROR:
            self._connection.rollback()
        self._connection.commit()

    def pour(self, piles: Iterable[Pile]) -> None:
        """All of it or nothing."""
        (self._copy if self.postgresql else self._insert)([pile for pile in piles if pile[2]])

    def close(self) -> None:
        """Let go of the connection."""
        self._raw.close()

    def _copy(self, piles: Iterable[Pile]) -> None:
        with self._connection.cursor() as cursor:
            for table, columns, rows in piles:
                with cursor.copy(f"COPY {table} ({', '.join(columns.split())}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
        self._connection.commit()

    def _insert(self, piles: Iterable[Pile]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for table, columns, rows in piles:
                names = columns.split()
                words = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608  # ours
                self._connection.executemany(words, (tuple(map(_plain, row)) for row in rows))
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _plain(value: object) -> object:
    """As SQLAlchemy writes it on SQLite."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, date):
        return value.isoformat()
    return value.strftime("%H:%M:%S.%f") if isinstance(value, time) else value


def left_out(columns: Mapping[str, str]) -> Left:
    """Table → the columns that must hold something and that are not named, with what their models give them."""
    found: Left = {}
    for table, named in columns.items():
        more = {column.name: column.default.arg for column in Base.metadata.tables[table].c
                if column.name not in named.split() and not column.nullable
                and isinstance(column.default, ScalarElementColumnDefault)}
        found[table] = (" ".join(more), tuple(more.values()))
    return found


def completed(table: str, columns: str, rows: Sequence[tuple[Any, ...]], left: Left) -> Pile:
    """The rows with what they leave out."""
    names, more = left.get(table, ("", ()))
    return (table, f"{columns} {names}", [(*row, *more) for row in rows]) if more else (table, columns, rows)
