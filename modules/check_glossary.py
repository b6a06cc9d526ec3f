"""`glossary.toml`: every term once, in both languages, with a meaning, its sources and its dates."""

from collections.abc import Mapping
from datetime import date

from modules.entries import check_dates, check_id, readable, tables, words
from modules.folding import fold
from modules.plan import Where
from modules.problems import Problem
from modules.reference import Term

FILE = "glossary.toml"
KEYS: dict[str, type] = {
    "id": str,
    "es": str,
    "en": str,
    "meaning": str,
    "meaning_en": str,
    "sources": list,
    "verified_on": date,
    "expires_on": date,
}
LONGEST_DAYS = 732  # words age more slowly than numbers


def read_terms(text: str, today: date | None) -> tuple[tuple[Term, ...], list[Problem]]:
    """The terms and what is wrong with them; with `today` None the calendar is left out."""
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    spoken: Mapping[str, dict[str, int]] = {"es": {}, "en": {}}
    found = []
    for entry, where in tables(text, FILE, "terms", problems):
        if not readable(entry, KEYS, frozenset(), where, problems):
            continue
        values = {key: entry[key] for key in KEYS if key != "sources"}
        term = Term(sources=words(entry, "sources", where, problems), **values)
        check_id(term.id, ids, "id", where, problems)
        for language, seen in spoken.items():
            problems += _once(language, getattr(term, language), seen, where)
        problems += check_dates(term.verified_on, term.expires_on, LONGEST_DAYS, today, where)
        found.append(term)
    return tuple(found), problems


def _once(language: str, said: str, seen: dict[str, int], where: Where) -> list[Problem]:
    """A term that stands twice, whatever its accents and capitals, is a problem."""
    key, line = fold(said.strip()), where.line(language)
    if seen.setdefault(key, line) == line:
        return []
    return [
        Problem(
            where.path,
            line,
            f"el término «{said[:40]}» ya está en la línea {seen[key]}",
            "Deje una sola entrada",
        )
    ]
