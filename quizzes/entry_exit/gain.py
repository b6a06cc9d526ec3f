"""What the entry and exit tests say together: the gain of each person, item and topic, and of the group. Pure, exact.

Gain compares the entry test with the *first* exit test of the same person: a repeated one also measures memory, so it
counts for her certificate and not here. Of a group only those count who gave both, and of them only the items that
count in both of her forms: before and after are always out of the same number of answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from quizzes.entry_exit.blueprint import ENTRY, EXIT


class Item(NamedTuple):
    """A cell of the blueprint, from 1: what it asks for, and its question (id) in each form."""

    number: int
    module: str
    objective: str
    questions: Mapping[str, str]


class Marked(NamedTuple):
    """A sheet that was handed in. ``right``: by item; None where the question is voided and counts for nobody.

    ``number``: 1 for her first sheet of this moment, 2 when she repeated it.
    """

    person: int
    moment: str
    number: int
    form: str
    right: tuple[bool | None, ...]

    @property
    def score(self) -> "Score":
        return _score(self.right)


class Score(NamedTuple):
    """So many right answers out of so many that count."""

    right: int = 0
    out_of: int = 0

    @property
    def share(self) -> Fraction:
        """From 0 to 1; 0 when nothing counts."""
        return Fraction(self.right, self.out_of) if self.out_of else Fraction(0)

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down as everywhere: 79.99 never reads 80."""
        return self.right * 100 // self.out_of if self.out_of else 0

    def reaches(self, percent: int) -> bool:
        """Whether the share is at least this many per cent; never for nothing."""
        return bool(self.out_of) and self.right * 100 >= percent * self.out_of

    def and_more(self, other: "Score") -> "Score":
        """Both counted together."""
        return Score(self.right + other.right, self.out_of + other.out_of)


class Change(NamedTuple):
    """Before and after, of the same people and the same number of answers."""

    before: Score
    after: Score

    @property
    def points(self) -> int:
        """The difference of both per cents as they are shown, so that a reader can check it."""
        return self.after.percent - self.before.percent

    @property
    def learnt(self) -> int | None:
        """Of what was missing before, how many per cent is there now; None when nothing was missing, or less is known."""
        missing, gained = 1 - self.before.share, self.after.share - self.before.share
        return int(gained / missing * 100) if missing and gained >= 0 and self.before.out_of else None


@dataclass(frozen=True, slots=True)
class PersonGain:
    """One person: ``exit`` is her first exit test, ``best`` the best of them, ``tries`` how many there are."""

    entry: Score | None = None
    exit: Score | None = None
    best: Score | None = None
    tries: int = 0

    @property
    def change(self) -> Change | None:
        """Her gain; None until both tests are in."""
        return Change(self.entry, self.exit) if self.entry is not None and self.exit is not None else None


class ItemGain(NamedTuple):
    """An item of the test. ``first``: the entry test of everybody, whether she gave the exit test or not yet."""

    item: Item
    change: Change
    first: Score


class TopicGain(NamedTuple):
    """A module, with all its items together."""

    module: str
    change: Change
    first: Score


class Asked(NamedTuple):
    """One question: how it was answered before and after, by whoever had it on her sheet."""

    question: str
    item: Item
    form: str
    entry: Score
    exit: Score


@dataclass(frozen=True, slots=True)
class Gain:
    """Everything about a group. ``paired``: how many people gave both tests; ``change`` is theirs."""

    people: Mapping[int, PersonGain]
    paired: int
    change: Change
    items: tuple[ItemGain, ...]
    topics: tuple[TopicGain, ...]
    asked: tuple[Asked, ...]

    def of(self, person: int) -> PersonGain:
        """One person's tests; she may have given none."""
        return self.people.get(person, PersonGain())

    def handed_in(self, moment: str) -> frozenset[int]:
        """Who gave the test of this moment."""
        return frozenset(who for who, one in self.people.items() if (one.entry if moment == ENTRY else one.exit) is not None)

    def reached(self, percent: int) -> tuple[int, int]:
        """Of those who gave both tests, how many were at this per cent before, and how many after the first exit test."""
        changes = [one.change for one in self.people.values() if one.change is not None]
        return (sum(change.before.reaches(percent) for change in changes),
                sum(change.after.reaches(percent) for change in changes))


def gain(items: Sequence[Item], sheets: Iterable[Marked]) -> Gain:
    """Read the sheets of a group. The order of the sheets does not matter."""
    entries, exits = _by_person(sheets)
    pairs = [(sheet, exits[who][0]) for who, sheet in entries.items() if who in exits]
    read = tuple(map(_item, items, _columns(items, [before for before, _after in pairs]),
                     _columns(items, [after for _before, after in pairs]), _columns(items, entries.values())))
    return Gain(
        people={who: _person(entries.get(who), exits.get(who, [])) for who in entries.keys() | exits.keys()},
        paired=len(pairs), change=_together([one.change for one in read]), items=read, topics=_topics(read),
        asked=_asked(items, entries.values(), [tries[0] for tries in exits.values()]))


def _by_person(sheets: Iterable[Marked]) -> tuple[dict[int, Marked], dict[int, list[Marked]]]:
    """Her first entry sheet, and all her exit sheets in the order in which she gave them."""
    entries: dict[int, Marked] = {}
    exits: dict[int, list[Marked]] = defaultdict(list)
    for sheet in sorted(sheets, key=lambda one: (one.person, one.number)):
        if sheet.moment == ENTRY:
            entries.setdefault(sheet.person, sheet)
        else:
            exits[sheet.person].append(sheet)
    return entries, dict(exits)


def _person(entry: Marked | None, exits: Sequence[Marked]) -> PersonGain:
    scores = [sheet.score for sheet in exits]
    return PersonGain(entry.score if entry else None, scores[0] if scores else None,
                      max(scores, key=lambda score: score.share, default=None), len(scores))


def _columns(items: Sequence[Item], sheets: Iterable[Marked]) -> list[tuple[bool | None, ...]]:
    """For each item what every sheet has there, in the order of the sheets."""
    return list(zip(*(sheet.right for sheet in sheets), strict=True)) or [()] * len(items)


def _item(item: Item, before: tuple[bool | None, ...], after: tuple[bool | None, ...],
          entries: tuple[bool | None, ...]) -> ItemGain:
    if None in before or None in after:  # voided in one of the forms: whoever had it there leaves the comparison
        both = [(one, two) for one, two in zip(before, after, strict=True) if one is not None and two is not None]
        before, after = tuple(one for one, _ in both), tuple(two for _, two in both)
    return ItemGain(item, Change(_score(before), _score(after)), _score(entries))


def _topics(items: Sequence[ItemGain]) -> tuple[TopicGain, ...]:
    """The modules in the order in which the test asks for them."""
    by_module: dict[str, list[ItemGain]] = defaultdict(list)
    for item in items:
        by_module[item.item.module].append(item)
    return tuple(TopicGain(module, _together([item.change for item in found]), _sum(item.first for item in found))
                 for module, found in by_module.items())


def _asked(items: Sequence[Item], entries: Iterable[Marked], exits: Iterable[Marked]) -> tuple[Asked, ...]:
    by_form: dict[tuple[str, str], list[Marked]] = defaultdict(list)
    for sheet in [*entries, *exits]:
        by_form[sheet.moment, sheet.form].append(sheet)
    columns = {key: _columns(items, sheets) for key, sheets in by_form.items()}

    def of(moment: str, form: str, at: int) -> Score:
        return _score(columns[moment, form][at]) if (moment, form) in columns else Score()

    return tuple(Asked(item.questions[form], item, form, of(ENTRY, form, at), of(EXIT, form, at))
                 for at, item in enumerate(items) for form in sorted(item.questions))


def _score(answers: Sequence[bool | None]) -> Score:
    return Score(answers.count(True), len(answers) - answers.count(None))


def _sum(scores: Iterable[Score]) -> Score:
    total = Score()
    for score in scores:
        total = total.and_more(score)
    return total


def _together(changes: Sequence[Change]) -> Change:
    return Change(_sum(change.before for change in changes), _sum(change.after for change in changes))
