"""What lineage says in words."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from training.licences.queries import ladder
from training.licences.words import step_title
from training.lineage.dormant import ends_soon
from training.lineage.figures import Figures
from training.lineage.queries import Place
from training.lineage.rules import FEWEST
from training.lineage.summing import Generation
from training.pages import day


def name(place: Place) -> str:
    """Her name; of whom the reader may not know it, where she works; of an erased account, that it was."""
    if not place.named:
        return _("Persona retirada")
    if place.hers:
        return place.name
    return _("Alguien de %(region)s", region=place.region) if place.region else _("Alguien de otra dirección de salud")


def share(score: float | None) -> str:
    """A score from 0 to 1 as a per cent; a dash while there is none."""
    return "–" if score is None else _("%(share)s %%", share=round(score * 100))


def licence(found: Figures) -> tuple[str, str, str]:
    """(class, icon, words) of the tag that says how her licence stands."""
    if not found.step:
        return "", "circle", _("Sin licencia")
    if found.licensed_on is None:
        return "late", "clock", _("Licencia vencida el %(day)s", day=day(found.valid_until, "medium"))
    if ends_soon(found.valid_until):
        return "late", "clock", _("Licencia hasta el %(day)s", day=day(found.valid_until, "medium"))
    return "ok", "ok", step_title(ladder(), found.step)


def facts(found: Figures) -> list[str]:
    """Her figures, each a few words."""
    said = []
    if found.cohorts:
        said = [ngettext("%(num)s cohorte", "%(num)s cohortes", found.cohorts),
                ngettext("%(num)s persona certificada", "%(num)s personas certificadas", found.certified)]
        if found.facilities:
            said.append(ngettext("%(num)s establecimiento", "%(num)s establecimientos", found.facilities))
    else:
        said = [_("Ninguna cohorte todavía")]
    if found.first is not None:
        said.append(ngettext("empezó a %(num)s día de formarse", "empezó a los %(num)s días de formarse", found.first))
    if found.exit is not None:
        said.append(_("prueba de salida %(share)s", share=share(found.exit)))
    if found.practice is not None:
        said.append(_("práctica %(share)s", share=share(found.practice)))
    return said


def generation(number: int) -> str:
    """«Generación 1»."""
    return _("Generación %(number)s", number=number)


def few() -> str:
    """What stands in place of figures of too few people, or that would let such be worked out."""
    return _("Oculto: menos de %(few)s personas, o dejaría calcularlas", few=FEWEST)


def what_to_do(found: Figures) -> str:
    """What a coordinator does about somebody who is dormant."""
    said = (_("Todavía no facilitó. Propóngale cofacilitar la próxima cohorte de su región, junto a alguien con práctica.")
            if found.last is None else
            _("Su última cohorte terminó el %(day)s. Llame y acuerden fecha y lugar de la próxima, aunque sea pequeña.",
              day=day(found.last)))
    if ends_soon(found.valid_until):
        said += " " + _("Su licencia vence el %(day)s, y se renueva facilitando.", day=day(found.valid_until))
    return said


def since_words(since: date, number: int) -> str:
    """Since when she has her place."""
    return (_("empezó la cascada; consta desde el %(day)s", day=day(since)) if number == 0
            else _("se formó el %(day)s", day=day(since)))


def shown(generations: list[Generation]) -> list[Generation]:
    """The generations whose figures may be shown."""
    return [one for one in generations if not one.hidden]
