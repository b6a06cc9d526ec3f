"""The forms of sheets and of voiding: what is typed is squeezed, and each error stands beside its field."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from training.forms import REQUIRED, BaseForm, squeeze

_NO_STORIES = _l("Solo lo que pasó con la hoja o con la pregunta; ningún nombre ni historia de una usuaria.")


class UndoForm(BaseForm):
    """Why a sheet is left without effect, and whose it really is."""

    why = StringField(_l("Motivo"), description=_NO_STORIES, filters=[squeeze], validators=[
        DataRequired(REQUIRED), Length(min=5, max=200, message=_l("Escriba el motivo en una frase de 5 a 200 letras."))])
    to = IntegerField(_l("Es de la fila número"), validators=[
        Optional(), NumberRange(1, 9999, _l("Escriba el número de fila, por ejemplo 13."))],
        description=_l("Si ya sabe de quién es. Las respuestas pasan a esa persona."))


class VoidForm(BaseForm):
    """Why a question is voided."""

    reason = TextAreaField(_l("Motivo"), description=_NO_STORIES, filters=[squeeze], validators=[
        DataRequired(REQUIRED),
        Length(min=10, max=400, message=_l("Explique el motivo en 10 a 400 letras: queda en el registro."))])
