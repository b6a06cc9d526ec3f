"""Only a licensed trainer's cohort certifies: why a cohort's certificates wait, and the warning before it is too late."""

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup

from training.clock import today
from training.cohorts.models import Cohort
from training.cohorts.queries import trainers_of
from training.evidence import CERTIFICATE
from training.licences.queries import ladder, unlicensed
from training.licences.words import lacks_licence
from training.pages import day


def lock(cohort: Cohort, kind: str) -> str:
    """Why no paper of this kind may be issued for the cohort now; "" when it may. Certificates only: who attended, attended.

    It looks at the last day of the cohort (today, while that lies ahead): what happens to a licence afterwards changes
    nothing. Three queries.
    """
    if kind != CERTIFICATE:
        return ""
    why = reasons(cohort)
    if not why:
        return ""
    return _("Los certificados esperan: nadie de quienes facilitan tenía, el %(day)s, una licencia que certifique este "
             "curso. %(why)s Pida a quien administra Réplica que revise su licencia y la renueve o la reconozca con su "
             "motivo; después emita aquí. Las constancias se emiten igual, y lo ya emitido no cambia.",
             day=day(min(cohort.ends_on, today())), why=" ".join(why))


def reasons(cohort: Cohort) -> list[str]:
    """A sentence for each who facilitates, where none of them licenses the cohort; empty where one does. Three queries."""
    people = trainers_of(cohort)
    found = unlicensed(cohort, [one.id for one in people])
    if found is None:
        return []
    on, steps = found[0], ladder()
    return [lacks_licence(steps, one.full_name, found[1].get(one.id), on, cohort.course) for one in people] or [
        _("La cohorte no tiene a nadie que la facilite.")]


def notice(cohort: Cohort) -> Markup:
    """On the page of an open cohort: that its certificates will wait, while there is time to do something."""
    why = reasons(cohort) if cohort.closed_at is None else []
    return Markup(render_template("licences/_notice.html", why=why)) if why else Markup("")
