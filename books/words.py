"""The fixed words of the printed books, from wording/es.toml and wording/en.toml.

Not gettext: a book is drawn by the worker in the language that was asked for, whatever language a page would speak,
and words that lie together in one file are read and corrected as one text.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from modules.words import day_in_words

FOLDER = Path(__file__).parent / "wording"


@cache
def wording(language: str) -> Mapping[str, Mapping[str, Any]]:
    """Every table in this language; Spanish for one that we do not have."""
    return tomllib.loads((FOLDER / f"{short(language)}.toml").read_text(encoding="utf-8"))


def short(language: str) -> str:
    """«en» for any English, «es» for everything else."""
    return "en" if language.startswith("en") else "es"


def words_for(language: str) -> Mapping[str, str]:
    """The labels that every book uses."""
    return wording(language)["words"]


def intro(name: str, language: str) -> Sequence[str]:
    """What a book says about itself on its first page; nothing for a book without one."""
    found: Sequence[str] = wording(language)["intros"].get(name, ())
    return found


def day(value: date | None, language: str) -> str:
    """A date in words; in English the day before the month, as in Peru."""
    return "" if value is None else day_in_words(value, short(language))
