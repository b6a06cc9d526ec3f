"""What each paper of a course asks for and what it does not say: the figures of the manual as sentences. Pure.

A sentence is kept with its figures apart, so that a page says it in its own language and a record in Spanish. The rule
itself is applied where the standings are: `requirements.entitlements` for constancia and certificate,
`certificates.accrediting.rule` for the accreditation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from modules.manual import Course, Manual
from training.evidence import ACCREDITATION, CERTIFICATE, CONSTANCIA


def N_(sentence: str) -> str:
    """Mark a sentence for the collector of translations; the page translates it when it is shown."""
    return sentence


@dataclass(frozen=True)
class Sentence:
    """A Spanish sentence with blanks, and what goes into them."""

    text: str
    figures: Mapping[str, object] = field(default_factory=dict)

    @property
    def spanish(self) -> str:
        return self.text % self.figures


@dataclass(frozen=True)
class PaperRule:
    """One paper. ``asks``: everything in it must hold; ``not_said``: what nobody may read into it."""

    paper: str
    asks: tuple[Sentence, ...]
    not_said: Sentence

    @property
    def spanish(self) -> tuple[str, ...]:
        """The rule as a record keeps it."""
        return tuple(one.spanish for one in self.asks)


def rules_of(edition: Manual, course_slug: str, minutes: int | None = None) -> tuple[PaperRule, ...]:
    """The papers of a course, in the order in which people earn them; nothing for a course that is not there.

    ``minutes``: those of a cohort's planned half-days, 0 when it has no workshop; None: as the manual plans it.
    """
    course, plan = edition.course(course_slug), edition.workshop(course_slug)
    if course is None:
        return ()
    if minutes is None:
        minutes = plan.minutes if plan else 0
    found = [PaperRule(CERTIFICATE, tuple(_certificate(edition, course, minutes)), Sentence(N_(
        "No dice cuánto sabe hoy ni autoriza a formar a otras personas, y no reemplaza un título ni una colegiatura.")))]
    if minutes:
        found.insert(0, PaperRule(CONSTANCIA, (_minutes(course, minutes), _NAME), Sentence(N_(
            "Dice solo que estuvo y cuántos minutos. No dice que aprobó ni que sabe."))))
    if course.accreditation is not None:
        found.append(PaperRule(ACCREDITATION, tuple(_accreditation(edition, course)), Sentence(N_(
            "Asistir no basta y el certificado solo tampoco. No es para siempre: vence, y se renueva enseñando."))))
    return tuple(found)


_NAME = Sentence(N_("Su nombre, confirmado por usted antes de imprimirlo."))


def _minutes(course: Course, planned: int) -> Sentence:
    share = course.rule.attendance
    return Sentence(N_("Asistir al %(share)s %% de los minutos del taller, o más: %(needed)s de los %(planned)s previstos."),
                    {"share": share, "planned": planned, "needed": -(-planned * share // 100)})


def _certificate(edition: Manual, course: Course, minutes: int) -> list[Sentence]:
    modules = {"count": len(edition.published(course.slug))}
    asks = [Sentence(N_("Marcar como leídos los %(count)s módulos publicados y aprobar la prueba de cada uno con 80 %% o "
                        "más, sin fallar ninguna pregunta crítica."), modules) if "quiz" in course.completion else
            Sentence(N_("Marcar como leídos los %(count)s módulos publicados."), modules)]
    if minutes:
        asks.append(_minutes(course, minutes))
        asks += _practice(edition, course)
        if edition.test(course.slug) is not None:
            share = {"share": course.rule.exit_test}
            asks.append(Sentence(N_("Aprobar la prueba de salida con %(share)s %% o más."), share))
    return [*asks, _NAME]


def _practice(edition: Manual, course: Course) -> Sequence[Sentence]:
    lists = [found.title for slug in course.rule.checklists if (found := edition.checklist(slug))]
    if not lists:
        return ()
    return (Sentence(N_("Aprobar la práctica observada («%(lists)s») con %(share)s %% o más y todos sus pasos críticos; se "
                        "observa hasta %(tries)s veces antes de acordar un acompañamiento."),
                     {"lists": "; ".join(lists), "share": course.rule.practice, "tries": course.rule.tries}),)


def _accreditation(edition: Manual, course: Course) -> list[Sentence]:
    rule = course.accreditation
    assert rule is not None, "asked only of a course that accredits"
    taught = edition.course(rule.teaches)
    title = taught.title if taught else rule.teaches
    return [
        Sentence(N_("Tener vigente el certificado de este curso, con su práctica observada aprobada.")),
        Sentence(N_("Haber facilitado talleres de «%(title)s» ya cerrados, cada uno con %(people)s o más personas "
                    "certificadas: %(count)s como mínimo."),
                 {"count": rule.workshops, "title": title, "people": rule.people}),
        Sentence(N_("Vale %(months)s meses. Se renueva con otros talleres así, facilitados desde la última acreditación: "
                    "%(count)s como mínimo."), {"months": rule.months, "count": rule.renewal}),
        Sentence(N_("La emite quien administra Réplica, no quien facilita."))]
