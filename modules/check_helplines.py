"""`helplines.toml`: every line complete, with a number that can be dialled and dates that make sense."""

import re
from datetime import date
from typing import Any

from modules.manual import Helpline
from modules.plan import Where, check_keys, headers, parse_toml
from modules.problems import Problem

FILE = "helplines.toml"
KEYS: dict[str, type] = {
    "name": str,
    "number": str,
    "href": str,
    "text": str,
    "text_en": str,
    "hours": str,
    "hours_en": str,
    "source": str,
    "verified_on": date,
    "expires_on": date,
}
_HREF = re.compile(r"tel:[+*#]?\d{2,15}")
_LONGEST_DAYS = 366


def read_helplines(text: str, today: date | None) -> tuple[tuple[Helpline, ...], list[Problem]]:
    """The helplines and what is wrong with them; with `today` None the calendar is left out."""
    problems: list[Problem] = []
    table = parse_toml(text, FILE, problems)
    if table is None:
        return (), problems
    lines = tuple(text.split("\n"))
    starts = iter(headers(lines, "helplines"))
    entries = table.get("helplines")
    if set(table) != {"helplines"} or not isinstance(entries, list) or not entries:
        problems.append(
            Problem(FILE, 1, "debe tener líneas de ayuda y nada más", "Empiece cada una con [[helplines]]")
        )
    found = []
    for entry in entries if isinstance(entries, list) else []:
        where = Where(FILE, next(starts, 1), lines)
        line = _helpline(entry, where, today, problems)
        found += [line] if line else []
    return tuple(found), problems


def _helpline(entry: Any, where: Where, today: date | None, problems: list[Problem]) -> Helpline | None:
    if not isinstance(entry, dict):
        problems.append(
            Problem(FILE, where.start, "una línea de ayuda no es una tabla", "Empiécela con [[helplines]]")
        )
        return None
    if not check_keys(entry, KEYS, where, problems, frozenset()):
        return None
    line = Helpline(**{key: entry[key] for key in KEYS})
    if not _HREF.fullmatch(line.href):
        problems.append(
            Problem(
                FILE,
                where.line("href"),
                f"«{line.href[:30]}» no se puede marcar",
                "Escriba tel: y las cifras, como tel:100",
            )
        )
    elif not re.sub(r"\D", "", line.number).startswith(re.sub(r"\D", "", line.href)):
        problems.append(
            Problem(
                FILE,
                where.line("href"),
                f"el enlace marca «{line.href}» y se lee «{line.number}»",
                "Haga que sean el mismo número",
            )
        )
    problems += _dates(line, where, today)
    return line


def _dates(line: Helpline, where: Where, today: date | None) -> list[Problem]:
    problems = []
    days = (line.expires_on - line.verified_on).days
    if not 0 < days <= _LONGEST_DAYS:
        problems.append(
            Problem(
                FILE,
                where.line("expires_on"),
                f"«{line.name}» vence {days} días después de verificada",
                "La fecha va después de verified_on y a lo más un año más tarde",
            )
        )
    if today and line.verified_on > today:
        problems.append(
            Problem(
                FILE, where.line("verified_on"), f"«{line.name}» se verificó en el futuro", "Corrija la fecha"
            )
        )
    if today and line.stale(today):
        problems.append(
            Problem(
                FILE,
                where.line("expires_on"),
                f"la verificación de «{line.name}» venció",
                "Marque el número, confirme los datos y actualice las fechas",
            )
        )
    return problems
