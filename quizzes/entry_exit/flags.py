"""Which questions are worth a look, and which topics need time. Pure."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from quizzes.entry_exit.blueprint import ENTRY
from quizzes.entry_exit.gain import Asked, Gain, TopicGain

FEWEST_ANSWERS = 5  # fewer say nothing about a question, and might say who
FALL = 20  # points: as many as chance alone seldom takes from twenty answers


class Flag(StrEnum):
    """Why a question is worth a look."""

    NOBODY = "nobody"      # nobody gets it right, even afterwards: the key may be wrong
    FELL = "fell"          # fewer get it right afterwards than before
    EVERYBODY = "everybody"  # everybody did already before: it tells nobody apart


class Flagged(NamedTuple):
    """A question that is pointed out, and why."""

    flag: Flag
    asked: Asked


def flagged(read: Gain) -> list[Flagged]:
    """The questions that are worth a look, the most serious first, then in the order of the test."""
    found = [Flagged(flag, asked) for asked in read.asked if (flag := _flag(asked)) is not None]
    return sorted(found, key=lambda one: (list(Flag).index(one.flag), one.asked.item.number, one.asked.form))


def by_flag(found: Iterable[Flagged]) -> dict[Flag, list[Asked]]:
    """The same, one entry for each reason."""
    grouped: dict[Flag, list[Asked]] = {}
    for one in found:
        grouped.setdefault(one.flag, []).append(one.asked)
    return grouped


def weakest(read: Gain, most: int = 3) -> list[TopicGain]:
    """The topics that fewest got right in the entry test: where the workshop should take its time. None is perfect."""
    if len(read.handed_in(ENTRY)) < FEWEST_ANSWERS:
        return []
    known = [topic for topic in read.topics if topic.first.out_of and topic.first.share < 1]
    return sorted(known, key=lambda topic: topic.first.share)[:most]


def _flag(asked: Asked) -> Flag | None:
    before, after = asked.entry, asked.exit
    if after.out_of >= FEWEST_ANSWERS and not after.right:
        return Flag.NOBODY
    if min(before.out_of, after.out_of) >= FEWEST_ANSWERS and before.percent - after.percent >= FALL:
        return Flag.FELL
    if before.out_of >= FEWEST_ANSWERS and before.share == 1 and after.right == after.out_of:
        return Flag.EVERYBODY
    return None
