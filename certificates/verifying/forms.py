"""A file that somebody wants to compare with what was issued."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms.validators import ValidationError

from training.forms import BaseForm

MOST_BYTES = 5 * 1024 * 1024


class FileForm(BaseForm):
    """One file of at most MOST_BYTES; ``data_read`` holds its bytes after validation."""

    file = FileField(_l("Archivo PDF"),
                     description=_l("Hasta 5 MB. Tal como lo recibió: sin volver a guardarlo ni imprimirlo."))
    data_read: bytes = b""

    def validate_file(self, field: FileField) -> None:
        """Read once, and not more than a byte too much."""
        upload = field.data
        self.data_read = upload.read(MOST_BYTES + 1) if isinstance(upload, FileStorage) else b""
        if len(self.data_read) > MOST_BYTES:
            raise ValidationError(_("El archivo pesa más de 5 MB: ninguno de los nuestros pesa tanto."))
        if not self.data_read:
            raise ValidationError(_("Elija un archivo que no esté vacío."))
