"""What is asked of whoever makes a key for another system."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from training.forms import REQUIRED, BaseForm, max_length, squeeze


class KeyForm(BaseForm):
    """For which system, of which region, until when."""

    name = StringField(_l("Para qué sistema"), [DataRequired(REQUIRED), max_length(80)], filters=[squeeze],
                       description=_l("El nombre del sistema y de la oficina, como «Tablero de la DIRESA». Sin nombres "
                                      "de personas."))
    region = SelectField(_l("Qué puede leer"))
    days = SelectField(_l("Cuánto dura"), default="180", choices=[
        SelectChoice("90", _l("90 días")), SelectChoice("180", _l("6 meses")), SelectChoice("365", _l("Un año"))])
