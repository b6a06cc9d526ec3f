"""Reading a large table through once."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Select


def streamed(connection: Connection, query: Select[*tuple[Any, ...]], piece: int) -> Iterator[Any]:
    """The rows of a query without parameters, in its order, fetched so many at once: quicker than row by row.

    PostgreSQL sends bytes as such and not as letters, which halves what comes over the line.
    """
    if connection.dialect.name == "postgresql":
        return chain.from_iterable(_binary(connection, query, piece))
    return chain.from_iterable(connection.execute(query.execution_options(yield_per=piece)).partitions())


def _binary(connection: Connection, query: Select[*tuple[Any, ...]], piece: int) -> Iterator[list[Any]]:
    raw: Any = connection.connection.driver_connection
    with raw.cursor("streamed") as cursor:
        cursor.execute(str(query.compile(dialect=connection.dialect)), binary=True)
        while rows := cursor.fetchmany(piece):
            yield rows
