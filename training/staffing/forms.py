"""The forms of this room: dates that say what is wrong beside their field, and a facility that is never guessed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from training.accounts.forms import DocumentForm
from training.clock import today
from training.forms import REQUIRED, BaseForm, max_length, squeeze
from training.places.matching import Place
from training.places.models import HealthAuthority
from training.places.queries import register_for
from training.staffing.actions import Terms
from training.staffing.models import CONTRACTS, UNKNOWN
from training.staffing.rules import wrong_contract
from training.staffing.words import contract_words, flaw, reason_words

STRANGE = "<>{}[]|\\^~`="


class DayField(DateField):  # type: ignore[misc]  # WTForms carries no types
    """A date with our own sentence; day first is read too, as people type where the browser shows no calendar."""

    def __init__(self, label: str, *, needed: bool = True, **kw: Any) -> None:
        super().__init__(label, [InputRequired(REQUIRED) if needed else Optional()], format=["%Y-%m-%d", "%d/%m/%Y"], **kw)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Esa fecha no existe. Escríbala como 15/12/2026.")) from None


class ContractForm(BaseForm):
    """Under which contract, and until when; both may be left open."""

    contract = SelectField(_l("Clase de contrato (si quiere)"), default=UNKNOWN)
    contract_ends_on = DayField(_l("El contrato termina el (si lo sabe)"), needed=False)

    def __init__(self, **kw: Any) -> None:
        super().__init__(**kw)
        self.contract.choices = [SelectChoice(kind, contract_words()[kind]) for kind in (UNKNOWN, *CONTRACTS[:-1])]

    def fits(self, since: date) -> bool:
        """Whether the contract can end on that day, for somebody who began on ``since``."""
        wrong = wrong_contract(self.contract.data or "", self.contract_ends_on.data, since, today())
        if wrong:
            self.contract_ends_on.errors = [flaw(wrong)]
        return wrong is None


class TermsForm(ContractForm):
    """From when on, and under which contract."""

    since = DayField(_l("Trabaja ahí desde el"), default=today)

    def terms(self) -> Terms:
        """What was typed, once it is valid."""
        return Terms(self.since.data or today(), self.contract.data or "", self.contract_ends_on.data)


class PlaceFields(BaseForm):
    """A facility by its name or code; one that the register does not know by it is asked about, with the nearest offered."""

    facility = StringField(_l("Establecimiento"), [DataRequired(REQUIRED), max_length(120)], filters=[squeeze],
                           description=_l("Su nombre o su código del registro (RENIPRESS)."),
                           render_kw={"autocomplete": "off", "maxlength": 120})
    place = StringField()  # the choice among the offers: a code
    asked = StringField()  # the text about which it was asked
    offers: Sequence[Place] | None = None

    def look_up(self, authority_id: int) -> Place | None:
        """The facility that is meant; None leaves offers and an error beside the field."""
        written = self.facility.data or ""
        register = register_for(authority_id, [written])
        if not register:
            self.facility.errors = [_("Todavía no hay establecimientos de esa región en Réplica. Avise a quien la "
                                      "administra.")]
            return None
        said = self.place.data if (self.asked.data or "") == written else ""
        found = register.by_code.get(said or "") or register.named(written)
        if found is None:
            self.offers = register.nearest(written)
            self.facility.errors = [_("Hay más de uno o ninguno con ese nombre: elija cuál es.") if self.offers else
                                    _("No lo encontramos en esa región. Revise cómo está escrito, o escriba su código.")]
        return found


class MoveForm(PlaceFields, TermsForm):
    """Where she works now, said by herself. ``seen``: the posting that the page showed."""

    authority = SelectField(_l("Dirección de salud"), [InputRequired(REQUIRED)])
    seen = StringField()

    def among(self, authorities: Iterable[HealthAuthority]) -> "MoveForm":
        """The same form with the list of health authorities."""
        self.authority.choices = [SelectChoice("", _("Elija")),
                                  *(SelectChoice(str(one.id), one.name) for one in authorities)]
        return self


class SendForm(PlaceFields, TermsForm):
    """To which other facility somebody went."""

    seen = StringField()


def _name(label: str) -> StringField:
    return StringField(label, [DataRequired(REQUIRED), max_length(80), _letters], filters=[squeeze],
                       render_kw={"autocomplete": "off", "maxlength": 80})


def _letters(form: BaseForm, field: StringField) -> None:
    if not any(c.isalpha() for c in field.data or "") or any(c in STRANGE for c in field.data or ""):
        raise ValidationError(_("Escriba un nombre con letras, sin signos."))


class AddForm(TermsForm, DocumentForm):
    """Somebody who works here, by her document. ``seen``: the posting elsewhere that a transfer ends."""

    surnames = _name(_l("Apellidos"))
    given_names = _name(_l("Nombres"))
    profession = StringField(_l("Profesión o cargo (si quiere)"), [Optional(), max_length(80)], filters=[squeeze],
                             render_kw={"autocomplete": "off", "maxlength": 80})

    def __init__(self, **kw: Any) -> None:
        super().__init__(**kw)
        self.document.render_kw = dict(self.document.render_kw or {}, autocomplete="off")  # it is another person's

    @property
    def written(self) -> str:
        """Her name as it was typed."""
        return f"{self.given_names.data} {self.surnames.data}"


class LeaveForm(BaseForm):
    """Her last day."""

    until = DayField(_l("Su último día ahí fue el"), default=today)


class WithdrawForm(BaseForm):
    """Why it was a mistake."""

    reason = RadioField(_l("¿Qué estaba mal?"), [InputRequired(_l("Elija una."))])

    def said_by(self, *, herself: bool) -> "WithdrawForm":
        """The same form with the reasons in words."""
        self.reason.choices = [SelectChoice(reason, words) for reason, words in reason_words(herself=herself)]
        return self
