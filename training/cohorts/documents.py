"""Identity documents: their kinds and shapes. Pure; nothing is changed silently, a likely repair is offered."""

import re
from dataclasses import dataclass

from training.accounts.documents import CE, DNI, KINDS, LONGEST, PASSPORT, plain
from training.cohorts.flaws import Field, Flaw, Reason
from training.cohorts.text import fold, plain_digits, shown, tidy

_KIND_WORDS = {
    "dni": DNI, "d n i": DNI, "documento nacional de identidad": DNI, "libreta electoral": DNI, "le": DNI, "1": DNI,
    "ce": CE, "c e": CE, "carne de extranjeria": CE, "carnet de extranjeria": CE, "carne extranjeria": CE,
    "carnet extranjeria": CE, "ptp": CE, "cpp": CE, "pasaporte": PASSPORT, "passport": PASSPORT, "pas": PASSPORT,
    "pass": PASSPORT,
}
_LEADING_WORD = re.compile(r"(?:d\.?n\.?i\.?|doc\.?|n[°º]|nro\.?)[ .:°º#-]*(?=\d)", re.IGNORECASE)
_FLOAT = re.compile(r"(\d{5,15})[.,]0+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")


@dataclass(frozen=True)
class Document:
    """A kind and a number in the shape in which they are stored and compared."""

    kind: str
    number: str


def read_kind(text: str) -> str | None:
    """The kind that a word means (``DNI``, ``carné de extranjería``…); None when it means none."""
    return _KIND_WORDS.get(fold(text))


def plain_number(text: str) -> str:
    """The number as typed, without blanks, dots, dashes or a leading «DNI»; digits of any script as 0 to 9."""
    number = plain_digits(tidy(text))
    word = _LEADING_WORD.match(number)
    number = number[word.end():] if word else number
    whole = _FLOAT.fullmatch(number)
    if whole:
        number = whole.group(1)
    return plain(number)


def read_document(kind: str, text: str) -> tuple[Document, list[Flaw]]:
    """The document and what is wrong with it. ``kind`` is one of KINDS, or "" when nothing said which."""
    number = plain_number(text)
    if not number:
        return Document(kind or DNI, ""), [Flaw(Field.DOCUMENT, Reason.MISSING)]
    if _SCIENTIFIC.fullmatch(plain_digits(tidy(text))) and kind != PASSPORT:
        return Document(kind or DNI, number), [Flaw(Field.DOCUMENT, Reason.SCIENTIFIC)]
    if not (number.isascii() and number.isalnum()):
        return Document(kind or DNI, number[:40]), [Flaw(Field.DOCUMENT, Reason.STRANGE_CHARACTERS, _signs(number))]
    flaw = _SHAPES[kind](number) if kind in KINDS else _without_kind(number)
    return Document(kind or DNI, number[:40]), [flaw] if flaw else []


def _signs(number: str) -> str:
    return shown(list(dict.fromkeys(c for c in number if not (c.isascii() and c.isalnum()))))


def _dni(number: str) -> Flaw | None:
    if re.fullmatch(r"\d{8}", number):
        return None
    if re.fullmatch(r"\d{6,7}", number):
        return Flaw(Field.DOCUMENT, Reason.DNI_SHORT, str(len(number)), number.zfill(8))
    if re.fullmatch(r"\d{8}[0-9A-K]", number) and not number.isdigit():
        return Flaw(Field.DOCUMENT, Reason.DNI_CHECK_DIGIT, number[8], number[:8])
    if not number.isdigit():
        return Flaw(Field.DOCUMENT, Reason.DNI_LETTERS)
    return Flaw(Field.DOCUMENT, Reason.DNI_LENGTH, str(len(number)))


def _ce(number: str) -> Flaw | None:
    return None if 9 <= len(number) <= LONGEST else Flaw(Field.DOCUMENT, Reason.CE_SHAPE, str(len(number)))


def _passport(number: str) -> Flaw | None:
    return None if 6 <= len(number) <= LONGEST else Flaw(Field.DOCUMENT, Reason.PASSPORT_SHAPE, str(len(number)))


def _without_kind(number: str) -> Flaw | None:
    """Eight digits are a DNI; what could be something else is asked, never guessed."""
    flaw = _dni(number)
    if flaw and flaw.reason in (Reason.DNI_LENGTH, Reason.DNI_LETTERS) and 6 <= len(number) <= LONGEST:
        return Flaw(Field.DOCUMENT_TYPE, Reason.TYPE_UNKNOWN, str(len(number)))
    return flaw


_SHAPES = {DNI: _dni, CE: _ce, PASSPORT: _passport}
