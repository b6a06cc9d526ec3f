"""The session plan of a module: the one table of its trainer blocks that says minute by minute what happens."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

import msgspec

from modules.problems import Problem, did_you_mean, line_of
from modules.reference import Agenda
from modules.tree import text_of, trainer_blocks

HEADS = {
    "es": ("Minutos", "Actividad", "Método", "Quien facilita dice o hace", "Materiales", "Tipo"),
    "en": ("Minutes", "Activity", "Method", "What the trainer says or does", "Materials", "Kind"),
}
KINDS = {"es": {"Esencial": True, "Opcional": False}, "en": {"Essential": True, "Optional": False}}
_COLUMNS = 6


class SessionPlan(msgspec.Struct, frozen=True):
    """The rows of a module's session plan, in order, and what is wrong with it."""

    rows: tuple[Agenda, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def minutes(self) -> int:
        """What all rows together take."""
        return sum(row.minutes for row in self.rows)


def read_agenda(root: Element, text: str, path: str, language: str) -> SessionPlan:
    """The plan in a trainer's page (`root` without citations); `text` is the whole file, for line numbers."""
    first = HEADS[language][0]
    tables = [(block, table) for block in trainer_blocks(root) for table in block.iter("table")
              if (heads := [text_of(head) for head in table.iter("th")]) and heads[0] == first]
    lines = [number for number, line in enumerate(text.split("\n"), 1) if re.match(rf"\s*\|\s*{first}\s*\|", line)]
    if not tables:
        return SessionPlan((), (Problem(path, lines[0] if lines else 0, "no hay agenda para quien facilita",
                                 f"Ponga en un bloque «facilitador» una tabla cuya primera columna sea «{first}»"),))
    problems: list[Problem] = []
    for line in lines[1:] if len(tables) > 1 else ():
        problems.append(Problem(path, line, "hay más de una agenda", f"Deje una sola tabla que empiece con «{first}»"))
    block, table = tables[0]
    start = lines[0] if lines else 0
    columns = tuple(text_of(head) for head in table.iter("th"))
    if columns != HEADS[language]:
        problems.append(Problem(path, start, "la agenda no tiene las seis columnas de siempre",
                                f"Escriba | {' | '.join(HEADS[language])} |"))
    rows = [_row(cells, text, path, start + 2 + at, language, len(columns), problems)
            for at, row in enumerate(table.findall("tbody/tr")) if not _is_total(cells := [text_of(cell) for cell in row])]
    title = text_of(heading) if (heading := block.find("h3")) is not None else ""
    return SessionPlan(tuple(msgspec.structs.replace(row, block=title) for row in rows if row), tuple(problems))


def _is_total(cells: Sequence[str]) -> bool:
    return any(cell.lower().startswith("total") for cell in cells[:2])


def _row(cells: list[str], text: str, path: str, line: int, language: str, columns: int,
         problems: list[Problem]) -> Agenda | None:
    """One row; columns that an older plan does not have are empty, and its rows essential."""
    source = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
    line = line if cells and cells[0] in source else line_of(text, cells[0] if cells else "", line)
    minutes = re.match(r"\d{1,4}", cells[0]) if cells else None
    if minutes is None:
        problems.append(Problem(path, line, f"«{cells[0][:30] if cells else ''}» no son minutos",
                                "Escriba un número en la primera columna"))
        return None
    cells = [*cells, *[""] * _COLUMNS][:_COLUMNS]
    kinds = KINDS[language]
    if columns >= _COLUMNS and cells[5] not in kinds:
        problems.append(Problem(path, line, f"«{cells[5][:30]}» no es un tipo de actividad",
                                did_you_mean(cells[5], kinds, f"Escriba {' o '.join(kinds)}")))
    if not cells[1]:
        problems.append(Problem(path, line, "una fila de la agenda no dice qué se hace", "Escriba la actividad"))
    _, activity, method, says, materials, kind = cells
    return Agenda(int(minutes.group()), activity, method, says, materials, kinds.get(kind, True))


def check_minutes(plan: SessionPlan, minutes: int, text: str, path: str, language: str) -> list[Problem]:
    """The rows must fill the module's time, no more and no less."""
    if plan.problems or plan.minutes == minutes:
        return []
    line = line_of(text, f"| {HEADS[language][0]} |")
    return [Problem(path, line, f"la agenda suma {plan.minutes} minutos y el módulo dura {minutes}",
                    "Ajuste la tabla o «minutes» en manual.toml")]
