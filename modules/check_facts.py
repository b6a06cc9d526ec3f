"""`facts.toml`: the figures of the manual, each once."""

import math
import re
from collections.abc import Mapping
from typing import Any

from modules.entries import readable, tables, words
from modules.plan import Where
from modules.problems import Problem, did_you_mean
from modules.reference import Fact

FILE = "facts.toml"
MARKS = ("sure", "likely")
KEYS: dict[str, type] = {
    "name": str, "number": float, "unit": str, "unit_en": str, "about": str, "about_en": str, "sources": list, "mark": str,
    "guard": bool,
}
_MAY_BE_MISSING = frozenset({"guard", "unit", "unit_en"})
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_UNIT = re.compile(r"%|(?:[^\W\d_]+(?: [^\W\d_]+)*)?")
RESERVED = "termino"
_LARGEST, _MOST_DECIMALS, _LONGEST_UNIT = 1e9, 3, 30


def read_facts(text: str) -> tuple[tuple[Fact, ...], list[Problem]]:
    """The facts and everything wrong with them. «52.0» keeps its decimal, «72» has none."""
    problems: list[Problem] = []
    found: dict[str, Fact] = {}
    for entry, where in tables(_points(text), FILE, "facts", problems):
        fact = _fact(entry, where, problems) if readable(entry, KEYS, _MAY_BE_MISSING, where, problems) else None
        if fact is None:
            continue
        if fact.name in found:
            problems.append(Problem(FILE, where.line("name"), f"la cifra «{fact.name}» está dos veces", "Deje una sola"))
        found[fact.name] = fact
    return tuple(found.values()), problems


def _points(text: str) -> str:
    """Whole numbers written as decimals that say so (`72` → `72e0`): TOML has two kinds of number, a fact has one."""
    return re.sub(r"(?m)^(\s*number\s*=\s*-?\d+)(\s*(?:#.*)?)$", r"\1e0\2", text)


def _fact(entry: Mapping[str, Any], where: Where, problems: list[Problem]) -> Fact | None:
    name = entry["name"]
    if not _NAME.fullmatch(name) or name == RESERVED:
        problems.append(Problem(FILE, where.line("name"), f"«{name[:40]}» no sirve como nombre de cifra",
                                "Use minúsculas sin tilde, cifras y guiones: pep-limite"))
        return None
    if entry["mark"] not in MARKS:
        problems.append(Problem(FILE, where.line("mark"), f"la marca «{entry['mark'][:20]}» no existe",
                                did_you_mean(entry["mark"], MARKS, f"Use {' o '.join(MARKS)}")))
    for key in ("unit", "unit_en"):
        # It is put into Markdown and GIFT before they are read: nothing there may mean anything to them.
        unit = entry.get(key, "")
        if len(unit) > _LONGEST_UNIT or not _UNIT.fullmatch(unit):
            problems.append(Problem(FILE, where.line(key), f"la unidad de «{name}» no es una palabra",
                                    "Escriba hasta treinta letras, o %"))
            return None
    if bool(entry.get("unit")) != bool(entry.get("unit_en")):
        problems.append(Problem(FILE, where.line("unit"), f"a «{name}» le falta la unidad en un idioma",
                                "Escriba unit y unit_en, o ninguna"))
    if not math.isfinite(entry["number"]) or abs(entry["number"]) > _LARGEST:
        problems.append(Problem(FILE, where.line("number"), f"«{name}» no es una cifra que se pueda leer",
                                "Escriba un número"))
        return None
    written = re.match(r"\s*number\s*=\s*-?\d+\.(\d+)", where.lines[where.line("number") - 1])
    return Fact(name, entry["number"], entry.get("unit", ""), entry.get("unit_en", ""), entry["about"], entry["about_en"],
                words(entry, "sources", where, problems), entry["mark"], entry.get("guard", False),
                min(len(written.group(1)), _MOST_DECIMALS) if written else 0)
