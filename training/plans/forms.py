"""The few fields of these pages that are the same whatever the manual says; the rest is read by filling.py."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from training.clock import today
from training.db import new_key
from training.forms import BaseForm, max_length, squeeze
from training.plans.filling import SENT
from training.plans.models import PHONE, VISIT
from training.plans.rules import seen_fault, start_fault
from training.plans.words import fault_words

LONGEST_NOTE = 400


class StartForm(BaseForm):
    """From when on a plan is in force."""

    starts_on = DateField(_l("¿Desde qué día vale?"))

    def validate_starts_on(self, field: DateField) -> None:
        fault = start_fault(field.data, today())
        if fault is not None:
            field.errors = []  # ours says it better than «not a valid date»
            raise ValidationError(fault_words(fault))


class SeenForm(BaseForm):
    """When and how a facility was seen. ``not_before``: the day on which the plan began."""

    on = DateField(_l("¿Qué día fue?"))
    how = RadioField(
        _l("¿Cómo fue?"),
        [InputRequired(_l("Elija una de las dos."))],
        choices=[SelectChoice(PHONE, _l("Por teléfono")), SelectChoice(VISIT, _l("En una visita"))],
    )
    sent_key = HiddenField()
    not_before: date | None = None

    def validate_on(self, field: DateField) -> None:
        fault = seen_fault(field.data, today(), self.not_before)
        if fault is not None:
            field.errors = []
            raise ValidationError(fault_words(fault, self.not_before))

    @property
    def key(self) -> str:
        """What tells this form from any other, also when it arrives twice."""
        sent = self.sent_key.data or ""
        return sent if SENT.fullmatch(sent) else new_key()


class ReviewForm(SeenForm):
    """A review, apart from its lines."""

    note = TextAreaField(
        _l("Qué se acordó"),
        [max_length(LONGEST_NOTE)],
        filters=[squeeze],
        description=_l("Sobre el establecimiento y su plan. Sin nombres ni historias de personas atendidas."),
    )


class SupervisionForm(SeenForm):
    """A supervision form, apart from its counts."""

    how = None
