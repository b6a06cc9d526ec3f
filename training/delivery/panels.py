"""What the agenda says on other rooms' pages: the workshop's page, and its printed report."""

from flask import render_template
from markupsafe import Markup

from training.cohorts.models import Cohort
from training.delivery import queries, words
from training.delivery.live import Agenda
from training.workshops.models import HalfDay
from training.workshops.words import block_title, half_day_title


def workshop_panel(cohort: Cohort) -> Markup | str:
    """What is next in the agenda, with its one link; nothing for a cohort without a workshop."""
    found = queries.agendas(cohort)
    if not found:
        return ""
    half_day, agenda = _current(found)
    return Markup(render_template(
        "delivery/_panel.html", cohort=cohort, half_day=half_day, agenda=agenda, say=words, title=half_day_title(half_day),
        titles={block.id: block_title(block) for block in half_day.blocks}, fidelity=queries.fidelity_of(found),
        over=all(one.over for _half, one in found)))


def _current(found: list[tuple[HalfDay, Agenda]]) -> tuple[HalfDay, Agenda]:
    """The half-day that is on; else the first that is not noted to its end; else the last."""
    on = [pair for pair in found if pair[1].running and pair[1].is_today]
    rest = [pair for pair in found if not pair[1].over]
    return (on or rest or found[-1:])[0]


def report_section(cohort: Cohort) -> Markup | str:
    """The programme as it was really given, for the printed report; nothing for a cohort without a workshop."""
    found = queries.agendas(cohort)
    if not found:
        return ""
    fidelity = queries.fidelity_of(found)
    titles = {block.id: block_title(block) for half_day, _agenda in found for block in half_day.blocks}
    return Markup(render_template("delivery/_report.html", fidelity=fidelity, titles=titles, say=words,
                                  names=queries.names_in(agenda for _half, agenda in found)))
