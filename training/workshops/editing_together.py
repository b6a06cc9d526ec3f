"""Two people at the agenda of one half-day: what a page was made from, what changed since, both changes in one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

import msgspec

from training.workshops.editing import MOST_BLOCKS, Draft, Half, Line, Piece

LONGEST_TEXT = 20_000


class What(StrEnum):
    """What somebody else did to an agenda."""

    HOUR = "hour"
    MINUTES = "minutes"
    ADDED = "added"
    GONE = "gone"
    ORDER = "order"


@dataclass(frozen=True)
class Change:
    """One thing that changed. ``mine``: what this page says of the same, when it says something else."""

    what: What
    title: str = ""
    before: int | time | None = None
    after: int | time | None = None
    mine: int | time | None = None


class _Told(msgspec.Struct, array_like=True):
    starts: time
    blocks: list[tuple[str, str, int]]


def told(half: Half) -> str:
    """A half-day as a page carries it along: its hour, and key, title and minutes of each block."""
    return msgspec.json.encode(_Told(half.starts, [(one.token, one.title, one.minutes) for one in half.pieces])).decode()


def read(text: str) -> Half | None:
    """What a page says it was made from; None when it is nothing of ours. Only for comparing: its kinds are not known."""
    if len(text) > LONGEST_TEXT:
        return None
    try:
        found = msgspec.json.decode(text, type=_Told)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    if len(found.blocks) > 2 * MOST_BLOCKS or found.starts.tzinfo is not None:
        return None
    return Half(found.starts, tuple(Piece(key, "", title, minutes, False) for key, title, minutes in found.blocks))


def changes(origin: Half, now: Half, mine: Draft) -> list[Change]:
    """What somebody else changed since the page was made, and where this page says otherwise."""
    was = {piece.token: piece for piece in origin.pieces}
    there = {piece.token: piece for piece in now.pieces}
    typed = {line.piece.token: line.minutes for line in mine.lines}
    found = []
    if now.starts != origin.starts:
        own = mine.starts if mine.starts not in (origin.starts, now.starts) else None
        found.append(Change(What.HOUR, "", origin.starts, now.starts, own))
    for token, piece in there.items():
        if token not in was:
            found.append(Change(What.ADDED, piece.title, after=piece.minutes))
        elif piece.minutes != was[token].minutes:
            before, own_minutes = was[token].minutes, typed.get(token)
            differs = own_minutes not in (None, before, piece.minutes)
            found.append(Change(What.MINUTES, piece.title, before, piece.minutes, own_minutes if differs else None))
    found += [Change(What.GONE, piece.title, before=piece.minutes) for token, piece in was.items() if token not in there]
    both = [token for token in was if token in there]
    return found + ([Change(What.ORDER)] if both != [token for token in there if token in was] else [])


def merged(origin: Half, now: Half, mine: Draft) -> Draft:
    """Both changes in one draft. Where both changed the same, what this person typed stands, for her to look at.

    What somebody else took out is gone; what somebody else added is there; this page's order stands if it changed it.
    """
    lines = {line.piece.token: line for line in mine.lines}
    was = {piece.token: piece for piece in origin.pieces}
    there = {piece.token: piece for piece in now.pieces}
    twice = {piece.identity for token, piece in there.items() if token not in was}  # added on both pages: once is enough
    fresh = [token for token, line in lines.items()
             if token not in was and token not in there and line.piece.identity not in twice]
    own = [token for token in lines if token in there or token in fresh]
    reordered = [token for token in own if token in was] != [token for token in was if token in own]
    order = _woven(own, list(there)) if reordered else _woven(list(there), own)
    starts = now.starts if mine.starts == origin.starts else mine.starts
    return Draft(starts, tuple(_line(token, lines, was, there) for token in order))


def _line(token: str, lines: dict[str, Line], was: dict[str, Piece], there: dict[str, Piece]) -> Line:
    """One block of both pages: minutes that this page did not touch are those of the other."""
    line, piece = lines.get(token), there.get(token)
    if line is None:
        return Line(there[token], str(there[token].minutes))
    if piece is None:
        return line
    untouched = token in was and line.minutes == was[token].minutes
    return replace(line, piece=piece, typed=str(piece.minutes) if untouched else line.typed)


def _woven(spine: Sequence[str], other: Sequence[str]) -> list[str]:
    """``spine`` with what only ``other`` has, each after the one that precedes it there."""
    found = list(spine)
    for at, token in enumerate(other):
        if token not in found:
            found.insert(found.index(other[at - 1]) + 1 if at else 0, token)
    return found
