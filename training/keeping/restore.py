"""``flask restore FILE``: a backup put back, into an empty install, or in the place of one that is set aside.

Everything is checked before anything is touched; what fails afterwards is undone. Then the rooms are told
(``house().after_restore``), so that the register issues nothing until it was held against a checkpoint from outside.
"""

import hashlib
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from zipfile import BadZipFile, ZipFile

import msgspec
from flask import current_app
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from migrations.parts import INSTALL
from training import store
from training.clock import now
from training.db import db
from training.house import house
from training.keeping import dump, manifest
from training.keeping.backup import KEY, MADE_AGAIN, OTHERS, PIECE, SECRETS, STORED
from training.keeping.manifest import DATABASE, Manifest
from training.migrate import knows, upgrade_schema


class NotRestored(Exception):
    """Nothing was put back, and what was there is as it was; the message says why."""


def restore(source: Path, *, replace: bool = False) -> Manifest:
    """Put the backup back. Raises NotRestored; then nothing changed."""
    stamp = f"{now():%Y%m%d_%H%M%S}_{token_hex(2)}"
    unpacked = _instance() / f"restoring.{stamp}"
    try:
        found = _unpack(source, unpacked)
        _check_place(replace)
        db.session.remove()
        with _set_aside(stamp):
            _put_database(unpacked)
            _put_files(unpacked, found)
            upgrade_schema()
            for told in house().after_restore:
                told()
            db.session.commit()
    except (dump.CannotDump, OSError, BadZipFile, zlib.error, EOFError, NotImplementedError) as problem:
        raise NotRestored(str(problem)) from problem
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    return found


def _unpack(source: Path, target: Path) -> Manifest:
    """Everything out of the archive, each file held against its hash. Raises NotRestored at the first that is not whole."""
    with ZipFile(source) as packed:
        try:
            found = manifest.decoded(packed.read(manifest.NAME))
        except (KeyError, msgspec.MsgspecError):
            raise NotRestored(f"{source} no es una copia de respaldo de Réplica.") from None
        _check_kind(found)
        names = {one.filename for one in packed.infolist()} - {manifest.NAME}
        if names != set(found.files):
            raise NotRestored("La copia no contiene lo que dice su lista: le falta o le sobra algo. No se tocó nada.")
        target.mkdir(mode=0o700, parents=True)
        for name, entry in found.files.items():
            if not _is_ours(name):
                raise NotRestored(f"La copia contiene una ruta que sale de su carpeta: {name}")
            if _unpack_one(packed, name, target / name) != entry.sha256:
                raise NotRestored(f"La copia está dañada en {name}. No se tocó nada; use otra copia.")
    if found.database == dump.SQLITE:
        dump.check_sqlite(target / DATABASE[dump.SQLITE])
    return found


def _is_ours(name: str) -> bool:
    """Whether a backup writes such names: nothing that leads up, begins anew at the root, or is this install's own."""
    parts = name.split("/")
    own = {*MADE_AGAIN, *SECRETS} if f"{parts[0]}/" == OTHERS else set()
    return name.isprintable() and not {"", ".", ".."} & set(parts) and not own & set(parts[1:2])


def _unpack_one(packed: ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with packed.open(name) as inside, os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := inside.read(PIECE):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _check_kind(found: Manifest) -> None:
    if found.format != manifest.FORMAT:
        raise NotRestored("La copia es de un formato que este programa no conoce: actualice Réplica.")
    if found.database != dump.kind():
        raise NotRestored(f"La copia es de {found.database} y esta instalación usa {dump.kind()}: cambie DATABASE_URL.")
    if found.store != current_app.config["STORE"]:
        raise NotRestored(f"La copia es de STORE={found.store}: restáurela con ese valor; después «flask store move» pasa "
                          "los archivos.")
    if not knows(found.schema):
        raise NotRestored("La copia es de un programa más nuevo que este: actualice Réplica antes de restaurar.")


def _check_place(replace: bool) -> None:
    """Raise NotRestored where somebody's data lie and nobody said to replace them, or where the site is running."""
    db.session.remove()
    db.engine.dispose()
    if dump.others_connected():
        raise NotRestored("Hay otros programas conectados a la base de datos: detenga el sitio y el trabajador primero.")
    if not replace and (_people() or any(_files().glob("[0-9a-f][0-9a-f]/*"))):
        raise NotRestored("Esta instalación ya tiene datos. Con --replace se apartan (no se borran) y la copia toma su "
                          "lugar.")


def _people() -> int:
    """How many accounts there are; an install that was only prepared has none."""
    if dump.kind() == dump.SQLITE and not dump.sqlite_path().exists():
        return 0
    if not inspect(db.engine).has_table("user_account"):
        return 0
    with db.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM user_account")).scalar_one())


@contextmanager
def _set_aside(stamp: str) -> Iterator[None]:
    """What was there gets another name, and its own again when something fails."""
    files, aside = _files(), _files().with_name(f"files.{dump.ASIDE}{stamp}")
    database = _sqlite_aside(stamp) if dump.kind() == dump.SQLITE else _schema_aside(stamp)
    with database:
        if files.exists():
            files.rename(aside)
        try:
            yield
        except BaseException:
            shutil.rmtree(files, ignore_errors=True)
            if aside.exists():
                aside.rename(files)
            raise


@contextmanager
def _sqlite_aside(stamp: str) -> Iterator[None]:
    path = dump.sqlite_path()
    aside = path.with_name(f"{path.name}.{dump.ASIDE}{stamp}")
    journals = [more for more in ("-wal", "-shm", "-journal") if path.with_name(path.name + more).exists()]
    moved = [more for more in ("", *journals) if path.with_name(path.name + more).exists()]
    db.engine.dispose()
    for more in moved:
        path.with_name(path.name + more).rename(aside.with_name(aside.name + more))
    try:
        yield
    except BaseException:
        db.session.remove()
        db.engine.dispose()
        for more in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + more).unlink(missing_ok=True)
        for more in moved:
            aside.with_name(aside.name + more).rename(path.with_name(path.name + more))
        raise


@contextmanager
def _schema_aside(stamp: str) -> Iterator[None]:
    name = f"{dump.ASIDE}{stamp}"
    _command(f'ALTER SCHEMA public RENAME TO "{name}"', "CREATE SCHEMA public")
    with suppress(DBAPIError):  # then the copy has no such index either, or says so when it is put back
        _command(*INSTALL)
    try:
        yield
    except BaseException:
        db.session.remove()
        _command("DROP SCHEMA public CASCADE", f'ALTER SCHEMA "{name}" RENAME TO public')
        raise


def _command(*statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    db.engine.dispose()  # no connection goes on with what it knew of the other schema


def _put_database(unpacked: Path) -> None:
    if dump.kind() == dump.POSTGRESQL:
        dump.put_back_postgresql(unpacked / DATABASE[dump.POSTGRESQL])
        return
    target = dump.sqlite_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(unpacked / DATABASE[dump.SQLITE], target)


def _put_files(unpacked: Path, found: Manifest) -> None:
    """The store's files under their hashes; of the rest only what is not there: a newer checkpoint must not go back."""
    for name in found.files:
        inside = unpacked / name
        if name.startswith(STORED):
            place = store.new_place()
            shutil.move(inside, place)
            store.put_file(place, inside.suffix)
        elif name.startswith(OTHERS):
            _only_new(inside, _place_of(name.removeprefix(OTHERS)))
        elif name == KEY:
            _only_new(inside, Path(str(current_app.config["SIGNING_KEY_FILE"])))


def _place_of(name: str) -> Path:
    if name.startswith("public_keys/"):
        return Path(str(current_app.config["SIGNING_KEY_FILE"])).parent / name
    return _instance() / name


def _only_new(source: Path, target: Path) -> None:
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(source, target)


def _instance() -> Path:
    return Path(str(current_app.config["INSTANCE_DIR"])).resolve()


def _files() -> Path:
    return _instance() / "files"
