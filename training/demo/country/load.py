"""Loading a country: the demonstration first, then everything around it, on every core where the database allows it."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from flask import current_app

from training.db import db
from training.demo.country import cohorts, finding, finishing, guard, ladder, members, people, ready
from training.demo.country.courses import CourseFacts
from training.demo.country.plan import Country
from training.demo.country.pouring import Left, Pile, Pourer, completed, left_out
from training.demo.load import load as load_demo
from training.house import CountryPart, house

PIECE_OF_PEOPLE, PIECE_OF_COHORTS = 10_000, 60
Say = Callable[[str], None]
Task = tuple[str, int, int]  # what of, the first place, the one after the last
OWN = cohorts.COLUMNS | members.COLUMNS


@dataclass(frozen=True)
class Work:
    """Everything that a process needs to make rows: the country, what the manual says, the rooms' parts with their facts."""

    url: str
    country: Country
    courses: dict[str, CourseFacts]
    parts: tuple[tuple[CountryPart, Any], ...]
    left: Left


def load(size: int, seed: str, say: Say) -> None:
    """Fill an empty database. Raises LookupError when no manual was published. Commits as it goes; see guard."""
    started = time.monotonic()
    guard.begin(size, seed)
    load_demo()
    say(f"Demostración cargada ({time.monotonic() - started:.0f} s).")
    around(size, seed, say)
    guard.end(size)
    say(f"País cargado en {time.monotonic() - started:.0f} s.")


def around(size: int, seed: str, say: Say) -> None:
    """The country around a demonstration that is there. Commits as it goes."""
    country, courses = finding.country(size, seed)
    parts = sorted(house().country_parts, key=lambda part: part.order)
    url = db.engine.url.render_as_string(hide_password=False)
    left = left_out(OWN | people.COLUMNS | people.FACILITIES | ladder.COLUMNS | ready.COLUMNS
                    | {table: named for part in parts for table, named in part.columns.items()})
    work = Work(url, country, courses, tuple((part, part.ready(country)) for part in parts), left)
    db.session.commit()
    db.engine.dispose()
    _pour(work, say)
    finishing.settle(say)
    for part, facts in work.parts:
        if part.finish is not None:
            part.finish(country, facts)
    finishing.count(country, say)


def _pour(work: Work, say: Say) -> None:
    country, ours = work.country, Pourer(work.url)
    tasks: list[Task] = [("people", at, min(at + PIECE_OF_PEOPLE, country.size.people))
                         for at in range(0, country.size.people, PIECE_OF_PEOPLE)]
    ours.pour(_piles(work, people.FACILITIES, people.facilities(country)))
    for _done in _made(work, ours, tasks):
        pass
    say(f"{len(country.places)} establecimientos, {country.size.people} personas y sus puestos.")
    pieces: list[Task] = [("cohorts", at, min(at + PIECE_OF_COHORTS, len(country.groups)))
                          for at in range(0, len(country.groups), PIECE_OF_COHORTS)]
    begun = time.monotonic()
    for done, told in enumerate(_made(work, ours, pieces), 1):
        _chain(work, ours, pieces[done - 1], told)
        if done % 20 == 0 or done == len(pieces):
            left = (time.monotonic() - begun) * (len(pieces) - done) / done
            say(f"{pieces[done - 1][2]} de {len(country.groups)} cohortes; faltan unos {left:.0f} s.")
    ours.pour(_piles(work, ladder.COLUMNS, ladder.trainers(country)))
    ours.pour(_piles(work, ready.COLUMNS, ready.readiness(country)))
    ours.close()


def _made(work: Work, ours: Pourer, tasks: Sequence[Task]) -> Iterator[Any]:
    """What each task told, in their order: made here on SQLite, which has one writer, and for little; else everywhere."""
    processes = int(current_app.config["DRAWING_PROCESSES"]) or os.cpu_count() or 1
    if not ours.postgresql or processes < 2 or len(tasks) < processes:
        yield from (_do(work, ours, task) for task in tasks)
        return
    with get_context("spawn").Pool(processes, _begin, (work,)) as pool:
        yield from pool.imap(_elsewhere, tasks)


_here: list[tuple[Work, Pourer]] = []  # of a process that makes rows


def _begin(work: Work) -> None:
    _here[:] = [(work, Pourer(work.url))]


def _elsewhere(task: Task) -> Any:
    return _do(*_here[0], task)


def _do(work: Work, pourer: Pourer, task: Task) -> list[list[Any]]:
    """Pour the rows of a task. For each cohort of it: what its parts told."""
    what, first, last = task
    if what == "people":
        pourer.pour(_piles(work, people.COLUMNS, people.of_people(work.country, first, last)))
        return []
    found: dict[str, list[tuple[Any, ...]]] = {}
    columns, told = dict(OWN), []
    for cohort in range(first, last):
        _add(found, cohorts.of_cohort(work.country, work.courses, cohort))
        _add(found, members.of_members(work.country, work.courses, cohort))
        said = []
        for part, facts in work.parts:
            rows, one = part.rows(work.country, facts, cohort)
            _add(found, rows)
            columns.update(part.columns)
            said.append(one)
        told.append(said)
    pourer.pour(_piles(work, columns, found))
    return told


def _chain(work: Work, ours: Pourer, task: Task, told: Sequence[Sequence[Any]]) -> None:
    found: dict[str, list[tuple[Any, ...]]] = {}
    columns: dict[str, str] = {}
    for cohort, said in enumerate(told, task[1]):
        for (part, facts), one in zip(work.parts, said, strict=True):
            if part.chained is not None:
                _add(found, part.chained(work.country, facts, cohort, one))
                columns.update(part.columns)
    ours.pour(_piles(work, columns, found))


def _add(found: dict[str, list[tuple[Any, ...]]], more: Any) -> None:
    for table, rows in more.items():
        found.setdefault(table, []).extend(rows)


def _piles(work: Work, columns: Mapping[str, str], found: Mapping[str, list[tuple[Any, ...]]]) -> Iterable[Pile]:
    """The tables in the order in which the parts name them: whatever others point to comes first."""
    return [completed(table, columns[table], found[table], work.left) for table in columns if table in found]


