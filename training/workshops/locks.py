"""Why the agenda of a half-day cannot change any more. Rooms further on add their reasons to ``house().half_day_locks``."""

from flask_babel import gettext as _

from training.cohorts.models import Cohort
from training.house import house
from training.workshops.models import MAKE_UP, HalfDay


def why_it_stays(cohort: Cohort, half_day: HalfDay) -> str:
    """A sentence with what to do instead; "" while hour and blocks may change."""
    if cohort.closed_at is not None:
        return _("Esta cohorte está cerrada. Reábrala desde su página para hacer cambios.")
    if half_day.kind == MAKE_UP:
        return _("Una recuperación no tiene agenda de bloques. Sus horas se anotan al agregarla, en la asistencia.")
    if half_day.closed_at is not None:
        return _("La asistencia de esta jornada ya está cerrada, y sus minutos cuentan como se dieron. Si algo está mal, "
                 "reabra la asistencia y corríjalo allí.")
    return next((why for lock in house().half_day_locks if (why := lock(half_day))), "")
