"""`tests.toml`: the blueprint of each course's entry and exit test, and whether its bank has just those questions."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from modules.plan import Where, check_keys, headers, parse_toml
from modules.problems import Problem, did_you_mean, line_of
from modules.reference import PaperTest, TestItem

FILE = "tests.toml"
ITEMS = 20
ITEM: dict[str, type] = dict.fromkeys(("module", "objective", "objective_en", "a", "b"), str)
TEST: dict[str, type] = {"course": str, "items": list}
_ASKED = re.compile(r"^\s*//.*\[id:([^\]\s]+)\]", re.MULTILINE)
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


def bank_path(language: str, course: str) -> str:
    """Where the questions of a course's tests are in the folder."""
    return f"{language}/prueba-{course}.gift"


def read_tests(text: str, courses: Mapping[str, tuple[str, ...]]) -> tuple[tuple[PaperTest, ...], list[Problem]]:
    """The tests and everything wrong with their blueprints; `courses` are the modules of each course, in order."""
    problems: list[Problem] = []
    table = parse_toml(text, FILE, problems)
    if table is None:
        return (), problems
    lines = tuple(text.split("\n"))
    entries = table.get("tests")
    if set(table) != {"tests"} or not isinstance(entries, list) or not entries:
        problems.append(Problem(FILE, 1, "debe tener pruebas y nada más", "Empiece cada una con [[tests]]"))
    starts, inner = iter(headers(lines, "tests")), iter(headers(lines, "tests.items"))
    found: list[PaperTest] = []
    used: dict[str, int] = {}
    for entry in entries if isinstance(entries, list) else []:
        where = Where(FILE, next(starts, 1), lines)
        if isinstance(entry, dict) and check_keys(entry, TEST, where, problems):
            items = [item for raw in entry["items"] if (item := _item(raw, Where(FILE, next(inner, where.start), lines),
                                                                      courses.get(entry["course"], ()), used, problems))]
            problems += _whole(entry["course"], items, where, courses, [test.course for test in found])
            found.append(PaperTest(entry["course"], tuple(items)))
        elif not isinstance(entry, dict):
            problems.append(Problem(FILE, where.start, "una prueba no es una tabla", "Empiécela con [[tests]]"))
    return tuple(found), problems


def _item(entry: Any, where: Where, modules: tuple[str, ...], used: dict[str, int],
          problems: list[Problem]) -> TestItem | None:
    if not isinstance(entry, dict):
        problems.append(Problem(FILE, where.start, "una casilla no es una tabla", "Empiécela con [[tests.items]]"))
        return None
    if not check_keys(entry, ITEM, where, problems):
        return None
    item = TestItem(**{key: entry[key] for key in ITEM})
    if modules and item.module not in modules:
        problems.append(Problem(FILE, where.line("module"), f"el módulo «{item.module}» no es de este curso",
                                did_you_mean(item.module, modules, f"Use {', '.join(modules)}")))
    for key, id_ in (("a", item.a), ("b", item.b)):
        line = where.line(key)
        if not _ID.fullmatch(id_):
            problems.append(Problem(FILE, line, f"«{id_[:40]}» no sirve como nombre de pregunta", "Escríbalo como ta01a"))
        elif id_ in used:
            problems.append(Problem(FILE, line, f"la pregunta «{id_}» ya se usa en la línea {used[id_]}",
                                    "Cada pregunta va en una sola casilla"))
        used.setdefault(id_, line)
    return item


def _whole(course: str, items: list[TestItem], where: Where, courses: Mapping[str, tuple[str, ...]],
           earlier: list[str]) -> list[Problem]:
    problems = []
    if course not in courses:
        problems.append(Problem(FILE, where.line("course"), f"el curso «{course}» no está en el manual",
                                did_you_mean(course, courses, f"Use {', '.join(courses)}")))
    if course in earlier:
        problems.append(Problem(FILE, where.line("course"), f"el curso «{course}» ya tiene su prueba", "Deje una sola"))
    if len(items) != ITEMS:
        problems.append(Problem(FILE, where.start, f"la prueba del curso «{course}» tiene {len(items)} casillas",
                                f"Escriba {ITEMS}"))
    asked = {item.module for item in items}
    problems += [Problem(FILE, where.start, f"ninguna casilla pregunta por el módulo «{slug}»", "Añada al menos una")
                 for slug in courses.get(course, ()) if slug not in asked]
    return problems


def check_bank(test: PaperTest, bank: str | None, path: str, text: str) -> list[Problem]:
    """Every question of the blueprint once in the bank (GIFT), and no other; `text` is that of tests.toml."""
    if bank is None:
        return [Problem(FILE, line_of(text, f'"{test.course}"'), f"falta el banco de preguntas «{path}»",
                        "Escriba el archivo")]
    asked = [id_ for item in test.items for id_ in (item.a, item.b)]
    there = Counter(_ASKED.findall(bank))
    problems = [Problem(FILE, line_of(text, f'"{id_}"'), f"la pregunta «{id_}» no está en {path}",
                        did_you_mean(id_, there, "Escríbala en el banco o corrija el nombre"))
                for id_ in asked if id_ not in there]
    problems += [Problem(path, line_of(bank, f"[id:{id_}]"), f"la pregunta «{id_}» no está en ninguna casilla de {FILE}",
                         "Quítela o añada su casilla") for id_ in there if id_ not in asked]
    return problems
