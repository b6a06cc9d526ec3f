"""What the pages say of a reason to look twice, and how it is put right."""

from flask_babel import gettext as _

from certificates.issuing.doubts import Doubt
from training.pages import day


def doubt_words(doubt: Doubt) -> str:
    """The problem and its fix, in two sentences."""
    match doubt.what:
        case "same name":
            return str(_("Hay otra persona con el mismo nombre y el mismo establecimiento. Si es la misma, quite una de "
                         "las dos inscripciones; si son dos personas, márquelo."))
        case "two accounts":
            return str(_("Otra cuenta tiene el mismo número, como otro tipo de documento. Corrija el documento de la "
                         "que está mal."))
        case "two cohorts":
            return str(_("También está inscrita en otra cohorte abierta del mismo curso. Quítela de una, o emita "
                         "donde lo terminó."))
        case _:
            return str(_("Ya tiene un papel de este curso, emitido el %(day)s. Si este es por una nueva vez, márquelo.",
                         day=day(doubt.on)))
