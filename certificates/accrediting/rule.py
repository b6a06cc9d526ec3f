"""The rule of an accreditation: a standing certificate, practice that was observed, workshops that she ran. Pure.

The figures are content (``[courses.accreditation]`` in manual.toml). Nobody is licensed for having been there.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from modules.workshop import Accreditation

HAS_CERTIFICATE, HAS_PRACTICE, HAS_TAUGHT = "certificate", "practice", "workshops"


@dataclass(frozen=True)
class Run:
    """A closed workshop that she facilitated, and how many people are certified by it today."""

    name: str
    place: str
    closed_on: date
    certified: int


@dataclass(frozen=True)
class Facts:
    """What is known of one person. ``since``: the day of her last accreditation; None: she never had one."""

    certificate: str | None  # the folio of her certificate of the course, while it stands
    practice: bool
    runs: tuple[Run, ...] = ()
    since: date | None = None


@dataclass(frozen=True)
class Step:
    """One thing that the rule asks for: ``done`` of ``wanted``."""

    name: str
    done: int
    wanted: int

    @property
    def met(self) -> bool:
        return self.done >= self.wanted


def counting(rule: Accreditation, facts: Facts) -> tuple[Run, ...]:
    """The workshops that count: with enough people certified, and after her last accreditation if she had one."""
    return tuple(one for one in facts.runs if one.certified >= rule.people
                 and (facts.since is None or one.closed_on > facts.since))


def steps(rule: Accreditation, facts: Facts) -> tuple[Step, ...]:
    """Everything that the rule asks of her now, in order."""
    wanted = rule.workshops if facts.since is None else rule.renewal
    return (Step(HAS_CERTIFICATE, int(facts.certificate is not None), 1), Step(HAS_PRACTICE, int(facts.practice), 1),
            Step(HAS_TAUGHT, len(counting(rule, facts)), wanted))


def is_met(found: Sequence[Step]) -> bool:
    """Whether she may be accredited, or accredited anew."""
    return all(one.met for one in found)


def valid_until(rule: Accreditation, issued_on: date) -> date:
    """The last day: the same day of the month so many months later, or the last one of a shorter month."""
    years, month = divmod(issued_on.month - 1 + rule.months, 12)
    year = issued_on.year + years
    return date(year, month + 1, min(issued_on.day, monthrange(year, month + 1)[1]))
