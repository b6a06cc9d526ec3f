"""The plan of a country: everything that its rows follow from. Pure, and small enough to hand to other processes."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import accumulate

from training.demo.country import facilities, groups, outcomes
from training.demo.country.dice import bits, key
from training.demo.country.facilities import Place
from training.demo.country.groups import Group, Region
from training.demo.country.outcomes import CERTIFIED, NOTHING
from training.demo.country.regions import SHARES, divided
from training.demo.country.sizes import Size
from training.demo.country.words import person

NEVER = -1  # in ``before``: she worked nowhere else


@dataclass(frozen=True)
class Found:
    """What the database held before: ids that rows point to. ``first``: table → the id before the first new one."""

    authorities: dict[str, tuple[int, str, str]]  # code → id, name, department
    admin_id: int
    trainer_id: int
    password_hash: str
    manual_digest: str
    first: dict[str, int]
    modules: dict[str, tuple[str, ...]] = field(default_factory=dict)  # course → the slugs of its modules


@dataclass(frozen=True)
class Country:
    """People, facilities and cohorts have places from 0; ``user_id`` and the like make ids of them.

    ``result``: person → one of outcomes.RESULTS; ``works_at``: person → place of her facility; ``worked_at``: the one
    before, or NEVER. ``members_before``, ``papers_before``: how many there are in the cohorts before each.
    """

    size: Size
    seed: str
    today: date
    moment: datetime
    found: Found
    regions: tuple[Region, ...]
    places: tuple[Place, ...]
    works_at: "array[int]"
    worked_at: "array[int]"
    result: bytearray
    groups: tuple[Group, ...]
    members_before: "array[int]"
    papers_before: "array[int]"
    scores: dict[str, tuple[float, float, float]] = field(default_factory=dict)  # module → whole, good, not enough

    @property
    def modules(self) -> dict[str, tuple[str, ...]]:
        """Course → the slugs of its modules."""
        return self.found.modules

    def id(self, table: str, place: int) -> int:
        """The id of the row at this place of a table."""
        return self.found.first.get(table, 0) + 1 + place

    def user_id(self, one: int) -> int:
        """The account of a person; of the demonstration's trainer for groups.HERSELF."""
        return self.found.trainer_id if one == groups.HERSELF else self.id("user_account", one)

    def key(self, what: str, number: int) -> str:
        """A public key of this thing."""
        return key(self.seed, what, number)

    def person(self, one: int) -> tuple[str, str, str]:
        """Given names, surnames, profession."""
        return person(int.from_bytes(bits(self.seed, "person", one, 8), "big"))

    def members(self, cohort: int) -> Sequence[int]:
        """The people of a cohort, in the order of their row numbers."""
        group = self.groups[cohort]
        return group.people or self.regions[group.region].of_turn(group.turn)

    def member_id(self, cohort: int, row: int) -> int:
        """The id of the membership in this row (from 0) of a cohort."""
        return self.id("membership", self.members_before[cohort] + row)

    def venue(self, cohort: int) -> str:
        """Where a cohort meets."""
        group, region = self.groups[cohort], self.regions[self.groups[cohort].region]
        return f"Auditorio de {self.places[region.first_place + group.turn % region.places].name}"

    def reached(self, cohort: int, one: int) -> int:
        """What somebody reached in a cohort."""
        return CERTIFIED if self.groups[cohort].people else self.result[one] if self.groups[cohort].closed else NOTHING


def planned(size: Size, seed: str, today: date, moment: datetime, found: Found) -> Country:
    """The country of this size and seed; half a second for 300,000 people."""
    codes = list(SHARES)[:size.regions]
    weights = [SHARES[code] for code in codes]
    shares = [divided(total, weights) for total in (size.people, size.facilities, size.trainers)]
    regions: list[Region] = []
    places: list[Place] = []
    for at, (code, people, count, trainers) in enumerate(zip(codes, *shares, strict=True)):
        first = regions[-1].end if regions else 0
        regions.append(Region(code, *found.authorities[code], first, people, len(places), count, trainers))
        places += facilities.invented(seed, at, found.authorities[code][2], len(places), count)
    made, regions = groups.formed(size, seed, regions, today)
    works_at = _posted(regions, places)
    result, worked_at = outcomes.decided(size, seed, regions, places, works_at, made)
    counts = [len(one.people or regions[one.region].of_turn(one.turn)) for one in made]
    country = Country(size, seed, today, moment, found, tuple(regions), tuple(places), works_at, worked_at, result,
                      tuple(made), array("l", accumulate([0, *counts])), array("l", [0]))
    papers = [sum(country.reached(at, one) != NOTHING for one in country.members(at)) for at in range(len(made))]
    country.papers_before.extend(list(accumulate(papers)))
    return country


def _posted(regions: Sequence[Region], places: Sequence[Place]) -> "array[int]":
    """Where everybody works: the people of a region in the order of its facilities, by how large these are."""
    found = array("l")
    for one in regions:
        ends = list(accumulate(divided(one.people, [place.staff for place in places[one.first_place:one.last_place]])))
        found.extend(one.first_place + bisect_right(ends, at) for at in range(one.people))
    return found
