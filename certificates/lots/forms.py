"""What people send: a ZIP."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Form
from wtforms.validators import ValidationError

from training.forms import BaseForm


def _chosen(form: Form, field: FileField) -> None:
    if not isinstance(field.data, FileStorage) or not field.data.filename:
        raise ValidationError(_("Elija el archivo ZIP con los PDF firmados."))


class LotForm(BaseForm):
    """The signed files."""

    upload = FileField(lazy_gettext("ZIP con los PDF firmados"), validators=[_chosen], render_kw={"accept": ".zip"},
                       description=lazy_gettext("Hasta 40 MB y 500 archivos. Puede subirlos por partes, en cualquier orden; "
                                                "los nombres de los archivos no importan."))
