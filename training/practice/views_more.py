"""How far observers agree, and what the person herself sees of her practice."""

from flask import abort, render_template
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.accounts.queries import names_of
from training.cohorts.queries import cohort_for, my_membership
from training.pages import spoken
from training.practice import queries
from training.practice.agreement import FIRST, Level
from training.practice.blueprint import blueprint
from training.practice.board import step_rows, title
from training.practice.outcome import outcomes
from training.practice.tries import State, way
from training.practice.wording import level
from training.workshops.queries import rule_of


@blueprint.get("/cohortes/<key>/practica/acuerdo/<list>")
@trainer
def agreement_page(key: str, list: str) -> str:
    """The agreement of a checklist's two observers, of the group and step by step, with what it means."""
    cohort = cohort_for(current_actor(), key)
    checklist = queries.checklist_for(cohort, list)
    found = queries.agreements(cohort, [checklist])[checklist.slug]
    return render_template("practice/agreement.html", cohort=cohort, checklist=checklist, title=title(checklist),
                           found=found, rows=step_rows(checklist, found, spoken()), first=FIRST, level=level,
                           agree=found.whole.level in (Level.GOOD, Level.VERY_GOOD))


@blueprint.get("/curso/<key>/practica")
def mine(key: str) -> str | Response:
    """Her own practice: how each decided try went, the comment for her, and what to practise."""
    membership = my_membership(current_actor(), key)
    cohort, rule = membership.cohort, rule_of(membership.cohort)
    ways, needed = queries.ways(cohort, [membership.id], rule.tries), queries.required(cohort)
    lists = [one for one in queries.usable(cohort) if one in needed or (membership.id, one.slug) in ways]
    if not lists:
        abort(404)
    kept = queries.sheets_in_full(membership.id)
    names = names_of({one.observer_id for one in kept})
    shown = []
    for one in lists:
        found = ways.get((membership.id, one.slug)) or way((), (), rule.tries)
        sheets = [sheet for sheet in kept if sheet.checklist == one.slug]
        shown.append((one, title(one), found, [o for o in outcomes(found, sheets, names, rule.practice) if o.settled]))
    return render_template("practice/mine.html", membership=membership, cohort=cohort, rule=rule, shown=shown, State=State)
