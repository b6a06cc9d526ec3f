"""What an agenda says, in sentences."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from babel.dates import format_date
from flask_babel import gettext as _

from training.clock import in_lima
from training.delivery.actions import Outcome, Taken
from training.delivery.correcting import Fault
from training.delivery.fidelity import Fidelity
from training.delivery.live import Agenda
from training.delivery.steps import CORRECT, CUT, FINISH, GIVER, NEXT, RESTORE, UNDO, Step
from training.pages import duration, spoken

Titles = Mapping[int, str]  # block id → title
Names = Mapping[int, str]  # account id → name


def hour(at: datetime) -> str:
    """«10:14», as the clock on a wall in Lima shows it: the column of an agenda is narrow."""
    local = in_lima(at)
    return f"{local.hour}:{local.minute:02}"


def day(agenda: Agenda) -> str:
    """«martes 15 de diciembre»."""
    return str(format_date(agenda.day, "EEEE d MMMM" if spoken() == "en" else "EEEE d 'de' MMMM", locale=spoken()))


def lateness(minutes: int) -> str:
    """«Va 12 min tarde», «Va a la hora», «Va 5 min por delante»."""
    if minutes > 0:
        return _("Va %(time)s tarde", time=duration(minutes))
    return _("Va %(time)s por delante", time=duration(-minutes)) if minutes < 0 else _("Va a la hora")


def eyebrow(agenda: Agenda, titles: Titles) -> str:
    """What is on, above the headline; the hour itself stands before it and ticks."""
    if agenda.running:
        return _("Ahora: %(block)s", block=titles[agenda.running.block.id])
    if agenda.over:
        return _("Jornada terminada")
    return _("Todavía no empieza") if not agenda.begun and not agenda.is_past else _("Sin terminar de anotar")


def headline(agenda: Agenda) -> str:
    """The one thing to know."""
    if agenda.over:
        return _("Terminó a las %(hour)s", hour=hour(agenda.ends))
    if agenda.left_open:
        return _("Quedó abierta")
    if agenda.is_past:
        return _("Nadie anotó esta jornada")
    if not agenda.begun and not agenda.is_today:
        return _("Empieza el %(day)s a las %(hour)s", day=day(agenda), hour=hour(agenda.begins))
    if not agenda.begun and agenda.now <= agenda.begins:
        return _("Empieza a las %(hour)s", hour=hour(agenda.begins))
    return lateness(agenda.late)


def detail(agenda: Agenda, titles: Titles) -> str:
    """The sentence below the headline."""
    if agenda.over:
        return _ended(agenda)
    if agenda.left_open and agenda.running:
        return _("«%(block)s» empezó a las %(hour)s y nadie anotó cuándo terminó.", block=titles[agenda.running.block.id],
                 hour=hour(agenda.running.starts))
    if agenda.running:
        return _running(agenda)
    if not agenda.begun and agenda.is_past:
        return _("Fue el %(day)s. Si se dio, anótela ahora: cuenta igual.", day=day(agenda))
    if not agenda.begun and agenda.is_today and agenda.now > agenda.begins:
        return _("Debió empezar a las %(hour)s. Si empieza ahora, termina a las %(ends)s.", hour=hour(agenda.begins),
                 ends=hour(agenda.ends))
    return _("Termina a las %(hour)s.", hour=hour(agenda.ends))


def _ended(agenda: Agenda) -> str:
    if agenda.late > 0:
        return _("%(time)s después de lo previsto.", time=duration(agenda.late))
    return _("%(time)s antes de lo previsto.", time=duration(-agenda.late)) if agenda.late < 0 else _("A la hora prevista.")


def _running(agenda: Agenda) -> str:
    line = agenda.running
    assert line is not None, "only asked while a block is on"
    due = hour(line.planned_ends)
    if line.minutes > line.block.minutes:
        return overdue(line.minutes, line.block.minutes, due)
    if agenda.late == 0:
        return _("Termina a las %(hour)s, como estaba previsto.", hour=due)
    return _("Termina a las %(hour)s; debía ser a las %(due)s.", hour=hour(line.ends), due=due)


def overdue(spent: int | str, minutes: int, due: str) -> str:
    """A block that takes longer than planned."""
    return _("Lleva %(spent)s de %(minutes)s minutos. Debía terminar a las %(due)s.", spent=spent, minutes=minutes, due=due)


def happening(step: Step, titles: Titles, names: Names) -> str:
    """A step as a sentence: «Luz Rojas pasó a «Plenaria» a las 10:37»."""
    values = {"name": names.get(step.by, ""), "block": titles.get(step.block or 0, ""), "hour": hour(step.at)}
    return {
        NEXT: _("%(name)s pasó a «%(block)s» a las %(hour)s", **values),
        FINISH: _("%(name)s terminó la jornada a las %(hour)s", **values),
        CUT: _("%(name)s recortó «%(block)s» a las %(hour)s", **values),
        RESTORE: _("%(name)s volvió a incluir «%(block)s» a las %(hour)s", **values),
        GIVER: _("%(name)s anotó a las %(hour)s quién da «%(block)s»", **values),
        CORRECT: _("%(name)s corrigió «%(block)s» a las %(hour)s", **values),
        UNDO: _("%(name)s deshizo el paso anterior a las %(hour)s", **values),
    }[step.kind]


def answer(taken: Taken, asked: str, titles: Titles, names: Names) -> tuple[str, str]:
    """What is said after a press: the sentence and how it is shown."""
    said = "; ".join(happening(step, titles, names) for step in taken.steps)
    if taken.outcome is Outcome.UNSURE:
        return _("Hoy no es la fecha de esta jornada. Si de verdad empieza hoy, pulse «Empezar hoy, aunque no es la "
                 "fecha»."), "bad"
    if taken.outcome is Outcome.MEANWHILE and len(taken.steps) == 1 and taken.steps[0].kind == asked:
        return _("Ya estaba anotado: %(said)s.", said=said), "calm"
    if taken.outcome is Outcome.MEANWHILE:
        return _("Mientras tanto, %(said)s. Lo suyo no se anotó: mire la agenda y pulse otra vez si hace falta.",
                 said=said), "bad"
    if len(taken.steps) > 1:
        return _("Anotado: %(num)s bloques, como estaban previstos.", num=len(taken.steps)), "good"
    return _("Anotado: %(said)s.", said=said), "good"


def fault(found: Fault, other: str) -> str:
    """Why an hour cannot be, and what to do."""
    return {
        Fault.BACKWARDS: _("Termina antes de empezar. Revise las dos horas."),
        Fault.FUTURE: _("Esa hora todavía no llega. Escriba una que ya pasó."),
        Fault.ENDLESS: _("Falta a qué hora terminó."),
        Fault.OVERLAPS: _("A esa hora se daba «%(block)s». Corrija primero ese bloque, o cambie la hora.", block=other),
    }[found]


def summary(found: Fidelity) -> str:
    """«17 de 18 bloques dictados, con los 11 esenciales; 615 de 640 minutos»."""
    blocks = _("%(given)s de %(planned)s bloques dictados", given=found.given, planned=found.planned)
    essential = (_("con los %(num)s esenciales", num=found.essential) if found.essential_given == found.essential else
                 _("%(given)s de los %(num)s esenciales", given=found.essential_given, num=found.essential))
    minutes = _("%(minutes)s de %(planned)s minutos", minutes=found.minutes, planned=found.planned_minutes)
    return f"{blocks}, {essential}; {minutes}"


def cuts(found: Fidelity, titles: Titles) -> Sequence[str]:
    """What was cut and why, one sentence for each."""
    return [_cut(titles[line.block.id], line.block.minutes, line.late) for line in found.cut]


def _cut(block: str, minutes: int, late: int) -> str:
    if late:
        return _("«%(block)s» (%(minutes)s min), con %(late)s de retraso", block=block, minutes=minutes, late=duration(late))
    return _("«%(block)s» (%(minutes)s min)", block=block, minutes=minutes)
