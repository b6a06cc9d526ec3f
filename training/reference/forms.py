"""What one types to look something up."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length

from modules.search import LONGEST_QUESTION
from training.forms import BaseForm


class SearchForm(BaseForm):
    """A few words; they are asked by POST, so that they stay out of addresses, logs and history."""

    words = StringField(_l("Buscar en el manual"), validators=[
        Length(max=LONGEST_QUESTION, message=_l("Escriba menos: bastan unas pocas palabras."))],
        render_kw={"type": "search", "autocomplete": "off", "enterkeyhint": "search", "maxlength": LONGEST_QUESTION})
