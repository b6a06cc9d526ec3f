"""Cleaning what people paste: blanks, invisible characters, apostrophes, digits of other scripts. Pure."""

import unicodedata

from training.places.folding import fold as fold  # one way of comparing, here and in the register

APOSTROPHE = "\u2019"
_APOSTROPHES = str.maketrans(dict.fromkeys("'\u2018\u2019\u201b\u02bc\u02b9\u02bb\u0060\u00b4\u2032\uff07", APOSTROPHE))
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
# What Excel, WhatsApp and web pages leave between letters; none of it can be seen.
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u180e", None))


def tidy(text: str) -> str:
    """NFC, one blank between words, none at the ends, nothing invisible; strange characters stay to be seen."""
    plain = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join("".join(" " if _is_blank(c) else c for c in plain).split())


def _is_blank(character: str) -> bool:
    return character in "\t\n\r\v\f" or unicodedata.category(character) in ("Zs", "Zl", "Zp")


def tidy_name(text: str) -> str:
    """A name: tidy, with one kind of apostrophe and of hyphen."""
    return tidy(text.translate(_APOSTROPHES)).translate(_HYPHENS)


def plain_digits(text: str) -> str:
    """Full-width and other scripts' digits as 0 to 9, compatibility letters as plain ones."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(c)) if unicodedata.decimal(c, None) is not None else c for c in folded)


def strange_in_name(text: str) -> list[str]:
    """The characters that no name holds (digits apart), each once, in order."""
    found = [c for c in text if unicodedata.category(c)[0] not in "LM" and c not in f" -.·{APOSTROPHE}"]
    return list(dict.fromkeys(c for c in found if not c.isdigit()))


def strange_in_words(text: str) -> list[str]:
    """Control, bidi, private and unknown characters, each once, in order."""
    return list(dict.fromkeys(c for c in text if unicodedata.category(c)[0] == "C" or c == "\ufffd"))


def shown(characters: list[str]) -> str:
    """A few characters for a sentence; those that cannot be seen by their number."""
    return " ".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in characters[:5])


def repaired(text: str) -> str:
    """«MuÃ±oz» read as it was written, «Muñoz»; empty when the text is not that kind of accident."""
    try:
        fixed = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
    return tidy_name(fixed) if fixed != text else ""
