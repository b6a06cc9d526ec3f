"""A morning to play with: 8:00 in Lima, five blocks of 185 minutes, two of them optional, a break."""

from datetime import date, datetime, time, timedelta

from training.clock import at_lima
from training.delivery.live import Agenda, agenda
from training.delivery.steps import CUT, NEXT, Plan, Planned, Step

DAY = date(2026, 12, 15)
TEST, SESSION, BREAK, PLENARY, READING = 1, 2, 3, 4, 5
PLAN = Plan(DAY, time(8), (Planned(TEST, 30), Planned(SESSION, 60), Planned(BREAK, 15, is_break=True),
                           Planned(PLENARY, 60, essential=False), Planned(READING, 20, essential=False)))
BEA, LUZ = 71, 72


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """That hour in Lima on the day of the workshop, or some days later."""
    return at_lima(DAY + timedelta(days=days), time(hour, minute))


def on(number: int, block: int, hour: int, minute: int = 0, by: int = BEA) -> Step:
    """``block`` begins."""
    return Step(number, NEXT, at(hour, minute), by, block, by, key=f"key-{number}")


def cut(number: int, block: int, hour: int, minute: int = 0) -> Step:
    """``block`` is cut."""
    return Step(number, CUT, at(hour, minute), BEA, block, late=12, key=f"key-{number}")


def stands(steps: list[Step], hour: int, minute: int = 0, days: int = 0) -> Agenda:
    """The morning at that hour."""
    return agenda(PLAN, steps, at(hour, minute, days))
