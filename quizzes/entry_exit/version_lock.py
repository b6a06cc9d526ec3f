"""A workshop whose tests have begun keeps their questions: sheets on paper would be read by another version's letters."""

from flask_babel import gettext as _

from quizzes.entry_exit import queries
from training.clock import now
from training.cohorts.models import Cohort
from training.manuals.queries import manual
from training.workshops.queries import workshop_of


def why_it_stays(cohort: Cohort, digest: str) -> str:
    """Why the cohort cannot move to this version now; "" when its tests are the same there, or nobody was given one yet."""
    workshop = workshop_of(cohort)
    if workshop is None or manual(cohort.manual_digest).test(cohort.course) == manual(digest).test(cohort.course):
        return ""
    if now() < workshop.entry_opens_at and not queries.sheets_of(cohort):
        return ""
    return _("Las pruebas de entrada y salida de esa versión son otras, y las de este taller ya empezaron: quédese con la "
             "actual hasta cerrarlo. Así cada hoja se lee con las preguntas que se imprimieron.")
