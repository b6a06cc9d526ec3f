#!/usr/bin/env python3
"""Revisa una copia del registro de certificados de Réplica, sin la aplicación. Python 3.8 o posterior, nada más.

    python3 verify.py                         todo lo que hay en esta carpeta
    python3 verify.py --checkpoint NOTA.txt   además, que un punto de control de antes sea un comienzo de este registro
    python3 verify.py --paper PAPEL.pdf       además, un papel: su PDF, o el archivo datos.json que lleva adjunto
    python3 verify.py --root 128              además, la raíz con 128 entradas, para compararla con una impresa

Termina con 0 si todo está en orden (y el papel, vigente) y con 1 si no. Cada opción puede repetirse.
"""
from __future__ import annotations

import argparse
import base64
import datetime
import hashlib
import hmac
import json
import re
import sys
import zlib
from pathlib import Path
from typing import Any, Tuple  # noqa: UP035  # Python 3.8 has no tuple[...] outside of annotations

REASONS = {"error": "error", "norm": "norma", "fraud": "fraude", "request": "a pedido", "other": "otro"}
PAPER = {"folio", "paper", "course", "version", "half_hours", "issued_on", "commitment"}
ALWAYS = {"seq", "at", "kind", "prev"}
FIELDS: dict[str, Any] = {  # kind of entry: what it must have, what it may have
    "issued": (PAPER, {"evidence", "renews"}), "replaced": (PAPER | {"replaces"}, {"evidence", "renews"}),
    "revoked": ({"of", "reason"}, set()), "erased": ({"of"}, set()), "key": ({"key", "proofs"}, set())}
LOWEST = {"seq": 1, "of": 1, "renews": 1, "replaces": 1, "half_hours": 0}
SHAPES = {name: re.compile(shape, re.ASCII | re.DOTALL) for names, shape in (
    ("prev commitment evidence", "[0-9a-f]{64}"), ("folio paper course version", ".{1,40}"),
    ("issued_on", r"\d{4}-\d\d-\d\d"), ("at", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    ("key", "[A-Za-z0-9+/]{43}=")) for name in names.split()}

# Ed25519 (RFC 8032), points in extended coordinates. Nothing here is secret, so it need not be constant in time.
Point = Tuple[int, int, int, int]  # noqa: UP006  # see above
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)


def added(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = added(total, point)
        point, number = added(point, point), number >> 1
    return total


def point_of(data: bytes) -> Point | None:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (sign and not x):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def signed_by(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether this is a good Ed25519 signature of that public key over the message."""
    if len(signature) != 64 or len(key) != 32:
        return False
    a, r, g = point_of(key), point_of(signature[:32]), point_of(b"\x58" + b"\x66" * 31)
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or g is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    p, q = times(s, g), added(r, times(k, a))
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def decoded(text: str, length: int) -> bytes:
    data = base64.b64decode(text, validate=True)
    if len(data) != length or base64.b64encode(data).decode() != text:
        raise ValueError("base64")
    return data


def flaw(e: Any) -> str:
    """What is wrong with an entry by itself, or nothing."""
    if not isinstance(e, dict) or e.get("kind") not in FIELDS:
        return "no es una entrada"
    wanted, allowed = FIELDS[e["kind"]]
    if not wanted | ALWAYS <= set(e) <= wanted | allowed | ALWAYS:
        return "le faltan o le sobran datos"
    if any(type(e[name]) is not int or e[name] < lowest for name, lowest in LOWEST.items() if name in e):
        return "un número no es un número"
    if any(not isinstance(e[name], str) or not shape.fullmatch(e[name]) for name, shape in SHAPES.items() if name in e):
        return "un dato no tiene su forma"
    if max(e.get(name, 0) for name in ("of", "renews", "replaces")) >= e["seq"]:
        return "apunta hacia adelante"
    return "" if e.get("reason", "other") in list(REASONS) else "su motivo no es ninguno de los conocidos"


class Note:
    """A signed checkpoint: origin, size and root of the register at some time, and who signed."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.size, self.root, self.text = name, -1, b"", ""
        try:
            self.text, _, signatures = data.decode("utf-8").partition("\n\n")
            self.origin, size, root = self.text.split("\n")[:3]
            self.root, self.size, self.signatures = decoded(root, 32), int(size), signatures.split("\n")
        except ValueError:
            pass

    def signed_by(self, key: bytes) -> bool:
        start, known = f"— {self.origin} ", sha(self.origin.encode() + b"\n\1" + key)[:4]
        for line in self.signatures:
            try:
                data = base64.b64decode(line[len(start):], validate=True) if line.startswith(start) else b""
            except ValueError:
                continue
            if data[:4] == known and signed_by(key, data[4:], (self.text + "\n").encode()):
                return True
        return False


class Register:
    """The register of a folder, computed anew; ``bad`` has a line for each thing that is wrong."""

    def __init__(self, folder: Path, given: list[Note], sizes: list[int]) -> None:
        self.bad: list[str] = []
        self.entries: list[dict[str, Any]] = []
        self.papers: dict[str, int] = {}  # commitment: number of its entry
        self.news: dict[int, list[tuple[str, dict[str, Any]]]] = {}  # number of a paper's entry: what became of it
        self.keys: list[tuple[int, bytes]] = []
        self.folios: set[str] = set()
        self.notes = [Note(path.name, path.read_bytes()) for path in sorted((folder / "checkpoints").glob("*.txt"))]
        notes = self.notes + given
        self.roots = {0: sha(b"")}
        self.read((folder / "registro.jsonl").read_bytes(), {*sizes, *(note.size for note in notes)})
        known = [line.split()[-1] for line in (folder / "claves.txt").read_text("utf-8").splitlines() if line]
        self.bad += [f"Entrada {seq}: su clave no está en claves.txt." for seq, key in self.keys
                     if base64.b64encode(key).decode() not in known]
        for note in notes:
            self.hold(note)
        if len(self.entries) not in [note.size for note in self.notes]:
            self.bad.append("Las últimas entradas no tienen punto de control.")

    def read(self, data: bytes, sizes: set[int]) -> None:
        """Every line: its form, its place in the chain, what it says; and the Merkle roots at these sizes."""
        lines, last = data.split(b"\n"), "0" * 64
        peaks: list[bytes] = []
        if lines.pop():
            self.bad.append("La última línea está cortada.")
        for seq, body in enumerate(lines, 1):
            try:
                entry = json.loads(body)
                wrong = flaw(entry) or ("" if canonical(entry) == body else "no está escrita en su única forma")
                if not wrong and (entry["seq"] != seq or entry["prev"] != last):
                    wrong = "no sigue a la anterior: algo se cambió, se quitó o se puso después"
                self.entries.append({} if flaw(entry) else entry)
                wrong = wrong or self.take(entry, seq)
            except (ValueError, TypeError, RecursionError):
                wrong = "no se puede leer"
                self.entries[seq - 1:] = [{}]
            if wrong:
                self.bad.append(f"Entrada {seq}: {wrong}.")
            last, node, size = sha(body).hex(), sha(b"\0" + body), seq - 1
            while size & 1:
                node, size = sha(b"\1" + peaks.pop() + node), size >> 1
            peaks.append(node)
            if seq in sizes or seq == len(lines):
                root = peaks[-1]
                for peak in reversed(peaks[:-1]):
                    root = sha(b"\1" + peak + root)
                self.roots[seq] = root

    def take(self, e: dict[str, Any], seq: int) -> str:
        """What an entry says, held against those before it; what is wrong with it, or nothing."""
        if e["kind"] == "key":
            key, proofs = decoded(e["key"], 32), [decoded(proof, 64) for proof in e["proofs"]]
            provers, words = [key] + [before for _, before in self.keys[-1:]], b"register key 1\n%d\n" % seq + key
            self.keys.append((seq, key))
            good = len(proofs) == len(provers) and all(signed_by(k, proofs[i], words) for i, k in enumerate(provers))
            return "" if good else "la clave no trae las firmas que debe traer"
        wrong = ""
        if "folio" in e:
            if e["folio"] in self.folios or e["commitment"] in self.papers:
                wrong = "su folio o su compromiso ya estaba"
            self.folios.add(e["folio"])
            self.papers[e["commitment"]] = seq
        for what, of in (("replaced", e.get("replaces")), ("renewed", e.get("renews")), (e["kind"], e.get("of"))):
            if of is not None:
                before, news = self.entries[of - 1], self.news.setdefault(of, [])
                if "folio" not in before or ("folio" in e and before["paper"] != e["paper"]):
                    wrong = f"apunta a la {of}, que no es un papel de su clase"
                elif what != "renewed" and what in [one for one, _ in news]:
                    wrong = f"dice otra vez lo que ya se dijo de la {of}"
                news.append((what, e))
        return wrong

    def hold(self, note: Note) -> None:
        """A signed checkpoint against the entries."""
        if note.size < 0:
            self.bad.append(f"{note.name}: no es un punto de control.")
        elif note.size > len(self.entries):
            self.bad.append(f"{note.name}: dice {note.size} entradas y aquí hay {len(self.entries)}. Faltan entradas.")
        elif self.roots[note.size] != note.root:
            self.bad.append(f"{note.name}: las primeras {note.size} entradas no son las que se firmaron.")
        key = [key for since, key in self.keys if since <= note.size][-1:]
        if note.size >= 0 and not (key and note.signed_by(key[0])):
            self.bad.append(f"{note.name}: la firma no es de la clave que regía con {note.size} entradas.")


class Paper:
    """What a paper says, its salt and its checkpoint: from the data attached to its PDF, or from those data as a file."""

    def __init__(self, path: Path) -> None:
        self.name, self.salt = path.name, b""
        self.notes: list[Note] = []
        self.said: dict[str, Any] = {}
        data = path.read_bytes()
        for raw in [data, *re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)]:
            for packed in (False, True):
                try:
                    found = json.loads(zlib.decompressobj().decompress(raw, 5_000_000) if packed else raw)
                    if isinstance(found, dict) and isinstance(found["snapshot"], dict):
                        self.salt, self.said, text = bytes.fromhex(found["salt"]), found["snapshot"], found.get("checkpoint")
                        self.notes = [Note(path.name, str(text).encode())] if text else []
                        return
                except (ValueError, zlib.error, TypeError, KeyError, RecursionError):
                    continue

    def standing(self, register: Register) -> tuple[list[str], bool]:
        """What the register says of it, and whether it is in force today."""
        if not self.said:
            return [f"{self.name}: no se encontraron los datos adjuntos de un papel."], False
        seq = register.papers.get(hmac.new(self.salt, canonical(self.said), hashlib.sha256).hexdigest())
        if seq is None:
            return [f"{self.name}: NO está en el registro, o lo que dice fue cambiado."], False
        said, at, day = self.said, register.entries[seq - 1]["at"][:10], datetime.date.today().isoformat()
        lines = [f"{self.name}: entrada {seq}, registrada el {at}. Debe leerse igual en el papel:",
                 f"  folio {said['folio']}, emitido el {said['issued_on']}",
                 f"  {said['given_names']} {said['surnames']}, {said['document_type']} {said['document']}",
                 f"  {said['course_title']}, {said['half_hours'] / 2:g} horas, del {said['starts']} al {said['ends']}"]
        force = str(said.get("valid_until", day)) >= day
        for what, e in register.news.get(seq, []):
            reason, folio = REASONS.get(e.get("reason", "")), e.get("folio")
            words = {"revoked": f"ANULADO, motivo: {reason}", "erased": "RETIRADO: se borraron sus datos",
                     "replaced": f"REEMPLAZADO por el folio {folio}", "renewed": f"renovado con el folio {folio}"}[what]
            lines.append(f"  {words} (entrada {e['seq']}, {e['at'][:10]})")
            force = force and what == "renewed"
        lines += [f"  Vale hasta el {said['valid_until']}"] if "valid_until" in said else []
        return [*lines, f"  Estado: {'vigente' if force else 'NO vigente'}"], force


def main() -> int:
    words = argparse.ArgumentParser(description="Revisa una copia del registro de certificados.")
    for name, kind, shown in (("--checkpoint", Path, "NOTA.txt"), ("--paper", Path, "PAPEL.pdf"), ("--root", int, "N")):
        words.add_argument(name, action="append", default=[], type=kind, metavar=shown)
    asked, lines, good = words.parse_args(), [], False
    try:
        papers = [Paper(path) for path in asked.paper]
        given = [Note(path.name, path.read_bytes()) for path in asked.checkpoint] + [n for one in papers for n in one.notes]
        register = Register(Path(__file__).resolve().parent, given, asked.root)
        kinds = [entry.get("kind") for entry in register.entries]
        keys = ", ".join(sha(key)[:4].hex() for _, key in register.keys)
        lines = [f"Entradas: {len(kinds)} (" + ", ".join(f"{kind} {kinds.count(kind)}" for kind in FIELDS) + ")",
                 f"Puntos de control: {len(register.notes)}. Claves: {keys}", f"Raíz: {register.roots[len(kinds)].hex()}"]
        for size in asked.root:
            fours = re.findall("....", register.roots.get(size, b"").hex()[:16])
            lines.append(f"Raíz con {size} entradas: {' '.join(fours) or 'no hay tantas'}")
        good = not register.bad
        for one in papers:
            said, in_force = one.standing(register)
            lines, good = lines + said, good and in_force
        lines += [f"PROBLEMA: {line}" for line in register.bad[:50]]
        lines.append(f"{len(register.bad)} con problema." if register.bad else "Registro: todo en orden.")
    except OSError as problem:
        good = False
        lines.append(f"PROBLEMA: no se puede leer {problem.filename}.")
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
