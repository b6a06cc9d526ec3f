"""How much of a workshop's plan was really given, what was not, and by whom. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from training.delivery.live import Agenda, Line, State


@dataclass(frozen=True)
class Share:
    """What one person gave; ``giver`` None: guests without an account."""

    giver: int | None
    blocks: int
    minutes: int


@dataclass(frozen=True)
class Fidelity:
    """Breaks are in none of these figures. ``left``: of half-days that are over; what is still to come is not in it."""

    planned: int
    given: int
    essential: int
    essential_given: int
    planned_minutes: int
    minutes: int
    cut: tuple[Line, ...]
    left: tuple[Line, ...]
    shares: tuple[Share, ...]

    @property
    def essential_left(self) -> tuple[Line, ...]:
        """Essential blocks that nobody gave though their half-day is over."""
        return tuple(line for line in self.left if line.block.essential)


def fidelity(agendas: Iterable[Agenda]) -> Fidelity:
    """Of the half-days of a workshop, or of one."""
    agendas = list(agendas)
    lines = [line for agenda in agendas for line in agenda.lines if not line.block.is_break]
    given = [line for line in lines if line.state is State.GIVEN]
    return Fidelity(
        planned=len(lines), given=len(given),
        essential=sum(line.block.essential for line in lines), essential_given=sum(line.block.essential for line in given),
        planned_minutes=sum(line.block.minutes for line in lines), minutes=sum(line.minutes for line in given),
        cut=tuple(line for line in lines if line.state is State.CUT),
        left=tuple(line for agenda in agendas if agenda.over or agenda.is_past
                   for line in agenda.pending if not line.block.is_break),
        shares=_shares(given))


def _shares(given: list[Line]) -> tuple[Share, ...]:
    """Who gave how much, the most first."""
    found: dict[int | None, list[int]] = {}
    for line in given:
        found.setdefault(line.giver, []).append(line.minutes)
    shares = [Share(giver, len(minutes), sum(minutes)) for giver, minutes in found.items()]
    return tuple(sorted(shares, key=lambda share: (-share.minutes, share.giver is None, share.giver or 0)))
