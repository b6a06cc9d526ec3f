"""How easy a Spanish text is to read: the Fernández-Huerta index, on syllables that know hiatus."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$|[»”\")])")
_VOWELS = re.compile("[aeiouáéíóúàèìòùâêîôûäëïöü]+")
_STRONG = re.compile("[aeoáéíóúàèìòùâêîôûäëïö]")
_SILENT_U = re.compile("(?<=g)u(?=[eiéí])|(?<=q)u")
_VOWEL_Y = re.compile("y(?![aeiouáéíóúü])")


def words(text: str) -> list[str]:
    """The words of a text: letters and digits, with inner hyphens and apostrophes."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Syllables of one Spanish word (at least 1). A digit counts two; letters without a vowel are spelled."""
    word = unicodedata.normalize("NFC", word).lower()
    digits = sum(letter.isdigit() for letter in word)
    letters = "".join(letter for letter in word if not letter.isdigit())
    sounded = _VOWEL_Y.sub("i", _SILENT_U.sub("", letters))
    groups = _VOWELS.findall(sounded)
    spoken = sum(max(1, len(_STRONG.findall(group))) for group in groups)
    if letters and not groups:
        spoken = len(letters)
    return max(1, spoken + 2 * digits)


def sentences(text: str) -> int:
    """How many sentences a paragraph has (at least 1 when it has a word)."""
    parts = [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]
    return len(parts)


def reading_ease(paragraphs: list[str]) -> float:
    """206.84 − 60 × syllables per word − 1.02 × words per sentence; a paragraph's end ends a sentence.

    80 to 100 is easy, 60 to 80 plain, 50 to 60 somewhat hard, under 50 for specialists.
    """
    said = [word for paragraph in paragraphs for word in words(paragraph)]
    if not said:
        return 206.84
    count = max(1, sum(sentences(paragraph) for paragraph in paragraphs))
    return 206.84 - 60 * sum(map(syllables, said)) / len(said) - 1.02 * len(said) / count
