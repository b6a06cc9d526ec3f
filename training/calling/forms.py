"""What is said of a call that was made."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField
from wtforms.validators import AnyOf, Optional, ValidationError

from training.calling.models import OUTCOMES
from training.calling.rules import may_have_called
from training.clock import today
from training.forms import BaseForm, max_length, squeeze

LONGEST_NOTE = 300


class MarkForm(BaseForm):
    """What came of it, when, and a note of what was agreed."""

    outcome = StringField(_l("Qué pasó"), [AnyOf(OUTCOMES, message=_l("Elija uno de los tres botones."))])
    called_on = DateField(_l("Día de la llamada"), [Optional()])
    note = StringField(_l("Nota, si hace falta"), [max_length(LONGEST_NOTE)], filters=[squeeze],
                       description=_l("Qué acordaron. Sin nombres ni historias de usuarias."))

    def validate_called_on(self, field: DateField) -> None:
        """Not in the future, and not long ago; none is today, see ``day``."""
        if not may_have_called(field.data, today()):
            raise ValidationError(_("Ponga el día en que llamó: hoy, o uno de los últimos catorce."))

    @property
    def day(self) -> date:
        """When she called."""
        found: date | None = self.called_on.data
        return found or today()
