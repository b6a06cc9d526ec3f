"""``flask register verify``: everything is computed anew from the entries and held against all that was ever signed.

What stands in the rooms to the right of this one (the rows of papers, what they say, their files) is held against the
register by whoever announced it in ``app.extensions[ROWS]``; see issuing.matching.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from flask import current_app
from sqlalchemy import Connection, DateTime, Row, select, type_coerce

from certificates.register import keys, note, outside
from certificates.register.checking import Walk
from certificates.register.models import RegisterCheckpoint, RegisterEntry, RegisterHead, RegisterVerification
from certificates.register.queries import one_instant
from certificates.register.streaming import streamed
from training.clock import now
from training.db import db

ROWS = "certificates.register.rows"
PIECE = 2_000
Given = Sequence[tuple[str, str]]  # (a name for it, the text of a note)
Rows = Callable[[Connection], Callable[[Walk, bool], None]]  # begins to read rows; then says to the walk what is wrong


@dataclass(frozen=True)
class Report:
    """What was found: how many entries there are, of each kind, how many checkpoints, and a sentence for each problem."""

    size: int
    counts: dict[str, int]
    checkpoints: int
    problems: list[str]


def verify(given: Given = (), *, files: bool = False) -> Report:
    """Compute the register anew, and hold it against its own checkpoints, the copies outside and the notes ``given``.

    ``files``: also read the file of each paper. Reads one state of the database, whoever writes meanwhile, in pieces.
    """
    notes = [*_copies(), *given]
    rows_of: Rows = current_app.extensions[ROWS]
    with one_instant() as connection, _nothing_to_collect():
        hold_rows = rows_of(connection)
        stored = connection.execute(select(RegisterCheckpoint.size, RegisterCheckpoint.note)
                                    .order_by(RegisterCheckpoint.size)).all()
        walk = Walk([size for size, _text in stored] + [found.size for _name, text in notes if (found := note.parse(text))])
        for seq, kind, body, at, row in _entries(connection):
            walk.take(body, seq, kind, _spelt(at), row)
        _hold_checkpoints(walk, stored)
        for name, text in notes:
            walk.checkpoint(text, name)
        head = connection.execute(select(RegisterHead.size, RegisterHead.last, RegisterHead.frontier)).all()
        walk.head(*head[0]) if len(head) == 1 else walk.say("La cabecera del registro falta o está repetida.")
        _hold_key(walk)
        hold_rows(walk, files)
    return Report(walk.size, dict(walk.counts), len(stored), walk.problems)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Hundreds of thousands of objects are made here and none in a circle: looking for circles costs a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def note_verification(report: Report) -> None:
    """Remember for the page that it was done. Flushes."""
    db.session.add(RegisterVerification(at=now(), size=report.size, problems=len(report.problems)))
    db.session.flush()


def _copies() -> Given:
    return [(str(copy.folder / outside.NEWEST), copy.text) for copy in outside.copies() if copy.text is not None]


def _entries(connection: Connection) -> Iterator[Row[int, str, bytes, datetime, int | None]]:
    at = type_coerce(RegisterEntry.at, DateTime(timezone=True))  # made UTC in _spelt, once a second
    query = select(RegisterEntry.seq, RegisterEntry.kind, RegisterEntry.body, at, RegisterEntry.certificate_id)
    return streamed(connection, query.order_by(RegisterEntry.seq), PIECE)


@lru_cache(maxsize=1_000)  # those of a batch were entered in the same second
def _spelt(at: datetime) -> str:
    """As an entry writes it."""
    return (at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)).isoformat().replace("+00:00", "Z")


def _hold_checkpoints(walk: Walk, stored: Sequence[Row[int, str]]) -> None:
    for size, text in stored:
        found = walk.checkpoint(text, f"Punto de control guardado {size}")
        if found is not None and found.size != size:
            walk.say(f"Punto de control guardado {size}: por dentro dice {found.size}.")
    newest = stored[-1][0] if stored else 0
    if newest < walk.size:
        walk.say(f"Las entradas {newest + 1} a {walk.size} no tienen punto de control. Si es la primera vez, "
                 "ejecute «flask register checkpoint»; si no, alguien las agregó por fuera.")


def _hold_key(walk: Walk) -> None:
    """Every key that the register names is one that this server has seen; another register has other keys."""
    known = {key.public_bytes_raw() for key in keys.public_keys()}
    for seq, key in walk.keys:
        if key.public_bytes_raw() not in known:
            walk.say(f"Entrada {seq}: su clave no está entre las de este servidor (carpeta public_keys).")
