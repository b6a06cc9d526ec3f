"""Where everybody of a cohort stands with her papers: who is ready, who is not yet and why, what was issued."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from certificates.issuing import attended
from certificates.issuing.doubts import Doubt, doubts_in
from certificates.issuing.queries import Issued, held_in, issued_in
from certificates.paper import flaws
from certificates.paper.ordering import by_name
from certificates.paper.snapshot import CERTIFICATE, CONSTANCIA, Attendance
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import members
from training.naming.queries import confirmed_names
from training.progress.requirements import ATTENDANCE, MODULES, NAME, Entitlement, Requirement, entitlements, of_cohort
from training.workshops import queries as workshops
from training.workshops.models import HalfDay

WITHOUT = {CERTIFICATE: MODULES, CONSTANCIA: ATTENDANCE}  # where nobody asks for this, the paper is not given
Held = Collection[tuple[int, str]]  # (membership id, kind)
Lacks = tuple[tuple[Requirement, str], ...]  # what somebody lacks, and how it stands


@dataclass(frozen=True)
class Candidate:
    """Somebody who may have a paper and has none of its kind yet, with her names as she confirmed them.

    ``flaw``: why her sheet cannot be printed, or None. ``attendance``: her minutes, where there was a workshop.
    """

    membership_id: int
    kind: str
    given_names: str
    surnames: str
    document_type: str
    document: str
    demo: bool
    flaw: str | None
    attendance: Attendance | None
    key: str = ""  # of her membership
    doubts: tuple[Doubt, ...] = ()  # why to look twice at this paper before it is issued

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.surnames}"


@dataclass(frozen=True)
class Waiting:
    """Somebody who may not have the certificate yet, by the name on the list. ``attended``: her minutes give her the
    constancia, or gave it."""

    full_name: str
    key: str
    lacks: Lacks
    attended: bool


@dataclass(frozen=True)
class Unfit:
    """A paper that stands, and what its rule would ask for today: after a question was voided, or a mark corrected."""

    issued: Issued
    lacks: Lacks


@dataclass(frozen=True)
class Roll:
    """Everybody of a cohort, each list in the order of surnames. ``also``: constancias of those who have or get the
    certificate, for who wants both. ``unclosed``: planned half-days whose attendance is still open. ``doubtful``: papers
    that wait until somebody corrects something, or says that it is right as it is; they are in none of the first three."""

    certificates: list[Candidate]
    constancias: list[Candidate]
    also: list[Candidate]
    flawed: list[Candidate]
    waiting: list[Waiting]
    issued: list[Issued]
    unfit: list[Unfit]
    unclosed: list[HalfDay]
    has_workshop: bool
    doubtful: list[Candidate]

    def ready(self, *, both: bool = False) -> list[Candidate]:
        """Whose papers can be issued now, certificates first."""
        return [] if self.unclosed else [*self.certificates, *self.constancias, *(self.also if both else ())]

    @property
    def unnamed(self) -> list[Waiting]:
        """Those who lack nothing for the certificate but to confirm their name."""
        return [one for one in self.waiting if {asked.name for asked, _said in one.lacks} == {NAME}]

    @property
    def with_problem(self) -> int:
        """How many people have a problem that somebody can solve."""
        return len(self.flawed) + len(self.unnamed) + len({one.membership_id for one in self.doubtful})

    @property
    def undrawn(self) -> list[Issued]:
        """Those whose file is not there yet."""
        return [one for one in self.issued if one.sha256 is None]


def roll(cohort: Cohort, accepted: Collection[str] = ()) -> Roll:
    """Where everybody stands. ``accepted``: the keys of memberships whose doubts somebody looked at and found right.

    A constant number of queries, whatever the size."""
    half_days = workshops.half_days(cohort)
    planned = workshops.planned(half_days)
    people = members(cohort)
    requirements = of_cohort(cohort, people)
    papers = [paper for paper, must in WITHOUT.items() if any(one.name == must for one in requirements)]
    rights = entitlements(requirements, people, papers)
    issued = issued_in(cohort)
    have = held_in(cohort)
    found = _candidates(rights, have, confirmed_names(cohort), attended.printed(cohort, half_days))
    why = doubts_in(cohort, people) if found else {}
    found = [replace(one, doubts=tuple(d for d in why.get(one.membership_id, ()) if d.kind in ("", one.kind)))
             if one.membership_id in why else one for one in found]
    good = [one for one in found if not one.flaw and (not one.doubts or one.key in accepted)]
    gets = {member for member, kind in have if kind == CERTIFICATE} | {
        one.membership_id for one in good if one.kind == CERTIFICATE}
    constancias = [one for one in good if one.kind == CONSTANCIA]
    return Roll(
        [one for one in good if one.kind == CERTIFICATE],
        [one for one in constancias if one.membership_id not in gets],
        [one for one in constancias if one.membership_id in gets],
        list({one.membership_id: one for one in found if one.flaw}.values()),
        [_waiting(one, have) for one in rights if _is_waiting(one, have)], issued, _unfit(issued, rights),
        [one for one in planned if one.closed_at is None], bool(planned),
        [one for one in found if one.doubts and not one.flaw and one.key not in accepted])


def _candidates(rights: Sequence[Entitlement], have: Held, names: Mapping[int, tuple[str, str]],
                minutes: Callable[[int], Attendance | None]) -> list[Candidate]:
    """Whoever may have a paper and has none. A name never confirmed is not printed, whatever the requirements say."""
    found = []
    for right in rights:
        member = right.membership
        for kind in right.missing:
            if right.may_have(kind) and (member.id, kind) not in have and member.id in names:
                found.append(_candidate(member, kind, names[member.id], minutes(member.id)))
    return sorted(found, key=lambda one: by_name(one.surnames, one.given_names))


def _candidate(member: Membership, kind: str, name: tuple[str, str], minutes: Attendance | None) -> Candidate:
    user = member.user
    flaw = flaws.of_name(*name) or flaws.of_text(user.document)
    return Candidate(member.id, kind, *name, user.document_type, user.document, user.is_demo, flaw, minutes, member.key)


def _is_waiting(right: Entitlement, have: Held) -> bool:
    return not right.may_have(CERTIFICATE) and (right.membership.id, CERTIFICATE) not in have


def _waiting(right: Entitlement, have: Held) -> Waiting:
    member = right.membership
    return Waiting(member.full_name, member.key, _lacks(right, CERTIFICATE),
                   right.may_have(CONSTANCIA) or (member.id, CONSTANCIA) in have)


def _lacks(right: Entitlement, kind: str) -> Lacks:
    return tuple((one, one.of(right.membership.id).said) for one in right.missing.get(kind, ()))


def _unfit(issued: Sequence[Issued], rights: Sequence[Entitlement]) -> list[Unfit]:
    """Papers whose rule would refuse them today. The name is left out: what was printed had been confirmed."""
    by_member = {right.membership.id: right for right in rights}
    found = []
    for one in issued:
        right = by_member.get(one.certificate.membership_id)
        lacks = _lacks(right, one.certificate.kind) if right else ()
        if lacks := tuple((asked, said) for asked, said in lacks if asked.name != NAME):
            found.append(Unfit(one, lacks))
    return found
