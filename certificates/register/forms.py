"""What an administrator pastes about the register."""

from flask_babel import lazy_gettext
from wtforms import TextAreaField

from certificates.register import note
from training.forms import REQUIRED, BaseForm


class AgreeForm(BaseForm):
    """The newest checkpoint that there is outside, as it is written."""

    note = TextAreaField(lazy_gettext("El punto de control más nuevo que haya fuera"),
                         description=lazy_gettext("Péguelo entero, con sus cinco líneas, la vacía también."))

    def validate(self, extra_validators: object = None) -> bool:
        """It is there and looks like one; whether it agrees is for the register to say."""
        good = bool(super().validate(extra_validators))
        if note.parse(self.text) is None:
            self.note.errors = [*self.note.errors, REQUIRED if not self.text.strip() else lazy_gettext(
                "Esto no es un punto de control. Copie el texto completo del archivo, desde la primera línea.")]
            return False
        return good

    @property
    def text(self) -> str:
        """As it was signed: browsers send other line ends, and people lose the last one."""
        lines = (self.note.data or "").replace("\r\n", "\n").strip("\n ").split("\n")
        return "\n".join(line.rstrip() for line in lines) + "\n"
