"""What the pages of attendance ask for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, DateField, FileField, IntegerField, StringField, TimeField
from wtforms.validators import AnyOf, InputRequired, NumberRange, ValidationError

from training.accounts.models import User
from training.attendance import sheet, words
from training.attendance.actions import Sent, form_key, window_of
from training.attendance.queries import Attendee
from training.attendance.sheet import Line
from training.clock import today
from training.forms import REQUIRED, BaseForm, max_length, squeeze
from training.workshops.models import HalfDay

NO_NAMES = lazy_gettext("Sin nombres ni historias de personas usuarias del servicio.")


class RollForm(BaseForm):
    """The roll of a half-day: beside these fields, the ticks and hours of each person (see `sheet.read`)."""

    rows = StringField(lazy_gettext("Números de fila"))
    other_day = BooleanField(lazy_gettext("Sí, es la jornada que quiero pasar"))

    def take(self, half_day: HalfDay, people: Sequence[Attendee]) -> None:
        """Read the roll itself; what is wrong is noted beside its field or line."""
        self.half_day, self.people, self.lines = half_day, people, list[Line]()
        picked: set[int] = set()
        try:
            picked = sheet.numbers(self.rows.data or "", {one.number for one in people if one.number})
        except sheet.Numbers as error:
            highest = max((one.number or 0 for one in people), default=0)
            self.rows.errors = [words.wrong_numbers(error.wrong, highest)]
        self.lines = sheet.read(request.form, set(request.form.getlist("p")), {one.key: one.number for one in people},
                                picked, window_of(half_day), default_away=words.is_make_up(half_day))
        if half_day.on != today() and not self.other_day.data:
            self.other_day.errors = [_("La jornada no es de hoy: confirme que es la que quiere pasar.")]

    @property
    def is_wrong(self) -> bool:
        """Whether anything has to be corrected first."""
        return bool(self.rows.errors or self.other_day.errors or any(line.why for line in self.lines))

    @property
    def by_key(self) -> Mapping[str, Line]:
        """Membership key → line as typed."""
        return {line.person: line for line in self.lines}

    def sent(self, by: User) -> list[Sent]:
        """The marks of the lines that were touched."""
        ids = {one.key: one.id for one in self.people}
        return [Sent(ids[line.person], line.said, line.base, form_key(by, ids[line.person], line.base, line.said))
                for line in self.lines if line.is_touched]


class ReopenForm(BaseForm):
    """Why a closed half-day is opened again."""

    reason = StringField(lazy_gettext("Motivo"), filters=[squeeze], description=NO_NAMES,
                         validators=[InputRequired(REQUIRED), max_length(200)])

    def validate_reason(self, field: StringField) -> None:
        if len(field.data or "") < 5:
            raise ValidationError(_("Escriba el motivo en unas palabras: queda en el registro de actos."))


class WithdrawForm(BaseForm):
    """Why a photo is taken back."""

    why = StringField(lazy_gettext("Por qué se retira"), filters=[squeeze], description=NO_NAMES,
                      validators=[InputRequired(REQUIRED), max_length(200)])

    def validate_why(self, field: StringField) -> None:
        if len(field.data or "") < 5:
            raise ValidationError(_("Escriba el motivo en unas palabras: queda en el registro de actos."))


class DecideForm(BaseForm):
    """What becomes of a mark that was not applied."""

    change = IntegerField(validators=[InputRequired(), NumberRange(1, 2**31 - 1)])
    do = StringField(validators=[AnyOf(("put", "leave"))])


class MakeUpForm(BaseForm):
    """A make-up session: when, and how long."""

    on = DateField(lazy_gettext("Día"), validators=[InputRequired(REQUIRED)])
    starts = TimeField(lazy_gettext("Empieza"), validators=[InputRequired(REQUIRED)])
    minutes = IntegerField(lazy_gettext("Minutos"), validators=[
        InputRequired(REQUIRED), NumberRange(30, 480, lazy_gettext("Escriba de 30 a 480 minutos."))])

    def suggest(self, minutes: int, starts: Any, after: date) -> None:
        """What stands in it before anybody typed."""
        self.minutes.data, self.starts.data = min(480, minutes), starts
        self.on.render_kw = {"min": after.isoformat()}


class PhotoForm(BaseForm):
    """A photo of the signed sheet."""

    photo = FileField(lazy_gettext("Foto de la hoja firmada"), render_kw={"accept": "image/*"})
