"""How the register's shouted names are written on pages and papers. Pure."""

import re

from training.places.folding import fold
from training.places.matching import CENTRE, HOSPITAL, POST, kind_of, understood

LONGEST_NAME = 120
_PREFIX = {POST: "P. S. ", CENTRE: "C. S. ", HOSPITAL: "Hospital "}
_LOWER = frozenset(["de", "del", "y", "e", "en"])
_ARTICLES = frozenset(["la", "las", "los", "el"])  # «de la Hoz», but «Los Olivos»
_KEPT = frozenset(["I", "II", "III", "IV", "V", "VI", "EPS", "PNP", "FAP", "MINSA", "CLAS", "CAP", "UBAP"])
_TOLD = frozenset(["hospital", "clinica", "centro", "puesto", "instituto", "policlinico"])


def shown_name(name: str, category: str) -> str:
    """«SAN JUAN DE PISCO», I-1 → «P. S. San Juan de Pisco»: spoken, not shouted, and what it is."""
    told = understood(name).kind or _TOLD & set(fold(name).split())
    prefix = "" if told else _PREFIX.get(kind_of(category), "")
    return (prefix + spoken(name, begins=not prefix))[:LONGEST_NAME].strip()


def spoken(text: str, *, begins: bool = True) -> str:
    """All capitals as they are written in a sentence; anything else stays. ``begins``: nothing stands before it."""
    if text != text.upper():
        return text
    words: list[str] = []
    for word in text.split():
        small = word.lower() in _LOWER or (word.lower() in _ARTICLES and words[-1:] == ["de"])
        words.append(word.lower() if small and (words or not begins) else re.sub(r"(?:[^\W\d_]|\ufffd)+", _letters, word))
    return " ".join(words)


def _letters(found: re.Match[str]) -> str:
    return found.group() if found.group() in _KEPT else found.group().capitalize()
