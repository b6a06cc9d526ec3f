"""Regions with their trainers, and the cohorts: when each is held, who leads it, who comes. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from training.demo.country.dice import dice
from training.demo.country.regions import divided
from training.demo.country.sizes import Size

HERSELF = -1  # the demonstration's trainer, who leads every tenth cohort of her region
BEGAN, ENDS = -1095, 28  # days from today: the first cohort and the last
SETTLED = 14  # days after its end a cohort is closed
A_CLASS = 25  # people
BEGINNERS, FIRST = 0.06, 0.36  # shares of the trainers: those of generation 0, those of generation 1
SINCE = (BEGAN - 90, BEGAN + 60, BEGAN + 200)  # when the trainers of each generation were trained


@dataclass(frozen=True)
class Region:
    """A health authority with its people, facilities and cohorts, each a run of places. ``turns``: its cohorts."""

    code: str
    authority_id: int
    name: str
    department: str
    first: int
    people: int
    first_place: int
    places: int
    trainers: int
    turns: int = 1

    @property
    def end(self) -> int:
        return self.first + self.people

    @property
    def last_place(self) -> int:
        return self.first_place + self.places

    def of_turn(self, turn: int) -> Sequence[int]:
        """The people of its cohort of this turn: from every facility some."""
        return range(self.first + turn, self.end, self.turns)

    @property
    def trained(self) -> list[int]:
        """The people who train, the oldest generation first."""
        return [self.first + at * self.people // self.trainers for at in range(self.trainers)]

    def generation(self, generation: int) -> list[int]:
        """The trainers of this generation (0, 1, 2); of the oldest there is at least one, and of the next."""
        beginners = max(1, round(self.trainers * BEGINNERS))
        until = beginners + max(1, round(self.trainers * FIRST))
        return [self.trained[:beginners], self.trained[beginners:until], self.trained[until:]][generation]


class Group(NamedTuple):
    """A cohort. ``people``: of one of trainers; the others take those of their turn. ``leads``: who leads, and who helps."""

    course: str
    region: int
    turn: int
    starts: date
    closed: bool
    leads: tuple[int, int]
    people: tuple[int, ...] = ()
    generation: int = 0  # of the people that one of trainers makes

    @property
    def ends(self) -> date:
        return self.starts + timedelta(days=1)


def formed(size: Size, seed: str, regions: Sequence[Region], today: date) -> tuple[list[Group], list[Region]]:
    """Every cohort in the order of time, and the regions with the number of theirs."""
    trainers = [one for at, region in enumerate(regions) for one in _of_trainers(at, region, today)]
    turns = divided(max(len(regions), size.cohorts), [one.people for one in regions])
    counted = [replace(one, turns=max(1, count)) for one, count in zip(regions, turns, strict=True)]
    others = [one for at, region in enumerate(counted) for one in _of_region(at, region, seed, today)]
    return sorted([*trainers, *others], key=lambda one: (one.starts, one.region, one.course, one.turn)), counted


def _of_trainers(at: int, region: Region, today: date) -> Iterator[Group]:
    """The cohorts in which trainers are made, each generation led by the one before it."""
    for generation in (1, 2):
        leads, waiting = region.generation(generation - 1), iter(region.generation(generation))
        turn = 0
        while people := tuple(islice(waiting, A_CLASS)):
            starts = _working(today + timedelta(days=SINCE[generation] + 9 * turn))
            by = leads[turn % len(leads)], leads[(turn + 1) % len(leads)]
            yield Group("b", at, 1000 * generation + turn, starts, True, by, people, generation)
            turn += 1


def _of_region(at: int, region: Region, seed: str, today: date) -> Iterator[Group]:
    """Those for everybody. One in five trainers leads none; whoever was not trained yet leads none either."""
    chance = dice(seed, "leads", at)
    active = [[one for one in region.generation(n) if chance.random() < 0.8] or region.generation(n)[:1] for n in range(3)]
    for turn in range(region.turns):
        day = BEGAN + (ENDS - BEGAN) * (2 * turn + 1) // (2 * region.turns)
        pool = [one for n in range(3) if SINCE[n] + 120 < day or n == 0 for one in active[n]]
        first = HERSELF if at == 0 and turn % 10 == 0 else chance.choice(pool)
        second = chance.choice(pool)
        starts = _working(today + timedelta(days=day))
        yield Group("a", at, turn, starts, starts + timedelta(days=1 + SETTLED) <= today, (first, second))


def _working(day: date) -> date:
    """Not on a Saturday or Sunday."""
    return day + timedelta(days=2) if day.weekday() > 4 else day
