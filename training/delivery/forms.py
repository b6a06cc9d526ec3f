"""The forms of an agenda: one press, and the correction of a block."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional, Regexp
from wtforms.widgets import HiddenInput

from training.clock import at_lima, in_lima
from training.delivery.actions import DOING, Asked
from training.delivery.live import Line, State
from training.forms import REQUIRED, BaseForm

GIVEN, NOT_GIVEN, GUEST = "yes", "no", "guest"
_KEY = Regexp(r"\A[A-Za-z0-9_-]{8,32}\Z")


class StepForm(BaseForm):
    """A press of a button: what it does, on which state of the agenda, and a key so that it counts once."""

    do = StringField(validators=[InputRequired(), AnyOf(DOING)])
    base = IntegerField(validators=[InputRequired(), NumberRange(0, 100_000)])
    sent_key = StringField(validators=[InputRequired(), _KEY])
    block = StringField(validators=[Optional(), Regexp(r"\A[A-Za-z0-9_-]{1,16}\Z")])
    giver = IntegerField(validators=[Optional(), NumberRange(1, 2**31 - 1)])
    ago = IntegerField(validators=[Optional(), NumberRange(0, 90_000)])
    sure = BooleanField()

    @property
    def asked(self) -> Asked:
        """What was pressed, once it is valid."""
        return Asked(str(self.do.data), int(self.base.data or 0), str(self.sent_key.data), self.block.data or "",
                     self.giver.data, self.ago.data or 0, bool(self.sure.data))


class _Hour(TimeField):  # type: ignore[misc]  # WTForms carries no types
    """An hour of the day with our own sentence."""

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, [Optional()], format=["%H:%M", "%H:%M:%S"], **kw)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Escriba la hora como 10:37.")) from None


class CorrectionForm(BaseForm):
    """When a block was given, and by whom."""

    given = RadioField(_l("¿Se dio este bloque?"), [InputRequired(REQUIRED)],
                       choices=[SelectChoice(GIVEN, _l("Sí, se dio")), SelectChoice(NOT_GIVEN, _l("No se dio"))])
    day = SelectField(_l("Día"))
    began = _Hour(_l("Empezó a las"))
    ended = _Hour(_l("Terminó a las"))
    giver = SelectField(_l("Lo dio"))
    base = IntegerField(validators=[InputRequired(), NumberRange(0, 100_000)], widget=HiddenInput())
    sent_key = HiddenField(validators=[InputRequired(), _KEY])

    def offer(self, days: Sequence[tuple[str, str]], people: Sequence[tuple[int, str]]) -> None:
        """The days and the people to choose from."""
        self.day.choices = [SelectChoice(value, label) for value, label in days]
        self.giver.choices = [SelectChoice(str(number), name) for number, name in people]
        self.giver.choices.append(SelectChoice(GUEST, _("Otra persona, invitada")))

    def show(self, line: Line, day: date, actor: int) -> None:
        """What is noted, or was planned, to start from."""
        known = line.state in (State.GIVEN, State.NOW)
        self.given.data = NOT_GIVEN if line.state is State.CUT else GIVEN
        began, ended = (line.starts, line.ends) if known else (line.planned_starts, line.planned_ends)
        self.day.data = (in_lima(began).date() if known else day).isoformat()
        self.began.data = in_lima(began).time()
        self.ended.data = None if line.state is State.NOW else in_lima(ended).time()
        self.giver.data = str(line.giver or GUEST) if known else str(actor)

    def validate(self, extra_validators: Any = None) -> bool:
        """An hour to begin with is asked for only when the block was given."""
        valid = bool(super().validate(extra_validators))
        if valid and self.given.data == GIVEN and self.began.data is None:
            self.began.errors = [*self.began.errors, _("Falta a qué hora empezó.")]
            return False
        return valid

    @property
    def said(self) -> tuple[datetime | None, datetime | None, int | None]:
        """From, to and who, once it is valid; nothing at all when it was not given."""
        if self.given.data != GIVEN or self.began.data is None:
            return None, None, None
        on = date.fromisoformat(str(self.day.data))
        ended = at_lima(on, self.ended.data) if self.ended.data is not None else None
        return at_lima(on, self.began.data), ended, None if self.giver.data == GUEST else int(str(self.giver.data))
