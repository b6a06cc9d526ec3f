"""``flask register export``: all that somebody needs to check the register without us, and nothing about anybody."""

from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import Connection, select

from certificates.register import keys
from certificates.register.models import RegisterCheckpoint, RegisterEntry
from certificates.register.queries import one_instant

FOLDER = Path(__file__).parent / "standalone"
ALWAYS = (2020, 1, 1, 0, 0, 0)  # the same register gives the same bytes
PIECE = 2_000


def export(target: Path) -> int:
    """Write the ZIP, whole or not at all; how many entries it holds. The same register gives the same bytes.

    Raises OSError where it cannot be written.
    """
    unfinished = target.with_name(f".{target.name}.{token_hex(4)}")
    try:
        with one_instant() as connection, ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
            size = _fill(archive, connection)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return size


def _fill(archive: ZipFile, connection: Connection) -> int:
    size = 0
    with archive.open(_named("registro.jsonl"), "w", force_zip64=True) as lines:
        for body in _bodies(connection):
            lines.write(body + b"\n")
            size += 1
    for number, text in connection.execute(select(RegisterCheckpoint.size, RegisterCheckpoint.note)
                                           .order_by(RegisterCheckpoint.size)):
        archive.writestr(_named(f"checkpoints/{number:09}.txt"), text)
    archive.writestr(_named("claves.txt"), "".join(f"{keys.line(key)}\n" for key in keys.public_keys()))
    for name in ("LEEME.txt", "verify.py"):
        archive.writestr(_named(name), (FOLDER / name).read_bytes())
    return size


def _bodies(connection: Connection) -> Iterator[bytes]:
    query = select(RegisterEntry.body).order_by(RegisterEntry.seq).execution_options(yield_per=PIECE)
    return (bytes(body) for body in connection.execute(query).scalars())


def _named(name: str) -> ZipInfo:
    info = ZipInfo(name, ALWAYS)
    info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
    return info
