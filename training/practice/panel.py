"""What other pages show of observed practice: a panel on the workshop's page, a section of its report."""

from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup

from modules.reference import said
from training.cohorts.models import Cohort
from training.pages import spoken
from training.practice import queries
from training.practice.agreement import Compared
from training.practice.board import Listed, compared_lists, listed
from training.practice.scoring import WELL
from training.practice.tries import State
from training.workshops.queries import rule_of

HARDEST = 3  # steps that the report names


@dataclass(frozen=True)
class Told:
    """One checklist in the report. ``hardest``: (words, critical, sheets with less than 2, sheets) of its worst steps."""

    listed: Listed
    compared: Compared
    first: int   # passed at the first try
    later: int   # passed at a later one
    coaching: int
    left: int    # never observed
    hardest: list[tuple[str, bool, int, int]]


def workshop_panel(cohort: Cohort) -> Markup:
    """How many have passed and who is next; nothing for a course that asks for no checklist."""
    if not queries.required(cohort):
        return Markup("")
    _people, shown, _rest = listed(cohort)
    return Markup(render_template("practice/_panel.html", cohort=cohort, State=State,
                                  lists=[one for one in shown if one.required]))


def report_section(cohort: Cohort) -> Markup:
    """Practice in figures, without names: passes by try, agreement of the observers, the hardest steps."""
    found = [one for one in compared_lists(cohort) if one[0].required or one[1].people]
    if not found:
        return Markup("")
    return Markup(render_template("practice/_report.html", told=told(cohort, found), rule=rule_of(cohort)))


def told(cohort: Cohort, found: list[tuple[Listed, Compared]]) -> list[Told]:
    """The figures of the report. One query more."""
    marks, language, made = queries.marks_by_step(cohort), spoken(), []
    for one, both in found:
        sheets = marks.get(one.checklist.slug, [])
        steps = [(said(step, "text", language), step.critical, sum(sheet.get(step.id, WELL) < WELL for sheet in sheets),
                  len(sheets)) for step in one.checklist.steps]
        passes = [cell.way.tries.index(tried) for cell in one.cells if (tried := cell.way.passed)]
        made.append(Told(one, both, passes.count(0), len(passes) - passes.count(0),
                         len(one.of(State.COACHING, State.AGREED, State.COACHED)), len(one.of(State.TO_OBSERVE)),
                         sorted((step for step in steps if step[2]), key=lambda step: -step[2])[:HARDEST]))
    return made
