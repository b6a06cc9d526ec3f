"""``flask backup FILE``: one archive with everything that cannot be made again, while the site goes on working.

First the database, then the files: a file lies in the store before the row that speaks of it is committed, so every row of
the copy finds its file. The archive appears whole or not at all, and never in the place of another.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from flask import current_app

from training import store
from training.clock import in_lima, now
from training.keeping import dump, manifest
from training.keeping.manifest import DATABASE, Entry, Manifest

PIECE = 1 << 20
MADE_AGAIN = ("books", "kits", "files")  # folders of the instance that a backup leaves out, or takes by itself
SECRETS = ("secret_key",)
STORED, OTHERS = "files/", "instance/"
KEY = "signing_key.pem"


class NotMade(Exception):
    """No backup was written; the message says why."""


def backup(target: Path, *, with_signing_key: bool = False) -> Manifest:
    """Write the archive. Raises NotMade when there is a file of that name, or the database cannot be copied."""
    if target.exists():
        raise NotMade(f"Ya existe {target}: una copia de respaldo no reemplaza a otra. Elija otro nombre.")
    unfinished = target.with_name(f".{target.name}.{token_hex(4)}")
    try:
        made = _write(unfinished, with_signing_key)
        os.link(unfinished, target)  # fails where somebody else was quicker
        _sync(target.parent)
    except FileExistsError:
        raise NotMade(f"Ya existe {target}. Elija otro nombre.") from None
    except (dump.CannotDump, OSError) as problem:
        raise NotMade(str(problem)) from problem
    finally:
        unfinished.unlink(missing_ok=True)
    return made


def _write(unfinished: Path, with_signing_key: bool) -> Manifest:
    entries: dict[str, Entry] = {}
    damaged: list[str] = []
    descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as file, _dumped(unfinished) as copy:
        facts = manifest.facts()
        with ZipFile(file, "w", ZIP_STORED) as packed:
            name = DATABASE[dump.kind()]
            entries[name] = _put(packed, name, _pieces(copy), ZIP_DEFLATED if dump.kind() == dump.SQLITE else ZIP_STORED)
            for sha256, ending in _stored():
                try:
                    entries[f"{STORED}{sha256}{ending}"] = _put(packed, f"{STORED}{sha256}{ending}",
                                                                store.pieces(sha256, ending, PIECE))
                except store.Damaged:
                    damaged.append(f"{sha256}{ending}")
            for path in _others():
                inside = f"{OTHERS}{path.relative_to(_instance())}"
                entries[inside] = _put(packed, inside, _pieces(path))
            for name, path in _keys(with_signing_key):
                entries[name] = _put(packed, name, _pieces(path))
            made = _manifest(entries, damaged, facts, KEY in entries)
            packed.writestr(_info(manifest.NAME), manifest.encoded(made))
        file.flush()
        os.fsync(file.fileno())
    return made


@contextmanager
def _dumped(beside: Path) -> Iterator[Path]:
    """The copy of the database, beside the archive for as long as it is packed."""
    copy = beside.with_name(f"{beside.name}.database")
    try:
        dump.dump_to(copy)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _manifest(entries: dict[str, Entry], damaged: list[str], facts: dict[str, object], key: bool) -> Manifest:
    return Manifest(
        format=manifest.FORMAT, made_at=now().isoformat(), version=manifest.program_version(), schema=manifest.schema(),
        database=dump.kind(), store=str(current_app.config["STORE"]), signing_key=key, files=entries,
        damaged=tuple(damaged), **facts)  # type: ignore[arg-type]  # the facts have the fields' own types


def _stored() -> list[tuple[str, str]]:
    """The files of a store that is a folder; those of the database are in its copy."""
    if current_app.config["STORE"] == store.DATABASE:
        return []
    return sorted(store.every())


def _others() -> Iterator[Path]:
    """What else lies in the instance and cannot be made again: public keys, checkpoints, whom not to bring back."""
    root = _instance()
    for path in sorted(root.rglob("*")):
        first, *_more = parts = path.relative_to(root).parts
        if any(part.startswith(".") for part in parts):  # half written, or a lock: gone before it could be packed
            continue
        if (path.is_file() and not path.is_symlink() and first not in (*MADE_AGAIN, *SECRETS) and not _is_database(first)
                and dump.ASIDE not in first and not _is_private(path)):
            yield path


def _is_database(name: str) -> bool:
    """SQLite files with their journals: ours is copied as it should be, and the queue is only a bell."""
    ours = dump.sqlite_path().name if dump.kind() == dump.SQLITE else ".db"
    return any(name.endswith((f".db{more}", f"{ours}{more}")) for more in ("", "-wal", "-shm", "-journal"))


def _is_private(path: Path) -> bool:
    signer = str(current_app.config.get("SIGNER_FILE") or "")  # PKCS#12 says nowhere that it holds a key
    with path.open("rb") as file:
        return (path == _signing_key() or bool(signer) and path == Path(signer).resolve()
                or b"PRIVATE KEY" in file.read(4096))


def _keys(with_signing_key: bool) -> Iterator[tuple[str, Path]]:
    """Public keys that lie outside of the instance, and the private one when it was asked for."""
    folder = _signing_key().parent / "public_keys"
    if not folder.is_relative_to(_instance()):
        for path in sorted(folder.glob("*.pem")):
            yield f"{OTHERS}public_keys/{path.name}", path
    if with_signing_key and _signing_key().is_file():
        yield KEY, _signing_key()


def _put(packed: ZipFile, name: str, pieces: Iterator[bytes], kind: int = ZIP_STORED) -> Entry:
    """Pack one file, hashing what is packed. Raises store.Damaged before anything was packed."""
    digest, size = hashlib.sha256(), 0
    with packed.open(_info(name, kind), "w", force_zip64=True) as out:
        for piece in pieces:
            digest.update(piece)
            size += out.write(piece)
    return Entry(digest.hexdigest(), size)


def _info(name: str, kind: int = ZIP_STORED) -> ZipInfo:
    at = in_lima(now())
    found = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    found.compress_type, found.external_attr = kind, 0o600 << 16
    return found


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _instance() -> Path:
    return Path(str(current_app.config["INSTANCE_DIR"])).resolve()


def _signing_key() -> Path:
    return Path(str(current_app.config["SIGNING_KEY_FILE"])).resolve()
