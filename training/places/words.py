"""The words for what the register's file brings: what is the matter with a file, with a line, what changed."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from training.pages import day
from training.places.comparing import ADDED, CHANGED, CLOSED, NOTED, REFUSED, REOPENED, SKIPPED, UNCHANGED, UNLISTED
from training.places.lines import MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from training.places.troubles import Bad, Unreadable, Why


def kinds() -> dict[str, str]:
    """Each kind of outcome, as a heading."""
    return {ADDED: _("Nuevos"), CHANGED: _("Con cambios"), CLOSED: _("Cierran"), REOPENED: _("Reabren"),
            UNCHANGED: _("Sin cambios"), SKIPPED: _("Cerrados que no se tomaron"), REFUSED: _("Rechazados"),
            NOTED: _("Tomados con una corrección"), UNLISTED: _("No están en el archivo")}


def fields() -> dict[str, str]:
    """The columns of a facility, and the facts of its history."""
    return {"name": _("nombre"), "category": _("categoría"), "institution": _("institución"), "district": _("distrito"),
            "ubigeo": _("UBIGEO"), "network": _("red"), "micro_network": _("microrred"),
            "authority": _("dirección de salud"),
            "added": _("Entró al registro"), "closed": _("Cerró"), "reopened": _("Reabrió")}


def change(field: str, before: str, after: str) -> str:
    """«categoría: I-2 → I-3»."""
    nothing = _("nada")
    return f"{fields().get(field, field)}: {before or nothing} → {after or nothing}"


def fact(field: str, before: str, after: str) -> str:
    """One fact of a facility's history."""
    if field == "closed":
        when = date.fromisoformat(after) if after else None
        return str(_("El registro lo dio por cerrado el %(day)s.", day=day(when))) if when else str(_("Cerró."))
    if field == "reopened":
        return str(_("Volvió a estar activo en el registro."))
    if field == "added":
        return str(_("Entró al registro como «%(name)s».", name=after))
    return change(field, before, after)


def line(kind: str, why: str, said: Sequence[object]) -> list[str]:
    """What a line of an import's page says: changes, or the reason, or nothing."""
    if why:
        return [trouble(why, [str(one) for one in said])]
    found = [change(*map(str, one)) for one in said if isinstance(one, list) and len(one) == 3]
    return [str(_("estaba cerrado y vuelve a estar activo")), *found] if kind == REOPENED else found


def trouble(why: str, told: Sequence[str]) -> str:
    """Why a line was refused, and what to do; or what was done with one that was taken."""
    one, two, three, four = (*told, "", "", "", "")[:4]
    said = {str(reason): sentence for table in (_refused(one, two), _reused(one, two, three, four), _taken(one, two, three))
            for reason, sentence in table.items()}
    return said.get(why, why)


def _refused(one: str, two: str) -> dict[str, str]:
    return {
        Why.OPEN_QUOTE: _("hay unas comillas sin cerrar. Ciérrelas o quítelas en el archivo."),
        Why.CUT_OFF: _("la línea está cortada: tiene %(one)s celdas y la cabecera %(two)s. Complétela en el archivo.",
                       one=one, two=two),
        Why.EXTRA_CELLS: _("sobran celdas: tiene %(one)s y la cabecera %(two)s. Suele ser una coma o un punto y coma "
                           "sin comillas.", one=one, two=two),
        Why.HEADER_AGAIN: _("es la cabecera otra vez: no es un establecimiento."),
        Why.NO_CODE: _("el código «%(one)s» no es un número de hasta 8 cifras.", one=one),
        Why.SCIENTIFIC: _("Excel abrevió el código a «%(one)s» y se perdieron cifras. Escriba el código completo.", one=one),
        Why.CODE_AGAIN: _("el código ya está en la línea %(one)s, con otros datos. Quedó la primera.", one=one),
        Why.LINE_AGAIN: _("la línea repite la %(one)s. Quedó la primera.", one=one),
        Why.NO_NAME: _("falta el nombre."),
        Why.BROKEN_NAME: _("el nombre perdió letras: «%(one)s». Escríbalo bien e importe el archivo otra vez.", one=one),
        Why.NO_DEPARTMENT: _("«%(one)s» no es un departamento.", one=one),
        Why.NO_AUTHORITY: _("ninguna dirección de salud tiene a su cargo %(one)s. Asígnelo en Direcciones de salud.",
                            one=one),
        Why.STATE_UNCLEAR: _("el estado «%(one)s» no se entiende. ¿Se corrió una columna?", one=one),
        Why.CLOSED_UNKNOWN: _("cerrado, no se tomó (estado «%(one)s»).", one=one),
    }


def _reused(one: str, two: str, three: str, four: str) -> dict[str, str]:
    said = {"one": one, "two": two, "three": three, "four": four}
    return {
        Why.REUSED_AWAY: _("el código es hoy de «%(one)s» (%(two)s) y el archivo lo da a «%(three)s» (%(four)s), de otro "
                           "departamento. No se cambió: acéptelo si es así.", **said),
        Why.REUSED_NAME: _("el código es hoy de «%(one)s» (%(two)s) y el archivo lo da a «%(three)s» (%(four)s), con otro "
                           "nombre y otro distrito. No se cambió: acéptelo si es así.", **said),
    }


def _taken(one: str, two: str, three: str) -> dict[str, str]:
    return {
        Why.MENDED: _("el nombre venía como «%(one)s»; se leyó «%(two)s».", one=one, two=two),
        Why.NAME_KEPT: _("el nombre venía con letras perdidas, «%(one)s»; queda el que ya tenía, «%(two)s».",
                         one=one, two=two),
        Why.NAME_CUT: _("el nombre pasa de %(one)s letras: se cortó.", one=one),
        Why.CATEGORY_UNKNOWN: _("«%(one)s» no es una categoría: no se tomó ese dato.", one=one),
        Why.UBIGEO_UNKNOWN: _("«%(one)s» no es un UBIGEO: no se tomó ese dato.", one=one),
        Why.UBIGEO_ELSEWHERE: _("el UBIGEO %(one)s es de %(two)s y el establecimiento de %(three)s: no se tomó ese dato.",
                                one=one, two=two, three=three),
        Why.CELL_BROKEN: _("%(one)s venía con letras perdidas, «%(two)s»: no se tomó ese dato.",
                           one=fields().get(one, one), two=two),
        Why.DEPARTMENT_BY_UBIGEO: _("faltaba el departamento; por el UBIGEO %(two)s es %(one)s.", one=one, two=two),
    }


def unreadable(error: Unreadable) -> str:
    """Why a whole file cannot be read, and what to do."""
    again = _("Ábralo, elija «Guardar como» y guárdelo como .xlsx.")
    words: dict[object, str] = {
        Bad.EMPTY: _("El archivo está vacío."),
        Bad.NO_ROWS: _("El archivo tiene la cabecera y ninguna fila."),
        Bad.TOO_BIG: _("El archivo pesa más de %(most)s MB. Divídalo en partes.", most=MOST_BYTES // 1_000_000),
        Bad.TOO_MANY_ROWS: _("El archivo pasa de %(most)s filas. Divídalo en partes.", most=MOST_ROWS),
        Bad.TOO_MANY_COLUMNS: _("El archivo pasa de %(most)s columnas: no tiene la forma del registro.", most=MOST_COLUMNS),
        Bad.MISSING_COLUMNS: _("El archivo no tiene la forma del registro: falta la columna %(told)s.", told=error.told),
        Bad.OLD_EXCEL: _("Es un Excel antiguo (.xls).") + " " + again,
        Bad.ENCRYPTED: _("El archivo tiene contraseña. Quítesela y vuelva a subirlo."),
        Bad.BINARY_EXCEL: _("Es un Excel binario (.xlsb).") + " " + again,
        Bad.OPEN_DOCUMENT: _("Es una hoja de LibreOffice.") + " " + again,
        Bad.WORD: _("Es un documento de texto. Hace falta el registro en Excel o en CSV."),
        Bad.PDF: _("Es un PDF. Hace falta el registro en Excel o en CSV."),
        Bad.WEB_PAGE: _("Es una página web guardada como si fuera Excel.") + " " + again,
        Bad.PICTURE: _("Es una imagen. Hace falta el registro en Excel o en CSV."),
        Bad.SUSPICIOUS: _("El archivo no tiene la forma de una hoja común. Guárdelo de nuevo como CSV."),
        Bad.BROKEN: _("El archivo está dañado o incompleto. Vuelva a descargarlo o a guardarlo."),
    }
    return words[error.why]


def rows(count: int) -> str:
    """«121 filas»."""
    return str(ngettext("%(num)s fila", "%(num)s filas", count))
