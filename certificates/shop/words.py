"""What the shop's pages say of states, acts and counts."""

from flask_babel import gettext as _
from flask_babel import ngettext

from certificates.paper.snapshot import ACCREDITATION, CERTIFICATE, CONSTANCIA
from certificates.shop.forms import WHY_AGAIN, WHY_UNDONE
from certificates.shop.order import network_name
from certificates.shop.states import DELIVER, DELIVERED, DRAWING, GONE, PRINT, PRINTED, REPRINT, SIGN, SIGNED, TO_PRINT, UNDO


def state_words(state: str) -> str:
    """A state as the tabs say it."""
    return {TO_PRINT: _("Por imprimir"), PRINTED: _("Impresos, por firmar"), SIGNED: _("Firmados, por entregar"),
            DELIVERED: _("Entregados"), DRAWING: _("Se están dibujando"), GONE: _("Fuera de la cola")}[state]


def kind_words(kind: str) -> str:
    """A kind of paper."""
    return {CERTIFICATE: _("Certificado"), CONSTANCIA: _("Constancia"), ACCREDITATION: _("Acreditación")}[kind]


def button_words(act: str, count: int) -> str:
    """What a button will do, with how many."""
    match act:
        case "print":
            return str(ngettext("Imprimir %(num)s", "Imprimir %(num)s", count))
        case "sign":
            return str(ngettext("Marcar %(num)s como firmado", "Marcar %(num)s como firmados", count))
        case "deliver":
            return str(ngettext("Marcar %(num)s como entregado", "Marcar %(num)s como entregados", count))
        case _:
            return str(ngettext("Imprimir %(num)s duplicado", "Imprimir %(num)s duplicados", count))


def done_words(act: str, count: int) -> str:
    """What an act did."""
    match act:
        case "print":
            return str(ngettext("%(num)s pasó a impresos.", "%(num)s pasaron a impresos.", count))
        case "sign":
            return str(ngettext("%(num)s pasó a firmados.", "%(num)s pasaron a firmados.", count))
        case "deliver":
            return str(ngettext("%(num)s pasó a entregados.", "%(num)s pasaron a entregados.", count))
        case "reprint":
            return str(ngettext("%(num)s duplicado pasó a impresos.", "%(num)s duplicados pasaron a impresos.", count))
        case _:
            return str(ngettext("%(num)s volvió a donde estaba.", "%(num)s volvieron a donde estaban.", count))


def act_words(act: str) -> str:
    """An act as the list of acts says it."""
    return {PRINT: _("Imprimir"), SIGN: _("Firmar"), DELIVER: _("Entregar"), REPRINT: _("Imprimir duplicados"),
            UNDO: _("Deshacer")}[act]


def reason_words(reason: str) -> str:
    """Why a duplicate was printed, or an act taken back."""
    return str(dict((*WHY_UNDONE, *WHY_AGAIN)).get(reason, reason))


WORDS = {"state_words": state_words, "kind_words": kind_words, "button_words": button_words, "done_words": done_words,
         "act_words": act_words, "reason_words": reason_words, "network_name": network_name}
