"""Who reached what, and who worked elsewhere before: so that there are as many papers as asked and every state.

Pure.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice

from training.demo.country.dice import share
from training.demo.country.facilities import FEW, GONE, NOBODY, WELL, Place
from training.demo.country.groups import Group, Region
from training.demo.country.sizes import Size

RESULTS = NOTHING, ATTENDED, CERTIFIED = 0, 1, 2
STRIDE = 7_919  # a prime: in its steps one meets everybody once, from all over the country
LEFT = 3  # people with a certificate who left a facility of GONE
MOVED = 0.1  # of the others


def decided(size: Size, seed: str, regions: Sequence[Region], places: Sequence[Place], works_at: Sequence[int],
            groups: Iterable[Group]) -> tuple[bytearray, "array[int]"]:
    """(person → result, person → place where she worked before, or -1)."""
    done = {(one.region, one.turn) for one in groups if one.closed and not one.people}
    result, free, seen = bytearray(size.people), [], set()
    for at, region in enumerate(regions):
        for one in range(region.first, region.end):
            place = works_at[one]
            if (at, (one - region.first) % region.turns) not in done:
                continue
            fares, chance = places[place].fares, share(seed, "result", one)
            if fares == WELL:
                free.append(one)
                result[one] = CERTIFIED if chance < 0.56 else ATTENDED if chance < 0.94 else NOTHING
            elif fares == GONE:
                result[one] = ATTENDED if chance < 0.4 else NOTHING
            elif fares == FEW:
                result[one] = ATTENDED if place in seen else CERTIFIED
                seen.add(place)
    trainers = sum(len(one.people) for one in groups)
    order = sorted(free, key=lambda one: one * STRIDE % max(1, size.people))
    _turn(result, order, ATTENDED, CERTIFIED, size.certificates - result.count(CERTIFIED))
    missing = size.papers - trainers - result.count(CERTIFIED) - result.count(ATTENDED)
    _turn(result, order, NOTHING, ATTENDED, missing)
    return result, _moved(seed, regions, places, works_at, result)


def _turn(result: bytearray, order: Iterable[int], low: int, high: int, missing: int) -> None:
    """Give as many people the higher result in place of the lower as are missing; fewer than none: the other way round."""
    was, becomes = (low, high) if missing > 0 else (high, low)
    for one in order:
        if not missing:
            return
        if result[one] == was:
            result[one], missing = becomes, missing + (-1 if missing > 0 else 1)


def _moved(seed: str, regions: Sequence[Region], places: Sequence[Place], works_at: Sequence[int],
           result: bytearray) -> "array[int]":
    found = array("l", [-1]) * len(result)
    for region in regions:
        others = [place for place in range(region.first_place, region.last_place) if places[place].fares != NOBODY]
        for one in range(region.first, region.end):
            if others and share(seed, "moved", one) < MOVED and result[one] != CERTIFIED:
                found[one] = others[one * 31 % len(others)]
        leavers = (one for one in sorted(range(region.first, region.end), key=lambda one: one * STRIDE % len(result))
                   if result[one] == CERTIFIED)
        for place in (at for at in others if places[at].fares == GONE):
            for leaver in islice(leavers, LEFT):
                found[leaver] = place
    return found
