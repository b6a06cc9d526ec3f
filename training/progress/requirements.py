"""What stands between a person and her papers, beyond the modules: each room announces its own requirement.

Pure but for `of_cohort`, which asks the rooms. A cohort without a workshop has only the modules and the name.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from flask import Flask, current_app, has_request_context

from training.cohorts.models import Cohort, Membership
from training.house import house

CONSTANCIA, CERTIFICATE = "constancia", "certificate"
MODULES, ATTENDANCE, EXIT_TEST, ENTRY_TEST, PRACTICE, NAME = (
    "modules", "attendance", "exit test", "entry test", "practice", "name")


class Stand(StrEnum):
    """Where somebody stands in one requirement. LOST: it can no longer be reached without a way out."""

    DONE = "done"
    UNDER_WAY = "under way"
    TO_DO = "to do"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in one requirement: how it stands, the sentence to show her («875 de 900 minutos»), since when.

    ``to_learner`` and ``to_trainer``: (label, address) of what to do next, if there is anything on the screen to do.
    """

    stand: Stand
    said: str
    at: datetime | None = None
    to_learner: tuple[str, str] | None = None
    to_trainer: tuple[str, str] | None = None
    by: str = ""  # who must act when it is not she: «su facilitadora»

    @property
    def done(self) -> bool:
        return self.stand is Stand.DONE


@dataclass(frozen=True)
class Requirement:
    """Something that a paper asks for. ``papers``: CONSTANCIA and/or CERTIFICATE; none at all: shown, never asked for.

    ``standings``: membership id → standing; whoever is not in it has not begun. ``nothing``: what is said of them.
    ``rule``: the requirement in words, for the course page («80 % de los minutos: 720 de 900»).
    """

    name: str
    label: str
    rule: str
    papers: frozenset[str]
    standings: Mapping[int, Standing]
    nothing: Standing = field(default_factory=lambda: Standing(Stand.TO_DO, ""))
    order: int = 50
    review: str = ""  # the address where whoever runs the cohort looks after it

    def of(self, membership_id: int) -> Standing:
        """Where this person stands."""
        return self.standings.get(membership_id, self.nothing)


@dataclass(frozen=True)
class Entitlement:
    """What one person may be given now, and what is missing for each paper."""

    membership: Membership
    missing: Mapping[str, tuple[Requirement, ...]]

    def may_have(self, paper: str) -> bool:
        """Whether nothing is missing for this paper. A paper that nothing asks anything for is not given."""
        return paper in self.missing and not self.missing[paper]


Asker = Callable[[Cohort, Sequence[Membership]], Requirement | None]


def of_cohort(cohort: Cohort, members: Sequence[Membership]) -> list[Requirement]:
    """Every requirement of the cohort with the standings of these members (all of them, or one), in order.

    Each room asks its own constant number of queries, whatever the size.
    """
    with nullcontext() if has_request_context() else current_app.test_request_context():  # they name pages of the site
        asked = [ask(cohort, members) for ask in house().requirements]
    return sorted((one for one in asked if one is not None), key=lambda one: one.order)


def entitlements(requirements: Sequence[Requirement], members: Sequence[Membership],
                 papers: Sequence[str]) -> list[Entitlement]:
    """What each of these members may be given. ``papers``: those that the cohort gives at all. Pure."""
    by_paper = {paper: [one for one in requirements if paper in one.papers] for paper in papers}
    return [Entitlement(member, {
        paper: tuple(one for one in asked if not one.of(member.id).done) for paper, asked in by_paper.items() if asked})
        for member in members]


def announce(app: Flask, ask: Asker) -> None:
    """Add a room's requirement to the house."""
    house(app).requirements.append(ask)
