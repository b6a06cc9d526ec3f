"""Forms: every POST is one, with its CSRF token; messages in the language of the page."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Form, StringField
from wtforms.validators import ValidationError


def squeeze(text: str | None) -> str | None:
    """One space between words and none at the ends; control characters are spaces too."""
    if text is None:
        return None
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class BaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """The base of every form."""


class Press(BaseForm):
    """A lone button is a form too: nothing but its token."""


def max_length(limit: int) -> object:
    """A validator: at most ``limit`` characters, said in a sentence."""
    def check(form: Form, field: StringField) -> None:
        if field.data and len(field.data) > limit:
            raise ValidationError(_("Escriba como máximo %(limit)s caracteres.", limit=limit))
    return check


REQUIRED = lazy_gettext("Falta completar este dato.")
