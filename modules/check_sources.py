"""`sources.toml`: the documents that paragraphs cite, each with how far it was read and when."""

import re
from datetime import date

from modules.entries import check_past, readable, tables
from modules.problems import Problem
from modules.reference import Source

FILE = "sources.toml"
CODE = re.compile(r"[A-Z]{1,3}[0-9]{0,3}")
KEYS: dict[str, type] = {
    **dict.fromkeys(("code", "title", "title_en", "owner", "owner_en", "year", "version", "version_en", "read", "read_en"),
                    str),
    "verified_on": date,
    "url": str,
}
_MAY_BE_MISSING = frozenset({"url"})
_URL = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?(?:[/?#][^\s<>\"'`\\]*)?", re.IGNORECASE | re.ASCII)


def read_sources(text: str, today: date | None = None) -> tuple[tuple[Source, ...], list[Problem]]:
    """The sources and everything wrong with them; with `today` None the calendar is left out."""
    problems: list[Problem] = []
    found: dict[str, Source] = {}
    for entry, where in tables(text, FILE, "sources", problems):
        if not readable(entry, KEYS, _MAY_BE_MISSING, where, problems):
            continue
        source = Source(**{key: entry[key] for key in KEYS if key in entry})
        if not CODE.fullmatch(source.code):
            problems.append(Problem(FILE, where.line("code"), f"«{source.code[:20]}» no sirve como código",
                                    "Use mayúsculas y cifras: S23, N4, K"))
            continue
        if source.url and not _URL.fullmatch(source.url):
            problems.append(Problem(FILE, where.line("url"), f"«{source.url[:40]}» no es una dirección web",
                                    "Empiécela con https:// o quite la clave"))
            continue
        problems += check_past(source.verified_on, today, where)
        if source.code in found:
            problems.append(Problem(FILE, where.line("code"), f"la fuente «{source.code}» está dos veces", "Deje una sola"))
        found[source.code] = source
    return tuple(found.values()), problems
