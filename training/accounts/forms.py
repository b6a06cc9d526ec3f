"""The forms of accounts. A password is never trimmed nor shown again."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from wtforms import BooleanField, Form, PasswordField, SelectField, StringField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from training.accounts import documents, passwords
from training.accounts.models import User
from training.forms import REQUIRED, BaseForm, squeeze

_KINDS = [SelectChoice(documents.DNI, lazy_gettext("DNI")),
          SelectChoice(documents.CE, lazy_gettext("Carné de extranjería")),
          SelectChoice(documents.PASSPORT, lazy_gettext("Pasaporte"))]
_TOO_LONG = lazy_gettext("Escriba como máximo %(max)d caracteres.")


def _plain(text: str | None) -> str | None:
    return documents.plain(text[:60]) if text else text


def text(field: Field) -> str:
    """What was typed, or nothing."""
    return str(field.data or "")


def check_document(form: BaseForm, field: Field) -> None:
    """A validator: the number has the shape of its kind, said with what was counted."""
    number, kind = text(field), form["document_type"].data
    if not number or kind not in documents.KINDS or documents.well_formed(kind, number):
        return
    if not number.isascii() or not number.isalnum():
        raise ValidationError(_("Escriba solo números y letras, sin signos."))
    if kind != documents.DNI:
        raise ValidationError(_("Revise el número: tiene %(n)s caracteres; se esperan de 9 a 12.", n=len(number))
                              if kind == documents.CE else
                              _("Revise el número: tiene %(n)s caracteres; se esperan de 6 a 12.", n=len(number)))
    if not number.isdigit():
        raise ValidationError(_("El DNI lleva solo números. Si es otro documento, elíjalo al lado."))
    raise ValidationError(ngettext("Tiene %(num)s dígito; son 8.", "Tiene %(num)s dígitos; son 8.", len(number)))


class DocumentForm(BaseForm):
    """Kind and number of a document."""

    document_type = SelectField(lazy_gettext("Documento"), choices=_KINDS, default=documents.DNI)
    document = StringField(
        lazy_gettext("Número"), filters=[_plain], validators=[DataRequired(REQUIRED), check_document],
        render_kw={"autocomplete": "username", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 24})


class SignInForm(DocumentForm):
    """Document and key: the password, or the one-time code of the access slip."""

    password = PasswordField(
        lazy_gettext("Clave"),
        description=lazy_gettext("Si es su primera vez, escriba aquí el código de su ficha de acceso."),
        validators=[InputRequired(lazy_gettext("Escriba su clave o el código de su ficha.")),
                    Length(max=passwords.LONGEST, message=_TOO_LONG)],
        render_kw={"autocomplete": "current-password", "maxlength": passwords.LONGEST})


def good_password(owner: Callable[[], User]) -> Callable[[Form, Field], None]:
    """A validator: long enough, not common, not made of her own document or names."""
    def check(form: Form, field: Field) -> None:
        user = owner()
        found = passwords.flaw(field.data or "", user.document, (user.given_names, user.surnames))
        if found:
            raise ValidationError(_FLAWS[found]())
    return check


_FLAWS: dict[str, Callable[[], str]] = {
    passwords.SHORT: lambda: _("Es muy corta: use 8 caracteres o más. Tres palabras juntas sirven muy bien."),
    passwords.LONG: lambda: _("Es muy larga: use como máximo 128 caracteres."),
    passwords.COMMON: lambda: _("Es de las primeras que alguien probaría. "
                                "Junte tres palabras que no se suelan juntar."),
    passwords.OWN: lambda: _("Lleva sus nombres o su documento: quien la conoce la adivinaría. Elija otra."),
}


def _same_as_new(form: BaseForm, field: Field) -> None:
    if field.data != form["new"].data:
        raise ValidationError(_("No es igual a la de arriba. Escríbala otra vez."))


class NewPasswordForm(BaseForm):
    """A password of her own, twice; ``judged_for`` adds what depends on the person."""

    new = PasswordField(
        lazy_gettext("Su clave nueva"),
        description=lazy_gettext("8 caracteres o más. Valen espacios, tildes y la ñ: "
                                 "tres palabras juntas son fáciles de recordar."),
        validators=[InputRequired(REQUIRED)],
        render_kw={"autocomplete": "new-password", "maxlength": 200, "minlength": passwords.SHORTEST})
    again = PasswordField(lazy_gettext("Escríbala otra vez"), validators=[InputRequired(REQUIRED), _same_as_new],
                          render_kw={"autocomplete": "new-password", "maxlength": 200})

    def judged_for(self, user: User) -> "NewPasswordForm":
        """The same form, which now refuses what is weak for this person."""
        self.new.validators = [*self.new.validators, good_password(lambda: user)]
        return self


class FirstAccessForm(NewPasswordForm):
    """Own password and consent, in one go."""

    agree = BooleanField(lazy_gettext("Leí el aviso y acepto que Réplica use mis datos para este curso"),
                         validators=[InputRequired(lazy_gettext("Marque la casilla para continuar."))])

    def only(self, *, password: bool, consent: bool) -> "FirstAccessForm":
        """The same form without what this person has done already."""
        if not password:
            del self.new, self.again
        if not consent:
            del self.agree
        return self


def _own_password() -> PasswordField:
    return PasswordField(lazy_gettext("Su clave actual"), validators=[
        InputRequired(REQUIRED), Length(max=passwords.LONGEST, message=_TOO_LONG)],
        render_kw={"autocomplete": "current-password", "maxlength": passwords.LONGEST})


class ChangePasswordForm(NewPasswordForm):
    """The password she has, and the new one twice."""

    current = _own_password()


class SecondFactorForm(BaseForm):
    """Six figures of the app, or a recovery code."""

    code = StringField(lazy_gettext("Código de su aplicación"),
                       description=lazy_gettext("6 cifras que cambian cada medio minuto. "
                                                "Si perdió el teléfono, escriba uno de sus códigos de rescate."),
                       validators=[InputRequired(REQUIRED), Length(max=40, message=_TOO_LONG)],
                       render_kw={"autocomplete": "one-time-code", "inputmode": "text", "maxlength": 40,
                                  "spellcheck": "false", "class": "code-field"})


class SetUpForm(BaseForm):
    """The proof that the app has the secret, and that it is she who asks."""

    code = StringField(lazy_gettext("Las 6 cifras que muestra la aplicación"),
                       validators=[InputRequired(REQUIRED), Length(max=12, message=_TOO_LONG)],
                       render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12,
                                  "class": "code-field"})
    current = _own_password()


class DropForm(BaseForm):
    """Turning the second factor off asks for the password."""

    current = _own_password()


class SearchForm(BaseForm):
    """Names or a document; sent by POST so that it stands in no address and in no log."""

    words = StringField(lazy_gettext("Nombres o documento"), filters=[squeeze],
                        validators=[DataRequired(REQUIRED), Length(max=80, message=_TOO_LONG)],
                        render_kw={"autocomplete": "off", "maxlength": 80, "type": "search"})


def _a_name(form: Form, field: Field) -> None:
    name = text(field)
    if name and not any(c.isalpha() for c in name):
        raise ValidationError(_("Escriba un nombre con letras."))
    if any(c in "<>{}[]|\\^~`=" for c in name):
        raise ValidationError(_("Quite los signos que no son parte del nombre."))


def _name(label: Any, autocomplete: str = "off") -> StringField:
    return StringField(label, filters=[squeeze], render_kw={"autocomplete": autocomplete, "maxlength": 80},
                       validators=[DataRequired(REQUIRED), Length(max=80, message=_TOO_LONG), _a_name])


class RolesForm(BaseForm):
    """Names and roles of a person. Roles add up: an administrator may also be a trainer."""

    given_names = _name(lazy_gettext("Nombres"))
    surnames = _name(lazy_gettext("Apellidos"))
    profession = StringField(lazy_gettext("Profesión (si quiere)"), filters=[squeeze],
                             validators=[Optional(), Length(max=80, message=_TOO_LONG), _a_name],
                             render_kw={"maxlength": 80, "autocomplete": "off"})
    authority = SelectField(lazy_gettext("Facilita por"), validators=[Optional()], validate_choice=True, default="",
                            description=lazy_gettext("Su autoridad sanitaria. Verá las cohortes de esa autoridad."))
    is_admin = BooleanField(lazy_gettext("Administra Réplica: crea cuentas de facilitadores y ve el registro de actos"))

    def with_authorities(self, authorities: Sequence[tuple[int, str]]) -> "RolesForm":
        """The same form with the list of health authorities to choose from."""
        self.authority.choices = [SelectChoice("", _("No facilita")),
                                  *(SelectChoice(str(id_), name) for id_, name in authorities)]
        return self

    @property
    def authority_id(self) -> int | None:
        """The chosen authority, or None."""
        return int(self.authority.data) if self.authority.data else None


class NewStaffForm(RolesForm, DocumentForm):
    """A new trainer or administrator."""

    def validate(self, extra_validators: object = None) -> bool:
        """At least one role: this page is for staff; learners come through their cohort."""
        fine = bool(super().validate(extra_validators))
        if not self.authority.data and not self.is_admin.data and not self.authority.errors:
            self.authority.errors = [_("Elija una autoridad sanitaria, o marque que administra Réplica.")]
            return False
        return fine
