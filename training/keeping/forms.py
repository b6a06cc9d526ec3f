"""The forms of keeping."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, PasswordField, StringField
from wtforms.fields import Field
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from training.accounts import passwords
from training.accounts.documents import plain
from training.accounts.forms import DocumentForm
from training.forms import REQUIRED, BaseForm


class MyDataForm(BaseForm):
    """It is she who asks: her password once more."""

    current = PasswordField(lazy_gettext("Su clave actual"), render_kw={
        "autocomplete": "current-password", "maxlength": passwords.LONGEST}, validators=[
        InputRequired(REQUIRED), Length(max=passwords.LONGEST, message=lazy_gettext("Es demasiado larga."))])


class FindForm(DocumentForm):
    """Whose data are to be erased; by POST, so that the document stands in no address."""


class EraseForm(BaseForm):
    """The second look: the document typed once more, and the will."""

    typed = StringField(lazy_gettext("Escriba otra vez el número de documento"), validators=[DataRequired(REQUIRED)],
                        render_kw={"autocomplete": "off", "maxlength": 24, "spellcheck": "false"})
    sure = BooleanField(lazy_gettext("Leí qué se borra y qué queda; no se puede deshacer"),
                        validators=[InputRequired(lazy_gettext("Marque la casilla para continuar."))])

    expected = ""

    def for_document(self, document: str) -> "EraseForm":
        """The same form, which knows what should be typed."""
        self.expected = document
        return self

    def validate_typed(self, _field: Field) -> None:
        """It must be the same document."""
        if plain(str(self.typed.data or "")[:60]) != self.expected:
            raise ValidationError(_("No es el número de documento de esta persona."))
