"""Verdicts and refusals as sentences: what happened and what to do."""

from flask_babel import gettext as _

from certificates.lots import archive
from certificates.lots.verdicts import Verdict


def verdict(code: str) -> str:
    """What became of a file."""
    return {
        Verdict.ACCEPTED: _("Aceptado."),
        Verdict.NOT_A_PDF: _("No es un PDF que se pueda abrir: está cifrado, dañado o es otro tipo de archivo."),
        Verdict.UNKNOWN: _("No empieza como ningún archivo emitido de esta cohorte. Firme el archivo descargado aquí, sin "
                           "imprimirlo, escanearlo ni guardarlo con otro programa."),
        Verdict.SAME: _("Ya estaba: es igual al último aceptado."),
        Verdict.OLD: _("Le falta una firma que este papel ya tiene. Descargue otra vez para firmar y firme sobre ese "
                       "archivo."),
        Verdict.ENDED: _("Este papel ya no rige: fue reemplazado, revocado, retirado o venció."),
        Verdict.LOST: _("El archivo emitido se perdió o fue cambiado y no hay con qué comparar. Avise a quien administra "
                        "Réplica."),
        Verdict.NOTHING: _("No lleva ninguna firma nueva."),
        Verdict.TOO_LARGE: _("Se le agregó demasiado para ser una firma. Quite imágenes grandes del sello de la firma."),
        Verdict.UNREADABLE: _("Lo que se agregó no se pudo leer."),
        Verdict.CHANGED: _("Se cambió algo además de agregar firmas. Firme otra vez el archivo descargado."),
        Verdict.BROKEN: _("La firma no es válida: el archivo cambió después de firmarlo o la firma está incompleta."),
        Verdict.COVERS: _("El sello visible de la firma tapa lo que dice la hoja. Ponga el sello sobre la línea de firma, o "
                          "firme sin sello visible."),
        Verdict.UNTRUSTED: _("La firma está íntegra, pero su certificado no viene de ninguna entidad en la que este "
                             "servicio confía, o venció."),
    }[Verdict(code)]


def bad_archive(why: archive.Why) -> str:
    """Why a whole ZIP is refused."""
    return {
        archive.Why.NOT_A_ZIP: _("No es un ZIP que se pueda abrir. Comprima los PDF firmados en un archivo .zip y súbalo."),
        archive.Why.EMPTY: _("El ZIP está vacío. Ponga en él los PDF firmados."),
        archive.Why.TOO_MANY: _("Trae más de %(most)s archivos. Divídalo en varios ZIP.", most=archive.MOST_FILES),
        archive.Why.TOO_LARGE: _("Descomprimido pesa demasiado. Divídalo en varios ZIP."),
    }[why]


def trust(*, trusted: bool) -> str:
    """What is known of whose a signature is."""
    if trusted:
        return _("Firma íntegra, de una entidad de confianza.")
    return _("Firma íntegra; no se comprobó quién la emitió.")
