"""The register of a country as it grows: entry after entry, with the frontier and checkpoints that issuing would make."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.register import chain, merkle, note


@dataclass
class Chain:
    """Where the register stands. ``origin``: the name under which its checkpoints are signed."""

    origin: str
    size: int
    last: str
    peaks: list[bytes] = field(default_factory=list)
    newest: str = ""  # the last note

    def grown(self, papers: Sequence[dict[str, Any]], key: Ed25519PrivateKey,
              at: datetime) -> dict[str, list[tuple[Any, ...]]]:
        """The entries of a batch, and the checkpoint over all. ``papers``: their fields, each with the ``id`` of its row."""
        entries = []
        for fields in papers:
            said = {name: value for name, value in fields.items() if name != "id"}
            body = chain.canonical(chain.Entry(seq=self.size + 1, at=f"{at:%Y-%m-%dT%H:%M:%SZ}", kind="issued",
                                               prev=self.last, **said))
            merkle.push(self.peaks, self.size, merkle.leaf(body))
            self.size, self.last = self.size + 1, chain.hash_of(body)
            entries.append((self.size, chain.ISSUED, body, fields["id"], at))
        self.newest = note.signed(note.Checkpoint(self.origin, self.size, merkle.root_of(self.peaks)), key)
        return {"register_entry": entries, "register_checkpoint": [(self.size, self.newest, at)]}
