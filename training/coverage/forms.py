"""The form of the targets: one whole number for each category."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField
from wtforms.validators import ValidationError

from training.forms import REQUIRED, BaseForm

LEAST, MOST = 1, 500


def _whole(_form: Form, field: StringField) -> None:
    text = str((field.raw_data or [""])[0]).strip()  # what was sent: without it, the field would show what it began with
    if not text:
        raise ValidationError(REQUIRED)
    if not (text.isascii() and text.isdigit() and len(text) < 5 and LEAST <= int(text) <= MOST):
        raise ValidationError(_("Escriba un número entero de %(least)s a %(most)s: cuántas personas capacitadas necesita, "
                                "como mínimo, un establecimiento de esta categoría.", least=LEAST, most=MOST))


def name_of(category: str) -> str:
    """The name of the field of a category: «I-1» → «meta-I-1», "" → «meta-»."""
    return f"meta-{category}"


class TargetsForm(BaseForm):
    """The frame; its fields are added for the categories that there are."""

    def wanted(self, categories: Mapping[str, int]) -> dict[str, int]:
        """Category → number, of a form that is right."""
        return {one: int(self[name_of(one)].data) for one in categories}


def targets_form(known: Mapping[str, int], sent: "MultiDict[str, str] | None" = None) -> TargetsForm:
    """The form for these categories with their targets."""
    fields = {name_of(one): StringField(one or lazy_gettext("Sin categoría en el registro"), [_whole], default=str(needed),
                                        render_kw={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"})
              for one, needed in known.items()}
    made: TargetsForm = type("Targets", (TargetsForm,), fields)(sent)
    return made
