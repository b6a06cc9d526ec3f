"""What can be wrong with a row of a roster. Pure: the words for it are in sentences.py."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """The parts of a row; the values are the names of the form's fields too."""

    DOCUMENT_TYPE = "document_type"
    DOCUMENT = "document"
    GIVEN_NAMES = "given_names"
    SURNAMES = "surnames"
    PROFESSION = "profession"
    FACILITY = "facility"


class Reason(StrEnum):
    """Why a cell cannot be taken as it is."""

    MISSING = "missing"
    DNI_SHORT = "dni short"  # Excel ate the zeros: there is a suggestion
    DNI_LENGTH = "dni length"
    DNI_LETTERS = "dni letters"
    DNI_CHECK_DIGIT = "dni check digit"  # written with its ninth character: there is a suggestion
    CE_SHAPE = "ce shape"
    PASSPORT_SHAPE = "passport shape"
    TYPE_UNKNOWN = "type unknown"
    SCIENTIFIC = "scientific"  # 1,23457E+07: figures were lost
    STRANGE_CHARACTERS = "strange characters"
    DIGITS = "digits"
    TOO_LONG = "too long"
    ONE_CELL = "one cell"  # names and surnames together: the split is a proposal
    REPEATED = "repeated"
    ALREADY_IN = "already in"
    EXTRA_CELLS = "extra cells"
    FACILITY_UNKNOWN = "facility unknown"  # not in the register: there are offers


@dataclass(frozen=True)
class Offer:
    """A facility of the register that may be meant."""

    code: str
    name: str
    where: str


@dataclass(frozen=True)
class Flaw:
    """One reason, the cell it is about, and what fills the gaps of its sentence."""

    field: Field
    reason: Reason
    detail: str = ""
    suggestion: str = ""
    offers: tuple[Offer, ...] = ()
