"""The form of a person's own name."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, ValidationError

from training.cohorts.flaws import Field
from training.cohorts.roster import check_name
from training.cohorts.sentences import flaw
from training.cohorts.text import tidy_name
from training.forms import REQUIRED, BaseForm, max_length
from training.naming.likeness import same_person


def _tidy(text: str | None) -> str | None:
    return tidy_name(text) if text is not None else None


class NameForm(BaseForm):
    """Given names and surnames, as they will be printed."""

    given_names = StringField(_l("Nombres"), [InputRequired(REQUIRED), max_length(200)], filters=[_tidy])
    surnames = StringField(_l("Apellidos"), [InputRequired(REQUIRED), max_length(200)], filters=[_tidy])
    known: tuple[tuple[str, str], ...] = ()  # given names and surnames by which we know her

    def validate_given_names(self, field: StringField) -> None:
        _check(Field.GIVEN_NAMES, field)
        if field.data not in [given for given, _surnames in self.known]:
            self._must_be_hers()

    def validate_surnames(self, field: StringField) -> None:
        _check(Field.SURNAMES, field)
        if self.given_names.data in [given for given, _surnames in self.known]:
            self._must_be_hers()

    def _must_be_hers(self) -> None:
        """Said beside the part that changed. Raises ValidationError for a name that is no spelling of hers."""
        if not same_person(f"{self.given_names.data} {self.surnames.data}", *map(" ".join, self.known)):
            raise ValidationError(_("Aquí se corrige cómo está escrito su nombre. Si es otro nombre, muestre su documento a "
                                    "quien facilita su taller, que lo escribe por usted."))


def _check(which: Field, field: StringField) -> None:
    flaws = check_name(which, field.data or "")
    if flaws:
        raise ValidationError(" ".join(map(flaw, flaws)))
