"""What the page of an agenda says: why a block stays, what is wrong, what somebody else changed."""

from collections.abc import Mapping
from datetime import time

from flask_babel import gettext as _
from flask_babel import ngettext

from modules.reference import said
from modules.workshop import BREAK, LUNCH, NAMES, PLAN, PRACTICE, TEST
from training.pages import spoken
from training.workshops.editing import LONGEST, MOST_BLOCKS, MOST_MINUTES, SHORTEST, Fault, Piece, Why
from training.workshops.editing_together import Change, What
from training.workshops.words import hour


def title(piece: Piece) -> str:
    """The block's title in the language of the page."""
    return said(piece, "title", spoken())


def why_kept(piece: Piece) -> str:
    """Why a block cannot be taken out, in a few words; "" for one that can."""
    if piece.may_go:
        return ""
    pause = _("Se queda: sin pausas se aprende menos")
    return {TEST: _("Se queda: con las dos pruebas se mide lo aprendido"),
            PRACTICE: _("Se queda: el certificado pide la práctica"),
            PLAN: _("Se queda: cada establecimiento sale con su plan"),
            NAMES: _("Se queda: sin nombre confirmado no hay papeles"),
            BREAK: pause, LUNCH: pause}.get(piece.kind, _("Se queda: el manual lo marca esencial"))


def stays(piece: Piece) -> str:
    """The same beside its title: most blocks are essential, and what that means stands once above them."""
    essential = _("Se queda: el manual lo marca esencial")
    why = why_kept(piece)
    return _("Esencial") if why == essential else why


def of_minutes() -> str:
    """What minutes must be."""
    return _("Escriba los minutos con números, de 1 a %(most)s.", most=MOST_MINUTES)


def fault_words(fault: Fault, names: Mapping[str, str]) -> str:
    """A whole sentence with what to do. ``names``: the other half-days of that date, by key."""
    match fault.why:
        case Why.MINUTES if fault.piece:
            return _("«%(title)s»: %(why)s", title=title(fault.piece), why=of_minutes())
        case Why.KEPT if fault.piece:
            return _("«%(title)s» no se puede quitar. %(why)s.", title=title(fault.piece), why=why_kept(fault.piece))
        case Why.SHORT:
            return _("La jornada queda en %(minutes)s min. Deje al menos %(least)s.", minutes=fault.minutes, least=SHORTEST)
        case Why.LONG:
            return _("La jornada queda en %(minutes)s min. El máximo es %(most)s: acorte o quite algo opcional.",
                     minutes=fault.minutes, most=LONGEST)
        case Why.MIDNIGHT:
            return _("La jornada terminaría después de la medianoche. Empiece más temprano o acórtela.")
        case Why.OVERLAPS:
            return _("Se cruza con otra jornada del mismo día (%(other)s). Cambie la hora o los minutos, o cambie antes "
                     "la otra.", other=names.get(fault.other, ""))
        case Why.MANY_BLOCKS:
            return _("Son demasiados bloques: una jornada lleva hasta %(most)s. Una algunos.", most=MOST_BLOCKS)
    return _("Escriba la hora en que empieza, como 08:00.")


def change_words(change: Change) -> str:
    """What somebody else changed, and what this page keeps when it says otherwise."""
    match change.what:
        case What.HOUR:
            text = _("La hora en que empieza: era %(before)s, ahora %(after)s.", before=_hour(change.before),
                     after=_hour(change.after))
        case What.MINUTES:
            text = _("«%(title)s»: duraba %(before)s min, ahora %(after)s.", title=change.title, before=change.before,
                     after=change.after)
        case What.ADDED:
            text = _("«%(title)s», %(minutes)s min: agregado.", title=change.title, minutes=change.after)
        case What.GONE:
            text = _("«%(title)s», %(minutes)s min: quitado.", title=change.title, minutes=change.before)
        case What.ORDER:
            text = _("El orden de los bloques.")
    if change.mine is None:
        return text
    own = change.mine
    mine = hour(own) if isinstance(own, time) else ngettext("%(num)s minuto", "%(num)s minutos", own)
    return _("%(what)s Abajo quedó lo que usted escribió (%(mine)s): revíselo.", what=text, mine=mine)


def _hour(value: object) -> str:
    return hour(value) if isinstance(value, time) else ""
