"""Files on their way out: checked against their hash first, then sent piece by piece, so that none lies in memory."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from flask import Response
from flask_babel import gettext as _

from training import store
from training.clock import in_lima
from training.errors import Refused


def sheet(sha256: str, name: str) -> Response:
    """A stored PDF as a file to keep, under this name (plain ASCII). Raises Refused when it is damaged."""
    try:
        response = Response(store.pieces(sha256), content_type="application/pdf")
    except store.Damaged:
        raise _lost() from None
    response.content_length = store.size_of(sha256)
    return _to_keep(response, f"{name}.pdf")


def archive(files: Sequence[tuple[str, str, datetime]], name: str) -> Response:
    """A ZIP of stored PDFs, made while it is sent: (name inside, hash, moment). Every hash is checked before."""
    whole = [(inside, _whole(sha256), moment) for inside, sha256, moment in files]
    return _to_keep(Response(_zipped(whole), content_type="application/zip"), f"{name}.zip")


def _to_keep(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _whole(sha256: str) -> Path:
    try:
        return store.path_of(sha256)
    except store.Damaged:
        raise _lost() from None


def _lost() -> Refused:
    return Refused(_("Este archivo se perdió o fue cambiado, y por eso no se entrega. Avise a quien administra Réplica: "
                     "debe restaurarlo de su copia de respaldo."), 503)


class _Wire(io.RawIOBase):
    """Where ZipFile writes; what came is taken out and sent."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]  # any buffer
        self.waiting += piece
        return len(piece)

    def taken(self) -> bytes:
        """What came since the last time."""
        piece = bytes(self.waiting)
        self.waiting.clear()
        return piece


def _zipped(files: Sequence[tuple[str, Path, datetime]]) -> Iterator[bytes]:
    wire = _Wire()
    with ZipFile(wire, "w", ZIP_STORED) as packed:
        for name, path, moment in files:
            local = in_lima(moment)
            entry = ZipInfo(name, (local.year, local.month, local.day, local.hour, local.minute, local.second))
            packed.writestr(entry, path.read_bytes())
            yield wire.taken()
    yield wire.taken()
