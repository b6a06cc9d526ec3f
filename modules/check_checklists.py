"""`checklists/<slug>.toml`: what an observer looks for, in both languages, with its critical steps marked."""

from datetime import date
from typing import Any

from modules.entries import check_id, check_pair, check_past, readable, words
from modules.plan import SLUG, Where, headers, parse_toml
from modules.problems import Problem
from modules.reference import Checklist, ChecklistStep

FOLDER = "checklists"
HEAD: dict[str, type] = {
    "slug": str,
    "title": str,
    "title_en": str,
    "purpose": str,
    "purpose_en": str,
    "modules": list,
    "verified_on": date,
    "steps": list,
}
STEP: dict[str, type] = {
    "id": str,
    "text": str,
    "text_en": str,
    "critical": bool,
    "sources": list,
    "look": str,
    "look_en": str,
}
STEP_OPTIONAL = frozenset({"sources", "look", "look_en"})
FEWEST, MOST = 8, 14  # fewer show too little; more cannot be watched in a role-play


def read_checklist(text: str, path: str, today: date | None) -> tuple[Checklist | None, list[Problem]]:
    """The checklist of one file, None when it cannot be used, and what is wrong with it."""
    problems: list[Problem] = []
    table = parse_toml(text, path, problems)
    if table is None:
        return None, problems
    lines = tuple(text.split("\n"))
    where = Where(path, 1, lines)
    if not readable(table, HEAD, frozenset(), where, problems):
        return None, problems
    starts, seen = iter(headers(lines, "steps")), dict[str, int]()
    steps = [
        _step(entry, Where(path, next(starts, 1), lines), seen, problems) for entry in table["steps"]
    ]
    values = {key: table[key] for key in HEAD if key not in ("modules", "steps")}
    checklist = Checklist(
        modules=words(table, "modules", where, problems), steps=tuple(step for step in steps if step), **values
    )
    problems += _named(checklist, where) + check_past(checklist.verified_on, today, where)
    problems += _counted(checklist, len(steps), where)
    return checklist, problems


def _step(entry: Any, where: Where, seen: dict[str, int], problems: list[Problem]) -> ChecklistStep | None:
    if not readable(entry, STEP, STEP_OPTIONAL, where, problems):
        return None
    check_id(entry["id"], seen, "id", where, problems)
    check_pair(entry, "look", where, problems)
    values = {key: entry[key] for key in STEP if key in entry and key != "sources"}
    return ChecklistStep(sources=words(entry, "sources", where, problems, needed=False), **values)


def _named(checklist: Checklist, where: Where) -> list[Problem]:
    """The file is called as its list: links are made from the slug."""
    slug = checklist.slug
    if SLUG.fullmatch(slug) and where.path == f"{FOLDER}/{slug}.toml":
        return []
    return [
        Problem(
            where.path,
            where.line("slug"),
            f"«{slug[:40]}» no es el nombre del archivo",
            "Use en los dos el mismo nombre corto, en minúsculas y sin tilde",
        )
    ]


def _counted(checklist: Checklist, written: int, where: Where) -> list[Problem]:
    problems = []
    if not FEWEST <= written <= MOST:
        problems.append(
            Problem(
                where.path,
                where.start,
                f"la lista tiene {written} pasos",
                f"Deje entre {FEWEST} y {MOST}: menos muestra poco y más no se alcanza a observar",
            )
        )
    if not any(step.critical for step in checklist.steps):
        problems.append(
            Problem(
                where.path,
                where.start,
                "ningún paso es crítico",
                "Marque con critical = true los que no se pueden omitir",
            )
        )
    return problems
