"""What a person reads about a job."""

from flask_babel import gettext, ngettext

from training.clock import now
from training.jobs.estimate import estimate
from training.jobs.models import CANCELLED, DONE, WAITING, Job
from training.jobs.queries import Progress, is_interrupted

PATIENCE = 90  # seconds after which waiting deserves another word


def _(sentence: str, **values: object) -> str:
    return str(gettext(sentence, **values))  # gettext carries no types


def count_words(progress: Progress) -> str:
    """«212 de 300 listos.», and how many failed."""
    words = _("%(done)s de %(total)s listos.", done=progress.done, total=progress.total)
    if not progress.failed:
        return words
    return words + " " + str(ngettext("%(num)s con problema.", "%(num)s con problemas.", progress.failed))


def left_words(seconds: float | None) -> str:
    """«Faltan unos 40 segundos.»; nothing while no item is done."""
    if seconds is None:
        return ""
    number, unit = estimate(seconds)
    match unit:
        case "moment":
            return _("Falta menos de diez segundos.")
        case "seconds":
            return _("Faltan unos %(number)s segundos.", number=number)
        case "minutes":
            return _("Faltan unos %(number)s minutos.", number=number)
        case _:
            return _("Faltan unas %(number)s horas.", number=number)


def now_words(job: Job, progress: Progress) -> str:
    """What is going on, in a sentence or two."""
    if job.state == CANCELLED:
        return _("Se detuvo. Lo que ya estaba listo se conserva.")
    if job.state == DONE:
        return _("Lo que falta está abajo, con su motivo.") if progress.failed else _("Todo está hecho.")
    if is_interrupted(job):
        return _("Se interrumpió, quizá por un corte de luz. "
                 "Sigue solo en un minuto o dos; no se perdió nada.")
    stay = _("Puede cerrar esta página: el trabajo sigue.")
    if job.state == WAITING:
        return f"{_waiting_words(job)} {stay}"
    if not progress.waiting:
        return _("Falta juntar el resultado.") + f" {stay}"
    return f"{left_words(progress.seconds_left)} {stay}".strip()


def _waiting_words(job: Job) -> str:
    if (now() - job.created_at).total_seconds() <= PATIENCE:
        return _("Está en espera; empieza en unos segundos.")
    return _("Todavía no empieza: hay otros trabajos antes, o quien trabaja en segundo plano está detenido. "
             "Si en diez minutos sigue así, avise a quien administra Réplica.")
