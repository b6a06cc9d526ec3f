"""The small forms of observed practice. The sheet itself is read by filling.py: its fields are the checklist's steps."""

from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, ValidationError

from training.clock import today
from training.forms import REQUIRED, BaseForm
from training.practice.wording import reasons

FARTHEST = timedelta(days=366)


class FindForm(BaseForm):
    """Whose sheet to open, by the row number that stands on every sheet of the workshop."""

    number = IntegerField(_l("Número de fila"), [InputRequired(REQUIRED), NumberRange(1, 9999, _l(
        "El número de fila va del 1 en adelante. Está en la lista y en la ficha de cada persona."))])
    checklist = SelectField(_l("Lista de cotejo"))


class VoidForm(BaseForm):
    """Why a finished sheet counts for nothing; no free text about people."""

    reason = RadioField(_l("¿Por qué no cuenta?"), [InputRequired(_l("Elija un motivo."))])

    def __init__(self) -> None:
        super().__init__()
        self.reason.choices = [SelectChoice(value, label) for value, label in reasons()]


class AgreeForm(BaseForm):
    """The day on which somebody will coach her."""

    on = DateField(_l("Fecha del acompañamiento"), [InputRequired(_l("Elija una fecha."))])

    def validate_on(self, field: DateField) -> None:
        if field.data and not today() <= field.data <= today() + FARTHEST:
            raise ValidationError(_("Elija una fecha desde hoy y dentro de un año."))


class CoachedForm(BaseForm):
    """The day on which it was done. ``since``: the day of the try that it follows."""

    on = DateField(_l("¿Qué día se hizo?"), [InputRequired(_l("Elija una fecha."))])
    since = date.min

    def validate_on(self, field: DateField) -> None:
        if field.data and not self.since <= field.data <= today():
            raise ValidationError(_("Elija una fecha desde el día del intento hasta hoy."))


