"""What is written on a follow-up date."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField

from training.closing.actions import LONGEST_NOTE
from training.forms import BaseForm, max_length, squeeze


class FollowUpForm(BaseForm):
    """Done or not, and what came of it."""

    done = BooleanField(_l("Hecho"))
    note = TextAreaField(_l("Qué se encontró y qué se acordó"), [max_length(LONGEST_NOTE)],
                         filters=[squeeze],
                         description=_l("Sobre el establecimiento y su plan. Sin nombres ni historias de usuarias."))
