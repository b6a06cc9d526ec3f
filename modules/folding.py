"""Words as a search compares them: without accents, capitals or endings («capacitación», «Capacitaciones» → «capacit»)."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
LANGUAGES = {"es": "spanish", "en": "english"}
# Words that stand in every paragraph: they find nothing. Folded, as all words here are.
_SPANISH = """a al ante como con cual cuando de del desde donde e el ella ellas ellos en entre es esa ese eso esta este
    esto ha hay la las le les lo los mas me mi ni no o para pero por que se si sin sobre son su sus tambien te tiene
    un una uno unos unas usted y ya"""
_ENGLISH = """a an and are as at be by can do for from has have her how if in is it its no not of on or she so that
    the their them they this to was what when where which who with you your"""
COMMON = {"es": frozenset(_SPANISH.split()), "en": frozenset(_ENGLISH.split())}


def fold(text: str) -> str:
    """Lower case without accents, letter for letter: «Ñaña» → «nana». The length stays the same for Spanish text."""
    return "".join(_fold_letter(letter) for letter in text)


@lru_cache(maxsize=1024)
def _fold_letter(letter: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", letter.lower()) if not unicodedata.combining(c))
    # One letter for one letter, so that a place in the folded text is the same place in the text that is shown.
    return plain if len(plain) == 1 else letter if len(letter.lower()) != 1 else letter.lower()


@lru_cache(maxsize=2)
def stemmer(language: str) -> Callable[[str], str]:
    """Word → its stem, in this language (Spanish for one that we do not have); remembers what it has seen."""
    cut: Callable[[str], str] = snowballstemmer.stemmer(LANGUAGES.get(language, "spanish")).stemWord

    @lru_cache(maxsize=20_000)
    def stem(word: str) -> str:
        return fold(cut(fold(word)))

    return stem


def stems(text: str, language: str) -> list[str]:
    """The stems of the words that can find something, in the text's order."""
    stem, common = stemmer(language), COMMON.get(language, frozenset())
    return [stem(word) for word in WORD.findall(fold(text)) if word not in common]
