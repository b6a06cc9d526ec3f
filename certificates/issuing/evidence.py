"""Gathering the evidence of a batch: every room that tells something, the rule of the day, who facilitates.

Laying out three thousand attempts and deflating three hundred papers takes seconds, so it is done before anything is
locked (``prepare``). The database notes each change of a cohort (migration 0022): what was prepared serves only while
nothing changed, and whoever it does not serve is gathered anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from certificates.issuing.trainers import of_trainers
from certificates.paper.evidence import Evidence, packed
from training.accounts.queries import names_of
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import members
from training.evidence import Section
from training.house import house
from training.manuals.queries import manual
from training.progress.kept import revision_of
from training.progress.paper_rules import rules_of
from training.workshops.queries import half_days, planned_minutes

Paper = tuple[int, str]  # membership id, kind
Told = Callable[[int, str], tuple[Section, ...]]


@dataclass(frozen=True)
class Prepared:
    """The evidence of papers that somebody is about to issue, as the cohort was at ``revision``."""

    revision: int
    by_id: int
    found: Mapping[Paper, bytes] = field(default_factory=dict)


def prepare(cohort: Cohort, by_id: int, papers: Sequence[Paper]) -> Prepared:
    """Gather the evidence of these papers. Reads only; a constant number of queries."""
    revision = revision_of(cohort.id)
    return Prepared(revision, by_id, _gathered(cohort, by_id, papers))


def of_papers(cohort: Cohort, by_id: int, papers: Sequence[Paper], prepared: Prepared | None = None) -> dict[Paper, bytes]:
    """The evidence of these papers as it is now: what was prepared, where nothing has changed since."""
    good = prepared is not None and prepared.by_id == by_id and prepared.revision == revision_of(cohort.id)
    ready = {one: prepared.found[one] for one in papers if one in prepared.found} if prepared and good else {}
    return ready | _gathered(cohort, by_id, [one for one in papers if one not in ready])


def sections_of(cohort: Cohort, people: Sequence[Membership]) -> Told:
    """What the rooms tell of these people, for a kind of paper."""
    told = [(one.papers, one.ask(cohort, people)) for one in sorted(house().evidence, key=lambda one: one.order)]

    def of(member: int, kind: str) -> tuple[Section, ...]:
        return tuple(section for papers, tell in told if kind in papers for section in tell(member))

    return of


def gathered(cohort: Cohort, by_id: int, kind: str, sections: Sequence[Section]) -> bytes:
    """The evidence of one paper of which the sections are known."""
    return packed(_frame(cohort, by_id)(kind, sections))


def _gathered(cohort: Cohort, by_id: int, papers: Sequence[Paper]) -> dict[Paper, bytes]:
    if not papers:
        return {}
    wanted = {member for member, _kind in papers}
    tell = sections_of(cohort, [one for one in members(cohort) if one.id in wanted])
    frame = _frame(cohort, by_id)
    return {(member, kind): packed(frame(kind, tell(member, kind))) for member, kind in papers}


def _frame(cohort: Cohort, by_id: int) -> Callable[[str, Sequence[Section]], Evidence]:
    """What all papers of a batch have in common."""
    edition, at, trainers = manual(cohort.manual_digest), now(), of_trainers(cohort)
    course = edition.course(cohort.course)
    rules = {one.paper: one.spanish for one in rules_of(edition, cohort.course, planned_minutes(half_days(cohort)))}
    by, title = names_of([by_id]).get(by_id, "—"), course.title if course else ""
    return lambda kind, sections: Evidence(
        paper=kind, at=at, issued_by=by, course=f"{cohort.course.upper()}. {title}",  # type: ignore[arg-type]  # one of KINDS
        content_version=edition.version, content_digest=cohort.manual_digest, rule=rules.get(kind, ()),
        sections=(*sections, *trainers))
