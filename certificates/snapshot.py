"""What a certificate says: everything that is printed, and nothing else, frozen at the moment of issue.

A reprint years later must say the same words, so the snapshot holds the words themselves (titles, names,
posts) and no key that would have to be looked up again. """

import hashlib
import hmac
import re
import unicodedata
from datetime import date
from typing import Annotated, Literal

import msgspec

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Key = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9._-]{1,24}$")]        # short, so that the claim always fits
LABELS = {"dni": "DNI", "ce": "Carné de extranjería", "passport": "Pasaporte"}
DRAFT_NOTICE = "Borrador: pendiente de validación clínica"
DEMO_NOTICE = "DEMOSTRACIÓN, sin valor oficial"


class PrintedModule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One module of the list on the sheet; minutes as the manual counts them."""

    slug: Key
    title: Line
    minutes: Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class Signer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One who signs by hand, and in what capacity."""

    name: Line
    post: Line


class Snapshot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The printed facts. Texts are stored in NFC with single blanks, so the same words give the same bytes.

    Raises ValueError for control characters, dates that run backwards and hours that do not follow from the modules.
    """

    format: int = 1                     # the reading of these fields; a new rule for hours is a new format
    folio: Key
    code: str                           # 13 characters, ungrouped
    token: str
    public_url: Line
    given_names: Line
    surnames: Line
    document_type: Literal["dni", "ce", "passport"]
    document: Line
    course_slug: Key
    course_title: Line
    modules: Annotated[tuple[PrintedModule, ...], msgspec.Meta(min_length=1, max_length=20)]
    half_hours: int                     # see half_hours()
    starts: date
    ends: date
    place: Line
    issued_on: date
    content_version: Key
    content_digest: Line
    issuer: Line
    signers: Annotated[tuple[Signer, ...], msgspec.Meta(min_length=1, max_length=2)]
    draft: bool
    demo: bool

    def __post_init__(self) -> None:
        """Bring the texts to one form and refuse what no sheet may say."""
        for field, value in ((f, getattr(self, f)) for f in self.__struct_fields__):
            if isinstance(value, str):
                msgspec.structs.force_setattr(self, field, one_line(value))
        if self.ends < self.starts:
            raise ValueError("ends before it starts")
        if self.half_hours != half_hours(self.minutes):
            raise ValueError("the hours are not those of the modules")

    @property
    def full_name(self) -> str:
        """Given names and surnames, in the order of the sheet."""
        return f"{self.given_names} {self.surnames}"

    @property
    def minutes(self) -> int:
        """Minutes of exactly the modules that are listed."""
        return sum(module.minutes for module in self.modules)

    @property
    def hours(self) -> str:
        """Chronological hours in Spanish: '6,5'."""
        return hours_text(self.half_hours)

    @property
    def document_label(self) -> str:
        """What kind of document it is, as people say it."""
        return LABELS[self.document_type]

    @property
    def document_end(self) -> str:
        """The last three characters: all that leaves the paper."""
        return self.document[-3:]

    @property
    def notices(self) -> tuple[str, ...]:
        """What must be said across the sheet, the gravest first."""
        return (DEMO_NOTICE,) * self.demo + (DRAFT_NOTICE,) * self.draft


def one_line(text: str) -> str:
    """NFC, single blanks, no ends; ValueError for control and unassigned characters, or when nothing is left."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    if not text or any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Cn", "Co"} for sign in text):
        raise ValueError("an empty text, or one with characters that cannot be printed")
    return text


def half_hours(minutes: int) -> int:
    """Whole half hours in these minutes, rounded down: nobody is certified for time that was not in the course."""
    return minutes // 30


def hours_text(halves: int) -> str:
    """Half hours as Spanish hours: 13 -> '6,5', 12 -> '6'."""
    return f"{halves // 2},5" if halves % 2 else str(halves // 2)


def hours(minutes: int) -> str:
    """Minutes as the hours that the sheet prints: 405 -> '6,5'."""
    return hours_text(half_hours(minutes))


def checked(snapshot: Snapshot) -> Snapshot:
    """The same snapshot after every rule of its types was applied, which building one in Python does not do.

    Raises msgspec.ValidationError, a ValueError, that names the field.
    """
    return from_bytes(canonical(snapshot))


def canonical(snapshot: Snapshot) -> bytes:
    """The one JSON of a snapshot: sorted keys, no blanks, UTF-8."""
    return msgspec.json.encode(snapshot, order="sorted")


def from_bytes(data: bytes) -> Snapshot:
    """Read `canonical` back; msgspec.ValidationError when a field is missing, unknown or of the wrong type."""
    return msgspec.json.decode(data, type=Snapshot)


def commitment(salt: bytes, snapshot: Snapshot) -> bytes:
    """HMAC-SHA256 of the canonical JSON (32 bytes). The salt keeps a leaked row from betraying a DNI by trial."""
    if len(salt) < 16:
        raise ValueError("the salt needs 16 bytes or more")
    return hmac.new(salt, canonical(snapshot), hashlib.sha256).digest()
