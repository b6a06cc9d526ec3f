"""Check your answers: who gets which paper, who gets none yet and why. Pure: requirements and people in, groups out."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.cohorts.models import Membership
from training.progress.requirements import CERTIFICATE, CONSTANCIA, NAME, Entitlement, Requirement, entitlements

PAPERS = (CONSTANCIA, CERTIFICATE)


@dataclass(frozen=True)
class Line:
    """One requirement of the cohort: how many have it, of how many."""

    requirement: Requirement
    done: int
    of: int

    @property
    def complete(self) -> bool:
        return self.done == self.of


@dataclass(frozen=True)
class Why:
    """A requirement and the people who have everything but this (and perhaps more)."""

    requirement: Requirement
    people: tuple[Membership, ...]


@dataclass(frozen=True)
class Summary:
    """Everybody in exactly one of three groups, by surname."""

    lines: tuple[Line, ...]
    certificates: tuple[Membership, ...]
    constancias: tuple[Entitlement, ...]
    pending: tuple[Entitlement, ...]

    @property
    def everybody(self) -> int:
        return len(self.certificates) + len(self.constancias) + len(self.pending)

    @property
    def why_no_certificate(self) -> list[Why]:
        """Of those who get a constancia only: what they lack, each thing with its people."""
        return _by_requirement(self.constancias, CERTIFICATE)

    @property
    def unnamed(self) -> list[Membership]:
        """Who is pending for nothing but the confirmation of the name."""
        return [one.membership for one in self.pending if [lack.name for lack in one.missing[CONSTANCIA]] == [NAME]]


def _by_requirement(people: Sequence[Entitlement], paper: str) -> list[Why]:
    found: dict[str, tuple[Requirement, list[Membership]]] = {}
    for one in people:
        for lack in one.missing.get(paper, ()):
            found.setdefault(lack.name, (lack, []))[1].append(one.membership)
    return [Why(lack, tuple(members)) for lack, members in found.values()]


def summary(requirements: Sequence[Requirement], members: Sequence[Membership]) -> Summary:
    """Part the members of a workshop; each is in one group only."""
    every = entitlements(requirements, members, PAPERS)
    lines = tuple(Line(one, sum(one.of(member.id).done for member in members), len(members)) for one in requirements)
    full = [one for one in every if one.may_have(CERTIFICATE)]
    attended = [one for one in every if one.may_have(CONSTANCIA) and not one.may_have(CERTIFICATE)]
    rest = [one for one in every if not one.may_have(CONSTANCIA) and not one.may_have(CERTIFICATE)]
    return Summary(lines, tuple(one.membership for one in full), tuple(attended), tuple(rest))
