"""`manual.toml` as values: the courses, their modules in order, and on which line each stands."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, time
from typing import Any

import msgspec

from modules.planned import Plan as Plan
from modules.planned import PlannedCourse as PlannedCourse
from modules.planned import PlannedModule as PlannedModule
from modules.problems import Problem, did_you_mean
from modules.scan import normalised
from modules.workshop import Accreditation, Rule

FILE = "manual.toml"
COMPLETION = ("read", "quiz", "practice", "attendance")
HEAD: dict[str, type] = {
    "version": str,
    "title": str,
    "term": str,
    "language": str,
    "issuer": str,
    "licence": str,
    "courses": list,
    "title_en": str,
    "term_en": str,
}
COURSE: dict[str, type] = {
    "slug": str, "title": str, "summary": str, "completion": list, "modules": list, "title_en": str, "summary_en": str,
    "attendance": int, "exit_test": int, "practice": int, "tries": int, "checklists": list, "follow_up": list,
    "accreditation": dict,
}
MODULE: dict[str, type] = {
    "slug": str,
    "title": str,
    "summary": str,
    "minutes": int,
    "requires": list,
    "ready": bool,
}
OPTIONAL = frozenset({"summary", "title_en", "term_en", "summary_en",
                      "attendance", "exit_test", "practice", "tries", "checklists", "follow_up", "accreditation"})
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
ACCREDITATION: dict[str, type] = {"teaches": str, "workshops": int, "people": int, "months": int, "renewal": int}
RULE = ("attendance", "exit_test", "practice", "tries")
_WANTED: dict[type, str] = {
    str: "un texto entre comillas",
    int: "un número entero",
    float: "un número",
    bool: "true o false",
    list: "una lista",
    dict: "una tabla, como [courses.accreditation]",
    date: "una fecha sin comillas",
    time: "una hora sin comillas, como 08:00:00",
}
_ERROR_AT = re.compile(r"at line (\d+)")
_ESCAPE = re.compile(r"\\(?:([bfr])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")


def parse_toml(text: str, path: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The table that a TOML file holds; None (and a problem) when it is no TOML."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        at = _ERROR_AT.search(str(error))
        problems.append(
            Problem(
                path,
                int(at.group(1)) if at else 0,
                "no es TOML válido",
                "Revise comillas, corchetes y «clave = valor» cerca de esta línea",
            )
        )
        return None
    if _unseen(table):
        line = next((number for number, one in enumerate(text.split("\n"), 1) if _unseen(_escapes(one))), 0)
        problems.append(Problem(path, line, "un escape «\\…» esconde un carácter que no se ve",
                                "Bórrelo: rompería la página, el dibujo o el libro"))
        return None
    return table


def _unseen(value: object) -> bool:
    """Whether a text in it holds what `normalised` takes out of every file; an escape brings it back in."""
    if isinstance(value, dict):
        return any(_unseen(inner) for pair in value.items() for inner in pair)
    if isinstance(value, list):
        return any(map(_unseen, value))
    return isinstance(value, str) and normalised(value) != value


def _escapes(line: str) -> str:
    """What the escapes of a line of TOML stand for, as far as they can be told alone."""
    short = {"b": "\b", "f": "\f", "r": "\r"}
    return "".join(short.get(one.group(1)) or chr(min(int(one.group(2) or one.group(3), 16), 0x10FFFF))
                   for one in _ESCAPE.finditer(line))


def check_keys(
    table: Mapping[str, Any],
    kinds: Mapping[str, type],
    where: "Where",
    problems: list[Problem],
    optional: frozenset[str] = OPTIONAL,
) -> bool:
    """Unknown, missing and mistyped keys of one table. True when every needed key has its type."""
    good = True
    for key, value in table.items():
        if key not in kinds:
            problems.append(
                Problem(
                    where.path,
                    where.line(key),
                    f"clave «{key}» desconocida",
                    did_you_mean(key, kinds, f"Las claves son {', '.join(kinds)}"),
                )
            )
        elif type(value) is not kinds[key]:
            problems.append(
                Problem(
                    where.path, where.line(key), f"«{key}» debe ser {_WANTED[kinds[key]]}", "Corrija el valor"
                )
            )
            good = False
        elif kinds[key] is str and key not in optional and not str(value).strip():
            problems.append(Problem(where.path, where.line(key), f"«{key}» está vacío", "Escriba su valor"))
    for key in kinds:
        if key not in table and key not in optional:
            problems.append(Problem(where.path, where.start, f"falta «{key}»", f"Escriba {key} = …"))
            good = False
    return good


class Where(msgspec.Struct, frozen=True):
    """Where a table stands in its file: its header's line and all lines."""

    path: str
    start: int
    lines: tuple[str, ...]

    def line(self, key: str) -> int:
        """The line of a key in this table."""
        for number in range(max(self.start, 1), len(self.lines) + 1):
            text = self.lines[number - 1].strip()
            if number > self.start and text.startswith("[["):
                break
            if re.match(rf"[\"']?{re.escape(key)}[\"']?\s*[.=]", text):
                return number
        return self.start


def headers(lines: tuple[str, ...], name: str) -> list[int]:
    """The lines (from 1) on which `[[name]]` opens a table."""
    pattern = re.compile(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]")
    return [number for number, line in enumerate(lines, 1) if pattern.match(line)]


def read_plan(text: str) -> tuple[Plan | None, list[Problem]]:
    """The plan and everything wrong with it; None when it cannot be used at all."""
    problems: list[Problem] = []
    table = parse_toml(text, FILE, problems)
    if table is None:
        return None, problems
    lines = tuple(text.split("\n"))
    good = check_keys(table, HEAD, Where(FILE, 1, lines), problems)
    starts = _Starts(headers(lines, "courses"), headers(lines, "courses.modules"))
    courses = []
    for entry in table["courses"] if good else []:
        course, fine = _course(entry, starts, lines, problems)
        good = good and fine
        courses += [course] if course else []
    if not good:
        return None, problems
    head = {key: table[key] for key in HEAD if key != "courses" and key in table}
    return Plan(courses=tuple(courses), **head), problems


class _Starts:
    """Hands out the header lines in the file's order."""

    def __init__(self, courses: list[int], modules: list[int]) -> None:
        self.courses, self.modules = iter(courses), iter(modules)


def _course(
    entry: Any, starts: _Starts, lines: tuple[str, ...], problems: list[Problem]
) -> tuple[PlannedCourse | None, bool]:
    where = Where(FILE, next(starts.courses, 1), lines)
    if not isinstance(entry, dict):
        problems.append(Problem(FILE, where.start, "un curso no es una tabla", "Empiécelo con [[courses]]"))
        return None, False
    if not check_keys(entry, COURSE, where, problems):
        return None, False
    modules, good = [], True
    for item in entry["modules"]:
        module = _module(item, entry["slug"], Where(FILE, next(starts.modules, where.start), lines), problems)
        good = good and module is not None
        modules += [module] if module else []
    kinds = _words(entry["completion"], "completion", where, problems)
    for kind in kinds:
        if kind not in COMPLETION:
            problems.append(
                Problem(
                    FILE,
                    where.line("completion"),
                    f"«{kind}» no es una forma de completar",
                    did_you_mean(kind, COMPLETION, f"Use {', '.join(COMPLETION)}"),
                )
            )
    return PlannedCourse(
        entry["slug"], entry["title"], entry.get("summary", ""), kinds, tuple(modules), where.start,
        entry.get("title_en", ""), entry.get("summary_en", ""), _rule(entry, where, problems),
        *_accreditation(entry, where, problems),
    ), good


def _accreditation(entry: Mapping[str, Any], where: "Where", problems: list[Problem]) -> tuple[Accreditation | None, int]:
    """What accredits a trainer, and on which line it stands; None when the course accredits nobody."""
    if "accreditation" not in entry:
        return None, 0
    here = next((number for number in range(where.start, len(where.lines) + 1)
                 if re.match(r"\s*\[\s*courses\s*\.\s*accreditation\s*\]", where.lines[number - 1])), where.start)
    if not check_keys(entry["accreditation"], ACCREDITATION, Where(FILE, here, where.lines), problems, frozenset()):
        return None, here
    return Accreditation(**{key: entry["accreditation"][key] for key in ACCREDITATION}), here


def _rule(entry: Mapping[str, Any], where: "Where", problems: list[Problem]) -> Rule:
    """The figures of a course's workshop; what is not written keeps its usual value."""
    given: dict[str, Any] = {key: entry[key] for key in RULE if key in entry}
    if "checklists" in entry:
        given["checklists"] = _words(entry["checklists"], "checklists", where, problems)
    if "follow_up" in entry:
        given["follow_up"] = tuple(day if type(day) is int else 0 for day in entry["follow_up"])
    return Rule(**given)


def _module(entry: Any, course: str, where: Where, problems: list[Problem]) -> PlannedModule | None:
    if not isinstance(entry, dict):
        problems.append(
            Problem(FILE, where.start, "un módulo no es una tabla", "Empiécelo con [[courses.modules]]")
        )
        return None
    if not check_keys(entry, MODULE, where, problems):
        return None
    requires = _words(entry["requires"], "requires", where, problems)
    return PlannedModule(
        entry["slug"],
        course,
        entry["title"],
        entry.get("summary", ""),
        entry["minutes"],
        requires,
        entry["ready"],
        where.start,
    )


def _words(values: list[Any], key: str, where: Where, problems: list[Problem]) -> tuple[str, ...]:
    if not all(isinstance(value, str) for value in values):
        problems.append(
            Problem(
                FILE, where.line(key), f"«{key}» debe ser una lista de textos", 'Escríbala como ["a1", "a2"]'
            )
        )
    return tuple(value for value in values if isinstance(value, str))
