"""What stands on the back of a paper: what the course was, how it was evaluated, how to check it. Pure.

It says nothing of its holder, so one drawing serves every paper with the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.paper.snapshot import PrintedModule, Snapshot, hours
from certificates.paper.wording import LESSON, days, digest_words, hours_words, typed_address
from modules.workshop import Rule

MANY = 12  # modules and half-days beyond which the letters are smaller


@dataclass(frozen=True)
class Back:
    """One distinct back. ``half_days``: title and minutes. ``upright``: of a constancia, which stands."""

    upright: bool
    title: str
    when: str
    place: str
    modules: tuple[PrintedModule, ...]
    half_days: tuple[tuple[str, int], ...]
    rules: tuple[str, ...]
    closing: str
    address: str
    issuer: str
    version: str
    digest: str
    notices: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """Minutes of the modules together."""
        return sum(one.minutes for one in self.modules)

    @property
    def half_day_minutes(self) -> int:
        """Planned minutes of the workshop."""
        return sum(minutes for _title, minutes in self.half_days)

    @property
    def hours(self) -> str:
        """The hours of the modules, rounded down as on the front."""
        return hours_words(hours(self.minutes))

    @property
    def small(self) -> bool:
        """Whether it has so many lines that they must be set tighter."""
        lines = len(self.modules) + len(self.half_days) if self.upright else max(len(self.modules), 2 * len(self.half_days))
        return lines > MANY


def back_of(said: Snapshot, modules: Sequence[PrintedModule], half_days: Sequence[tuple[str, int]], rule: Rule) -> Back:
    """The back of a paper. ``modules`` and ``half_days``: of its course and workshop, where its front leaves them out."""
    own = tuple((one.title, one.planned) for one in said.workshop.half_days if one.planned) if said.workshop else ()
    workshop = said.workshop is not None
    return Back(
        said.is_constancia, said.course_title, days(said.starts, said.ends), said.place, said.modules or tuple(modules),
        own or (tuple(half_days) if workshop else ()), _rules(said, rule), _closing(said), typed_address(said.public_url),
        said.issuer, said.content_version, digest_words(said.content_digest), said.notices)


def _rules(said: Snapshot, rule: Rule) -> tuple[str, ...]:
    """How it was evaluated, line by line."""
    least = said.workshop.least if said.workshop else 0
    share = f"Asistencia: al menos {least} % de los minutos programados, tomados de la lista de cada jornada."
    attended = (share,) if least else ()
    name = "Nombre confirmado por su titular antes de emitir."
    if said.is_constancia:
        return (*attended, name)
    found = ["Módulos: leer cada uno y aprobar su prueba."]
    found += attended
    if said.workshop:
        found.append(f"Prueba de salida: al menos {rule.exit_test} % de respuestas correctas.")
        if rule.checklists:
            found.append(f"Práctica observada: todos los pasos críticos y al menos {rule.practice} % de la lista de cotejo.")
    return (*found, name)


def _closing(said: Snapshot) -> str:
    if said.is_constancia:
        return "Esta constancia acredita asistencia, no aprobación."
    if said.is_accreditation:
        return "La acreditación vale hasta el día que dice el anverso."
    return f"La duración suma solo los módulos de la lista. Una hora lectiva tiene {LESSON} minutos; una cronológica, 60."
