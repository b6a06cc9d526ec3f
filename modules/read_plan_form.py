"""`plan-form.toml`: the forms of the action plans, see plan_form.py."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from modules.entries import check_id, check_past, readable
from modules.plan import Where, headers, parse_toml
from modules.plan_form import CONTINGENCY, OPERATIONAL, PlanColumn, PlanForm, PlanReview, PlanSheet, PlanTopic
from modules.problems import Problem

FILE = "plan-form.toml"
MOST_LINES = 10             # more would not be kept, and not fit a page
HEAD: dict[str, type] = {"verified_on": date, "sheets": list, "columns": list, "topics": list, "reviews": list}
SHEET: dict[str, type] = {"id": str, "title": str, "title_en": str, "lead": str, "lead_en": str, "example": str,
                          "example_en": str, "blank": int}
COLUMN: dict[str, type] = {"sheet": str, "id": str, "title": str, "title_en": str, "width": int}
TOPIC: dict[str, type] = {"sheet": str, "id": str, "title": str, "title_en": str, "ask": str, "ask_en": str}
REVIEW: dict[str, type] = {"days": int, "what": str, "what_en": str}
Entries = list[tuple[dict[str, Any], Where]]


def read_plan_form(text: str, today: date | None) -> tuple[PlanForm | None, list[Problem]]:
    """The form of the file, None when it cannot be used, and what is wrong with it. `today` None: without the calendar."""
    problems: list[Problem] = []
    table = parse_toml(text, FILE, problems)
    if table is None:
        return None, problems
    lines = tuple(text.split("\n"))
    where = Where(FILE, 1, lines)
    if not readable(table, HEAD, frozenset(), where, problems):
        return None, problems
    columns = list(_entries(table, "columns", COLUMN, lines, problems))
    topics = list(_entries(table, "topics", TOPIC, lines, problems))
    sheets = [_sheet(entry, at, columns, topics, problems)
              for entry, at in _entries(table, "sheets", SHEET, lines, problems)]
    reviews = [PlanReview(**entry) for entry, _ in _entries(table, "reviews", REVIEW, lines, problems)]
    form = PlanForm(table["verified_on"], tuple(sheets), tuple(reviews))
    problems += [*_ids(table, lines), *_whole(form, [*columns, *topics], where), *check_past(form.verified_on, today, where)]
    return (None if problems else form), problems


def _entries(table: dict[str, Any], name: str, kinds: dict[str, type], lines: tuple[str, ...],
             problems: list[Problem]) -> Iterator[tuple[dict[str, Any], Where]]:
    """The readable tables of one kind with their places."""
    starts = iter(headers(lines, name))
    for entry in table[name]:
        where = Where(FILE, next(starts, 1), lines)
        if readable(entry, kinds, frozenset(), where, problems):
            yield {key: entry[key] for key in kinds}, where  # a key too many is noted, and nobody's


def _sheet(entry: dict[str, Any], where: Where, columns: Entries, topics: Entries, problems: list[Problem]) -> PlanSheet:
    columns_here = tuple(PlanColumn(**one) for one in _of(entry["id"], columns))
    topics_here = tuple(PlanTopic(**one) for one in _of(entry["id"], topics))
    name = f"la hoja «{entry['id'][:40]}»"
    if entry["blank"] < 0 or not 1 <= len(topics_here) + entry["blank"] <= MOST_LINES:
        problems.append(Problem(FILE, where.line("blank"), f"{name} no tiene entre 1 y {MOST_LINES} líneas",
                                "Cuente las preguntas y las líneas en blanco: más no se cumplen"))
    if not columns_here or any(one.width < 1 for one in columns_here):
        problems.append(Problem(FILE, where.start, f"{name} no tiene columnas con ancho",
                                "Añada sus [[columns]], con width de 1 o más"))
    return PlanSheet(columns=columns_here, topics=topics_here, **entry)


def _of(sheet: str, entries: Entries) -> Iterator[dict[str, Any]]:
    """What belongs to a sheet, without its name."""
    return ({key: value for key, value in one.items() if key != "sheet"} for one, _ in entries if one["sheet"] == sheet)


def _ids(table: dict[str, Any], lines: tuple[str, ...]) -> list[Problem]:
    """Identifiers are short names, each once in its sheet."""
    problems: list[Problem] = []
    seen: dict[tuple[str, str], dict[str, int]] = {}
    for name in ("sheets", "columns", "topics"):
        starts = iter(headers(lines, name))
        for entry in table[name]:
            where = Where(FILE, next(starts, 1), lines)
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                check_id(entry["id"], seen.setdefault((name, str(entry.get("sheet", ""))), {}), "id", where, problems)
    return problems


def _whole(form: PlanForm, parts: Entries, where: Where) -> Iterator[Problem]:
    """Both sheets are there, nothing belongs to a third, and the reviews follow each other."""
    known = {sheet.id for sheet in form.sheets}
    for slug in (CONTINGENCY, OPERATIONAL):
        if slug not in known:
            yield Problem(FILE, where.line("sheets"), f"falta la hoja «{slug}»", f'Añada [[sheets]] con id = "{slug}"')
    for entry, at in parts:
        if entry["sheet"] not in known:
            yield Problem(FILE, at.line("sheet"), f"no hay ninguna hoja «{entry['sheet'][:40]}»",
                          "Use el id de una de las hojas")
    days = [review.days for review in form.reviews]
    if not days or days != sorted(set(days)) or days[0] < 1:
        yield Problem(FILE, where.line("reviews"), "los días de revisión no van de menos a más",
                      "Escriba [[reviews]] con days = 30, 60 y 90")
