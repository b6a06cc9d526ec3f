"""What reasons and events are called, and what is said where nobody can be the second approver."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from certificates.corrections import queries
from training.house import AdminNotice


def reasons() -> dict[str, str]:
    """The reasons of the register (chain.REASONS) in the language of the page."""
    return {
        "error": _("Se emitió por error"), "norm": _("No cumplía lo que pide el programa"),
        "fraud": _("Se obtuvo con datos falsos"), "request": _("Lo pidió su titular"), "other": _("Otro motivo"),
    }


def changed_words(fields: list[str]) -> list[str]:
    """Fields of a paper as people call them."""
    words = {"given_names": _("nombres"), "surnames": _("apellidos"), "document_type": _("tipo de documento"),
             "document": _("documento"), "place": _("lugar"), "starts": _("fecha de inicio"), "ends": _("fecha de término")}
    return [words.get(field, field) for field in fields]


def alone() -> str:
    """What an install with one administrator, or none, must know; empty where somebody can be the second approver."""
    if queries.approvers() > 1:
        return ""
    return _("Solo hay una cuenta de administración activa: nadie puede ser la segunda persona que aprueba una revocación. "
             "Cree otra cuenta de administración.")


def notices() -> list[AdminNotice]:
    """What waits for administrators: requests to decide, and that nobody could decide them."""
    found = []
    if waiting := queries.how_many_wait():
        found.append(AdminNotice(ngettext("Hay %(num)s revocación por aprobar.", "Hay %(num)s revocaciones por aprobar.",
                                          waiting), _("Ver y decidir"), url_for("certificates.revocations")))
    if text := alone():
        found.append(AdminNotice(text, _("Crear una cuenta"), url_for("accounts.new_staff")))
    return found
