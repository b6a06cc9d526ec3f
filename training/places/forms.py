"""The forms of the register: a file, a code that is accepted, a health authority."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Regexp, ValidationError

from training.forms import REQUIRED, BaseForm, max_length, squeeze
from training.places.departments import name_of
from training.places.lines import MOST_BYTES

_MOST_AREAS = 200


class UploadForm(BaseForm):
    """The register's file; ``data_read`` holds its bytes after validation."""

    upload = FileField(_l("Archivo del registro"),
                       description=_l("CSV o Excel (.xlsx) como lo publica el RENIPRESS, de hasta 12 MB."),
                       render_kw={"accept": ".csv,.txt,.xlsx"})
    complete = BooleanField(_l("El archivo trae todo el registro: los establecimientos que no estén en él se cierran"))
    data_read: bytes = b""

    def validate_upload(self, field: FileField) -> None:
        """Read once, and not more than a byte too much."""
        sent = field.data
        self.data_read = sent.read(MOST_BYTES + 1) if isinstance(sent, FileStorage) else b""
        if isinstance(sent, FileStorage):
            sent.close()
        if len(self.data_read) > MOST_BYTES:
            raise ValidationError(_("El archivo pesa más de %(most)s MB. Divídalo en partes.", most=MOST_BYTES // 1_000_000))
        if not self.data_read:
            raise ValidationError(_("Elija un archivo que no esté vacío."))


class ApplyForm(BaseForm):
    """Apply what was looked at: ``seen`` is the digest of it."""

    seen = HiddenField(validators=[DataRequired(REQUIRED), Length(64, 64)])


class AcceptForm(BaseForm):
    """A facility may become the one that the file gives its code to."""

    facility = HiddenField(validators=[DataRequired(REQUIRED), Regexp(r"^[0-9]{8}$")])


class AuthorityForm(BaseForm):
    """A health authority: its name, and what of the register belongs to it."""

    name = StringField(_l("Nombre"), filters=[squeeze], validators=[DataRequired(REQUIRED), max_length(120)],
                       render_kw={"maxlength": 120},
                       description=_l("Como se llama hoy: DIRESA, GERESA o DIRIS, y su región."))
    ubigeos = TextAreaField(_l("UBIGEO que le corresponden"), render_kw={"rows": 4},
                            description=_l("Códigos del INEI, separados por comas: 2 cifras (departamento), 4 (provincia) "
                                           "o 6 (distrito). El más largo manda."))
    disas = StringField(_l("Cómo la escribe el registro en la columna DISA"), filters=[squeeze],
                        validators=[max_length(300)], render_kw={"maxlength": 300},
                        description=_l("Si es distinto del departamento; separe con comas."))

    @property
    def prefixes(self) -> list[str]:
        """The UBIGEO as they were typed, one by one."""
        return [one for one in re.split(r"[\s,;]+", self.ubigeos.data or "") if one]

    @property
    def texts(self) -> list[str]:
        """The DISA texts, one by one."""
        return [text for one in (self.disas.data or "").split(",") if (text := one.strip()) and any(map(str.isalnum, text))]

    def validate_name(self, field: StringField) -> None:
        """A name has letters."""
        if not any(map(str.isalpha, field.data or "")):
            raise ValidationError(_("Escriba un nombre con letras."))

    def validate_ubigeos(self, field: TextAreaField) -> None:
        """Two, four or six digits that begin with a department of INEI's."""
        wrong = [one for one in self.prefixes
                 if not (one.isascii() and one.isdigit() and len(one) in (2, 4, 6) and name_of(one[:2]))]
        if wrong:
            raise ValidationError(_("«%(one)s» no es un UBIGEO de 2, 4 o 6 cifras.", one=wrong[0][:12]))
        if len(self.prefixes) > _MOST_AREAS:
            raise ValidationError(_("Son demasiados: escriba la provincia (4 cifras) en lugar de sus distritos."))

    def validate_disas(self, field: StringField) -> None:
        """Texts of the register are short."""
        if any(len(one) > 60 for one in self.texts):
            raise ValidationError(_("Cada nombre tiene como máximo %(limit)s caracteres.", limit=60))


class NewAuthorityForm(AuthorityForm):
    """A new one says of which department it is."""

    department = SelectField(_l("Departamento"), validators=[InputRequired(REQUIRED)])

    def with_departments(self, departments: list[tuple[str, str]]) -> "NewAuthorityForm":
        """The same form with the list to choose from."""
        self.department.choices = [SelectChoice("", _("Elija un departamento")),
                                   *(SelectChoice(*one) for one in departments)]
        return self
