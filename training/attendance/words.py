"""What attendance says on the screen, in the language of the page."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from babel.dates import format_date
from flask_babel import gettext as _
from flask_babel import ngettext

from training.attendance.actions import Answer, Outcome, Reason, presence_of
from training.attendance.photo import MOST_BYTES, NotAPhoto
from training.attendance.presence import ABSENT, EXCUSED, LATE, LEFT, PRESENT, Presence, Why
from training.attendance.reach import Hours, Reach
from training.clock import in_lima
from training.pages import spoken
from training.workshops.models import MAKE_UP, HalfDay
from training.workshops.schedule import ending
from training.workshops.words import hour


def presence(said: Presence) -> str:
    """«Falta», «Tarde, 8:25», «Salió 11:00»; morning or afternoon is said by the half-day."""
    words = {PRESENT: _("Presente"), ABSENT: _("Falta"), EXCUSED: _("Falta justificada")}
    if said.state in words:
        return str(words[said.state])
    parts = [_("Tarde, %(hour)s", hour=_clock(said.arrived))] if said.arrived else []
    parts += [_("Salió %(hour)s", hour=_clock(said.left))] if said.left else []
    return str(" · ".join(parts)) or str({LATE: _("Tarde"), LEFT: _("Salió antes")}.get(said.state, said.state))


def _clock(at: time) -> str:
    return f"{at.hour % 12 or 12}:{at:%M}"


def at_hour(moment: datetime) -> str:
    """The hour of an instant in Lima."""
    return hour(in_lima(moment).time())


def marked_by(name: str, moment: datetime) -> str:
    """«Marcó Luz Tello, 8:31 a. m.»"""
    return str(_("Marcó %(name)s, %(hour)s", name=name, hour=at_hour(moment)))


def day_and_hour(moment: datetime) -> str:
    """«martes 15, 8:40 a. m.»"""
    local = in_lima(moment)
    return f"{format_date(local.date(), 'EEEE d', locale=spoken())}, {hour(local.time())}"


def answer(found: Answer, half_day: HalfDay, names: Mapping[int, str]) -> str:
    """What became of a mark that came from an open page; "" when there is nothing to say."""
    if found.outcome in (Outcome.APPLIED, Outcome.REPEATED):
        return ""
    there = found.now
    if found.outcome is Outcome.CONFLICT and there is not None:
        return str(_("A las %(at)s, %(who)s ya había marcado otra cosa («%(what)s»). Quedó lo suyo; si no es así, "
                     "márquela otra vez.", who=names.get(there.by_id, ""), what=presence(presence_of(there)),
                     at=at_hour(there.at)))
    if found.reason is Reason.OWN:
        return str(_("Usted también participa en este taller: su asistencia la anota otra persona que facilita."))
    if found.reason is Reason.CLOSED:
        return str(_("La jornada ya estaba cerrada. Su marca quedó anotada aparte: reabra la jornada para aplicarla."))
    if found.why is not None:
        return wrong_hours(found.why.why, half_day, hour(ending(half_day)))
    return str(_("Esta marca ya se había enviado con otro contenido. Actualice la página y vuelva a marcarla."))


def wrong_hours(why: Why, half_day: HalfDay, ending: str) -> str:
    """What is wrong with the hours of one person, and what to do."""
    words: dict[object, str] = {
        Why.NO_HOUR: _("Escriba la hora con dos puntos, por ejemplo 8:25."),
        Why.ARRIVED_AFTER_END: _("A esa hora la jornada ya había terminado (%(hour)s). Corrija la hora, o quítele la marca "
                                 "de presente.", hour=ending),
        Why.LEFT_BEFORE_START: _("A esa hora la jornada no había empezado (%(hour)s). Corrija la hora, o quítele la marca "
                                 "de presente.", hour=hour(half_day.starts)),
        Why.LEFT_BEFORE_ARRIVING: _("La salida va después de la llegada. Corrija una de las dos horas."),
        Why.UNKNOWN_STATE: _("Actualice la página y vuelva a marcarla."),
    }
    return words[why]


def wrong_numbers(wrong: Sequence[str], highest: int) -> str:
    """Row numbers that are none."""
    told = ", ".join(wrong[:8])
    return str(_("No hay fila con este número: %(told)s. Las filas van del 1 al %(last)s. No se guardó nada: corríjalo y "
                 "vuelva a enviar.", told=told, last=highest))


def bad_photo(why: NotAPhoto) -> str:
    """Why a file was not kept as a photo."""
    words: dict[object, str] = {
        NotAPhoto.EMPTY: _("Elija la foto de la hoja firmada."),
        NotAPhoto.TOO_MANY_BYTES: _("La foto pesa más de %(size)s MB. Tómela de nuevo con menos resolución.",
                                    size=MOST_BYTES // 1_000_000),
        NotAPhoto.UNREADABLE: _("Ese archivo no es una foto que podamos leer. Use una foto JPG, PNG o WebP."),
        NotAPhoto.TOO_LARGE: _("La imagen es demasiado grande. Tómela de nuevo con menos resolución."),
        NotAPhoto.TOO_SMALL: _("La imagen es demasiado pequeña para leer una hoja. Tome la foto más de cerca."),
    }
    return words[why]


def minutes(hers: Hours) -> str:
    """«660 de 900 minutos»."""
    return str(_("%(some)s de %(all)s minutos", some=hers.attended, all=hers.planned))


def reach(hers: Hours, make_ups: Sequence[HalfDay]) -> str:
    """Her minutes, and what they mean for the papers."""
    if hers.reach is Reach.REACHED or not hers.planned:
        return minutes(hers)
    rest = ngettext("falta %(num)s de los %(needed)s que se piden", "faltan %(num)s de los %(needed)s que se piden",
                    hers.missing, needed=hers.needed)
    said = f"{minutes(hers)}; {rest}."
    if hers.reach is Reach.LOST:
        return said + " " + _("Solo alcanza con una recuperación de %(num)s minutos o más.", num=hers.short)
    if hers.reach is Reach.MAKE_UP:
        form = "EEEE d MMMM" if spoken() == "en" else "EEEE d 'de' MMMM"
        days = ", ".join(format_date(one.on, form, locale=spoken()) for one in make_ups)
        return said + " " + _("Alcanza si va a la recuperación: %(days)s.", days=days)
    return said


def reach_tag(found: Reach) -> tuple[str, str, str]:
    """Class, icon and word of a state, for its tag."""
    words = {Reach.REACHED: ("ok", "ok", _("Alcanzó")), Reach.ON_COURSE: ("half", "half", _("En camino")),
             Reach.MAKE_UP: ("late", "clock", _("Con recuperación")), Reach.LOST: ("no", "bang", _("Ya no alcanza"))}
    return words[found]


def not_taken(half_day: HalfDay) -> str:
    """A half-day of which nothing is known yet for somebody."""
    if half_day.kind == MAKE_UP:
        return str(_("Sin recuperación"))
    return str(_("Por pasar lista"))


def from_to(half_day: HalfDay) -> str:
    """«8:00 a. m. a 12:00 p. m.»"""
    return str(_("%(first)s a %(last)s", first=hour(half_day.starts), last=hour(ending(half_day))))


def is_make_up(half_day: HalfDay) -> bool:
    """Whether nobody is expected unless marked."""
    return half_day.kind == MAKE_UP
