"""Holding a whole register against itself, entry by entry, and against checkpoints. Pure; says what is wrong in Spanish.

Nothing that is stored about the register is believed: sizes, hashes and roots are computed anew. What each paper said is
kept for whoever holds it against its row (``papers``, ``erased``).
"""

from base64 import b64decode
from collections import Counter
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from certificates.register import chain, merkle, note
from certificates.register.chain import Entry

MOST = 1_000  # problems; whoever drops the first of 100,000 entries needs no more


class Walk:
    """``take`` each entry in order, then ``checkpoint`` and ``head``; ``problems`` has a sentence for each thing wrong."""

    def __init__(self, sizes: Iterable[int] = ()) -> None:
        """``sizes``: those at which the root will be asked for."""
        self.problems: list[str] = []
        self.counts: Counter[str] = Counter()
        self.size, self.last = 0, chain.BEGINNING
        self.peaks: list[bytes] = []
        self.roots: dict[int, bytes] = {}
        self.keys: list[tuple[int, Ed25519PublicKey]] = []  # with the entry from which on each signs
        self.papers: dict[int, Entry] = {}  # how each came into the world, by the id of its row
        self.erased: set[int] = set()  # the same ids
        self.rows: dict[int, int] = {}  # number of a paper's entry → the id of its row
        self._stored = False  # whether the columns beside the entries are known
        self._wanted = frozenset(sizes)
        self._kinds: dict[int, str] = {}  # number of a paper's entry → kind of paper
        self._folios: set[str] = set()
        self._ended: dict[str, set[int]] = {chain.REPLACED: set(), chain.REVOKED: set(), chain.ERASED: set()}
        if 0 in self._wanted:
            self.roots[0] = merkle.EMPTY

    def take(self, body: bytes, seq: int, kind: str | None = None, at: str | None = None, row: int | None = None) -> None:
        """The next entry: its bytes, and what stands in the columns beside it (None: not known)."""
        self._stored = kind is not None
        if seq != self.size + 1:
            self.say(f"Faltan entradas: después de la {self.size} viene la {seq}.")
        try:
            entry = chain.from_bytes(body)
        except ValueError as problem:
            self.say(f"Entrada {seq}: no se puede leer como entrada ({problem}).")
        else:
            self._hold(entry, seq, kind, at)
            self.counts[entry.kind] += 1
            self._kind(entry, row)
        merkle.push(self.peaks, self.size, merkle.leaf(body))
        self.size, self.last = self.size + 1, chain.hash_of(body)
        if self.size in self._wanted:
            self.roots[self.size] = merkle.root_of(self.peaks)

    def say(self, sentence: str) -> None:
        """One more problem."""
        if len(self.problems) < MOST:
            self.problems.append(sentence)

    def head(self, size: int, last: str, frontier: bytes) -> None:
        """Hold the row that grows with the register against it."""
        if (size, last, frontier) != (self.size, self.last, b"".join(self.peaks)):
            self.say("La cabecera guardada no es la de las entradas.")

    def checkpoint(self, text: str, what: str) -> note.Checkpoint | None:
        """Hold a note against the entries before it; its root must have been asked for. None when it is no note."""
        found = note.parse(text)
        if found is None:
            self.say(f"{what}: no es un punto de control.")
            return None
        if found.size > self.size:
            self.say(f"{what}: dice {found.size} entradas y el registro tiene {self.size}. Faltan entradas.")
        elif self.roots.get(found.size) != found.root:
            self.say(f"{what}: las primeras {found.size} entradas no son las que se firmaron.")
        signers = self._signers(found.size)
        if note.read(text, signers) is None:
            self.say(f"{what}: la firma no es de la clave que regía con {found.size} entradas." if signers
                     else f"{what}: el registro no tiene ninguna clave con la que revisar la firma.")
        return found

    def _signers(self, size: int) -> list[Ed25519PublicKey]:
        """The key in force when there were so many entries."""
        return [key for since, key in self.keys if since <= size][-1:]

    def _hold(self, entry: Entry, seq: int, kind: str | None, at: str | None) -> None:
        if entry.seq != seq:
            self.say(f"Entrada {seq}: por dentro dice que es la {entry.seq}.")
        if entry.prev != self.last:
            self.say(f"Entrada {seq}: no sigue a la anterior, que fue cambiada, quitada o puesta después.")
        if kind is not None and kind != entry.kind:
            self.say(f"Entrada {seq}: guardada como «{kind}», por dentro dice «{entry.kind}».")
        if at is not None and at != entry.at:
            self.say(f"Entrada {seq}: la hora guardada no es la que dice por dentro.")

    def _kind(self, entry: Entry, row: int | None) -> None:
        if entry.kind == chain.KEY:
            self._key(entry)
            if row is not None:
                self.say(f"Entrada {entry.seq}: es de una clave y apunta a un papel.")
        elif entry.kind in chain.OF_A_PAPER:
            self._paper(entry, row)
        else:
            self._end(entry, row)

    def _paper(self, entry: Entry, row: int | None) -> None:
        assert entry.folio and entry.paper and entry.commitment  # the entry's own rules
        if entry.folio in self._folios:
            self.say(f"Entrada {entry.seq}: el folio {entry.folio} ya estaba en el registro.")
        self._folios.add(entry.folio)
        self._kinds[entry.seq] = entry.paper
        for before in (entry.replaces, entry.renews):
            if before is not None and self._kinds.get(before) != entry.paper:
                self.say(f"Entrada {entry.seq}: apunta a la {before}, que no es un papel de su clase.")
        if entry.replaces is not None:
            self._only_once(entry.seq, entry.replaces, chain.REPLACED)
        if row is None and self._stored:
            self.say(f"Entrada {entry.seq}: no dice a qué papel pertenece.")
        if row is not None:
            if row in self.papers:
                self.say(f"Entrada {entry.seq}: su papel ya tenía la entrada {self.papers[row].seq}.")
            self.rows[entry.seq] = row
            self.papers[row] = entry

    def _end(self, entry: Entry, row: int | None) -> None:
        assert entry.of  # the entry's own rules
        if entry.of not in self._kinds:
            self.say(f"Entrada {entry.seq}: apunta a la {entry.of}, que no es un papel.")
            return
        self._only_once(entry.seq, entry.of, entry.kind)
        if row != self.rows.get(entry.of):
            self.say(f"Entrada {entry.seq}: por dentro habla de la {entry.of} y está guardada con otro papel.")
        elif row is not None and entry.kind == chain.ERASED:
            self.erased.add(row)

    def _only_once(self, seq: int, of: int, what: str) -> None:
        if of in self._ended[what]:
            self.say(f"Entrada {seq}: dice otra vez lo que ya se dijo de la {of}.")
        self._ended[what].add(of)

    def _key(self, entry: Entry) -> None:
        assert entry.key and entry.proofs  # the entry's own rules
        raw = b64decode(entry.key)
        statement = chain.key_statement(entry.seq, raw)
        own = Ed25519PublicKey.from_public_bytes(raw)
        provers = [own] + [key for _since, key in self.keys[-1:]]
        if len(entry.proofs) != len(provers):
            self.say(f"Entrada {entry.seq}: la clave nueva no trae la firma de la anterior.")
        for key, proof in zip(provers, entry.proofs, strict=False):
            try:
                key.verify(b64decode(proof), statement)
            except InvalidSignature:
                self.say(f"Entrada {entry.seq}: una firma de la clave no es buena.")
        self.keys.append((entry.seq, own))
