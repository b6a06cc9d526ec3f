"""What an act is called on the page; what has no name here is shown as it was recorded."""

from collections.abc import Mapping

from flask_babel import gettext as _


def act_words() -> dict[str, str]:
    """Acts in the language of the page."""
    return {
        "give code": _("Dio un código de acceso"),
        "change roles": _("Cambió funciones"),
        "edit person": _("Corrigió datos de una persona"),
        "disable account": _("Cerró una cuenta"),
        "enable account": _("Abrió una cuenta"),
        "erase person": _("Borró los datos de una persona"),
        "export person": _("Descargó los datos de una persona"),
        "set second factor": _("Activó el segundo paso"),
        "reset second factor": _("Quitó el segundo paso"),
        "publish manual": _("Publicó una versión del manual"),
        "keep version": _("Se quedó con la versión del manual"),
        "move version": _("Pasó una cohorte a otra versión"),
        "open cohort": _("Abrió una cohorte"),
        "change cohort": _("Cambió una cohorte"),
        "close cohort": _("Cerró una cohorte"),
        "reopen cohort": _("Reabrió una cohorte"),
        "add facilitator": _("Sumó a quien facilita"),
        "remove facilitator": _("Retiró a quien facilita"),
        "open joining": _("Abrió el ingreso con código"),
        "close joining": _("Cerró el ingreso con código"),
        "replace join code": _("Cambió el código de una cohorte"),
        "enrol": _("Agregó personas a una cohorte"),
        "accept request": _("Aceptó a quien pidió unirse"),
        "decline request": _("No aceptó a quien pidió unirse"),
        "remove from cohort": _("Retiró a una persona de una cohorte"),
        "decline membership": _("No confirmó que participa"),
        "export progress": _("Descargó el avance de una cohorte"),
        "export tests": _("Descargó las pruebas de una cohorte"),
        "close half-day": _("Cerró la asistencia de una jornada"),
        "reopen half-day": _("Reabrió la asistencia de una jornada"),
        "add make-up": _("Anotó una recuperación"),
        "withdraw photo": _("Retiró una foto de la hoja firmada"),
        "export attendance": _("Descargó la asistencia de una cohorte"),
        "issue certificates": _("Emitió certificados"),
        "issue constancias": _("Emitió constancias"),
        "undo sheet": _("Dejó sin efecto una hoja de prueba"),
        "void question": _("Anuló una pregunta"),
        "open workshop": _("Abrió un taller"),
        "move workshop": _("Movió las fechas de un taller"),
        "change agenda": _("Cambió la agenda de una jornada"),
        "close workshop": _("Cerró un taller"),
        "note follow-up": _("Anotó un seguimiento"),
        "confirm name": _("Confirmó cómo se escribe su nombre"),
        "key in names": _("Ingresó la lista de nombres corregida"),
        "correct document": _("Corrigió un documento"),
        "import facilities": _("Importó establecimientos"),
        "revoke certificate": _("Revocó un papel"),
        "ask to revoke": _("Pidió revocar un papel"),
        "decline to revoke": _("No revocó un papel"),
        "correct certificate": _("Corrigió un papel"),
        "renew certificate": _("Renovó un papel"),
        "void observation": _("Anuló una hoja de práctica"),
    }


def detail_words(detail: str, names: Mapping[str, str]) -> str:
    """A detail in the language of the page, with the names of what it points at."""
    known = {"printed": _("para imprimir"), "spoken": _("para decir en voz alta"), "admin": _("administra"),
             "none": _("sin funciones"), "rows": _("filas")}
    return " ".join(str(known.get(word) or names.get(word) or word) for word in detail.split(" "))
