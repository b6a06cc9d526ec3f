"""`supervision.toml`: what is looked at after a workshop, see supervision.py."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from modules.entries import check_id, check_past, readable, words
from modules.plan import Where, headers, parse_toml
from modules.problems import Problem
from modules.supervision import DATED, KINDS, SHARE, THINGS, Indicator, Supervision, Thing

FILE = "supervision.toml"
MOST_INDICATORS, LONGEST_DAYS, LONGEST_MONTHS = 12, 3653, 24
HEAD: dict[str, type] = {
    "verified_on": date,
    "months": int,
    "title": str,
    "title_en": str,
    "lead": str,
    "lead_en": str,
    "things": list,
    "indicators": list,
}
THING: dict[str, type] = {
    "id": str,
    "title": str,
    "title_en": str,
    "look": str,
    "look_en": str,
    "dated": str,
    "days": int,
    "sources": list,
}
INDICATOR: dict[str, type] = {
    "id": str,
    "kind": str,
    "title": str,
    "title_en": str,
    "whole": str,
    "whole_en": str,
    "part": str,
    "part_en": str,
    "look": str,
    "look_en": str,
    "sensitive": bool,
    "sources": list,
}
ONLY_SHARES = ("part", "part_en")  # a question of yes or no has none


def read_supervision(text: str, today: date | None) -> tuple[Supervision | None, list[Problem]]:
    """The form of the file, None when it cannot be used, and what is wrong with it. `today` None: without the calendar."""
    problems: list[Problem] = []
    table = parse_toml(text, FILE, problems)
    if table is None:
        return None, problems
    lines = tuple(text.split("\n"))
    where = Where(FILE, 1, lines)
    if not readable(table, HEAD, frozenset(), where, problems):
        return None, problems
    things = [_thing(entry, at, problems) for entry, at in _entries(table, "things", THING, lines, problems)]
    asked = [_indicator(entry, at, problems) for entry, at in _entries(table, "indicators", INDICATOR, lines, problems)]
    problems += [
        *_whole(table, [one.id for one in things], len(asked), where),
        *check_past(table["verified_on"], today, where),
    ]
    head = {key: table[key] for key in HEAD if key not in ("things", "indicators")}
    return (None if problems else Supervision(**head, things=tuple(things), indicators=tuple(asked))), problems


def _entries(
    table: dict[str, Any], name: str, kinds: dict[str, type], lines: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[dict[str, Any], Where]]:
    """The readable tables of one kind with their places; each identifier once."""
    starts, seen = iter(headers(lines, name)), dict[str, int]()
    for entry in table[name]:
        where = Where(FILE, next(starts, 1), lines)
        if readable(entry, kinds, frozenset(ONLY_SHARES), where, problems):
            check_id(entry["id"], seen, "id", where, problems)
            known = {key: entry[key] for key in kinds if key in entry}
            yield known | {"sources": words(entry, "sources", where, problems)}, where


def _thing(entry: dict[str, Any], where: Where, problems: list[Problem]) -> Thing:
    if entry["dated"] not in DATED:
        problems.append(
            Problem(FILE, where.line("dated"), f"«dated» es «{entry['dated'][:20]}»", f"Use {' o '.join(DATED)}")
        )
    if not 1 <= entry["days"] <= LONGEST_DAYS:
        problems.append(Problem(FILE, where.line("days"), f"«days» es {entry['days']}", f"Escriba entre 1 y {LONGEST_DAYS}"))
    return Thing(**entry)


def _indicator(entry: dict[str, Any], where: Where, problems: list[Problem]) -> Indicator:
    if entry["kind"] not in KINDS:
        problems.append(Problem(FILE, where.line("kind"), f"«kind» es «{entry['kind'][:20]}»", f"Use {' o '.join(KINDS)}"))
    problems += [
        Problem(FILE, where.start, f"a «{entry['id'][:40]}» le falta «{key}»", "Escriba la segunda pregunta")
        for key in ONLY_SHARES
        if entry["kind"] == SHARE and key not in entry
    ]
    return Indicator(**entry)


def _whole(table: dict[str, Any], things: list[str], asked: int, where: Where) -> Iterator[Problem]:
    """The four things are there, none more; there are indicators, and not too many; the time makes sense."""
    for slug in THINGS:
        if slug not in things:
            yield Problem(FILE, where.line("things"), f"falta «{slug}»", f'Añada [[things]] con id = "{slug}"')
    for slug in things:
        if slug not in THINGS:
            yield Problem(
                FILE,
                where.line("things"),
                f"«{slug[:40]}» no es una de las cuatro cosas que se miran",
                f"Use {', '.join(THINGS)}",
            )
    if not 1 <= asked <= MOST_INDICATORS:
        yield Problem(FILE, where.line("indicators"), f"hay {asked} indicadores", f"Escriba entre 1 y {MOST_INDICATORS}")
    if not 1 <= table["months"] <= LONGEST_MONTHS:
        yield Problem(FILE, where.line("months"), f"«months» es {table['months']}", f"Escriba entre 1 y {LONGEST_MONTHS}")
