"""How easy a text is to read: Fernández-Huerta for Spanish, on syllables that know hiatus; Flesch for English."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$|[»”\")])")
_VOWELS = re.compile("[aeiouáéíóúàèìòùâêîôûäëïöü]+")
_STRONG = re.compile("[aeoáéíóúàèìòùâêîôûäëïö]")
_SILENT_U = re.compile("(?<=g)u(?=[eiéí])|(?<=q)u")
_VOWEL_Y = re.compile("y(?![aeiouáéíóúü])")
_VOWELS_EN = re.compile("[aeiouyáéíóúü]+")
# «table», «needed» and «changes» keep their last syllable; «made», «asked» and «makes» have none there.
_SILENT_EN = re.compile("(?<![td])ed$|(?<![sxzcgh])es$|(?<![^aeiouy]l)e$")


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


def syllables_en(word: str) -> int:
    """Syllables of one English word, by its spelling (at least 1): vowel groups, without a silent e or -ed."""
    parts = re.split(r"[^a-záéíóúüñ]+", word.lower())
    spoken = sum(max(1, len(_VOWELS_EN.findall(_SILENT_EN.sub("", part)))) for part in parts if part)
    return max(1, spoken + 2 * sum(letter.isdigit() for letter in word))


def reading_ease(paragraphs: list[str], language: str = "es") -> float:
    """How easy a text is; a paragraph's end ends a sentence. 80 to 100 easy, 60 to 80 plain, under 50 for specialists.

    Spanish (Fernández-Huerta): 206.84 − 60 × syllables per word − 1.02 × words per sentence.
    English (Flesch): 206.835 − 84.6 × syllables per word − 1.015 × words per sentence.
    """
    start, per_syllable, per_word, count = _SCALES.get(language, _SCALES["es"])
    said = [word for paragraph in paragraphs for word in words(paragraph)]
    if not said:
        return start
    ends = max(1, sum(sentences(paragraph) for paragraph in paragraphs))
    return start - per_syllable * sum(map(count, said)) / len(said) - per_word * len(said) / ends


_SCALES: dict[str, tuple[float, float, float, Callable[[str], int]]] = {
    "es": (206.84, 60, 1.02, lru_cache(maxsize=20_000)(syllables)),
    "en": (206.835, 84.6, 1.015, lru_cache(maxsize=20_000)(syllables_en)),
}
