"""Changing the agenda of one half-day: a draft that is typed, what may go from it, and what is wrong with it. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import Protocol

from modules.workshop import BREAK, OTHER, PLAN, PRACTICE, TEST

SHORTEST, LONGEST = 60, 360  # minutes of a half-day
MOST_MINUTES, MOST_BLOCKS = 360, 40
MIDNIGHT = 24 * 60
OWN = (OTHER, BREAK)  # what a trainer may add
KEPT = (TEST, PRACTICE, PLAN)  # they stay, whatever the manual says of them


class _Block(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def module(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def title_en(self) -> str: ...
    @property
    def minutes(self) -> int: ...
    @property
    def essential(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A block. ``token``: its key when it is stored, «plan.3» from the manual's plan, «own.1» when it was just added."""

    token: str
    kind: str
    title: str
    minutes: int
    essential: bool = True
    module: str = ""
    title_en: str = ""

    @property
    def may_go(self) -> bool:
        return not self.essential and self.kind not in KEPT

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes it the same block as one of the plan, whatever its minutes."""
        return self.kind, self.module, self.title


@dataclass(frozen=True)
class Half:
    """A whole half-day: the local hour at which it begins, and its blocks in order."""

    starts: time
    pieces: tuple[Piece, ...]

    @property
    def minutes(self) -> int:
        return sum(piece.minutes for piece in self.pieces)

    @property
    def says_the_same_as(self) -> tuple[object, ...]:
        """Two half-days that are equal in this are the same agenda, whatever their tokens."""
        return (self.starts, *((*one.identity, one.minutes, one.essential) for one in self.pieces))


@dataclass(frozen=True, slots=True)
class Line:
    """A block in a draft: its minutes as they were typed, and whether it is to go."""

    piece: Piece
    typed: str
    out: bool = False

    @property
    def minutes(self) -> int | None:
        """None when what was typed is not a number of minutes."""
        number = int(self.typed) if self.typed.isascii() and self.typed.isdigit() and len(self.typed) < 5 else 0
        return number if 1 <= number <= MOST_MINUTES else None


@dataclass(frozen=True)
class Draft:
    """An agenda as it stands on somebody's page; ``starts`` is None while the hour is not one."""

    starts: time | None
    lines: tuple[Line, ...]

    @property
    def staying(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.out)

    @property
    def half(self) -> Half | None:
        """What it would be if it were saved; None while an hour or some minutes cannot be read."""
        pieces = tuple(replace(line.piece, minutes=line.minutes or 0) for line in self.staying)
        whole = self.starts is not None and all(piece.minutes for piece in pieces)
        return Half(self.starts, pieces) if whole and self.starts is not None else None


class Why(StrEnum):
    """What can be wrong with a draft."""

    HOUR = "hour"
    MINUTES = "minutes"
    KEPT = "kept"
    MANY_BLOCKS = "many blocks"
    SHORT = "short"
    LONG = "long"
    MIDNIGHT = "midnight"
    OVERLAPS = "overlaps"


@dataclass(frozen=True)
class Fault:
    """Something that keeps a draft from being saved: of one block, of the whole, or against another half-day."""

    why: Why
    piece: Piece | None = None
    minutes: int = 0
    other: str = ""  # the key of the half-day that it runs into


@dataclass(frozen=True)
class Neighbour:
    """Another half-day of the same date, in minutes from midnight. ``side``: -1 goes before, 1 after, 0 anywhere else."""

    key: str
    begins: int
    ends: int
    side: int = 0

    def is_hit_by(self, begins: int, ends: int) -> bool:
        before, after = self.ends <= begins, ends <= self.begins
        return not (before if self.side < 0 else after if self.side > 0 else before or after)


def pieces_of(blocks: Iterable[_Block], tokens: Iterable[str]) -> tuple[Piece, ...]:
    """Blocks of the database or of a plan, each under its token."""
    return tuple(Piece(token, one.kind, one.title, one.minutes, one.essential, one.module, one.title_en)
                 for token, one in zip(tokens, blocks, strict=True))


def clock(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


def drafted(half: Half) -> Draft:
    """The agenda as it is, before anybody typed."""
    return Draft(half.starts, tuple(Line(piece, str(piece.minutes)) for piece in half.pieces))


def moved(draft: Draft, token: str, by: int) -> Draft:
    """The block one place up (-1) or down (1); at an end, or unknown, nothing happens."""
    lines = list(draft.lines)
    at = next((at for at, line in enumerate(lines) if line.piece.token == token), None)
    if at is None or not 0 <= at + by < len(lines):
        return draft
    lines[at], lines[at + by] = lines[at + by], lines[at]
    return replace(draft, lines=tuple(lines))


def added(draft: Draft, piece: Piece, after: str) -> Draft:
    """With one more block, after the one that bears this token; "" is the beginning, an unknown token the end."""
    tokens = [line.piece.token for line in draft.lines]
    at = 0 if not after else tokens.index(after) + 1 if after in tokens else len(tokens)
    return replace(draft, lines=(*draft.lines[:at], Line(piece, str(piece.minutes)), *draft.lines[at:]))


def unused(plan: Half | None, draft: Draft) -> list[Piece]:
    """The blocks of the manual's plan that are not in the draft."""
    there = Counter(line.piece.identity for line in draft.lines)
    missing = []
    for piece in plan.pieces if plan else ():
        there[piece.identity] -= 1
        missing += [piece] if there[piece.identity] < 0 else []
    return missing


def put_back(draft: Draft, plan: Half, token: str) -> Draft:
    """With a block of the plan that is missing, after the one that precedes it there."""
    piece = next((one for one in unused(plan, draft) if one.token == token), None)
    if piece is None:
        return draft
    earlier = [one.identity for one in plan.pieces[:plan.pieces.index(piece)]]
    before = [line.piece.token for line in draft.lines if line.piece.identity in earlier]
    return added(draft, piece, before[-1] if before else "")


def back_to(draft: Draft, plan: Half) -> Draft:
    """The plan of the manual. A block that is already there stays the same block; what is not in the plan is to go."""
    left = list(draft.lines)
    lines = []
    for piece in plan.pieces:
        same = next((line for line in left if line.piece.identity == piece.identity), None)
        if same:
            left.remove(same)
        lines.append(Line(same.piece if same else piece, str(piece.minutes)))
    return Draft(plan.starts, (*lines, *(replace(line, out=True) for line in left)))


def faults(draft: Draft, before: Half, plan: Half | None, neighbours: Sequence[Neighbour]) -> list[Fault]:
    """Everything that keeps a draft from taking the place of ``before``, in the order of the page; empty when nothing."""
    found = [Fault(Why.HOUR)] if draft.starts is None else []
    found += [Fault(Why.MINUTES, line.piece) for line in draft.staying if line.minutes is None]
    found += [Fault(Why.KEPT, piece) for piece in _missed(draft, before, plan)]
    if len(draft.staying) > MOST_BLOCKS:
        found.append(Fault(Why.MANY_BLOCKS))
    half = draft.half
    return found + (_of_the_whole(half, neighbours) if half else [])


def _of_the_whole(half: Half, neighbours: Sequence[Neighbour]) -> list[Fault]:
    begins, minutes = clock(half.starts), half.minutes
    found = []
    if not SHORTEST <= minutes <= LONGEST:
        found.append(Fault(Why.SHORT if minutes < SHORTEST else Why.LONG, minutes=minutes))
    if begins + minutes >= MIDNIGHT:
        found.append(Fault(Why.MIDNIGHT))
    return found + [Fault(Why.OVERLAPS, other=one.key) for one in neighbours if one.is_hit_by(begins, begins + minutes)]


def _missed(draft: Draft, before: Half, plan: Half | None) -> list[Piece]:
    """What must stay and would go. A block of an older version may: the whole plan of this one takes its place."""
    staying = {line.piece.token for line in draft.staying}
    gone = [piece for piece in before.pieces if not piece.may_go and piece.token not in staying]
    if not gone or plan is None:
        return gone
    there = {line.piece.identity for line in draft.staying}
    is_the_plan = all(piece.may_go or piece.identity in there for piece in plan.pieces)
    planned = {piece.identity for piece in plan.pieces}
    return [piece for piece in gone if not is_the_plan or piece.identity in planned]
