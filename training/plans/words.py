"""What plans, reviews and what was seen are called, in the language of the page."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from modules.supervision import UNTIL, Thing
from training.pages import day
from training.places.models import Facility
from training.plans.filling import DONE, NOT_POSSIBLE, UNDER_WAY
from training.plans.models import DRAFT, ENDED, IN_FORCE, PHONE, REPLACED, SKIPPED, VISIT
from training.plans.rules import Due, Fault
from training.plans.rules import due as due_of


def state_words(state: str) -> str:
    """How a plan stands."""
    return {
        DRAFT: _("Borrador del equipo"),
        IN_FORCE: _("En marcha"),
        REPLACED: _("Reemplazado por otro"),
        ENDED: _("Terminado"),
    }[state]


def answer_words(state: str) -> str:
    """How a line stands."""
    return {DONE: _("Hecho"), UNDER_WAY: _("En camino"), NOT_POSSIBLE: _("No se pudo")}.get(state, "")


def answer_tag(state: str) -> tuple[str, str]:
    """Its class and its sign."""
    return {DONE: ("ok", "ok"), UNDER_WAY: ("half", "half"), NOT_POSSIBLE: ("no", "x")}.get(state, ("", "circle"))


def how_words(how: str) -> str:
    """By phone or in person."""
    return {PHONE: _("por teléfono"), VISIT: _("en una visita")}.get(how, "")


def due_words(on: date, today: date) -> str:
    """When a review is due, as one says it."""
    days = (on - today).days
    if days < 0:
        return ngettext("Venció hace %(num)s día", "Venció hace %(num)s días", -days)
    return _("Es hoy") if days == 0 else ngettext("Falta %(num)s día", "Faltan %(num)s días", days)


def due_tag(on: date, today: date) -> tuple[str, str]:
    """Its class and its sign."""
    return {Due.LATE: ("no", "bang"), Due.WEEK: ("late", "clock"), Due.LATER: ("", "clock")}[due_of(on, today)]


def review_state(state: str) -> str:
    """A review that will not be made any more."""
    return _("No se hizo") if state == SKIPPED else ""


def fault_words(fault: Fault, starts_on: date | None = None) -> str:
    """Why a date cannot be, and what to do."""
    return {
        Fault.MISSING: _("Falta la fecha, o no se entiende. Escríbala con día, mes y año."),
        Fault.FUTURE: _("Esa fecha todavía no llega. Escriba hoy o un día anterior."),
        Fault.OLD: _("Esa fecha es demasiado antigua. Revise el año."),
        Fault.BEFORE: _("El plan empezó el %(day)s: la revisión no puede ser anterior.", day=day(starts_on)),
        Fault.EXPIRED: _("Ese día ya había vencido. Marque «No está en orden», o corrija la fecha."),
        Fault.FAR: _("Esa fecha está demasiado lejos. Revise el año."),
    }[fault]


def thing_fault(fault: Fault, thing: Thing) -> str:
    """The same, of something that was looked at."""
    if thing.dated == UNTIL:
        return _("Escriba la fecha en que vence lo primero.") if fault is Fault.MISSING else fault_words(fault)
    if fault is Fault.FUTURE:
        return _("No se pudo comprobar después del día de la visita o la llamada.")
    if fault is Fault.OLD:
        return _("Se comprobó hace más de %(days)s días: ya no vale. Compruébelo otra vez.", days=thing.days)
    return fault_words(fault)


def thing_date_label(thing: Thing) -> str:
    """What is asked of something that is in order."""
    return _("Vence primero el") if thing.dated == UNTIL else _("Se comprobó el (si fue otro día)")


def until_words(until: date | None, seen_on: date | None, today: date) -> str:
    """How something stands, with its date."""
    if until is None:
        return _("No estaba en orden el %(day)s", day=day(seen_on)) if seen_on else _("Todavía no se revisó")
    return _("En orden hasta el %(day)s", day=day(until)) if until >= today else _("Venció el %(day)s", day=day(until))


def until_tag(until: date | None, seen_on: date | None, today: date) -> tuple[str, str]:
    """Its class and its sign."""
    if until is None:
        return ("no", "x") if seen_on else ("", "circle")
    return ("ok", "ok") if until >= today else ("late", "clock")


def count_fault(why: str) -> str:
    """Why a count cannot be."""
    words: Mapping[str, str] = {
        "number": _("Escriba un número entero, sin letras ni signos. Si no hubo ninguno, escriba 0."),
        "more": _("Es más que el total de arriba. Revise los dos números."),
        "half": _("Falta este número. Si no lo sabe, deje los dos vacíos."),
    }
    return words[why]


def closed_words(facility: Facility) -> str:
    """Nothing new is written of a facility that closed."""
    return _(
        "%(name)s figura como cerrado en el registro desde el %(day)s: su historia se conserva y no se le añade nada.",
        name=facility.name,
        day=day(facility.closed_on),
    )


def no_forms_words() -> str:
    """The manual brings no sheets."""
    return _("La versión del manual que está publicada no trae los formatos de los planes. Avise a administración.")


def not_draft_words() -> str:
    """Somebody put it in force meanwhile."""
    return _(
        "Este plan ya no es un borrador: otra persona lo puso en marcha o lo terminó. Abra la página otra vez; "
        "lo que usted escribió no se guardó en él."
    )


def nothing_written_words() -> str:
    """A plan without a line."""
    return _("Escriba al menos una línea completa, con quién y qué día, antes de poner el plan en marcha.")


def no_plan_words(*, said: bool) -> str:
    """Why she has no plan to write. ``said``: she said herself where she works, and nobody else did yet."""
    if said:
        return _("Por ahora solo usted ha dicho dónde trabaja. El plan se abre cuando también lo diga la lista de un taller "
                 "o quien facilita en su región: pídale que lo anote.")
    return _("Todavía no sabemos en qué establecimiento trabaja. Anótelo en la página «Dónde trabajo».")


def hidden_words() -> str:
    """In place of numbers of which one is small, or what it leaves of the other."""
    return _("oculto: pocos casos")
