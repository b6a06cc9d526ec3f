"""The sentences of this room: contracts, who said it, and what is wrong with a date, each with what to do."""

from flask_babel import gettext as _

from training.pages import day
from training.places.models import Facility
from training.staffing.models import (
    ADMIN,
    APPOINTED,
    CAS,
    DATES,
    FACILITY,
    PERSON,
    ROSTER,
    SELF,
    SERUMS,
    SERVICES,
    TRAINER,
    UNKNOWN,
    Pending,
)
from training.staffing.rules import Flaw, Reason


def contract_words() -> dict[str, str]:
    """Kinds of contract."""
    return {UNKNOWN: _("No lo sé o prefiero no decirlo"), APPOINTED: _("Nombramiento"), CAS: _("CAS"), SERUMS: _("SERUMS"),
            SERVICES: _("Locación de servicios")}


def contract(kind: str) -> str:
    """A kind of contract, short; "" when none is known."""
    return contract_words().get(kind, "") if kind else ""


def source_words() -> dict[str, str]:
    """Who said where somebody works."""
    return {ROSTER: _("según la lista de un taller"), SELF: _("lo dijo la propia persona"),
            TRAINER: _("lo anotó quien facilita"), ADMIN: _("lo anotó administración")}


def own_source_words() -> dict[str, str]:
    """The same, said to herself."""
    return source_words() | {SELF: _("lo dijo usted")}


def reason_words(*, herself: bool) -> list[tuple[str, str]]:
    """Why a posting was a mistake, for a choice."""
    if herself:
        return [(FACILITY, _("Nunca trabajé en ese establecimiento")),
                (DATES, _("Trabajo ahí, pero las fechas están mal: las anotaré de nuevo")),
                (PERSON, _("Me confunden con otra persona"))]
    return [(PERSON, _("Era otra persona: el documento estaba mal")), (FACILITY, _("Era otro establecimiento")),
            (DATES, _("Las fechas estaban mal: las anotaré de nuevo"))]


def flaw(found: Flaw, named: Facility | None = None) -> str:
    """What is wrong with a date. ``named``: the facility with which it clashes, when whoever reads this may see it."""
    if found.span is not None:
        return _clash(found, named)
    sentences = {
        Reason.TOO_EARLY: _("Esa fecha es anterior a 1950. Revise el año."),
        Reason.TOO_FAR_AHEAD: _("Faltan más de 60 días para esa fecha. Anótelo cuando falte menos."),
        Reason.LEFT_BEFORE_BEGAN: _("Es anterior al día en que empezó ahí. Revise la fecha."),
        Reason.LEFT_AHEAD: _("Ese día todavía no llega. Si sabe hasta cuándo es el contrato, anótelo como fin de contrato."),
        Reason.ENDS_BEFORE_BEGINS: _("El contrato terminaría antes de empezar. Revise las dos fechas."),
        Reason.ENDS_TOO_FAR: _("Faltan más de diez años para esa fecha. Revise el año."),
        Reason.APPOINTED_NEVER_ENDS: _("Un nombramiento no tiene fecha de fin: déjela en blanco, o elija otra clase."),
    }
    return sentences[found.reason]


def _clash(found: Flaw, named: Facility | None) -> str:
    assert found.span is not None
    if found.reason is Reason.NOT_AFTER_CURRENT:
        if named is None:
            return _("Para esa fecha ya figuraba en otro establecimiento. Elija una fecha posterior, o pida que se revise.")
        return _("Debe ser posterior al %(day)s, cuando empezó en %(name)s. Si nunca trabajó ahí, anúlelo primero.",
                 day=day(found.span.since), name=named.name)
    if named is None:
        return _("En esa fecha todavía figuraba en otro establecimiento. Elija una fecha posterior, o pida que se revise.")
    return _("En esa fecha todavía figuraba en %(name)s, hasta el %(day)s. Elija ese día o uno posterior.",
             name=named.name, day=day(found.span.until))


def elsewhere(here: Facility, there: Facility | None, since: str) -> str:
    """She is known at another facility. ``there``: None when whoever asks may not see which."""
    if there is None:
        return _("Esta persona ya figura en otro establecimiento. Si ahora trabaja en %(here)s, elija «Trasladar aquí»; "
                 "la persona lo verá en su página.", here=here.name)
    return _("Esta persona ya figura en %(there)s desde el %(since)s. Si ahora trabaja en %(here)s, elija «Trasladar aquí».",
             there=there.name, since=since, here=here.name)


def works_here(name: str, place: Facility) -> str:
    """It is written down and counts."""
    return _("Anotado: %(name)s trabaja en %(place)s.", name=name, place=place.name)


def waits_for_her(name: str) -> str:
    """It waits. The same of everybody whom the reader may not see, known to us or not."""
    return _("Anotado: %(name)s queda por confirmar. Figurará aquí cuando ella misma lo confirme en su página «Dónde "
             "trabajo», o cuando lo confirme quien facilita en la región de la que viene, o administración.", name=name)


def who_confirms() -> str:
    """It is not hers to say."""
    return _("Eso lo confirma la propia persona en su página «Dónde trabajo», quien facilita en la región donde figura hoy, "
             "o administración. Mientras tanto no cambia nada: si es urgente, escríbale a administración.")


def said_here(pending: Pending) -> str:
    """Who says that somebody works at a facility, and since when, for whoever facilitates there."""
    return _who_and_when(source_words(), pending)


def said_of_you(pending: Pending) -> str:
    """The same, said to herself."""
    return " ".join([_who_and_when(own_source_words(), pending), _("No cambia nada mientras usted no lo confirme.")])


def _who_and_when(sources: dict[str, str], pending: Pending) -> str:
    said = sources[pending.source]
    return _("%(who)s, el %(day)s.", who=said[:1].upper() + said[1:], day=day(pending.at))


def changed_meanwhile() -> str:
    """Somebody else wrote first."""
    return _("Mientras usted llenaba esta página se anotó un cambio de establecimiento. Revise lo que ahora figura y, si "
             "sigue siendo necesario, envíe otra vez.")


def closed(place: Facility) -> str:
    """Nobody begins at a closed facility."""
    return _("%(name)s figura cerrado en el registro desde el %(day)s. Elija otro.",
             name=place.name, day=day(place.closed_on))
