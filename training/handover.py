"""Files that one host makes and another gives out: suitcases, books. Kept for a while, never for ever.

They lie in a folder of ``INSTANCE_DIR``. With ``STORE=database`` there may be several hosts, each with a folder of its own:
then the table ``handed_file`` holds them too, and a host takes from it what it has not, or has from before. What is to be
kept for ever goes to the store instead.
"""

import os
import time
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from flask import current_app, has_app_context
from sqlalchemy import LargeBinary, String, delete, select
from sqlalchemy.orm import Mapped, deferred, mapped_column

from training import store
from training.clock import now
from training.db import Base, db, inserting


class HandedFile(Base):
    """A file by its place under ``INSTANCE_DIR`` (``kits/12-5``) and its name there."""

    __tablename__ = "handed_file"

    place: Mapped[str] = mapped_column(String(160), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    left_at: Mapped[datetime]


def hand_over(folder: Path, names: Iterable[str]) -> None:
    """These files of the folder are whole: other hosts may have them. Commits; does nothing where there is one host."""
    if not _several():
        return
    for name in names:
        at = now()
        values = {"data": (folder / name).read_bytes(), "left_at": at}
        query = inserting(HandedFile).values(place=_place(folder), name=name, **values)
        db.session.execute(query.on_conflict_do_update(index_elements=["place", "name"], set_=values))
        db.session.commit()
        _date(folder / name, at)


def take(folder: Path, names: Collection[str] = ()) -> None:
    """Bring what another host left in this folder and this one has not: these names, or all. Ends no transaction."""
    if not _several():
        return
    query = select(HandedFile.name, HandedFile.left_at).where(HandedFile.place == _place(folder))
    for name, at in db.session.execute(query.where(HandedFile.name.in_(names)) if names else query).all():
        here = folder / name
        if not here.is_file() or here.stat().st_mtime < at.timestamp() - 0.001:
            which = (HandedFile.place == _place(folder)) & (HandedFile.name == name)
            data = db.session.scalar(select(HandedFile.data).where(which))
            if data is not None:
                _write(here, bytes(data))
                _date(here, at)


def forget(places: Iterable[str]) -> int:
    """These places are let go of, in the caller's transaction. Returns how many files went; the folders are the caller's."""
    wanted = list(places)
    if not _several() or not wanted:
        return 0
    return _count(delete(HandedFile).where(HandedFile.place.in_(wanted)))


def forget_older(room: str, seconds: float, but: str = "") -> int:
    """The same for what was left under a folder (``kits``) longer ago than that, in seconds; ``but``: a name that stays."""
    if not _several():
        return 0
    old = (HandedFile.left_at < now() - timedelta(seconds=seconds)) & (HandedFile.place != f"{room}/{but}")
    return _count(delete(HandedFile).where(HandedFile.place.startswith(f"{room}/"), old))


def places_in(room: str) -> list[str]:
    """Where something was left under a folder of that name, by whichever host."""
    if not _several():
        return []
    query = select(HandedFile.place).where(HandedFile.place.startswith(f"{room}/")).distinct()
    return list(db.session.scalars(query))


def _count(query: object) -> int:
    return int(getattr(db.session.execute(query), "rowcount", 0) or 0)  # type: ignore[call-overload]  # a DELETE


def _several() -> bool:
    return has_app_context() and current_app.config["STORE"] == store.DATABASE


def _place(folder: Path) -> str:
    return folder.resolve().relative_to(Path(str(current_app.config["INSTANCE_DIR"])).resolve()).as_posix()


def _write(target: Path, data: bytes) -> None:
    target.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = target.with_name(f"{token_hex(6)}.unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    unfinished.replace(target)


def _date(path: Path, at: datetime) -> None:
    """The file is as old as what was handed over; how long ago this host used it does not matter."""
    os.utime(path, (time.time(), at.astimezone(UTC).timestamp()))
