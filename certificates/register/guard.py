"""Before the register grows: does it still hold what was signed and carried outside?

A database that was put back from an older copy would give numbers a second time and fork the register. Entries are only
added when the copies outside of it (see outside) are a beginning of what it holds, and after a restore only when somebody
has held it against the newest of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask_babel import gettext as _
from sqlalchemy import select

from certificates.register import keys, merkle, note, outside
from certificates.register.models import RegisterCheckpoint, RegisterEntry, RegisterHead, RegisterRestore
from certificates.register.queries import public_keys
from training.audit.actions import record
from training.clock import now
from training.db import db
from training.errors import Refused

ACT = "settle register"
OK, NOT_OURS, AHEAD, FORKED = "ok", "not ours", "ahead", "forked"
PIECE = 5_000


@dataclass(frozen=True)
class State:
    """Whether the register may grow. ``restored``: it was put back and nobody has held it against a checkpoint yet;
    ``copies``: each place with how what lies there stands to the register (None: nothing lies there)."""

    restored: RegisterRestore | None
    copies: list[tuple[outside.Copy, str | None]]

    @property
    def open(self) -> bool:
        """Whether entries may be added."""
        return self.restored is None and all(found in (None, OK) for _copy, found in self.copies)


def state() -> State:
    """How things stand now."""
    copies = outside.copies()  # before the head: what is outside by now is committed, so the head is no smaller
    size = db.session.scalars(select(RegisterHead.size).where(RegisterHead.id == 1)).one()
    known = _known_keys()
    found: list[tuple[outside.Copy, str | None]] = [
        (copy, None if copy.text is None else compare(copy.text, size, known)) for copy in copies]
    return State(waiting(), found)


def hold(copies: Iterable[outside.Copy], size: int) -> None:
    """Raise Refused with what to do when the register, which has ``size`` entries, may not grow."""
    if waiting() is not None:
        raise Refused(_("La base de datos se restauró de una copia. Antes de emitir, quien administra compara el "
                        "registro con el punto de control más nuevo que haya fuera («flask register agree», o la página "
                        "Registro de certificados). No se emitió nada."), 503)
    for copy in copies:
        if copy.text is None:
            continue
        found = compare(copy.text, size, _known_keys())
        if found != OK:
            raise Refused(_reason(found, str(copy.folder / outside.NEWEST)), 503)


def compare(text: str, size: int, known: Iterable[Ed25519PublicKey]) -> str:
    """How a note stands to the register of ``size`` entries: OK when it is signed by us and a beginning of it."""
    found = note.read(text, known)
    if found is None:
        return NOT_OURS
    if found.size > size:
        return AHEAD
    return OK if _root_at(found.size) == found.root else FORKED


def mark_restored() -> None:
    """From now on nothing is issued until somebody has held the register against an outside checkpoint. Flushes."""
    if waiting() is None:
        db.session.add(RegisterRestore(restored_at=now()))
        db.session.flush()


def waiting() -> RegisterRestore | None:
    """The restore that nobody has settled yet."""
    return db.session.scalar(select(RegisterRestore).where(RegisterRestore.settled_at.is_(None))
                             .order_by(RegisterRestore.id.desc()).limit(1))


def agree(text: str | None, by_id: int | None) -> None:
    """Settle a restore with this outside note; with None, by saying that there is none. Flushes; the audit log says which.

    Raises Refused when the note, or a copy that lies at one of our places, is not a beginning of the register.
    """
    size = db.session.get_one(RegisterHead, 1, with_for_update=True, populate_existing=True).size
    copies = outside.copies()
    for copy in copies[1:]:  # the first is of this machine, and was perhaps lost with it
        if copy.text is None and (copy.trouble or not copy.folder.is_dir()):
            raise Refused(_("No se puede leer %(name)s, donde están las copias de fuera. Conecte ese lugar y compare de "
                            "nuevo.",
                            name=str(copy.folder)))
    notes = [(str(copy.folder / outside.NEWEST), copy.text) for copy in copies if copy.text is not None]
    for name, one in [*([(_("El punto de control"), text)] if text is not None else []), *notes]:
        found = compare(one, size, _known_keys())
        if found != OK:
            raise Refused(_reason(found, name))
    restored = waiting()
    if restored is not None:
        restored.settled_at, restored.settled_by_id, restored.checkpoint = now(), by_id, text or ""
    checkpoint = note.parse(text or "")
    record(ACT, f"register:{size}", by_id, f"{checkpoint.size} {checkpoint.short}" if checkpoint else "without checkpoint")


def _reason(found: str, name: str) -> str:
    if found == NOT_OURS:
        return _("%(name)s no es un punto de control firmado por las claves de este registro. Revise de dónde viene; si es "
                 "de otro sitio, retírelo de ahí. No se emitió nada.", name=name)
    if found == AHEAD:
        return _("%(name)s tiene más entradas que el registro: la base de datos es una copia antigua. Restaure una más "
                 "nueva. No se emitió nada.", name=name)
    return _("%(name)s no es un comienzo de este registro: lo que se firmó entonces cambió. No emita; avise a quien audita "
             "y ejecute «flask register verify».", name=name)


def _known_keys() -> list[Ed25519PublicKey]:
    return [*keys.public_keys(), *public_keys()]


def _root_at(size: int) -> bytes | None:
    """The root over the first ``size`` entries: that of the checkpoint of this size, or else computed."""
    stored = db.session.scalar(select(RegisterCheckpoint.note).where(RegisterCheckpoint.size == size))
    checkpoint = note.parse(stored or "")
    if checkpoint is not None:
        return checkpoint.root
    peaks: list[bytes] = []
    for start in range(1, size + 1, PIECE):
        query = (select(RegisterEntry.body).where(RegisterEntry.seq >= start, RegisterEntry.seq < start + PIECE,
                                                  RegisterEntry.seq <= size).order_by(RegisterEntry.seq))
        for place, body in enumerate(db.session.scalars(query), start - 1):
            merkle.push(peaks, place, merkle.leaf(body))
    return merkle.root_of(peaks)
