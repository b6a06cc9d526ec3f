"""`directory.toml`: every contact complete, in both languages, with a link that dials what is read and honest dates."""

import re
from datetime import date
from typing import Any

from modules.entries import check_dates, check_id, readable, tables, words
from modules.plan import Where
from modules.problems import Problem, did_you_mean
from modules.reference import Contact

FILE = "directory.toml"
KINDS = ("linea", "servicio", "regional")
MARKS = ("sure", "likely")
REGIONS = frozenset(f"{number:02d}" for number in range(1, 26))
KEYS: dict[str, type] = {
    "id": str,
    "kind": str,
    "name": str,
    "name_en": str,
    "what": str,
    "what_en": str,
    "how": str,
    "how_en": str,
    "hours": str,
    "hours_en": str,
    "sources": list,
    "mark": str,
    "verified_on": date,
    "expires_on": date,
    "number": str,
    "href": str,
    "region": str,
}
OPTIONAL = frozenset({"number", "href", "region"})
NUMBER_DAYS, SERVICE_DAYS = 124, 366  # a number changes sooner than a service does
_DIALLED = re.compile(r"tel:[+*#]?\d{2,15}")
_LINK = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s\"'<>\\]*)?", re.IGNORECASE)
_CHECK_FIRST = (("how", "verifique"), ("how_en", "check"))


def read_contacts(text: str, today: date | None) -> tuple[tuple[Contact, ...], list[Problem]]:
    """The contacts and what is wrong with them; with `today` None the calendar is left out."""
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    found = []
    for entry, where in tables(text, FILE, "contacts", problems):
        if not readable(entry, KEYS, OPTIONAL, where, problems):
            continue
        contact = _contact(entry, where, problems)
        check_id(contact.id, seen, "id", where, problems)
        problems += _chosen(contact, where) + _reached(contact, where) + _doubted(contact, where)
        longest = NUMBER_DAYS if contact.number else SERVICE_DAYS
        problems += check_dates(contact.verified_on, contact.expires_on, longest, today, where)
        found.append(contact)
    return tuple(found), problems


def _contact(entry: dict[str, Any], where: Where, problems: list[Problem]) -> Contact:
    values = {key: entry[key] for key in KEYS if key in entry}
    values["sources"] = words(entry, "sources", where, problems)
    return Contact(**values)


def _chosen(contact: Contact, where: Where) -> list[Problem]:
    """Kind, mark and region are of those that exist; a region stands with regional contacts only."""
    problems = []
    for key, value, known in (("kind", contact.kind, KINDS), ("mark", contact.mark, MARKS)):
        if value not in known:
            fix = did_you_mean(value, known, f"Use {', '.join(known)}")
            problems.append(Problem(where.path, where.line(key), f"«{value[:30]}» no vale para «{key}»", fix))
    regional = contact.kind == "regional"
    if regional and contact.region not in REGIONS:
        problems.append(
            Problem(
                where.path,
                where.line("region"),
                f"«{contact.region[:10]}» no es un código de región",
                'Escriba el código INEI de dos cifras, como "05" para Ayacucho',
            )
        )
    if not regional and contact.region:
        problems.append(
            Problem(
                where.path,
                where.line("region"),
                "solo un contacto regional lleva región",
                'Quite la clave o escriba kind = "regional"',
            )
        )
    return problems


def _reached(contact: Contact, where: Where) -> list[Problem]:
    """A number has a link that dials it; a helpline always has both."""
    line = where.line("href")
    if contact.kind == "linea" and not (contact.number and contact.href):
        return [
            Problem(where.path, line, "una línea de ayuda necesita número y enlace", "Escriba number y href")
        ]
    if contact.number and not contact.href.startswith("tel:"):
        return [
            Problem(where.path, line, f"«{contact.number[:30]}» no se puede marcar", "Escriba href = \"tel:…\"")
        ]
    if not contact.href or _LINK.fullmatch(contact.href):
        return []
    if not _DIALLED.fullmatch(contact.href):
        return [
            Problem(
                where.path,
                line,
                f"«{contact.href[:30]}» no es un enlace que sirva",
                "Escriba tel: y las cifras, o una dirección que empiece con https://",
            )
        ]
    if not _digits(contact.number).startswith(_digits(contact.href)):
        return [
            Problem(
                where.path,
                line,
                f"el enlace marca «{contact.href}» y se lee «{contact.number[:30]}»",
                "Haga que sean el mismo número",
            )
        ]
    return []


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _doubted(contact: Contact, where: Where) -> list[Problem]:
    """What nobody could confirm says so where it is read, in both languages."""
    if contact.mark != "likely":
        return []
    return [
        Problem(
            where.path,
            where.line(key),
            f"«{contact.name[:40]}» no está confirmado y «{key}» no lo dice",
            f"Añada la advertencia con la palabra «{word}»",
        )
        for key, word in _CHECK_FIRST
        if word not in getattr(contact, key).lower()
    ]
