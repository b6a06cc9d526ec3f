"""What the page of a place's plans shows: its sheets, the draft that is being written, the plan in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from modules.plan_form import PlanSheet
from modules.reference import said
from training.pages import spoken
from training.plans import actions, page, queries
from training.plans.filling import DONE, Answer, Typed
from training.plans.models import DRAFT, IN_FORCE, Plan, PlanLine, PlanReview
from training.plans.queries import Place
from training.plans.reviewing import cells_of


@dataclass(frozen=True)
class Tab:
    """One of the sheets with how the place stands with it."""

    id: str
    title: str
    url: str
    state: str  # "" when nothing was written


@dataclass(frozen=True)
class Written:
    """A line to be read, with the last answer about it."""

    topic: str
    cells: Mapping[str, str]
    answer: Answer | None
    asked_on: PlanReview | None


@dataclass
class Desk:
    """A place and one of its sheets. ``sheet`` None: the manual has none."""

    place: Place
    sheet: PlanSheet | None = None
    digest: str = ""
    tabs: list[Tab] = field(default_factory=list)
    draft: Plan | None = None
    force: Plan | None = None
    older: list[Plan] = field(default_factory=list)
    reviews: list[PlanReview] = field(default_factory=list)

    @property
    def title(self) -> str:
        return said(self.sheet, "title", spoken()) if self.sheet else ""

    def text(self, name: str) -> str:
        """A text of the sheet in the language of the page."""
        return said(self.sheet, name, spoken())


def address(place: Place, **more: Any) -> str:
    """Where the plans of a place are."""
    if place.facility is not None:
        return url_for("plans.facility", code=place.facility.code, **more)
    assert place.authority is not None
    return url_for("plans.region", region=place.authority.code, **more)


def desk(place: Place, slug: str = "") -> Desk:
    """The place with the sheet of this identifier, or the most urgent one. Constant queries."""
    found = queries.forms()
    if found is None:
        return Desk(place)
    form, digest = found
    sheet = form.sheet(slug) or form.sheets[0]
    plans = queries.plans_of(place)
    live = {(one.sheet, one.state): one for one in plans if one.state in (DRAFT, IN_FORCE)}
    tabs = [
        Tab(
            one.id,
            said(one, "title", spoken()),
            address(place, hoja=one.id),
            next((state for state in (IN_FORCE, DRAFT) if (one.id, state) in live), ""),
        )
        for one in form.sheets
    ]
    draft, force = live.get((sheet.id, DRAFT)), live.get((sheet.id, IN_FORCE))
    if draft is not None:
        sheet, digest = queries.sheet_of(draft), draft.manual_digest
    older = [one for one in plans if one.sheet == sheet.id and one.state not in (DRAFT, IN_FORCE)]
    return Desk(place, sheet, digest, tabs, draft, force, older, queries.reviews_of([force.id]) if force else [])


def cards(at: Desk, *, fresh: bool) -> dict[str, list[page.Card]]:
    """What the form shows before anybody typed: the draft, or what the plan in force leaves to be done."""
    if at.draft is not None:
        return page.stored(queries.lines_of(at.draft))
    if at.force is None or not fresh:
        return {}
    told = last_answers(at.reviews)
    begun = actions.carried_over(at.force, {line for line, (one, _review) in told.items() if one.state == DONE})
    found: dict[str, list[page.Card]] = {}
    for one in begun:
        found.setdefault(one.topic, []).append(page.Card(one.key, 0, one.cells))
    return found


def last_answers(reviews: Sequence[PlanReview]) -> dict[int, tuple[Answer, PlanReview]]:
    """Line id → the last answer about it, and at which review. One query."""
    by_id = {one.id: one for one in reviews}
    said_of: dict[int, tuple[Answer, PlanReview]] = {}
    for one in sorted(queries.answers_of(by_id), key=lambda each: by_id[each.review_id].days):
        said_of[one.line_id] = Answer(one.state, one.note), by_id[one.review_id]
    return said_of


def written(sheet: PlanSheet, lines: Sequence[PlanLine], reviews: Sequence[PlanReview]) -> list[Written]:
    """The lines in the order of the sheet's topics, each with the last answer. One query."""
    names = {topic.id: said(topic, "title", spoken()) for topic in sheet.topics}
    told = last_answers(reviews)
    known = in_order(sheet, lines)
    return [Written(names.get(line.topic, ""), cells_of(line), *told.get(line.id, (None, None))) for line in known]


def in_order(sheet: PlanSheet, lines: Sequence[PlanLine]) -> list[PlanLine]:
    """The lines as the sheet asks for them, those of their own at the end."""
    order = {topic.id: at for at, topic in enumerate(sheet.topics)}
    return sorted(lines, key=lambda one: (order.get(one.topic, len(order)), one.id))


def empty(given: Sequence[Typed]) -> bool:
    """Whether nothing was written at all."""
    return all(one.blank for one in given)
