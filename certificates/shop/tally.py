"""The sheets that go with a pile: the numbered list of the signing sitting, and what each workplace signs for. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from certificates.paper.snapshot import CERTIFICATE, CONSTANCIA, Signer, Snapshot
from certificates.shop.order import network_name, points

NOUNS = {CERTIFICATE: ("certificado", "certificados"), CONSTANCIA: ("constancia", "constancias")}
ACCREDITATIONS = ("acreditación", "acreditaciones")
TALLY_ROWS, RECEIPT_ROWS = 22, 16


@dataclass(frozen=True)
class Place:
    """A delivery point. Two places are one when region, network and facility are."""

    region: str
    network: str
    facility: str

    @property
    def name(self) -> str:
        """The facility, or what is said of those who name none."""
        return self.facility or "Sin establecimiento en la lista"

    @property
    def around(self) -> str:
        """Where it belongs."""
        return " · ".join(part for part in (network_name(self.network), self.region) if part)


@dataclass(frozen=True)
class Sheet:
    """A paper of the pile: its number there, what it says, where it goes. ``duplicate``: 2 for the second printing."""

    certificate_id: int
    position: int
    said: Snapshot
    place: Place
    cohort: str
    sha256: str | None = None
    duplicate: int = 0

    @property
    def kind(self) -> str:
        """«certificado», as it is said of one."""
        return NOUNS.get(self.said.paper, ACCREDITATIONS)[0]


@dataclass(frozen=True)
class Lot:
    """What stands on the head of every sheet. ``copies`` of earlier printings are in it as duplicates."""

    number: int
    at: datetime
    by: str
    count: int
    separators: bool = False
    flip: str = "long"


@dataclass(frozen=True)
class Sitting:
    """Those who sign the same papers, and the papers, in pages."""

    signers: tuple[Signer, ...]
    sheets: tuple[Sheet, ...]

    @property
    def pages(self) -> list[tuple[Sheet, ...]]:
        """The rows of each page."""
        return [self.sheets[at:at + TALLY_ROWS] for at in range(0, len(self.sheets), TALLY_ROWS)]


def sittings(sheets: Sequence[Sheet]) -> list[Sitting]:
    """The pile by who signs, in the order in which they first come; rows keep their number of the pile."""
    found: dict[tuple[Signer, ...], list[Sheet]] = {}
    for one in sheets:
        found.setdefault(one.said.signers, []).append(one)
    return [Sitting(signers, tuple(some)) for signers, some in found.items()]


@dataclass(frozen=True)
class Receipt:
    """What one delivery point signs for, in pages."""

    place: Place
    sheets: tuple[Sheet, ...]

    @property
    def pages(self) -> list[tuple[Sheet, ...]]:
        """The rows of each page."""
        return [self.sheets[at:at + RECEIPT_ROWS] for at in range(0, len(self.sheets), RECEIPT_ROWS)]


def receipts(sheets: Sequence[Sheet]) -> list[Receipt]:
    """One for each delivery point, in order."""
    return [Receipt(some[0].place, tuple(some)) for some in points(sheets, lambda one: one.place)]


def counted(sheets: Sequence[Sheet]) -> str:
    """«12 certificados y 3 constancias, 2 de ellos duplicados»."""
    found: dict[tuple[str, str], int] = {}
    for one in sheets:
        nouns = NOUNS.get(one.said.paper, ACCREDITATIONS)
        found[nouns] = found.get(nouns, 0) + 1
    words = [f"{count} {nouns[count != 1]}" for nouns, count in found.items()]
    said = " y ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
    again = sum(bool(one.duplicate) for one in sheets)
    return said + (f" ({again} {'duplicado' if again == 1 else 'duplicados'})" if again else "")
