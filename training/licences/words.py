"""The sentences of the ladder, in the language of the page."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from modules.ladder import (
    FACILITATED,
    HELD,
    OBSERVING,
    Ladder,
    LadderStep,
    Requirement,
)
from training.clock import today
from training.licences.models import LADDER, PAPER, RECOGNISED
from training.licences.people import AGAIN, ENDING, LAPSED, ON_THE_WAY, VALID, WITHDRAWN
from training.licences.queries import Climbing
from training.licences.rules import Fact, Grant, Judged, Place, Rung, State
from training.pages import day, spoken


def step_title(steps: Ladder | None, slug: str) -> str:
    """The name of a step; of one that the ladder does not have any more, its identifier."""
    step = steps.step(slug) if steps else None
    return step.said("title", spoken()) if step else slug


def title_of(one: LadderStep | Requirement) -> str:
    """A title in the language of the page."""
    return one.said("title", spoken())


def rung_tag(place: Place) -> tuple[str, str, str]:
    """A step for one person as a tag: its class, its drawing, its words."""
    if place.rung is Rung.HELD and place.grant and place.grant.ends_soon(today()):
        return "late", "clock", _("Por vencer")
    return {
        Rung.HELD: ("ok", "ok", _("Vigente")), Rung.PASSED: ("ok", "ok", _("Alcanzado")),
        Rung.READY: ("half", "half", _("Por otorgar")), Rung.NEXT: ("half", "half", _("En camino")),
        Rung.AHEAD: ("", "circle", _("Más adelante")), Rung.LAPSED: ("late", "clock", _("Vencida")),
        Rung.WITHDRAWN: ("no", "x", _("Retirada")),
    }[place.rung]


def state_tag(one: Judged) -> tuple[str, str, str]:
    """A requirement as a tag."""
    return {State.MET: ("ok", "ok", _("Cumplido")), State.MISSING: ("", "circle", _("Falta")),
            State.REPEAT: ("late", "clock", _("Repetir"))}[one.state]


def grant_tag(steps: Ladder | None, grant: Grant | None) -> tuple[str, str, str]:
    """Somebody's licence in a list."""
    if grant is None:
        return "", "circle", _("Sin licencia")
    if grant.holds(today()):
        return ("late", "clock", _("Por vencer")) if grant.ends_soon(today()) else ("ok", "ok", _("Vigente"))
    return ("no", "x", _("Retirada")) if grant.withdrawn_on else ("late", "clock", _("Vencida"))


def state_names() -> Mapping[str, str]:
    """The states that a list may be narrowed to, by their name in the address."""
    return {VALID: _("Vigente"), ENDING: _("Vence en 90 días"), LAPSED: _("Vencida"), WITHDRAWN: _("Retirada"),
            ON_THE_WAY: _("Sin licencia"), AGAIN: _("Le pidieron repetir")}


def basis_words(basis: str) -> str:
    """On what grounds a licence was given."""
    return {LADDER: _("cumplió lo que pide el peldaño"), RECOGNISED: _("reconocida por administración"),
            PAPER: _("por su acreditación")}[basis]


def progress_words(one: Judged) -> str:
    """How far she is in what is asked several times, or of a number of people; "" where it is once and no more."""
    asked = one.asked
    if asked.kind == FACILITATED:
        if asked.people:
            return ngettext("%(done)s de %(num)s taller con %(people)s o más personas certificadas",
                            "%(done)s de %(num)s talleres con %(people)s o más personas certificadas", asked.times,
                            done=one.done, people=asked.people)
        return ngettext("%(done)s de %(num)s taller", "%(done)s de %(num)s talleres", asked.times, done=one.done)
    if asked.times > 1 or asked.kind == OBSERVING:
        return ngettext("%(done)s de %(num)s vez", "%(done)s de %(num)s veces", asked.times, done=one.done)
    return ""


def proof_words(fact: Fact) -> str:
    """What shows it, in a line: «Ayacucho 2026-1, 3 de marzo de 2026, 92 %, observó Bea Huamán»."""
    said = [fact.where, day(fact.on)]
    if fact.score is not None:
        said.append(_("%(percent)s %%", percent=fact.score))
    if fact.kind == FACILITATED:
        said.append(ngettext("%(num)s persona certificada", "%(num)s personas certificadas", fact.people))
    if fact.by:
        said.append({HELD: _("la otorgó %(name)s", name=fact.by), OBSERVING: _("observó a %(name)s", name=fact.by)}.get(
            fact.kind, _("observó %(name)s", name=fact.by)))
    if not fact.good:
        said.append(_("se le pidió repetir"))
    return ", ".join(one for one in said if one)


def due_words(one: Judged) -> str:
    """Until when it should be done; "" where nothing says."""
    if one.due is None or one.met:
        return ""
    if one.late(today()):
        return _("El plazo era el %(day)s. Lo hecho cuenta igual: acuerde otra fecha con quien administra.",
                 day=day(one.due))
    if one.state is State.REPEAT:
        return _("Repítalo hasta el %(day)s.", day=day(one.due))
    return _("Hasta el %(day)s.", day=day(one.due))


def missing_words(hers: Climbing) -> str:
    """What she lacks for what comes next, in a line; "" when nothing."""
    place = next_place(hers)
    if place is None:
        return ""
    if place.rung is Rung.READY:
        return _("Cumple: falta otorgarla")
    return "; ".join(title_of(one.asked) + (_(" (repetir)") if one.state is State.REPEAT else "")
                     for one in place.missing)


def next_place(hers: Climbing) -> Place | None:
    """The step that comes next: one to renew first, then one to be given, then the one that she is climbing."""
    order = {Rung.LAPSED: 0, Rung.READY: 1, Rung.NEXT: 2}
    found = [one for one in hers.places if one.rung in order and not (one.rung is Rung.LAPSED and hers.holds)]
    return min(found, key=lambda one: order[one.rung], default=None)


def heading(steps: Ladder, hers: Climbing) -> str:
    """What she holds, in a sentence, on top of her page."""
    grant = hers.grant
    if grant is None:
        return _("Todavía sin licencia")
    title = step_title(steps, grant.step)
    if grant.holds(today()):
        return _("%(step)s, hasta el %(day)s", step=title, day=day(grant.valid_until))
    if grant.withdrawn_on:
        return _("%(step)s, retirada el %(day)s", step=title, day=day(grant.withdrawn_on))
    return _("%(step)s, vencida el %(day)s", step=title, day=day(grant.valid_until))


def lacks_licence(steps: Ladder | None, name: str, grant: Grant | None, on: date, course: str) -> str:
    """Why one of those who facilitate does not license a workshop on a day."""
    if grant is None:
        return _("%(name)s no tiene licencia.", name=name)
    step = step_title(steps, grant.step).lower()
    if steps and grant.step not in steps.certifying(course):
        return _("%(name)s tiene la licencia de %(step)s, que no certifica este curso.", name=name, step=step)
    if grant.withdrawn_on and grant.withdrawn_on <= on:
        return _("A %(name)s se le retiró la licencia de %(step)s el %(day)s.", name=name, step=step,
                 day=day(grant.withdrawn_on))
    if grant.granted_on > on:
        return _("La licencia de %(step)s de %(name)s empezó después, el %(day)s.", name=name, step=step,
                 day=day(grant.granted_on))
    return _("La licencia de %(step)s de %(name)s venció el %(day)s.", name=name, step=step, day=day(grant.valid_until))
