"""The sentences of observed practice, in the language of the page."""

from fractions import Fraction

from babel.numbers import format_decimal
from flask_babel import gettext as _
from flask_babel import ngettext

from training.pages import spoken
from training.practice.agreement import Agreement, Level
from training.practice.models import INTERRUPTED, WRONG_MARKS, WRONG_PERSON
from training.practice.tries import No, State, Try, Way


def objection(no: No) -> str:
    """Why a sheet may not begin, and what to do instead."""
    return {
        No.PASSED: _("Ya aprobó esta lista: no hace falta otra observación."),
        No.OPEN: _("El intento anterior sigue abierto. Termine o descarte la hoja que falta en la página de la persona."),
        No.COACHING: _("Ya usó sus intentos. Primero hagan el acompañamiento y anótelo en la página de la persona; "
                       "después puede observarla otra vez."),
        No.FULL: _("Dos personas ya observan este intento. Espere a que terminen."),
        No.STALE: _("Esta página no está al día: alguien observó a la persona mientras tanto. Ábrala otra vez y revise."),
    }[no]


def coaching_refusal(state: State) -> str:
    """Why coaching is not agreed or noted now, and what to do."""
    if state is State.PASSED:
        return _("Ya aprobó esta lista: no necesita acompañamiento.")
    if state is State.COACHED:
        return _("Ese acompañamiento ya se hizo: obsérvela otra vez.")
    if state is State.COACHING:
        return _("Primero acuerde la fecha del acompañamiento; después anote que se hizo.")
    return _("Todavía le queda un intento: obsérvela antes de acordar un acompañamiento.")


def tag_of(state: State) -> tuple[str, str, str]:
    """A state as a tag: its class, its drawing, its words."""
    return {
        State.TO_OBSERVE: ("", "circle", _("Por observar")),
        State.UNDER_WAY: ("half", "half", _("En curso")),
        State.AGAIN: ("late", "clock", _("Repite")),
        State.COACHING: ("no", "bang", _("Acordar acompañamiento")),
        State.AGREED: ("late", "clock", _("Con acompañamiento")),
        State.COACHED: ("half", "half", _("Acompañada: se observa otra vez")),
        State.PASSED: ("ok", "ok", _("Aprobó")),
    }[state]


def try_name(number: int, allowed: int) -> str:
    """«Intento 1 de 2»; what comes after coaching says so."""
    if number > allowed:
        return _("Intento %(number)s, después del acompañamiento", number=number)
    return _("Intento %(number)s de %(allowed)s", number=number, allowed=allowed)


def result(reached: int, number: int) -> str:
    """What a try came to, in short: «92 %, intento 2»."""
    return _("%(percent)s %%, intento %(number)s", percent=reached, number=number)


def verdict(one: Try, share: int) -> str:
    """The heading of a decided try."""
    reached = one.percent
    missed = len({step for sheet in one.deciding for step in sheet.missed})
    if one.passed:
        return _("Aprobó con %(percent)s %%", percent=reached)
    if not missed:
        return _("Todavía no: %(percent)s %%, y se aprueba con %(share)s %%", percent=reached, share=share)
    if reached >= share:
        return ngettext("Todavía no: le faltó %(num)s paso crítico", "Todavía no: le faltaron %(num)s pasos críticos",
                        missed)
    return ngettext("Todavía no: %(percent)s %% y %(num)s paso crítico sin lograr",
                    "Todavía no: %(percent)s %% y %(num)s pasos críticos sin lograr", missed, percent=reached)


def kappa(value: Fraction | None) -> str:
    """Two decimals, with a comma in Spanish as everywhere in the manual: «0,81»; a dash when there is none."""
    locale = "en" if spoken() == "en" else "es"
    return "—" if value is None else str(format_decimal(round(float(value), 2) + 0.0, "0.00", locale))


def level(found: Agreement) -> str:
    """The word for a kappa; "" when there is none."""
    words = {Level.LOW: _("bajo"), Level.MODERATE: _("moderado"), Level.GOOD: _("bueno"), Level.VERY_GOOD: _("muy bueno")}
    return words[found.level] if found.level else ""


def standing(passed: int, wanted: int) -> str:
    """How many of the required checklists somebody has passed."""
    return ngettext("%(passed)s de %(num)s lista aprobada", "%(passed)s de %(num)s listas aprobadas", wanted, passed=passed)


def next_step(found: Way) -> str:
    """What comes now for one person and one checklist."""
    match found.state:
        case State.TO_OBSERVE:
            return _("Falta observarla.")
        case State.UNDER_WAY:
            return _("La observación está en curso.")
        case State.AGAIN:
            return _("Toca el intento %(number)s.", number=found.next_number)
        case State.COACHING:
            return _("Usó sus intentos: falta acordar un acompañamiento.")
        case State.AGREED:
            return _("Tiene un acompañamiento acordado.")
        case State.COACHED:
            return _("Ya tuvo acompañamiento: se observa otra vez.")
    return _("Aprobada.")


def reasons() -> list[tuple[str, str]]:
    """Why a sheet is voided, as choices: no free text about people."""
    return [(WRONG_PERSON, _("La hoja es de otra persona")), (WRONG_MARKS, _("Los puntajes se marcaron mal")),
            (INTERRUPTED, _("La práctica se interrumpió y no debía contar"))]
