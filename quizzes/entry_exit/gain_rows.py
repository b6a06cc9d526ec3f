"""The table of people as HTML. Pure and quick: 200 rows cost more in a template than everything else on the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup, escape

from quizzes.entry_exit.blueprint import ENTRY, EXIT
from quizzes.entry_exit.gain import Gain, PersonGain, Score


class _Person(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def number(self) -> int | None: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the table in the reader's language. ``passed``, ``not_yet``: HTML; ``percent``, ``tries`` have %s."""

    entry: str
    exit: str
    gain: str
    best: str
    of: str
    passed: Markup
    not_yet: Markup
    percent: str
    tries: str


def signed(points: int) -> str:
    """«+32», «−4», «0», with the minus of print."""
    return f"+{points}" if points > 0 else f"−{-points}" if points else "0"


def rows(people: Iterable[_Person], gain: Gain, sheets: Mapping[tuple[int, str], str], mark: int, words: Words,
         around: tuple[str, str]) -> Markup:
    """A row per person. ``sheets``: (person, moment) → key of a sheet; ``around``: what stands before and after it in its
    address; ``mark``: per cent with which one passes."""
    cell = {name: f'<td role="cell" class="num{more}" data-l="{escape(label)}">' for name, label, more in (
        (ENTRY, words.entry, ""), (EXIT, words.exit, ""), ("gain", words.gain, ""), ("best", words.best, " best"))}
    of = escape(words.of)

    def score(person: int, moment: str, found: Score | None) -> str:
        if found is None:
            return f"{cell[moment]}–</td>"
        return (f'{cell[moment]}<a href="{around[0]}{sheets[person, moment]}{around[1]}">{found.right} {of} {found.out_of}'
                "</a></td>")

    written = []
    for person in people:
        one = gain.of(person.id)
        change = f"<b>{signed(one.change.points)}</b>" if one.change else "–"
        written.append(
            f'<tr role="row"><th scope="row" role="rowheader"><span class="row">{person.number or "–"}</span> '
            f"{escape(person.name)}</th>{score(person.id, ENTRY, one.entry)}{score(person.id, EXIT, one.exit)}"
            f'{cell["gain"]}{change}</td>{cell["best"]}{_best(one, mark, words)}</td></tr>\n')
    return Markup("".join(written))  # each part is escaped above, or a number


def _best(one: PersonGain, mark: int, words: Words) -> str:
    if one.best is None:
        return "–"
    tag = words.passed if one.best.reaches(mark) else words.not_yet
    tries = f' <span class="soft">{escape(words.tries % one.tries)}</span>' if one.tries > 1 else ""
    return f"{escape(words.percent % one.best.percent)} {tag}{tries}"
