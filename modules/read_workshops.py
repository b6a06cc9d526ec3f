"""`workshops.toml`: the two-day workshop of each course, made of the modules' own session plans and of what lies between."""

from collections.abc import Mapping
from datetime import time
from typing import Any

import msgspec

from modules.entries import readable, tables
from modules.plan import Where, headers
from modules.problems import Problem, did_you_mean
from modules.reference import Agenda
from modules.workshop import KINDS, PRACTICE, SESSION, TEST, PlannedBlock, PlannedHalfDay, WorkshopPlan

FILE = "workshops.toml"
WORKSHOP: dict[str, type] = {"course": str, "exit_days": int, "half_days": list}
HALF_DAY: dict[str, type] = {"day": int, "starts": time, "blocks": list}
TAKEN: dict[str, type] = {"module": str, "rows": list}
OWN: dict[str, type] = {"kind": str, "title": str, "title_en": str, "minutes": int, "essential": bool}
LONGEST_TITLE = 160  # of a block, as it is kept with each workshop
MINUTES, HALF_DAY_MINUTES, EXIT_DAYS, DAYS = range(5, 241), range(60, 361), range(1, 31), range(1, 6)
Agendas = Mapping[str, tuple[Agenda, ...]]


class Taken(msgspec.Struct, frozen=True):
    """Where rows of session plans come from: module → rows in the page's language and in English."""

    rows: Agendas
    english: Agendas


class _Reader:
    """One run over the file: it hands out the lines of the inner tables in the file's order."""

    def __init__(self, text: str, courses: Mapping[str, tuple[str, ...]], taken: Taken) -> None:
        self.lines = tuple(text.split("\n"))
        self.half_days = iter(headers(self.lines, "workshops.half_days"))
        self.blocks = iter(headers(self.lines, "workshops.half_days.blocks"))
        self.courses, self.taken = courses, taken
        self.problems: list[Problem] = []

    def say(self, where: Where, key: str, what: str, hint: str) -> None:
        self.problems.append(Problem(FILE, where.line(key), what, hint))

    def in_range(self, value: int, wanted: range, where: Where, key: str) -> None:
        if value not in wanted:
            self.say(where, key, f"«{key}» es {value}", f"Escriba entre {wanted.start} y {wanted.stop - 1}")


def read_workshops(text: str, courses: Mapping[str, tuple[str, ...]],
                   taken: Taken) -> tuple[tuple[WorkshopPlan, ...], list[Problem]]:
    """The workshops and everything wrong with them; `courses` are the modules of each course, in order."""
    reader = _Reader(text, courses, taken)
    found: list[WorkshopPlan] = []
    for entry, where in tables(text, FILE, "workshops", reader.problems):
        plan = _workshop(entry, where, reader, [one.course for one in found])
        found += [plan] if plan else []
    return tuple(found), reader.problems


def _workshop(entry: Any, where: Where, reader: _Reader, earlier: list[str]) -> WorkshopPlan | None:
    if not readable(entry, WORKSHOP, frozenset(), where, reader.problems):
        return None
    course = entry["course"]
    if course not in reader.courses:
        reader.say(where, "course", f"el curso «{course[:40]}» no está en el manual",
                   did_you_mean(course, reader.courses, f"Use {', '.join(reader.courses)}"))
    if course in earlier:
        reader.say(where, "course", f"el curso «{course}» ya tiene su taller", "Deje uno solo")
    reader.in_range(entry["exit_days"], EXIT_DAYS, where, "exit_days")
    half_days = [_half_day(one, Where(FILE, next(reader.half_days, where.start), reader.lines), course, reader)
                 for one in entry["half_days"]]
    whole = tuple(one for one in half_days if one)
    _check_whole(whole, where, reader)
    return WorkshopPlan(course, entry["exit_days"], whole) if whole else None


def _half_day(entry: Any, where: Where, course: str, reader: _Reader) -> PlannedHalfDay | None:
    if not readable(entry, HALF_DAY, frozenset(), where, reader.problems):
        return None
    reader.in_range(entry["day"], DAYS, where, "day")
    blocks: list[PlannedBlock] = []
    for one in entry["blocks"]:
        blocks += _blocks(one, Where(FILE, next(reader.blocks, where.start), reader.lines), course, reader)
    half_day = PlannedHalfDay(entry["day"], entry["starts"].replace(second=0, microsecond=0), tuple(blocks))
    if half_day.minutes not in HALF_DAY_MINUTES:
        reader.say(where, "blocks", f"la jornada suma {half_day.minutes} minutos",
                   f"Deje entre {HALF_DAY_MINUTES.start} y {HALF_DAY_MINUTES.stop - 1}")
        return None
    return half_day


def _blocks(entry: Any, where: Where, course: str, reader: _Reader) -> list[PlannedBlock]:
    """One own block, or the rows that are taken from a module's session plan."""
    if isinstance(entry, dict) and "module" in entry:
        return _taken(entry, where, course, reader) if readable(entry, TAKEN, frozenset(), where, reader.problems) else []
    if not readable(entry, OWN, frozenset(), where, reader.problems):
        return []
    if entry["kind"] not in KINDS:
        reader.say(where, "kind", f"«{entry['kind'][:40]}» no es un tipo de bloque",
                   did_you_mean(entry["kind"], KINDS, f"Use {', '.join(KINDS)}"))
    reader.in_range(entry["minutes"], MINUTES, where, "minutes")
    for key in ("title", "title_en"):
        _fits(entry[key], where, key, reader)
    return [PlannedBlock(**{key: entry[key] for key in OWN})]


def _taken(entry: dict[str, Any], where: Where, course: str, reader: _Reader) -> list[PlannedBlock]:
    slug, of_course = entry["module"], reader.courses.get(course, ())
    if slug not in of_course:
        reader.say(where, "module", f"el módulo «{slug[:40]}» no es de este curso",
                   did_you_mean(slug, of_course, f"Use {', '.join(of_course)}"))
        return []
    plan = reader.taken.rows.get(slug, ())
    english = reader.taken.english.get(slug, plan)
    found = []
    for row in entry["rows"]:
        if type(row) is not int or not 1 <= row <= len(plan):
            reader.say(where, "rows", f"la agenda de «{slug}» no tiene la fila {str(row)[:10]}",
                       f"Sus filas van de 1 a {len(plan)}")
            continue
        one, other = plan[row - 1], english[row - 1] if row <= len(english) else plan[row - 1]
        for title in (one.activity, other.activity):
            _fits(title, where, "rows", reader)
        if one.minutes < 1:
            reader.say(where, "rows", f"la fila {row} de la agenda de «{slug}» no dura nada", "Dele minutos en el módulo")
        found.append(PlannedBlock(SESSION, one.activity, other.activity, one.minutes, one.essential, slug))
    return found


def _fits(title: str, where: Where, key: str, reader: _Reader) -> None:
    if not 1 <= len(title.strip()) <= LONGEST_TITLE:
        reader.say(where, key, f"un bloque se llama «{title[:40]}», de {len(title)} letras",
                   f"Use de 1 a {LONGEST_TITLE} letras: no se guardan más")


def _check_whole(half_days: tuple[PlannedHalfDay, ...], where: Where, reader: _Reader) -> None:
    """The half-days follow each other, and a workshop has its entry and exit test and its practice."""
    order = [(one.day, one.starts) for one in half_days]
    if order != sorted(set(order)):
        reader.say(where, "half_days", "las jornadas no van en orden", "Ordénelas por día y hora, sin repetir ninguna")
    if order and order[0][0] != 1:
        reader.say(where, "half_days", f"la primera jornada es del día {order[0][0]}", "El taller empieza el día 1")
    kinds = [block.kind for one in half_days for block in one.blocks]
    for kind, wanted in ((TEST, 2), (PRACTICE, 1)):
        if half_days and kinds.count(kind) < wanted:
            reader.say(where, "half_days", f"el taller tiene {kinds.count(kind)} bloques «{kind}»",
                       f"Ponga al menos {wanted}: entrada y salida" if kind == TEST else "Ponga la práctica observada")
    for earlier, later in zip(half_days, half_days[1:], strict=False):
        if earlier.day == later.day and _minute(earlier.starts) + earlier.minutes > _minute(later.starts):
            reader.say(where, "half_days", f"una jornada del día {earlier.day} empieza antes de que termine la anterior",
                       "Cambie la hora o quite minutos")


def _minute(hour: time) -> int:
    return hour.hour * 60 + hour.minute
