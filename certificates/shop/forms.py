"""What people press in the shop: an act on a whole filter, taking the last one back."""

import secrets

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, Regexp

from certificates.shop.actions import Asked
from certificates.shop.states import DELIVER, LONG, MOVES, PRINT, REPRINT, SHORT, SIGN
from training.forms import REQUIRED, BaseForm

# Chosen and not written: what somebody writes may be a name, and acts are kept for ever.
WHY_AGAIN = (("lost", lazy_gettext("Se perdió")), ("damaged", lazy_gettext("Se malogró o se manchó")),
             ("mistake", lazy_gettext("Salió mal impreso")), ("other", lazy_gettext("Otro motivo")))
WHY_UNDONE = (("printer", lazy_gettext("La impresora falló")), ("mistake", lazy_gettext("Fue un error")),
              ("other", lazy_gettext("Otro motivo")))
FLIPS = ((LONG, lazy_gettext("Por el borde largo (lo usual)")), (SHORT, lazy_gettext("Por el borde corto")))
NO_CHOICE = ("", lazy_gettext("Elija un motivo"))


def _choices(*pairs: tuple[str, object]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def new_token() -> str:
    """The own key of a form that is about to be shown."""
    return secrets.token_urlsafe(12)


class ActForm(BaseForm):
    """An act with every paper of the filter that stands in the form's hidden fields."""

    token = HiddenField(validators=[DataRequired(REQUIRED), Length(12, 24), Regexp(r"^[A-Za-z0-9_-]+$")])
    seen = HiddenField(validators=[DataRequired(REQUIRED), Length(max=60)])
    act = HiddenField(validators=[DataRequired(REQUIRED), AnyOf((PRINT, SIGN, DELIVER, REPRINT))])
    reason = SelectField(lazy_gettext("Motivo del duplicado"), choices=_choices(NO_CHOICE, *WHY_AGAIN), default="")
    separators = BooleanField(lazy_gettext("Una hoja separadora antes de cada punto de entrega"))
    flip = RadioField(lazy_gettext("Cómo voltea la hoja su impresora"), choices=_choices(*FLIPS), default=LONG)

    def validate(self, extra_validators: object = None) -> bool:
        """A duplicate says why."""
        if not self.is_submitted() or not self.flip.data:
            self.flip.data = LONG
        good = bool(super().validate(extra_validators))
        if good and MOVES[self.act.data].needs_reason and not self.reason.data:
            self.reason.errors = [REQUIRED]
            return False
        return good

    @property
    def asked(self) -> Asked:
        """What was asked, after validation."""
        move = MOVES[self.act.data]
        return Asked(self.token.data, self.act.data, self.seen.data, self.reason.data if move.needs_reason else "",
                     bool(self.separators.data) and move.prints, self.flip.data if move.prints else LONG)


class UndoForm(BaseForm):
    """Take an act back, and say why."""

    token = HiddenField(validators=[DataRequired(REQUIRED), Length(12, 24), Regexp(r"^[A-Za-z0-9_-]+$")])
    reason = SelectField(lazy_gettext("Por qué se deshace"), choices=_choices(NO_CHOICE, *WHY_UNDONE), default="",
                         validators=[DataRequired(REQUIRED)])
