"""What the pages say of states, figures and shares; a state is always a word, an icon and a colour."""

from collections.abc import Callable
from datetime import date

from flask_babel import format_decimal, get_locale
from flask_babel import gettext as _

from training.coverage.filters import NONE
from training.coverage.states import COVERED, LAPSED, NO_DATA, PARTLY, STATES, TO_COVER

ICON = {COVERED: "ok", PARTLY: "half", LAPSED: "bang", NO_DATA: "circle"}
TAG = {COVERED: "ok", PARTLY: "half", LAPSED: "no", NO_DATA: "dim"}
MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def state_words(state: str) -> str:
    """A state of one facility."""
    return {COVERED: _("Cubierto"), PARTLY: _("Cubierto en parte"), LAPSED: _("Perdió cobertura"), NO_DATA: _("Sin datos"),
            TO_COVER: _("Por cubrir")}[state]


def states_words(state: str) -> str:
    """A state of several."""
    return {COVERED: _("Cubiertos"), PARTLY: _("Cubiertos en parte"), LAPSED: _("Perdieron cobertura"),
            NO_DATA: _("Sin datos"), TO_COVER: _("Por cubrir")}[state]


def state_means(state: str) -> str:
    """What a state says, in a sentence."""
    return {COVERED: _("Hoy trabaja ahí el personal capacitado que pide la meta de su categoría."),
            PARTLY: _("Hay personal capacitado, pero menos que la meta."),
            LAPSED: _("Tuvo personal capacitado y hoy no trabaja nadie: rotación, traslado o término de contrato."),
            NO_DATA: _("No sabemos de nadie con certificado que haya trabajado ahí.")}[state]


def number(value: int) -> str:
    """9200 → «9,200»."""
    return str(format_decimal(value))


def percent_words(value: int | None) -> str:
    """51 → «51 %»; without data, «s. d.»."""
    if value is None:
        return str(_("s. d."))
    return f"{value}%" if _english() else f"{value} %"


def points_words(value: int | None) -> str:
    """By how many points a share moved: «+3», «−1», «=»."""
    return "" if value is None else "=" if value == 0 else f"+{number(value)}" if value > 0 else f"−{number(-value)}"


def month_words(month: date, *, year: bool = False, short: bool = False) -> str:
    """«nov», «nov 2026», «nov 26»."""
    name = (MONTHS_EN if _english() else MONTHS)[month.month - 1]
    return f"{name} {month.year}" if year else f"{name} {month.year % 100:02}" if short else name


def network_words(network: str) -> str:
    """A network as the register names it; «Red San Francisco» where it is only called San Francisco."""
    if network in ("", NONE):
        return str(_("Sin red registrada"))
    named = network.casefold().startswith(("red ", "microred", "micro red"))
    return network if named else str(_("Red %(name)s", name=network))


def network_short(network: str) -> str:
    """A network below a heading that says «Red»: «Red de Salud San Francisco» → «San Francisco»."""
    if network in ("", NONE):
        return str(_("Sin red"))
    return next((network[len(word):] for word in ("Red de Salud ", "Red ") if network.startswith(word)), network)


def _english() -> bool:
    return str(get_locale()) == "en"


WORDS: dict[str, Callable[..., str] | dict[str, str] | tuple[str, ...]] = {
    "state_words": state_words, "states_words": states_words, "state_means": state_means, "n": number,
    "pct": percent_words, "points": points_words, "month_words": month_words, "network_words": network_words,
    "network_short": network_short,
    "STATES": STATES, "ICON": ICON, "TAG": TAG}
