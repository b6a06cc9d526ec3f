"""The forms of lineage: a name to look for, and who trained somebody."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from training.accounts.documents import plain
from training.accounts.models import User
from training.accounts.queries import search
from training.cohorts.forms import DayField
from training.forms import BaseForm, max_length, squeeze

TRAINED, BEGAN = "formada", "empezo"
MOST_OFFERED = 8


class SearchForm(BaseForm):
    """Somebody in the cascade, by name; posted, so that it stands in no address."""

    words = StringField(_l("Buscar por nombre"), [max_length(80)], filters=[squeeze])


class OriginForm(BaseForm):
    """Who trained somebody, or that she began; found by document or by name, and chosen when several fit."""

    how = RadioField(_l("¿Cómo llegó a formar?"), [InputRequired(_l("Elija una de las dos."))], choices=[
        SelectChoice(TRAINED, _l("Se formó con otra persona")),
        SelectChoice(BEGAN, _l("Empezó la cascada: se formó fuera de Réplica o la reconoce el programa"))])
    trainer = StringField(_l("Con quién se formó"), [max_length(160)], filters=[squeeze],
                          description=_l("Su DNI, o sus nombres y apellidos. Tiene que facilitar o haber facilitado."))
    choice = StringField()  # the key of one of those who were offered
    asked = HiddenField()  # the words for which they were
    since = DayField(_l("Fecha de su certificado de formadores"),
                 description=_l("El día en que terminó su curso de formadores, aunque fuera en papel."))
    reason = TextAreaField(_l("Cómo lo sabe"), [DataRequired(_l("Escriba en qué se basa: acta, certificado, oficio.")),
                                                max_length(300)],
                           filters=[squeeze],
                           description=_l("El documento en que se basa. Queda en la auditoría. Sin nombres de pacientes."))
    seen = HiddenField()

    offers: tuple[User, ...] = ()
    found: User | None = None

    def settle(self) -> bool:
        """Whether it is known who is meant: nobody, or exactly one person. Otherwise the field says what to do."""
        if self.how.data == BEGAN:
            return True
        words = self.trainer.data or ""
        if not words:
            self.trainer.errors = [_("Escriba el DNI o el nombre de quien la formó, o marque que empezó la cascada.")]
            return False
        people = search(words, plain(words), 1).people[:MOST_OFFERED]
        chosen = [one for one in people if one.key == self.choice.data and self.asked.data == words]
        exact = chosen or (list(people) if len(people) == 1 else [])
        if exact:
            self.found = exact[0]
            return True
        self.offers = tuple(people)
        self.trainer.errors = [_("Hay varias personas con esas palabras. Elija una.") if people else
                               _("No encontramos a nadie con ese DNI o nombre. Revise cómo está escrito.")]
        return False
