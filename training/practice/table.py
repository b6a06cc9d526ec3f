"""The rows of the board's table as HTML. Pure and quick: two hundred people are written in a millisecond."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from training.practice.tries import State, Way


@dataclass(frozen=True)
class Words:
    """What the table says, already in the reader's language. ``result``: (per cent, try) → «92 %, intento 1»."""

    tags: Mapping[State, Markup]
    titles: Sequence[str]
    result: Callable[[int, int], str]


@dataclass(frozen=True)
class Line:
    """One person: her row number, name, and for each list the address of her page and how she stands."""

    number: int | None
    name: str
    places: Sequence[tuple[str, Way]]


def rows(lines: Sequence[Line], words: Words) -> Markup:
    """Every row. With one list the name is the link; with several, each state is."""
    several = len(words.titles) > 1
    labels = [f' data-l="{escape(title)}"' if several else "" for title in words.titles]
    results: dict[tuple[int, int], str] = {}
    return Markup("".join([_row(line, labels, several, words, results) for line in lines]))


def _row(line: Line, labels: Sequence[str], several: bool, words: Words, results: dict[tuple[int, int], str]) -> str:
    name = str(escape(line.name))
    if not several and line.places:
        name = f'<a href="{line.places[0][0]}">{name}</a>'
    cells = []
    for label, (address, way) in zip(labels, line.places, strict=True):
        tag = words.tags[way.state]
        cells.append(f'<td{label}><a href="{address}">{tag}</a>' if several else f"<td>{tag}")
        shown = way.shown
        if shown is not None:
            key = shown.percent, shown.number
            text = results.get(key) or results.setdefault(key, str(escape(words.result(*key))))
            cells.append(f' <span class="soft">{text}</span>')
        cells.append("</td>")
    return f'<tr><td class="num">{line.number or "—"}</td><th scope="row">{name}</th>{"".join(cells)}</tr>\n'
