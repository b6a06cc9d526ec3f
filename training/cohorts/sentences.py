"""The words for what a roster has wrong: each says what is the matter and what to do."""

from datetime import date

from babel.dates import format_interval
from flask_babel import gettext as _
from flask_babel import ngettext

from training.accounts.documents import CE, DNI, PASSPORT
from training.cohorts.columns import Column
from training.cohorts.flaws import Field, Flaw, Reason
from training.cohorts.tables import Unreadable, Why
from training.pages import conventions


def kinds() -> list[tuple[str, str]]:
    """The kinds of document, for a choice."""
    return [(DNI, _("DNI")), (CE, _("Carné de extranjería")), (PASSPORT, _("Pasaporte"))]


def kind(value: str) -> str:
    """A kind of document in words."""
    return dict(kinds()).get(value, value)


def settled() -> str:
    """Why a cohort that has ended keeps its dates and who facilitated it."""
    return _("La cohorte ya terminó: sus fechas y quién la facilitó respaldan los certificados. Si hay un error, pida a "
             "quien administra Réplica que lo corrija.")


def label(field: Field) -> str:
    """What a cell is called on the screen."""
    words: dict[object, str] = {
        Field.DOCUMENT_TYPE: _("Tipo de documento"), Field.DOCUMENT: _("Documento"), Field.GIVEN_NAMES: _("Nombres"),
        Field.SURNAMES: _("Apellidos"), Field.PROFESSION: _("Profesión"), Field.FACILITY: _("Establecimiento"),
    }
    return words[field]


def columns() -> list[tuple[str, str]]:
    """What a column may be, for a choice; two ways of naming a document are one on the screen."""
    return [
        (Column.IGNORE, _("No usar")), (Column.DOCUMENT, _("N.º de documento")),
        (Column.DOCUMENT_TYPE, _("Tipo de documento")), (Column.SURNAMES, _("Apellidos")),
        (Column.FIRST_SURNAME, _("Apellido paterno")), (Column.SECOND_SURNAME, _("Apellido materno")),
        (Column.GIVEN_NAMES, _("Nombres")), (Column.SURNAMES_FIRST, _("Apellidos y nombres juntos")),
        (Column.NAMES_FIRST, _("Nombres y apellidos juntos")), (Column.PROFESSION, _("Profesión o cargo")),
        (Column.FACILITY, _("Establecimiento")),
    ]


def flaw(found: Flaw) -> str:
    """One flaw as a sentence."""
    if found.reason is Reason.MISSING:
        return _missing(found.field)
    if found.field in (Field.DOCUMENT, Field.DOCUMENT_TYPE):
        return _document(found)
    return _words(found)


def _missing(field: Field) -> str:
    words: dict[object, str] = {
        Field.DOCUMENT: _("Falta el número de documento."), Field.SURNAMES: _("Faltan los apellidos."),
        Field.GIVEN_NAMES: _("Faltan los nombres."),
    }
    return words.get(field, str(_("Falta completar este dato.")))


def _document(found: Flaw) -> str:
    n = found.detail
    words: dict[object, str] = {
        Reason.DNI_SHORT: _("El DNI tiene %(n)s dígitos; son 8. Excel suele borrar el cero del comienzo.", n=n),
        Reason.DNI_LENGTH: _("El DNI tiene %(n)s dígitos; son 8. Revise el número, o elija otro tipo de documento.", n=n),
        Reason.DNI_LETTERS: _("El DNI lleva solo números. Corríjalo, o elija carné de extranjería o pasaporte."),
        Reason.DNI_CHECK_DIGIT: _("Escriba los 8 dígitos del DNI, sin el carácter «%(n)s» que va después.", n=n),
        Reason.CE_SHAPE: _("El carné de extranjería tiene de 9 a 12 letras y números; aquí hay %(n)s.", n=n),
        Reason.PASSPORT_SHAPE: _("El pasaporte tiene de 6 a 12 letras y números; aquí hay %(n)s.", n=n),
        Reason.TYPE_UNKNOWN: _type_unknown(n),
        Reason.SCIENTIFIC: _("Excel abrevió el número y se perdieron cifras. Escriba el número completo."),
        Reason.STRANGE_CHARACTERS: _("El documento lleva solo letras y números. Quite: %(n)s", n=n),
        Reason.REPEATED: _("El mismo documento ya está en la fila %(n)s. Quite esta fila, o corrija el número.", n=n),
        Reason.ALREADY_IN: _("Esta persona ya está en la cohorte. Quite esta fila, o corrija el número."),
    }
    return words[found.reason]


def _type_unknown(told: str) -> str:
    if told.isdigit():
        return str(_("No parece un DNI: tiene %(n)s caracteres. Elija qué documento es, o corrija el número.", n=told))
    return str(_("«%(told)s» no es un tipo que conozcamos. Elija DNI, carné de extranjería o pasaporte.", told=told))


def _words(found: Flaw) -> str:
    n = found.detail
    words: dict[object, str] = {
        Reason.STRANGE_CHARACTERS: _("Hay caracteres que no van aquí: %(n)s", n=n),
        Reason.DIGITS: _("Un nombre no lleva números. ¿Se corrió una columna?"),
        Reason.TOO_LONG: _("Es demasiado largo: escriba como máximo %(n)s caracteres.", n=n),
        Reason.ONE_CELL: _("Todo venía en una celda. Confirme si lo separamos bien."),
        Reason.FACILITY_UNKNOWN: _unknown_facility(found),
        Reason.EXTRA_CELLS: _("Sobran celdas al final de la fila: «%(n)s». Revise que nada se haya corrido.", n=n),
    }
    return words[found.reason]


def _unknown_facility(found: Flaw) -> str:
    n = int(found.detail) if found.reason is Reason.FACILITY_UNKNOWN and found.detail else 0
    if n > 1:
        return str(_("No está en el registro con ese nombre. Elija uno: vale para las %(n)s filas que dicen lo mismo.", n=n))
    return unknown_facility()


def unknown_facility() -> str:
    """What is said of a facility that the register does not know by this name."""
    return str(_("No está en el registro con ese nombre. Elija uno, o corrija el nombre."))


def unreadable(error: Unreadable) -> str:
    """Why a whole list cannot be read, and what to do."""
    words: dict[object, str] = {
        Why.EMPTY: _("No encontramos ninguna fila con datos. Pegue su lista o elija un archivo."),
        Why.TOO_BIG: _("La lista es demasiado grande: el límite es 2 MB. Divídala en partes."),
        Why.TOO_MANY_ROWS: _("La lista pasa de 5000 filas. Divídala en partes."),
        Why.TOO_MANY_COLUMNS: _("La lista pasa de 30 columnas. Deje solo las que hacen falta y vuelva a intentarlo."),
        Why.OLD_EXCEL: _("Es un Excel antiguo (.xls). Ábralo, elija «Guardar como» y guárdelo como .xlsx."),
        Why.ENCRYPTED: _("El archivo tiene contraseña. Quítesela en Excel y vuelva a subirlo, o copie y pegue la lista."),
        Why.BINARY_EXCEL: _("Es un Excel binario (.xlsb). Ábralo, elija «Guardar como» y guárdelo como .xlsx."),
        Why.OPEN_DOCUMENT: _("Es una hoja de LibreOffice. Ábrala y guárdela como .xlsx o .csv, o copie y pegue la lista."),
        Why.WORD: _("Es un documento de texto. Copie la tabla en él y péguela aquí."),
        Why.PDF: _("Es un PDF. Copie las filas en él y péguelas aquí, o pida la lista en Excel."),
        Why.WEB_PAGE: _("Es una página web guardada como si fuera Excel. Ábrala en Excel y guárdela como .xlsx."),
        Why.PICTURE: _("Es una imagen. Necesitamos la lista en Excel, en CSV o pegada como texto."),
        Why.SUSPICIOUS: _("El archivo no tiene la forma de una lista común. Copie las filas y péguelas aquí."),
        Why.BROKEN: _("El archivo está dañado o incompleto. Vuelva a guardarlo, o copie las filas y péguelas aquí."),
    }
    return words[error.why]


def days(first: date, last: date) -> str:
    """The days of a cohort: «23–24 de noviembre de 2026»."""
    return str(format_interval(first, last, "yMMMMd", locale=conventions()))


def counts(ready: int, flawed: int) -> str:
    """«38 listas, 5 por corregir»."""
    done = ngettext("%(num)s lista", "%(num)s listas", ready)
    left = ngettext("%(num)s por corregir", "%(num)s por corregir", flawed)
    return f"{done}, {left}"
