"""The one screen on which a workshop is opened, and the one on which its dates move."""

from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from training.clock import today
from training.cohorts.forms import DayField, text_field
from training.forms import BaseForm

TUESDAY = 1
SOON = timedelta(days=5)  # a trainer needs some days to print and to call


def usual_first_day(at: date) -> date:
    """The Tuesday after the next few days: workshops seldom begin on a Monday, when people travel."""
    soon = at + SOON
    return soon + timedelta(days=(TUESDAY - soon.weekday()) % 7)


class WorkshopForm(BaseForm):
    """Course, place, first day, trainers: everything else follows."""

    course = RadioField(_l("Curso"), [InputRequired(_l("Elija un curso."))], validate_choice=True)
    authority = SelectField(_l("Dirección de salud"), coerce=str, validate_choice=True)
    place = text_field(_l("Lugar"), 120, hint=_l("Un establecimiento del registro, o un local y su ciudad."))
    first_day = DayField(_l("Primer día"), description=_l("El segundo es el siguiente. Hora de Lima."))
    trainers = SelectMultipleField(_l("Facilitan"), coerce=int, widget=ListWidget(), option_widget=CheckboxInput())

    def validate_first_day(self, field: DateField) -> None:
        if field.data and not today() - timedelta(days=60) <= field.data <= today() + timedelta(days=730):
            raise ValidationError(_("Revise la fecha: va de hace dos meses a dentro de dos años."))

    def validate_trainers(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Alguien tiene que facilitar el taller. Marque al menos a una persona."))


class MoveForm(BaseForm):
    """Another first day for a workshop that has not begun."""

    first_day = DayField(_l("Primer día"), description=_l("Las jornadas, las pruebas y el seguimiento se mueven con él."))
    validate_first_day = WorkshopForm.validate_first_day
