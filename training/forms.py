"""Forms: every POST is one, with its CSRF token; messages in the language of the page."""

from typing import Any

from flask import request
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

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # the same
        """What every form does before it reads anything."""

        def wrap_formdata(self, form: Form, formdata: Any) -> Any:
            """Only what a form posts: Flask-WTF reads JSON as well, whose values may be numbers, lists or 3,000 deep."""
            return None if request.is_json else super().wrap_formdata(form, formdata)


class Press(BaseForm):
    """A lone button is a form too: nothing but its token."""


def max_length(limit: int) -> object:
    """A validator: at most ``limit`` characters, said in a sentence."""
    def check(form: Form, field: StringField) -> None:
        if field.data and len(field.data) > limit:
            raise ValidationError(_("Escriba como máximo %(limit)s caracteres.", limit=limit))
    return check


REQUIRED = lazy_gettext("Falta completar este dato.")
