"""Letters that the register's file has lost or broken, and what can be said of them for sure. Pure.

A file that was read in the wrong code page keeps all its letters, twice encoded: they come back. One whose letters were
replaced by � has lost them: only an Ñ between two vowels, the Ü of güe, and words that are written in no other way, come
back. Anything else stays lost, and is told.
"""

import html
import re
from functools import lru_cache

from training.places.folding import fold
from training.places.lines import tidy

BROKEN = "\ufffd"
_VOWELS = "AEIOUÁÉÍÓÚ"
_WORDS = (
    "HUAMÁN", "SAÚL", "JUNÍN", "ÁNCASH", "APURÍMAC", "HUÁNUCO", "MARTÍN", "JOSÉ", "MARÍA", "JESÚS", "ANDRÉS",
    "TOMÁS", "SEBASTIÁN", "AGUSTÍN", "JOAQUÍN", "RAMÓN", "SIMÓN", "BELÉN", "CONCEPCIÓN", "ASUNCIÓN", "ENCARNACIÓN",
    "REDENCIÓN", "UNIÓN", "PERÚ", "RÍO", "ANDALUCÍA", "LUCÍA", "SOFÍA", "GARCÍA", "RODRÍGUEZ", "GONZÁLEZ",
    "HERNÁNDEZ", "FERNÁNDEZ", "MARTÍNEZ", "PÉREZ", "SÁNCHEZ", "LÓPEZ", "GÓMEZ", "RAMÍREZ", "VÁSQUEZ", "VELÁSQUEZ",
    "CÁCERES", "CÁRDENAS", "CHÁVEZ", "DÍAZ", "GUZMÁN", "CÉSAR", "ÁNGEL", "ÓSCAR", "HÉCTOR", "VÍCTOR", "MÓNICA",
    "ANCÓN", "RÍMAC", "LURÍN", "PACHACÁMAC", "AMAZÓNICO", "POLICLÍNICO", "CLÍNICA", "CATEGORÍA", "ATENCIÓN",
    "RESOLUCIÓN", "NÚMERO", "MÉDICO", "BÁSICO", "CATÓLICA", "ESTACIÓN", "HEROÍNAS", "HÉROES", "BOLÍVAR", "MÁRTIR",
    "MÁRTIRES", "CRISTÓBAL", "MUÑOZ", "CAÑETE", "FERREÑAFE", "ÑAHUI", "ÑAÑA", "OÑOZ", "SEÑOR", "NIÑO", "CUÑA",
    "ESPAÑA", "MONTAÑA", "BAÑOS")


def _known() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for word in _WORDS:
        bare = "".join(letter if letter.isascii() else BROKEN for letter in word)
        found.setdefault(bare, set()).add(word)
    return {bare: words.pop() for bare, words in found.items() if len(words) == 1 and BROKEN in bare}


_KNOWN = _known()


@lru_cache(maxsize=4096)  # departments, networks and districts come again and again
def mended(text: str) -> str:
    """The text with what can be brought back; BROKEN stays in it where a letter is lost."""
    if text.isascii() and "&" not in text:
        return text
    text = html.unescape(text) if "&" in text else text
    text = tidy(_once(_once(text)))
    if BROKEN not in text:
        return text
    text = re.sub(BROKEN + "+", BROKEN, text)
    text = re.sub(rf"\b([Nn]){BROKEN}(?=\s*\d)", r"\1°", text)
    text = re.sub(rf"(?<!\w){BROKEN}(?!\w)", "-", text)
    return re.sub(rf"[^\W\d_]*(?:{BROKEN}[^\W\d_]*)+", _word, text)


def _once(text: str) -> str:
    """«MUÃ‘OZ» as it was written; a text that was not broken like this stays."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _word(found: re.Match[str]) -> str:
    word = found.group()
    known = _KNOWN.get(word.upper())
    if known:
        return known if word == word.upper() else known.capitalize() if word[:1].isupper() else known.lower()
    shouted = word == word.upper()
    word = re.sub(rf"(?<=[{_VOWELS}]){BROKEN}(?=[{_VOWELS}])", "Ñ" if shouted else "ñ", word, flags=re.IGNORECASE)
    return re.sub(rf"(?<=[Gg]){BROKEN}(?=[EeIi])", "Ü" if shouted else "ü", word)


def fits(broken: str, whole: str) -> bool:
    """Whether ``whole`` may be what ``broken`` was before its letters were lost: «SA�L GARRIDO» and «Saúl Garrido»."""
    parts = (re.escape(fold(part).replace(" ", "")) for part in broken.split(BROKEN))
    return re.fullmatch(".{0,2}".join(parts), fold(whole).replace(" ", "")) is not None
