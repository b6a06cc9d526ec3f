"""What is said of a call to whoever makes it; the texts to send stand in `texts`."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from training.calling.models import MESSAGE, SILENCE, SPOKE
from training.calling.rules import ALMOST, DORMANT, ENTER, FALLING, FOLLOW, HELP, LICENCE, REVIEW
from training.clock import today
from training.pages import day


def kind_words() -> dict[str, str]:
    """The heading of each kind."""
    return {FOLLOW: _("Fechas de seguimiento"), REVIEW: _("Revisiones de planes"), ENTER: _("Todavía no ingresan"),
            HELP: _("Necesitan ayuda"), ALMOST: _("Les falta una sola cosa"), FALLING: _("Quedarían sin cubrir"),
            LICENCE: _("Acreditaciones por vencer"), DORMANT: _("Con acreditación y sin talleres")}


def outcome_words() -> dict[str, str]:
    """What came of a call."""
    return {SPOKE: _("Llamé"), MESSAGE: _("Dejé recado"), SILENCE: _("No contestó")}


def outcome_said() -> dict[str, str]:
    """The same in the list of calls that were made."""
    return {SPOKE: _("conversaron"), MESSAGE: _("dejó recado"), SILENCE: _("no contestó")}


def entering(starts_on: date) -> str:
    """Why somebody is called who has not entered."""
    if starts_on > today():
        return _("No ha confirmado su ingreso; empieza el %(day)s.", day=day(starts_on))
    return _("No ha confirmado su ingreso; empezó el %(day)s.", day=day(starts_on))


def stuck() -> str:
    """Three tries at a test."""
    return _("Intentó una prueba tres veces o más y no la aprueba todavía.")


def quiet() -> str:
    """No sign of her."""
    return _("Lleva una semana o más sin avanzar.")


def lacks(label: str, said: str) -> str:
    """The one thing."""
    return _("Le falta: %(label)s. %(said)s", label=label, said=said)


def dated(days: int, due_on: date) -> str:
    """A date after a workshop or a plan's beginning."""
    late = (today() - due_on).days
    if late > 0:
        return ngettext("A los %(days)s días: tocaba el %(day)s, hace %(num)s día.",
                        "A los %(days)s días: tocaba el %(day)s, hace %(num)s días.", late, days=days, day=day(due_on))
    return _("A los %(days)s días: toca el %(day)s.", days=days, day=day(due_on))


def each_facility() -> str:
    """A follow-up is one call for each facility."""
    return _("Una llamada a cada establecimiento del taller")


def lapses(until: date) -> str:
    """A licence that ends."""
    return _("Su acreditación vence el %(day)s.", day=day(until))


def sleeps(last: date | None) -> str:
    """A trainer without a workshop."""
    return _("Su último taller terminó el %(day)s.", day=day(last)) if last else _("Todavía no ha dado ningún taller.")


def falls(on: date) -> str:
    """A facility that falls uncovered."""
    return _("Por los contratos, quedaría sin cubrir el %(day)s.", day=day(on))
