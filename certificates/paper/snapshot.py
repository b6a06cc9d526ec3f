"""What a certificate says: everything that is printed, and nothing else, frozen at the moment of issue.

A reprint years later must say the same words, so the snapshot holds the words themselves (titles, names,
posts) and no key that would have to be looked up again.

Format 1 is a certificate of modules only; nothing of it may change, or its commitment would break. Format 2 says the kind
of paper, and for a workshop the minutes. Format 3 names the design that it is drawn with, knows the accreditation, and
what it renews or replaces. Fields that a format does not know are absent from its bytes. """

import hashlib
import hmac
import re
import unicodedata
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

CERTIFICATE, CONSTANCIA, ACCREDITATION = "certificate", "constancia", "accreditation"
KINDS = (CERTIFICATE, CONSTANCIA, ACCREDITATION)
FORMAT = 3
Minutes = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
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


class HalfDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a constancia; `planned` is 0 for a make-up session, which adds nothing to what was planned."""

    title: Line
    planned: Minutes
    attended: Minutes


class Attendance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Minutes of a workshop. `least`: the share of the planned ones that the papers ask for, in per cent.

    `half_days` are printed on a constancia; a certificate bears only the totals. Nobody attends more than was planned:
    who was there and also at a make-up session has the whole.
    """

    planned: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    attended: Minutes
    least: Annotated[int, msgspec.Meta(ge=0, le=100)]
    half_days: Annotated[tuple[HalfDay, ...], msgspec.Meta(max_length=10)] = ()     # more do not fit on the sheet

    def __post_init__(self) -> None:
        """Refuse totals that are not those of the half-days."""
        there = min(self.planned, sum(one.attended for one in self.half_days)) if self.half_days else self.attended
        if self.attended != there or self.attended > self.planned:
            raise ValueError("the minutes attended are not those of the half-days")
        if self.half_days and self.planned != sum(one.planned for one in self.half_days):
            raise ValueError("the minutes planned are not those of the half-days")

    @property
    def share(self) -> int:
        """The share attended in whole per cent, rounded down."""
        return self.attended * 100 // self.planned


class Snapshot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The printed facts. Texts are stored in NFC with single blanks, so the same words give the same bytes.

    Raises ValueError for control characters, dates that run backwards, hours that do not follow from the minutes, and
    papers that lack what makes them one.
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
    modules: Annotated[tuple[PrintedModule, ...], msgspec.Meta(max_length=20)]     # of a constancia: none
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
    kind: Literal["certificate", "constancia", "accreditation"] | UnsetType = UNSET     # from format 2 on
    attendance: Attendance | UnsetType = UNSET      # the same; of a cohort that has a workshop
    design: Digest | UnsetType = UNSET              # from format 3 on: SHA-256 of the design's folder, in hex
    valid_until: date | UnsetType = UNSET           # the last day; of an accreditation, always
    replaces: Key | UnsetType = UNSET               # the folio of the paper whose place it takes
    renews: Key | UnsetType = UNSET                 # the folio of the paper that it goes on from
    allows: Line | UnsetType = UNSET                # of an accreditation, always: what its holder may do
    basis: Line | UnsetType = UNSET                 # the same: what she had done when it was issued

    def __post_init__(self) -> None:
        """Bring the texts to one form and refuse what no sheet may say."""
        for field, value in ((f, getattr(self, f)) for f in self.__struct_fields__):
            if isinstance(value, str):
                msgspec.structs.force_setattr(self, field, one_line(value))
        if self.ends < self.starts:
            raise ValueError("ends before it starts")
        known = ((1, True, True), (2, False, True), (3, False, False))
        if (self.format, self.kind is UNSET, self.design is UNSET) not in known:
            raise ValueError("a format that is not known, without its kind or its design")
        if self.format < 3 and (self.is_accreditation or self.valid_until or self.replaces or self.renews):
            raise ValueError("its format does not know these fields")
        if self.is_accreditation and not (self.valid_until and self.valid_until > self.issued_on):
            raise ValueError("an accreditation without its last day")
        if not self.is_accreditation == bool(self.allows) == bool(self.basis):
            raise ValueError("an accreditation says what it allows and upon what, other papers do not")
        if (self.format == 1 and self.workshop) or bool(self.modules) == self.is_constancia:
            raise ValueError("a certificate lists modules, a constancia half-days")
        if self.is_constancia and not (self.workshop and self.workshop.half_days):
            raise ValueError("a constancia without half-days")
        if self.half_hours != half_hours(self.minutes):
            raise ValueError("the hours are not those of the modules or of the minutes attended")

    @property
    def full_name(self) -> str:
        """Given names and surnames, in the order of the sheet."""
        return f"{self.given_names} {self.surnames}"

    @property
    def paper(self) -> str:
        """CERTIFICATE or CONSTANCIA."""
        return self.kind or CERTIFICATE

    @property
    def is_constancia(self) -> bool:
        """Whether it says only that she was there."""
        return self.kind == CONSTANCIA

    @property
    def is_accreditation(self) -> bool:
        """Whether it licenses a trainer for a time."""
        return self.kind == ACCREDITATION

    @property
    def workshop(self) -> Attendance | None:
        """The minutes of the workshop, if there was one."""
        return self.attendance or None

    @property
    def minutes(self) -> int:
        """Minutes of exactly the modules that are listed; of a constancia, the minutes attended."""
        return self.workshop.attended if self.is_constancia and self.workshop else sum(m.minutes for m in self.modules)

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
    if not text or not text.isprintable():  # that is: no sign of the categories Cc, Cf, Cs, Cn and Co
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
    return keyed(salt, canonical(snapshot))


def keyed(salt: bytes, data: bytes) -> bytes:
    """HMAC-SHA256 (32 bytes): what the register holds of something that it must not tell."""
    if len(salt) < 16:
        raise ValueError("the salt needs 16 bytes or more")
    return hmac.new(salt, data, hashlib.sha256).digest()
