"""Hands in the register: whoever owns the database, and even who has the signing key, against one note that lies elsewhere.

Each tamper changes the rows past the triggers and is put back afterwards. It must be found by ``flask register verify`` and,
after an export of what the tamper left, by the stand-alone verifier; both are given a checkpoint from before.
"""

import base64
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from zipfile import ZipFile

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete, insert, select, update

from certificates.register import actions, chain, export, keys, merkle, note, outside
from certificates.register.models import RegisterCheckpoint, RegisterEntry, RegisterHead
from certificates.register.verify import verify
from tests.certificates.register.story import erase, lift_triggers, member, papers, revoke
from tests.faults.stage import site
from training.db import db

PLAIN, CHAINED, SIGNED = "as it is", "chained anew", "chained and signed anew"


@dataclass
class Found:
    """How many tampers were done and found by each. ``missed``: the kinds and efforts of those that were not."""

    done: int = 0
    by_verify: int = 0
    by_auditor: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Every one was found, by both."""
        return self.done == self.by_verify == self.by_auditor and not self.missed

    def __str__(self) -> str:
        return (f"{self.done} tampers, {self.by_verify} found by verify, {self.by_auditor} by the stand-alone verifier; "
                + ", ".join(f"{kind} {count}" for kind, count in sorted(self.kinds.items())) + "".join(self.missed))


@dataclass
class Rows:
    """The register as it lies in the tables: bodies with the papers they speak of, and notes by size."""

    entries: list[tuple[bytes, int | None]]
    notes: dict[int, str]

    def copy(self) -> "Rows":
        """To be changed."""
        return Rows(list(self.entries), dict(self.notes))


def tamper(kind: str, count: int, seed: int = 1) -> Found:
    """So many tampers on a database of this kind, each of another kind than the one before it."""
    chance, found = random.Random(seed), Found()
    with site(kind) as (_here, _app):
        secret = _story()
        good = _read()
        kept = outside.copies()[0].text or ""
        rmtree(outside.places()[0])  # the note lies elsewhere; see what is given
        assert verify([("kept", kept)]).problems == [] and not _auditor_objects(kept), "the register is good before"
        for number in range(count):
            name = list(HANDS)[number % len(HANDS)]
            effort = chance.choice((PLAIN, CHAINED, SIGNED))
            rows = _changed(good, name, effort, secret, chance)
            _write(rows)
            found.done += 1
            found.kinds[name] += 1
            one, other = bool(verify([("kept", kept)]).problems), _auditor_objects(kept)
            found.by_verify += one
            found.by_auditor += other
            if not (one and other):
                found.missed.append(f"; MISSED {name}, {effort}: verify {one}, stand-alone {other}")
        _write(good)
        assert verify([("kept", kept)]).problems == []
    return found


def tampers(kind: str, count: int) -> tuple[int, int]:
    """How many were done, how many were found by both."""
    found = tamper(kind, count)
    return found.done, min(found.by_verify, found.by_auditor)


def _story() -> Ed25519PrivateKey:
    """Five batches, one paper revoked and one erased; the signing key, for whoever has stolen it."""
    who = member()
    made = [one for number in range(5) for one in papers(who, 10 * number + 1, 4)]
    revoke(made[3])
    erase(made[7])
    return keys.signing_key()


def _edit(rows: Rows, at: int, chance: random.Random) -> None:
    """Another word, number or commitment in one entry."""
    body, paper = rows.entries[at]
    entry = chain.from_bytes(body)
    changes: dict[str, list[object]] = {
        "at": ["2020-01-01T00:00:00Z"], "half_hours": [99], "folio": ["2019-000001"], "commitment": ["0" * 64, "f" * 64],
        "issued_on": ["2020-02-02"], "evidence": ["1" * 64], "reason": ["fraud", "norm"], "of": [2], "course": ["b"]}
    known = [name for name in changes if getattr(entry, name) is not None]
    name = chance.choice(known)
    rows.entries[at] = chain.canonical(msgspec.structs.replace(entry, **{name: chance.choice(changes[name])})), paper


def _flip(rows: Rows, at: int, chance: random.Random) -> None:
    """One bit of one entry."""
    body, paper = rows.entries[at]
    data = bytearray(body)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
    rows.entries[at] = bytes(data), paper


def _drop(rows: Rows, at: int, chance: random.Random) -> None:
    """One entry, or a few."""
    del rows.entries[at:at + chance.choice((1, 1, 2, 3))]


def _insert(rows: Rows, at: int, chance: random.Random) -> None:
    """A paper that was never issued."""
    invented = chain.Entry(seq=max(2, at + 1), at="2026-11-23T16:20:00Z", kind=chain.ISSUED, prev="0" * 64, version="3.2",
                           folio=f"2026-9{chance.randrange(10 ** 5):05}", paper="certificate", course="a", half_hours=13,
                           issued_on="2026-11-16", commitment=chance.randbytes(32).hex())
    rows.entries.insert(at, (chain.canonical(invented), rows.entries[-1][1]))


def _swap(rows: Rows, at: int, chance: random.Random) -> None:
    """Two entries change places."""
    other = chance.choice([number for number in range(len(rows.entries)) if number != at])
    rows.entries[at], rows.entries[other] = rows.entries[other], rows.entries[at]


def _double(rows: Rows, at: int, chance: random.Random) -> None:
    """An entry stands there twice."""
    rows.entries.insert(chance.randrange(at, len(rows.entries)), rows.entries[at])


def _fork(rows: Rows, at: int, chance: random.Random) -> None:
    """From here on another story, of the same length."""
    for place in range(at, len(rows.entries)):
        body, paper = rows.entries[place]
        entry = chain.from_bytes(body)
        if entry.commitment:
            rows.entries[place] = (chain.canonical(msgspec.structs.replace(entry, commitment=chance.randbytes(32).hex())), paper)
    _edit(rows, at, chance)


def _truncate(rows: Rows, at: int, chance: random.Random) -> None:
    """The end is gone; sometimes the notes over it too."""
    del rows.entries[at:]
    if chance.random() < 0.5:
        rows.notes = {size: text for size, text in rows.notes.items() if size <= at}


def _restore(rows: Rows, at: int, chance: random.Random) -> None:
    """An old copy, whole in itself."""
    size = chance.choice(sorted(rows.notes)[:-1])
    del rows.entries[size:]
    rows.notes = {one: text for one, text in rows.notes.items() if one <= size}


def _notes(rows: Rows, at: int, chance: random.Random) -> None:
    """A stored note is changed, swapped for another, or was signed by a key of theirs."""
    size = chance.choice(sorted(rows.notes))
    text, stranger = rows.notes[size], Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
    point = note.parse(text)
    assert point is not None
    rows.notes[size] = chance.choice((
        text.replace(text.split("\n")[2], base64.b64encode(chance.randbytes(32)).decode()),
        text[:-6] + "AAA=\n", note.signed(point, stranger), text.replace(f"\n{size}\n", f"\n{size - 1}\n")))


HANDS: dict[str, Callable[[Rows, int, random.Random], None]] = {
    "edit": _edit, "flip": _flip, "drop": _drop, "insert": _insert, "swap": _swap, "double": _double, "fork": _fork,
    "truncate": _truncate, "restore": _restore, "notes": _notes}
WITHOUT_EFFORT = ("flip", "notes")  # what is done to bytes and signatures cannot be made good again


def _changed(good: Rows, name: str, effort: str, secret: Ed25519PrivateKey, chance: random.Random) -> Rows:
    """A register that somebody had her hand in; never the good one."""
    while True:
        rows = good.copy()
        HANDS[name](rows, chance.randrange(1, len(rows.entries)), chance)
        if effort != PLAIN and name not in WITHOUT_EFFORT:
            _chain(rows)
        if effort == SIGNED and name not in WITHOUT_EFFORT:
            _sign(rows, secret)
        if rows != good:
            return rows


def _chain(rows: Rows) -> None:
    """Every entry gets the number and the link that it would have; a key's proof stays that of another number."""
    last = chain.BEGINNING
    for place, (body, paper) in enumerate(rows.entries):
        try:
            entry = msgspec.structs.replace(chain.from_bytes(body), seq=place + 1, prev=last)
            body = chain.canonical(entry)
        except ValueError:  # it would point ahead: it stays as it is
            pass
        rows.entries[place] = body, paper
        last = chain.hash_of(body)


def _sign(rows: Rows, secret: Ed25519PrivateKey) -> None:
    """Every note that still has its entries is signed anew, and one over the whole."""
    hashed = [merkle.leaf(body) for body, _paper in rows.entries]
    sizes = {size for size in rows.notes if size <= len(hashed)} | {len(hashed)}
    rows.notes = {size: note.signed(note.Checkpoint(actions.origin(), size, merkle.root(hashed[:size])), secret)
                  for size in sizes}


def _read() -> Rows:
    entries = db.session.execute(select(RegisterEntry.body, RegisterEntry.certificate_id).order_by(RegisterEntry.seq)).all()
    notes = db.session.execute(select(RegisterCheckpoint.size, RegisterCheckpoint.note)).all()
    db.session.commit()
    return Rows([(body, paper) for body, paper in entries], {size: text for size, text in notes})


def _write(rows: Rows) -> None:
    """Past the triggers; the columns and the head are those that the entries would have."""
    lift_triggers()
    first = db.session.scalars(select(RegisterEntry.at).limit(1)).one()
    db.session.execute(delete(RegisterCheckpoint))
    db.session.execute(delete(RegisterEntry))
    db.session.execute(insert(RegisterEntry), [_columns(place, body, paper, first) for place, (body, paper)
                                               in enumerate(rows.entries, 1)])
    if rows.notes:
        db.session.execute(insert(RegisterCheckpoint), [{"size": size, "note": text, "made_at": first} for size, text
                                                        in rows.notes.items()])
    bodies, peaks = [body for body, _paper in rows.entries], list[bytes]()
    for size, body in enumerate(bodies):
        merkle.push(peaks, size, merkle.leaf(body))
    db.session.execute(update(RegisterHead).values(size=len(bodies), last=chain.hash_of(bodies[-1]), frontier=b"".join(peaks)))
    db.session.commit()


def _columns(seq: int, body: bytes, paper: int | None, otherwise: object) -> dict[str, object]:
    try:
        entry = chain.from_bytes(body)
        at = datetime.fromisoformat(entry.at.replace("Z", "+00:00"))
        return {"seq": seq, "kind": entry.kind, "body": body, "certificate_id": paper, "at": at}
    except ValueError:
        return {"seq": seq, "kind": "issued", "body": body, "certificate_id": paper, "at": otherwise}


def _auditor_objects(kept: str) -> bool:
    """Whether the stand-alone verifier ends with 1 on an export of what lies there now."""
    folder = Path(tempfile.mkdtemp(prefix="replica-audit-"))
    try:
        export.export(folder / "r.zip")
        with ZipFile(folder / "r.zip") as archive:
            archive.extractall(folder)
        (folder / "antes.txt").write_text(kept, encoding="utf-8")
        done = subprocess.run([sys.executable, "-I", "-S", str(folder / "verify.py"), "--checkpoint", str(folder / "antes.txt")],
                              capture_output=True, timeout=300)
        assert not done.stderr, done.stderr.decode()
        return done.returncode == 1
    finally:
        rmtree(folder)
