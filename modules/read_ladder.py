"""`ladder.toml`: the trainers' ladder, see ladder.py. What it names must exist, and nobody climbs for having been there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from modules.entries import check_id, check_past, readable
from modules.ladder import ATTENDANCE as PRESENCE
from modules.ladder import (
    CERTIFICATE,
    FACILITATED,
    HELD,
    KINDS,
    OBSERVED,
    PRACTICE,
    SHOWN,
    TEST,
    Ladder,
    LadderStep,
    Requirement,
)
from modules.plan import Where, headers, parse_toml
from modules.problems import Problem, did_you_mean

FILE = "ladder.toml"
HEAD: dict[str, type] = {"verified_on": date, "steps": list}
STEP: dict[str, type] = {"id": str, "title": str, "title_en": str, "may": str, "may_en": str, "months": int, "days": int,
                         "repeat_days": int, "certifies": list, "grants": list, "paper": str, "requires": list,
                         "renewal": list}
ASKED: dict[str, type] = {"id": str, "kind": str, "title": str, "title_en": str, "hint": str, "hint_en": str, "course": str,
                          "checklist": str, "step": str, "times": int, "people": int}
OPTIONAL = frozenset({"paper", "renewal", "course", "checklist", "step", "times", "people"})
LONGEST_ID = 24  # as licences keep it
MONTHS, DAYS, REPEAT, TIMES, PEOPLE = range(61), range(1096), range(1, 366), range(1, 21), range(201)
NEEDS = {CERTIFICATE: "course", TEST: "course", PRESENCE: "course", PRACTICE: "checklist", OBSERVED: "checklist",
         HELD: "step"}
TAKES = NEEDS | {FACILITATED: "course"}  # it may name a course, or count those of any


class _Known(msgspec.Struct, frozen=True):
    """What a requirement may name."""

    course: Collection[str]
    checklist: Collection[str]
    step: Collection[str]


class _Reader:
    """One run over the file."""

    def __init__(self, text: str, courses: Sequence[str], checklists: Sequence[str]) -> None:
        self.lines = tuple(text.split("\n"))
        self.starts = {name: iter(headers(self.lines, f"steps.{name}")) for name in ("requires", "renewal")}
        self.courses, self.checklists = courses, checklists
        self.problems: list[Problem] = []

    def say(self, where: Where, key: str, what: str, hint: str) -> None:
        self.problems.append(Problem(FILE, where.line(key), what, hint))

    def in_range(self, value: int, wanted: range, where: Where, key: str) -> None:
        if value not in wanted:
            self.say(where, key, f"«{key}» es {value}", f"Escriba entre {wanted.start} y {wanted.stop - 1}")

    def known(self, value: str, names: Collection[str], where: Where, key: str) -> None:
        if value not in names:
            hint = did_you_mean(value, names, f"Use {', '.join(names) or 'otro'}")
            self.say(where, key, f"«{value[:40]}» no existe", hint)


def read_ladder(text: str, courses: Sequence[str], checklists: Sequence[str],
                today: date | None) -> tuple[Ladder | None, list[Problem]]:
    """The ladder, None when it cannot be used, and everything wrong with it. `today` None: without the calendar."""
    reader = _Reader(text, courses, checklists)
    table = parse_toml(text, FILE, reader.problems)
    where = Where(FILE, 1, reader.lines)
    if table is None or not readable(table, HEAD, frozenset(), where, reader.problems):
        return None, reader.problems
    names = [one["id"] for one in table["steps"] if isinstance(one, dict) and isinstance(one.get("id"), str)]
    seen: dict[str, int] = {}
    starts = iter(headers(reader.lines, "steps"))
    steps = [_step(entry, Where(FILE, next(starts, 1), reader.lines), place, names, seen, reader)
             for place, entry in enumerate(table["steps"])]
    if not steps:
        reader.say(where, "steps", "la escalera no tiene peldaños", "Escriba al menos uno con [[steps]]")
    reader.problems += check_past(table["verified_on"], today, where)
    found = tuple(step for step in steps if step)
    reader.problems += _whole(found, courses, where)
    return (None if reader.problems else Ladder(table["verified_on"], found)), reader.problems


def _step(entry: Any, where: Where, place: int, names: Sequence[str], seen: dict[str, int],
          reader: _Reader) -> LadderStep | None:
    if not readable(entry, STEP, OPTIONAL, where, reader.problems):
        return None
    check_id(entry["id"], seen, "id", where, reader.problems)
    if len(entry["id"]) > LONGEST_ID:
        reader.say(where, "id", f"«{entry['id'][:40]}» es largo", f"Use hasta {LONGEST_ID} letras: no se guardan más")
    for key, wanted in (("months", MONTHS), ("days", DAYS), ("repeat_days", REPEAT)):
        reader.in_range(entry[key], wanted, where, key)
    for key, known in (("certifies", reader.courses), ("grants", names[:place])):
        for one in entry[key]:
            reader.known(str(one), known, where, key)
    if entry.get("paper"):
        reader.known(entry["paper"], reader.courses, where, "paper")
    asked = {name: tuple(_asked(entry.get(name, ()), name, _Known(reader.courses, reader.checklists, names[:place]), where,
                                reader)) for name in ("requires", "renewal")}
    values = {key: entry[key] for key in STEP if key not in ("certifies", "grants", "paper", "requires", "renewal")}
    step = LadderStep(certifies=tuple(map(str, entry["certifies"])), grants=tuple(map(str, entry["grants"])),
                      paper=entry.get("paper", ""), requires=asked["requires"], renewal=asked["renewal"], **values)
    reader.problems += _fair(step, where)
    return step


def _asked(entries: Sequence[Any], name: str, known: _Known, step: Where, reader: _Reader) -> Iterator[Requirement]:
    seen: dict[str, int] = {}
    for entry in entries:
        where = Where(FILE, next(reader.starts[name], step.start), reader.lines)
        if not readable(entry, ASKED, OPTIONAL, where, reader.problems):
            continue
        check_id(entry["id"], seen, "id", where, reader.problems)
        kind = entry["kind"]
        if kind not in KINDS:
            reader.say(where, "kind", f"«{kind[:40]}» no es un tipo de requisito",
                       did_you_mean(kind, KINDS, f"Use {', '.join(KINDS)}"))
            continue
        _names(entry, kind, known, where, reader)
        reader.in_range(entry.get("times", 1), TIMES, where, "times")
        reader.in_range(entry.get("people", 0), PEOPLE, where, "people")
        yield Requirement(**{key: value for key, value in entry.items() if key in ASKED})


def _names(entry: Mapping[str, Any], kind: str, known: _Known, where: Where, reader: _Reader) -> None:
    """It names what its kind is about, which exists, and nothing else."""
    for key in ("course", "checklist", "step"):
        value = entry.get(key, "")
        if value and TAKES.get(kind) != key:
            reader.say(where, key, f"«{kind}» no usa «{key}»", "Quítelo")
        elif value:
            reader.known(value, getattr(known, key), where, key)
        elif NEEDS.get(kind) == key:
            reader.say(where, "kind", f"«{kind}» no dice cuál", f"Escriba {key} = …")


def _fair(step: LadderStep, where: Where) -> Iterator[Problem]:
    """No licence for nothing, nor for attendance alone; one that ends can be renewed by doing something."""
    if not any(one.kind in SHOWN for one in step.requires):
        yield Problem(FILE, where.line("requires"), f"a «{step.title[:40]}» se llega sin mostrar nada",
                      "Pida un certificado, una práctica, un taller o una prueba: estar presente no basta")
    if step.licenses and not any(one.kind in SHOWN for one in step.renewal):
        yield Problem(FILE, where.line("months"), f"la licencia «{step.title[:40]}» vence y no dice cómo se renueva",
                      "Añada [[steps.renewal]] con un taller, una observación o una prueba")
    if not step.licenses and (step.certifies or step.grants or step.paper or step.renewal):
        yield Problem(FILE, where.line("months"), f"«{step.title[:40]}» permite algo y no es una licencia",
                      "Escriba en «months» cuánto vale, o deje vacíos certifies, grants, paper y renewal")


def _whole(steps: Sequence[LadderStep], courses: Sequence[str], where: Where) -> Iterator[Problem]:
    """Every course can be certified by somebody, and a paper leads to one step."""
    for course in courses:
        if steps and not any(course in step.certifies for step in steps):
            yield Problem(FILE, where.line("steps"), f"nadie puede certificar el curso «{course}»",
                          "Póngalo en «certifies» del peldaño que lo conduce")
    papers = [step.paper for step in steps if step.paper]
    for course in sorted({one for one in papers if papers.count(one) > 1}):
        yield Problem(FILE, where.line("steps"), f"la acreditación de «{course}» da dos peldaños", "Deje «paper» en uno")
