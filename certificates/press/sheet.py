"""Everything that a file is made from: the seam between the register and whatever draws. Pure."""

from dataclasses import dataclass

from certificates.paper.snapshot import Snapshot


@dataclass(frozen=True)
class Sheet:
    """A paper as the press gets it; the same Sheet gives the same bytes.

    ``address``: what the QR holds. ``number``: its entry in the register, and ``entry`` the bytes of that; ``note``: the
    signed checkpoint that it prints. ``salt``: goes into the file with the snapshot, so that its holder can prove what
    it says after everybody else forgot. ``credential``: the same facts as a signed JWT. ``signature``: whether the file
    gets a field that is signed at once; only then does the sheet speak of a digital signature. ``design``: the files it is
    drawn with (designs.folder.Design.packed); without them, with ours.
    """

    snapshot: Snapshot
    address: str
    number: int | None = None
    entry: bytes = b""
    note: str = ""
    salt: bytes = b""
    credential: str = ""
    signature: bool = False
    design: bytes = b""
