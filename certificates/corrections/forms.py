"""What people write about a paper that exists: what it should say instead, why it should be revoked, what was decided."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, ValidationError

from certificates.corrections.words import reasons
from certificates.paper import flaws
from certificates.paper.snapshot import Snapshot
from training.cohorts.documents import read_document
from training.cohorts.flaws import Field
from training.cohorts.roster import check_name
from training.cohorts.sentences import flaw, kinds
from training.cohorts.text import tidy_name
from training.forms import REQUIRED, BaseForm, max_length, squeeze

FIELDS = ("given_names", "surnames", "document_type", "document", "place", "starts", "ends")
LONGEST_PLACE, LONGEST_WORDS = 120, 400


def _tidy(text: str | None) -> str | None:
    return tidy_name(text) if text is not None else None


def _check_name(which: Field, field: StringField, before: str) -> None:
    """What was printed once may be printed again, whatever the rules of today."""
    if field.data != before and (found := check_name(which, field.data or "")):
        raise ValidationError(" ".join(map(flaw, found)))


class CorrectionForm(BaseForm):
    """What the new paper says. Give it the paper's own words as ``before``; ``changes`` are those that differ."""

    given_names = StringField(_l("Nombres"), [InputRequired(REQUIRED), max_length(80)], filters=[_tidy])
    surnames = StringField(_l("Apellidos"), [InputRequired(REQUIRED), max_length(80)], filters=[_tidy])
    document_type = SelectField(_l("Tipo de documento"), choices=[])
    document = StringField(_l("N.º de documento"), [InputRequired(REQUIRED), max_length(40)], filters=[squeeze])
    place = StringField(_l("Lugar"), [DataRequired(REQUIRED), max_length(LONGEST_PLACE)], filters=[squeeze])
    starts = DateField(_l("Empezó"), [InputRequired(REQUIRED)])
    ends = DateField(_l("Terminó"), [InputRequired(REQUIRED)])
    why = StringField(_l("Por qué se corrige"), [DataRequired(REQUIRED), max_length(LONGEST_WORDS)], filters=[squeeze],
                      description=_l("Por ejemplo: «El apellido materno estaba mal escrito». No se publica."))
    seen = BooleanField(_l("Tuve a la vista su documento, y la persona está de acuerdo con cómo se escribirá"))
    before: Snapshot

    @classmethod
    def over(cls, said: Snapshot) -> "CorrectionForm":
        """The form with what the paper says in it, where nothing was sent."""
        form = cls(data={name: getattr(said, name) for name in FIELDS})
        form.document_type.choices = [SelectChoice(*kind) for kind in kinds()]
        form.before = said
        return form

    @property
    def changes(self) -> dict[str, object]:
        """The fields that will say something else, as the snapshot has them."""
        return {name: self[name].data for name in FIELDS if self[name].data != getattr(self.before, name)}

    def validate(self, extra_validators: object = None) -> bool:
        """Each field by itself, then what they say together."""
        good = bool(super().validate(extra_validators))
        if good and not self.changes:
            self.surnames.errors = [_("Nada cambió todavía: escriba lo que el papel debe decir.")]
        if good and not self.seen.data and self.changes.keys() & {"given_names", "surnames", "document_type", "document"}:
            self.seen.errors = [_("El nombre y el documento se cambian con el documento a la vista. Marque esta casilla.")]
        return good and not self.surnames.errors and not self.seen.errors

    def validate_given_names(self, field: StringField) -> None:
        _check_name(Field.GIVEN_NAMES, field, self.before.given_names)

    def validate_surnames(self, field: StringField) -> None:
        _check_name(Field.SURNAMES, field, self.before.surnames)
        if found := flaws.of_name(self.given_names.data or "-", field.data or "-"):
            raise ValidationError(found)

    def validate_document(self, field: StringField) -> None:
        if field.data == self.before.document and self.document_type.data == self.before.document_type:
            return
        document, found = read_document(self.document_type.data or "", field.data or "")
        if found:
            raise ValidationError(" ".join(map(flaw, found)))
        field.data = document.number

    def validate_place(self, field: StringField) -> None:
        if found := flaws.of_text(field.data or ""):
            raise ValidationError(found)

    def validate_ends(self, field: DateField) -> None:
        if field.data and self.starts.data and field.data < self.starts.data:
            raise ValidationError(_("Terminó antes de empezar: revise las dos fechas."))


class RevocationForm(BaseForm):
    """Why a paper should not count any more."""

    reason = RadioField(_l("Motivo"), [InputRequired(REQUIRED)], choices=[], validate_choice=True)
    words = TextAreaField(_l("Qué pasó"), [DataRequired(REQUIRED), max_length(LONGEST_WORDS)], filters=[squeeze],
                          description=_l("Lo lee quien decide. No se publica."))

    @classmethod
    def fresh(cls) -> "RevocationForm":
        """The form with its reasons in the language of the page."""
        form = cls()
        form.reason.choices = [SelectChoice(*reason) for reason in reasons().items()]
        return form


class DecisionForm(BaseForm):
    """Approve or decline; whoever declines says why."""

    do = RadioField(choices=[SelectChoice("approve", ""), SelectChoice("decline", "")])
    words = StringField(_l("Respuesta"), [max_length(LONGEST_WORDS)], filters=[squeeze])

    def validate_words(self, field: StringField) -> None:
        if self.do.data == "decline" and not field.data:
            raise ValidationError(_("Escriba por qué no se revoca: lo lee quien lo pidió."))
