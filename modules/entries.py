"""What lists of reference data share: a file of `[[name]]` tables, identifiers, source codes, two languages, dates."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from modules.plan import SLUG, Where, check_keys, headers, parse_toml
from modules.problems import Problem

LONGEST_ID = 40


def tables(text: str, path: str, name: str, problems: list[Problem]) -> Iterator[tuple[Any, Where]]:
    """Each `[[name]]` table of a file with its place; anything else in the file is a problem."""
    table = parse_toml(text, path, problems)
    if table is None:
        return
    lines = tuple(text.split("\n"))
    entries = table.get(name)
    if set(table) != {name} or not isinstance(entries, list) or not entries:
        problems.append(
            Problem(path, 1, f"solo debe tener entradas [[{name}]]", f"Empiece cada una con [[{name}]]")
        )
    starts = iter(headers(lines, name))
    for entry in entries if isinstance(entries, list) else []:
        yield entry, Where(path, next(starts, 1), lines)


def readable(
    entry: Any, kinds: Mapping[str, type], optional: frozenset[str], where: Where, problems: list[Problem]
) -> bool:
    """True when the entry is a table whose keys all have their types; all its faults are noted."""
    if not isinstance(entry, dict):
        problems.append(
            Problem(where.path, where.start, "una entrada no es una tabla", "Empiécela con dos corchetes")
        )
        return False
    return check_keys(entry, kinds, where, problems, optional)


def check_id(value: str, seen: dict[str, int], key: str, where: Where, problems: list[Problem]) -> None:
    """An identifier is a short name in small letters that nothing else in its list has; `seen` is added to."""
    line = where.line(key)
    if not SLUG.fullmatch(value) or len(value) > LONGEST_ID:
        problems.append(
            Problem(
                where.path,
                line,
                f"«{value[:LONGEST_ID]}» no sirve como nombre corto",
                "Use minúsculas sin tilde, cifras y guiones, como linea-100",
            )
        )
    if value in seen:
        problems.append(
            Problem(
                where.path,
                line,
                f"«{value[:LONGEST_ID]}» ya está en la línea {seen[value]}",
                "Dé a cada entrada un nombre propio",
            )
        )
    seen.setdefault(value, line)


def words(
    entry: Mapping[str, Any], key: str, where: Where, problems: list[Problem], needed: bool = True
) -> tuple[str, ...]:
    """A list of short texts, none empty, none twice; with `needed`, at least one."""
    values = entry.get(key, [])
    good = tuple(value for value in values if isinstance(value, str) and value.strip())
    if len(good) != len(values) or len(set(good)) != len(good):
        problems.append(
            Problem(
                where.path,
                where.line(key),
                f"«{key}» tiene algo que no es un texto, o un texto repetido",
                'Escríbala como ["S22", "K"]',
            )
        )
    elif needed and not good:
        problems.append(
            Problem(where.path, where.line(key), f"«{key}» está vacía", "Escriba al menos un código")
        )
    return good


def check_pair(entry: Mapping[str, Any], key: str, where: Where, problems: list[Problem]) -> None:
    """An optional text stands in both languages or in none."""
    for here, there in ((key, f"{key}_en"), (f"{key}_en", key)):
        if str(entry.get(here, "")).strip() and not str(entry.get(there, "")).strip():
            problems.append(
                Problem(
                    where.path, where.line(here), f"«{here}» no tiene su «{there}»", f"Escriba {there} = …"
                )
            )


def check_dates(
    verified_on: date, expires_on: date, longest_days: int, today: date | None, where: Where
) -> list[Problem]:
    """The dates follow each other and nothing was checked in the future. A stale entry is no problem: pages warn."""
    problems = []
    days = (expires_on - verified_on).days
    if not 0 < days <= longest_days:
        problems.append(
            Problem(
                where.path,
                where.line("expires_on"),
                f"vence {days} días después de verificarse",
                f"La fecha va después de verified_on y a lo más {longest_days} días más tarde",
            )
        )
    problems += check_past(verified_on, today, where)
    return problems


def check_past(verified_on: date, today: date | None, where: Where) -> list[Problem]:
    """Nothing was checked in the future; with `today` None the calendar is left out."""
    if today is None or verified_on <= today:
        return []
    return [
        Problem(where.path, where.line("verified_on"), "se verificó en el futuro", "Corrija la fecha")
    ]
