"""What this room tells the house: its requirement, its part of the workshop's report, its panel on the workshop's page."""

from collections.abc import Sequence

from flask import render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from training.attendance import page, queries, words
from training.attendance.reach import Hours, Reach, reached_in
from training.cohorts.models import Cohort, Membership
from training.progress.requirements import ATTENDANCE, CERTIFICATE, CONSTANCIA, Requirement, Stand, Standing
from training.workshops.models import HalfDay
from training.workshops.queries import half_days, needed_minutes, planned_minutes, rule_of, workshop_of

STANDS = {Reach.REACHED: Stand.DONE, Reach.LOST: Stand.LOST, Reach.ON_COURSE: Stand.UNDER_WAY,
          Reach.MAKE_UP: Stand.UNDER_WAY}


def requirement(cohort: Cohort, members: Sequence[Membership]) -> Requirement | None:
    """The minutes that both papers ask for; None for a cohort without a workshop. Four queries at most."""
    if workshop_of(cohort) is None:
        return None
    days = half_days(cohort)
    ids = [member.id for member in members]
    minutes = queries.minutes_of(days, ids) if len(ids) == 1 else queries.minutes_in(cohort)
    hours = queries.everybodys_hours(cohort, days, ids, minutes)
    make_ups = [one for one in days if words.is_make_up(one) and one.closed_at is None]
    link = (str(_("Ver la asistencia")), url_for("attendance.index", key=cohort.key))
    by = str(_("quien facilita el taller"))
    alike: dict[object, Standing] = {}  # most people were there as somebody else was
    standings = {}
    for one, hers in hours.items():
        marks = minutes.get(one, {})
        known = (hers, tuple(sorted(marks.items())))
        if known not in alike:
            alike[known] = _standing(days, hers, marks, make_ups, link, by)
        standings[one] = alike[known]
    share, needed, planned = rule_of(cohort).attendance, needed_minutes(cohort, days), planned_minutes(days)
    rule = _("%(share)s %% de los minutos: %(needed)s de %(planned)s", share=share, needed=needed, planned=planned)
    papers = frozenset((CONSTANCIA, CERTIFICATE))
    return Requirement(ATTENDANCE, str(_("Asistencia")), str(rule), papers, standings, order=30,
                       review=url_for("attendance.index", key=cohort.key))


def _standing(days: Sequence[HalfDay], hers: Hours, minutes: dict[int, int], make_ups: Sequence[HalfDay],
              link: tuple[str, str], by: str) -> Standing:
    in_order = sorted((one for one in days if one.closed_at), key=lambda one: (one.closed_at, one.id))
    done_in = reached_in(queries.sessions(in_order), minutes, hers.needed)
    at = next((one.closed_at for one in in_order if one.id == done_in), None)
    stand = STANDS[hers.reach]
    if stand is Stand.UNDER_WAY and not in_order and not minutes:
        stand = Stand.TO_DO
    return Standing(stand, words.reach(hers, make_ups), at, to_trainer=None if hers.reach is Reach.REACHED else link,
                    by="" if hers.reach is Reach.REACHED else by)


def report_section(cohort: Cohort) -> Markup:
    """How many were there in each half-day, and how many reached the minutes; no names."""
    days = half_days(cohort)
    if not days:
        return Markup("")
    return Markup(render_template("attendance/_report.html", cohort=cohort, table=page.grid(cohort, days),
                                  needed=needed_minutes(cohort, days), planned=planned_minutes(days)))


def panel(cohort: Cohort) -> Markup:
    """What comes next: the roll to take, or who can no longer reach the minutes."""
    days = half_days(cohort)
    return Markup(render_template("attendance/_panel.html", cohort=cohort, table=page.figures(cohort, days)) if days else "")
