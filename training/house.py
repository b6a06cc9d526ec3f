"""What the rooms announce: each adds its own line here at start, so that no room has to know another."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app

from modules.on_paper import PaperQuiz
from modules.problems import Problem
from training.evidence import Witness


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the main menu. ``roles``: any of 'learner', 'trainer', 'admin'; ``label`` is a lazy string."""

    label: Any
    endpoint: str
    roles: frozenset[str]
    order: int = 50


def _as_it_is(subject: str) -> str:
    return subject


def _nowhere(subject: str) -> None:
    return None


def _nothing() -> None:
    return None


def _silent(subject: str) -> str:
    return ""


def _no_names(subjects: Sequence[str]) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class JobKind:
    """Long work. Subjects are short texts of the room's own (``cohort:3``, ``certificate:12``; 60 characters).

    ``item(item_subject)`` does one piece. ``finish(job_subject, done_item_subjects)`` closes the job; it is not
    called when the job was cancelled or nothing was done. Both are called outside any transaction, commit what they
    write, hold no transaction while they do something slow, stay below a minute or so, and may be called again
    for the same subjects (after a power cut, after a retry). The message of a ``Refused`` is shown to the person.

    The rest is for the progress page: its title, names for items that failed, where to go back to, the result.
    """

    name: str
    item: Callable[[str], None]
    finish: Callable[[str, Sequence[str]], None]
    title: Callable[[str], str] = _as_it_is
    item_names: Callable[[Sequence[str]], Mapping[str, str]] = _no_names
    result_url: Callable[[str], str | None] = _nowhere
    back: Callable[[str], tuple[str, str] | None] = _nowhere  # (label, url)
    may_see: Callable[[Any, str], bool] | None = None  # (actor, job subject); None: whoever started it
    ahead: Callable[[Sequence[str]], None] | None = None  # begins the next pieces in other processes, and returns at once
    rest: Callable[[], None] = _nothing  # called when the worker leaves the job, however it ended
    saying: Callable[[str], str] = _silent  # job subject → what the piece under way is at, for a kind that can tell


@dataclass(frozen=True)
class CohortLink:
    """A button of the cohort page that belongs to another room."""

    label: Any
    endpoint: str
    icon: str
    order: int = 50


@dataclass(frozen=True)
class KitPart:
    """Finished pages of the suitcase, as PDF. ``copies``: how often they are in the file, one after the other."""

    title: str
    pdf: bytes
    pages: int
    copies: int = 1


@dataclass(frozen=True)
class KitSheet:
    """A kind of sheet of the suitcase. ``draw`` reads in its own transaction, ends it, and only then draws (slow).

    ``order``: where it stands in the file. ``draw(cohort id, id of who asked)`` gives its parts, in order; an empty list
    when the workshop has none. Raises Refused with a sentence for the person.
    """

    name: str
    label: Any
    order: int
    draw: Callable[[int, int], Iterable[KitPart]]


@dataclass(frozen=True)
class ReferenceLink:
    """An entry of the manual's table of contents that belongs to another room."""

    label: Any
    text: Any
    endpoint: str


@dataclass(frozen=True)
class AdminNotice:
    """A sentence for administrators on the pages where they begin, with the page where they act on it."""

    text: str
    label: str
    url: str


@dataclass(frozen=True)
class CountryPart:
    """A room's rows of ``flask demo load --country``; see training/demo/country/plan.py for the country.

    All are functions of a module, which other processes find by their names. ``ready(country)`` gathers once, inside the
    application, what the others need. ``rows(country, facts, cohort)`` makes the rows of one cohort, table → rows in the
    order of ``columns``, and what ``chained(country, facts, cohort, told)`` needs of them: that one is called for each
    cohort in order, in one process. ``finish(country, facts)`` comes last, inside the application, and commits its own.
    """

    order: int  # among the rooms: rows that others point to come first
    columns: Mapping[str, str]  # table → its columns, with blanks between
    ready: Callable[[Any], Any]
    rows: Callable[[Any, Any, int], tuple[Mapping[str, list[tuple[Any, ...]]], Any]]
    chained: Callable[[Any, Any, int, Any], Mapping[str, list[tuple[Any, ...]]]] | None = None
    finish: Callable[[Any, Any], None] | None = None


@dataclass
class House:
    """Everything announced."""

    menu: list[MenuEntry] = field(default_factory=list)
    content_checkers: dict[str, Callable[[str, str], list[Problem]]] = field(default_factory=dict)
    content_wide_checkers: list[Callable[[Mapping[str, str]], list[Problem]]] = field(default_factory=list)  # path → text
    question_counters: dict[str, Callable[[str], int]] = field(default_factory=dict)  # by suffix: text → how many
    job_kinds: dict[str, JobKind] = field(default_factory=dict)
    cohort_links: list[CohortLink] = field(default_factory=list)
    reference_links: list[ReferenceLink] = field(default_factory=list)
    module_panels: list[str] = field(default_factory=list)
    cohort_sections: list[Callable[[Any], Any]] = field(default_factory=list)  # cohort → HTML below its board
    cohort_notices: list[Callable[[Any], Any]] = field(default_factory=list)  # cohort → HTML above its board, or ""
    version_locks: list[Callable[[Any, str], str]] = field(default_factory=list)  # (cohort, digest) → why it stays, or ""
    keeps_dates: list[Callable[[Any], bool]] = field(default_factory=list)  # cohort → whether another room moves its dates
    workshop_links: list[CohortLink] = field(default_factory=list)  # the same, of a workshop, in the order of its days
    requirements: list[Callable[[Any, Any], Any]] = field(default_factory=list)  # see progress.requirements.Asker
    evidence: list[Witness] = field(default_factory=list)  # what the papers are issued upon, frozen with them
    kit_sheets: list[KitSheet] = field(default_factory=list)  # of the suitcase of a workshop
    report_sections: list[Callable[[Any], Any]] = field(default_factory=list)  # cohort → HTML for the report, or ""
    half_day_locks: list[Callable[[Any], str]] = field(default_factory=list)  # half-day → why its agenda stays, or ""
    workshop_panels: list[Callable[[Any], Any]] = field(default_factory=list)  # cohort → HTML on the workshop's page, or ""
    after_publish: list[Callable[[str | None, str], Iterable[str]]] = field(default_factory=list)  # (before, now) → lines
    names: dict[str, Callable[[Iterable[int]], dict[int, str]]] = field(default_factory=dict)  # for the audit page
    tidiers: list[Callable[[], dict[str, int]]] = field(default_factory=list)  # what ``flask tidy`` deletes, with counts
    erasers: list[Callable[[int, int | None], dict[str, int]]] = field(default_factory=list)  # (person, by) → what went
    exporters: list[Callable[[int], dict[str, Any]]] = field(default_factory=list)  # person → what is kept of her, for her
    after_erasing: list[Callable[[int], dict[str, int]]] = field(default_factory=list)  # the same, after the commit
    free_texts: list[Any] = field(default_factory=list)  # columns in which somebody may have written another's name
    after_restore: list[Callable[[], None]] = field(default_factory=list)  # a backup was put back: each room's own
    daily: list[Callable[[], None]] = field(default_factory=list)  # once a day, in the worker; each commits its own
    paper_quiz: Callable[[str, str], PaperQuiz] | None = None  # (GIFT text, slug) → as printed; filled by the quizzes' room
    papers_entered: list[Callable[[Sequence[Any]], None]] = field(default_factory=list)  # (certificate, snapshot) pairs
    papers_ended: list[Callable[[Sequence[Any], int | None], None]] = field(default_factory=list)  # (papers, by whom)
    admin_notices: list[Callable[[], Sequence[AdminNotice]]] = field(default_factory=list)  # what waits for administrators
    at_start: list[Callable[[], str]] = field(default_factory=list)  # lines for the terminal when the site starts, or ""
    renewal_rules: dict[str, Callable[[Any], Any]] = field(default_factory=dict)  # kind of paper → corrections.renewing.Rule
    territory: list[MenuEntry] = field(default_factory=list)  # pages beside coverage: see templates/_territory.html
    facility_changes: list[Callable[[Iterable[int]], None]] = field(default_factory=list)  # ids: a fact about them changed
    facility_panels: list[Callable[[Any], Any]] = field(default_factory=list)  # facility → HTML on its page, or ""
    person_panels: list[Callable[[Any], Any]] = field(default_factory=list)  # person → HTML on her page for staff, or ""
    opening_rules: list[Callable[[str, Sequence[Any]], str]] = field(default_factory=list)  # (course, trainers) → why not
    issue_locks: list[Callable[[Any, str], str]] = field(default_factory=list)  # (cohort, kind of paper) → why not, or ""
    qualified: list[Callable[[Collection[int]], None]] = field(default_factory=list)  # membership ids: hold it, or no more
    memberships_moved: list[Callable[[int], None]] = field(default_factory=list)  # membership id: it is another person's now
    people_merged: list[Callable[[int, int], None]] = field(default_factory=list)  # (account that goes, hers): one person
    cohort_changes: list[Callable[[Collection[int]], None]] = field(default_factory=list)  # ids: closed, moved, led anew
    exit_scores: Callable[[Collection[int]], Mapping[int, float]] | None = None  # cohort → mean exit test, of five or more
    demo_loaders: list[Callable[[], None]] = field(default_factory=list)
    country_parts: list[CountryPart] = field(default_factory=list)  # of a whole country of invented people
    demo_pages: dict[str, Callable[[Any], str]] = field(default_factory=dict)


def house(app: Flask | None = None) -> House:
    """The announcements of ``app`` (or of the current application)."""
    found: House = (app or current_app).extensions["house"]
    return found


def facilities_changed(ids: Iterable[int | None]) -> None:
    """Tell the rooms that a fact about these facilities changed; in the transaction of the change, after its flush."""
    changed = sorted({one for one in ids if one is not None})
    for told in house().facility_changes if changed else ():
        told(changed)


def cohorts_changed(*ids: int) -> None:
    """Tell the rooms that these cohorts were closed, opened again or moved, or are led by others; after the flush."""
    for told in house().cohort_changes:
        told(ids)


def why_not_open(course: str, trainers: Iterable[Any]) -> str:
    """Why these people may not open or lead a cohort of this course: a sentence with what to do, or ""."""
    return next((why for rule in house().opening_rules if (why := rule(course, list(trainers)))), "")
