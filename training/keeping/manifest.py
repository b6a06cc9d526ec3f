"""What a backup says of itself: what lies in it with its hash, of which version it is, how far the register was."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import func, inspect, select, table, text

from training.config import ROOT
from training.db import db

FORMAT = 1
NAME = "manifest.json"
DATABASE = {"sqlite": "database.sqlite", "postgresql": "database.dump"}


class Entry(msgspec.Struct, frozen=True):
    """One file of the archive."""

    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True):
    """``files``: by their name in the archive. ``register``: entries; ``checkpoint``: the newest signed note, or ""."""

    format: int
    made_at: str
    version: str
    schema: str
    database: str
    store: str
    counts: dict[str, int]
    register: int
    checkpoint: str
    signing_key: bool
    files: dict[str, Entry]
    damaged: tuple[str, ...] = ()


def encoded(one: Manifest) -> bytes:
    """As it stands in the archive."""
    return msgspec.json.format(msgspec.json.encode(one), indent=1)


def decoded(data: bytes) -> Manifest:
    """Raises msgspec.DecodeError or ValidationError when it is none."""
    return msgspec.json.decode(data, type=Manifest)


def program_version() -> str:
    """Of the program that is running."""
    with Path(ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def schema() -> str:
    """The newest migration that the database has."""
    with db.engine.connect() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def facts() -> dict[str, Any]:
    """How many rows each table has, and how far the register is; for people, and for a drill to compare."""
    tables = set(inspect(db.engine).get_table_names())
    with db.engine.connect() as connection:
        counts = {name: int(connection.execute(select(func.count()).select_from(table(name))).scalar_one())
                  for name in sorted(tables)}
        newest = None
        if "register_checkpoint" in tables:
            newest = connection.execute(text("SELECT note FROM register_checkpoint ORDER BY size DESC LIMIT 1")).scalar()
    return {"counts": counts, "register": counts.get("register_entry", 0), "checkpoint": str(newest or "")}
