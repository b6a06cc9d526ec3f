"""Identity documents as people type them at the door. Pure."""

import unicodedata

DNI, CE, PASSPORT = "dni", "ce", "passport"
KINDS = (DNI, CE, PASSPORT)
LONGEST = 12
_SEPARATORS = str.maketrans("", "", " .-'\u2019/")


def plain(text: str) -> str:
    """The number in the shape in which it is stored: no blanks, dots or dashes, upper case, digits 0 to 9."""
    folded = unicodedata.normalize("NFKC", text)
    digits = "".join(str(unicodedata.decimal(c)) if unicodedata.decimal(c, None) is not None else c for c in folded)
    return "".join(digits.split()).translate(_SEPARATORS).upper()


def well_formed(kind: str, number: str) -> bool:
    """Whether ``number`` can be a document of that kind: a DNI has 8 digits, the others 6 to 12 signs."""
    if not number.isascii() or not number.isalnum():
        return False
    if kind == DNI:
        return len(number) == 8 and number.isdigit()
    return (9 if kind == CE else 6) <= len(number) <= LONGEST
