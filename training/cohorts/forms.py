"""The forms of cohorts: exactly the fields that a page may change, no other."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, DateField, Form, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from training.accounts.documents import DNI
from training.clock import today
from training.cohorts.documents import Document, read_document
from training.cohorts.facilities import AS_WRITTEN
from training.cohorts.flaws import Field, Offer
from training.cohorts.roster import LONGEST_FACILITY, LONGEST_PROFESSION, Person, check_name
from training.cohorts.sentences import flaw, kinds, unknown_facility
from training.cohorts.tables import MOST_TEXT
from training.cohorts.text import strange_in_words, tidy, tidy_name
from training.crockford import tidy as tidy_code
from training.forms import REQUIRED, BaseForm, max_length
from training.places.matching import Register

LONGEST_COURSE = timedelta(days=400)


def _plain(text: str | None) -> str | None:
    return tidy(text) if text is not None else None


def _name(text: str | None) -> str | None:
    return tidy_name(text) if text is not None else None


def _clean(form: Form, field: StringField) -> None:
    if strange_in_words(field.data or ""):
        raise ValidationError(_("Hay caracteres que no se pueden usar aquí. Escriba el texto de nuevo."))


def text_field(label: str, limit: int, *, needed: bool = True, hint: str = "", **kw: Any) -> StringField:
    """A line of words: squeezed, limited, without characters that cannot be printed."""
    checks = [DataRequired(REQUIRED) if needed else Optional(), max_length(limit), _clean]
    return StringField(label, checks, filters=[_plain], description=hint, **kw)


class DayField(DateField):  # type: ignore[misc]  # WTForms carries no types
    """A date with our own sentence; day first is read too, as people type where the browser shows no calendar."""

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, [InputRequired(REQUIRED)], format=["%Y-%m-%d", "%d/%m/%Y"], **kw)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Esa fecha no existe. Escríbala como 15/12/2026.")) from None


class Details(NamedTuple):
    """What a form says about a cohort."""

    name: str
    place: str
    starts_on: date
    ends_on: date


class CohortForm(BaseForm):
    """Name, place and dates."""

    name = text_field(_l("Nombre de la cohorte"), 100, hint=_l("Así la verán sus participantes."))
    place = text_field(_l("Lugar"), 120, hint=_l("Un establecimiento o un local, y su ciudad."))
    starts_on = DayField(_l("Primer día"))
    ends_on = DayField(_l("Último día"))

    @property
    def details(self) -> Details:
        """What was typed, once it is valid."""
        first, last = self.starts_on.data, self.ends_on.data
        assert first is not None and last is not None
        return Details(self.name.data or "", self.place.data or "", first, last)

    def keep_dates(self, starts_on: date, ends_on: date) -> None:
        """Whatever was sent: these dates are moved elsewhere, with everything that hangs on them."""
        for field, day in ((self.starts_on, starts_on), (self.ends_on, ends_on)):
            field.raw_data, field.data, field.errors = [day.isoformat()], day, ()
            field.process_errors = []

    def validate_starts_on(self, field: DateField) -> None:
        if field.data and not date(2020, 1, 1) <= field.data <= today() + timedelta(days=1100):
            raise ValidationError(_("Revise el año."))

    def validate_ends_on(self, field: DateField) -> None:
        first = self.starts_on.data
        if field.data and first and field.data < first:
            raise ValidationError(_("El último día no puede ser anterior al primero."))
        if field.data and first and field.data - first > LONGEST_COURSE:
            raise ValidationError(_("Entre el primer y el último día hay más de un año. Revise las fechas."))


class FindCohortForm(BaseForm):
    """Words of a cohort's name or place."""

    words = text_field(_l("Nombre o lugar"), 80, render_kw={"autocomplete": "off", "type": "search"})


class EditCohortForm(CohortForm):
    """The same, and who facilitates. ``settled``: why only who administers changes more than words, or ""."""

    settled = ""
    trainers = SelectMultipleField(_l("Quién facilita"), coerce=int, widget=ListWidget(), option_widget=CheckboxInput(),
                                   description=_l("Quienes facilitan dan códigos a sus participantes. Queda anotado."))

    def validate_trainers(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Alguien tiene que facilitar la cohorte. Marque al menos a una persona."))


class NewCohortForm(CohortForm):
    """What a cohort needs to be opened."""

    course = RadioField(_l("Curso"), [InputRequired(_l("Elija un curso."))], validate_choice=True)
    authority = SelectField(_l("Dirección de salud"), coerce=str, validate_choice=True)


class RosterForm(BaseForm):
    """A list: pasted or as a file."""

    pasted = TextAreaField(_l("Su lista"), [max_length(MOST_TEXT)],
                           description=_l("Copie las columnas desde Excel, con su encabezado, y péguelas aquí."))
    upload = FileField(_l("O elija un archivo"), description=_l("Excel (.xlsx) o CSV, de hasta 2 MB y 5000 filas."))

    @property
    def uploaded(self) -> bytes | None:
        """The bytes of the file, when one was chosen."""
        chosen = self.upload.data
        if not isinstance(chosen, FileStorage) or not chosen.filename:
            return None
        chosen.stream.seek(0)
        return chosen.stream.read()

    def blame(self, sentence: str) -> None:
        """Say what is wrong beside the field that the list came from."""
        (self.pasted if self.uploaded is None else self.upload).errors = [sentence]


class FacilityFields(BaseForm):
    """A profession and a facility; one that the register does not know is asked about once, with the nearest offered."""

    profession = text_field(_l("Profesión o cargo"), LONGEST_PROFESSION, needed=False)
    facility = text_field(_l("Establecimiento"), LONGEST_FACILITY, needed=False)
    place = StringField()  # the choice among the offers: a code, or AS_WRITTEN
    asked = StringField()  # the text about which it was asked
    offers: tuple[Offer, ...] | None = None  # not None: the question is open
    facility_id: int | None = None

    def settle(self, register: Register) -> bool:
        """Whether the facility is known, empty, or left as written on purpose; otherwise there are offers and an error."""
        written = self.facility.data or ""
        said = self.place.data if (self.asked.data or "") == written else ""
        found = register.by_code.get(said or "") or register.named(written) if written else None
        if found is not None and said != AS_WRITTEN:
            self.facility.data, self.facility_id = found.name, found.id
        elif written and register and said != AS_WRITTEN:
            self.offers = tuple(Offer(place.code, place.name, place.where) for place in register.nearest(written))
            self.facility.errors = [unknown_facility()]
        return self.offers is None


class PersonForm(FacilityFields):
    """One person, added by hand or asking to join."""

    document_type = SelectField(_l("Tipo de documento"), validate_choice=True)
    document = StringField(_l("N.º de documento"), [DataRequired(REQUIRED), max_length(60)])
    given_names = StringField(_l("Nombres"), [DataRequired(REQUIRED), max_length(200)], filters=[_name])
    surnames = StringField(_l("Apellidos"), [DataRequired(REQUIRED), max_length(200)], filters=[_name])

    def __init__(self, **kw: Any) -> None:
        super().__init__(**kw)
        self.document_type.choices = [SelectChoice(value, label) for value, label in kinds()]

    def validate_document(self, field: StringField) -> None:
        flaws = read_document(self.document_type.data or DNI, field.data or "")[1]
        if flaws:
            hint = _("¿Es %(number)s?", number=flaws[0].suggestion) if flaws[0].suggestion else ""
            raise ValidationError(f"{flaw(flaws[0])} {hint}".strip())

    def validate_given_names(self, field: StringField) -> None:
        _check_name(Field.GIVEN_NAMES, field)

    def validate_surnames(self, field: StringField) -> None:
        _check_name(Field.SURNAMES, field)

    def person(self) -> Person:
        """What was typed, once it is valid."""
        document = read_document(self.document_type.data or DNI, self.document.data or "")[0]
        return Person(document.kind, document.number, self.given_names.data or "", self.surnames.data or "",
                      self.profession.data or "", self.facility.data or "", self.facility_id)


def _check_name(which: Field, field: StringField) -> None:
    flaws = check_name(which, field.data or "")
    if flaws:
        raise ValidationError(" ".join(map(flaw, flaws)))


class MemberForm(FacilityFields):
    """What may be corrected about a person in a cohort."""


class NewPersonForm(PersonForm):
    """A person whom the trainer adds; a namesake in the cohort is asked about."""

    another = BooleanField(_l("Es otra persona: inscribirla"))


class DocumentForm(BaseForm):
    """The right document of somebody who was written down with a wrong one."""

    document_type = SelectField(_l("Tipo de documento"), validate_choice=True)
    document = StringField(_l("N.º de documento"), [DataRequired(REQUIRED), max_length(60)])
    validate_document = PersonForm.validate_document

    def __init__(self, **kw: Any) -> None:
        super().__init__(**kw)
        self.document_type.choices = [SelectChoice(value, label) for value, label in kinds()]

    def read(self) -> Document:
        """What was typed, once it is valid."""
        return read_document(self.document_type.data or DNI, self.document.data or "")[0]


def _eight(form: Form, field: StringField) -> None:
    code = tidy_code(field.data or "")
    if code is None or len(code) != 8:
        raise StopValidation(_("El código tiene 8 letras y números. Revíselo con quien facilita su taller."))
    field.data = code


class JoinForm(BaseForm):
    """The code of a group, typed by somebody who is signed in."""

    code = StringField(_l("Código de su grupo"), [DataRequired(REQUIRED), _eight],
                       description=_l("8 letras y números. Se lo da quien facilita su taller."))


class AskToJoinForm(JoinForm, PersonForm):
    """The code of a group and who asks, without a session."""


class CodeForm(BaseForm):
    """How an access code will be given."""

    way = RadioField(_l("¿Cómo se lo dará?"), [InputRequired(_l("Elija una de las dos."))],
                     choices=[SelectChoice("printed", _l("Escrito o impreso: 10 caracteres, sirve 30 días")),
                              SelectChoice("spoken", _l("Dictado, cara a cara o por teléfono: 8 caracteres, 24 horas"))],
                     default="printed")

