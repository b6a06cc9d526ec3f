"""What people write about certificates: who signs, and a code to check."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, Form, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from certificates.paper import flaws
from certificates.paper.codes import LONGEST_TYPED
from certificates.paper.snapshot import Signer
from training.forms import REQUIRED, BaseForm, squeeze

LONGEST = 80


def _printable(form: Form, field: StringField) -> None:
    if field.data and len(field.data) > LONGEST:
        raise ValidationError(_("Escriba como máximo %(limit)s caracteres.", limit=LONGEST))
    if field.data and (flaw := flaws.of_text(field.data)):
        raise ValidationError(flaw)


class SignersForm(BaseForm):
    """One or two people who sign by hand, and in what capacity; ``both``: constancias for those with a certificate too."""

    name_1 = StringField(lazy_gettext("Quien firma"), filters=[squeeze], validators=[_printable])
    post_1 = StringField(lazy_gettext("Cargo"), filters=[squeeze], validators=[_printable])
    name_2 = StringField(lazy_gettext("Segunda firma, si la hay"), filters=[squeeze],
                         validators=[_printable])
    post_2 = StringField(lazy_gettext("Cargo de la segunda firma"), filters=[squeeze], validators=[_printable])
    both = BooleanField(lazy_gettext("También una constancia de asistencia para quienes tienen certificado"))

    accept = SelectMultipleField(choices=[], validate_choice=False)  # keys of memberships; what is none of them does nothing

    @property
    def accepted(self) -> frozenset[str]:
        """The memberships about which somebody says that all is right."""
        return frozenset(self.accept.data or ())

    def validate(self, extra_validators: object = None) -> bool:
        """The first signer is needed whole, the second whole or not at all."""
        good = bool(super().validate(extra_validators))
        pairs = [(self.name_1, self.post_1)]
        if self.name_2.data or self.post_2.data:
            pairs.append((self.name_2, self.post_2))
        for field in (field for pair in pairs for field in pair if not field.data):
            field.errors = [*field.errors, REQUIRED]
        for name, post in pairs:
            if name.data and post.data and not (name.errors or post.errors):
                flaw = flaws.of_signer(name.data, post.data)
                post.errors = [flaw] if flaw else []
        return good and not any(field.errors for pair in pairs for field in pair)

    @property
    def signers(self) -> list[Signer]:
        """Who signs, after validation."""
        pairs = ((self.name_1.data, self.post_1.data), (self.name_2.data, self.post_2.data))
        return [Signer(name, post) for name, post in pairs if name and post]

    @classmethod
    def prefilled(cls, signers: list[Signer]) -> "SignersForm":
        """The form with these people in it, where nothing was sent."""
        said = {f"{part}_{place}": getattr(signer, part) for place, signer in enumerate(signers, 1)
                for part in ("name", "post")}
        return cls(data=said)


class CodeForm(BaseForm):
    """A code as it stands on paper."""

    code = StringField(lazy_gettext("Código de verificación"),
                       description=lazy_gettext("Son 13 letras y números, junto al QR. Por ejemplo: 7K4M-X2QD-9HTR0."))

    @property
    def typed(self) -> str:
        """What was typed, no longer than a code can be."""
        return (squeeze(self.code.data) or "")[: LONGEST_TYPED + 1]
