"""What progress tells of a certificate: when each module was read and its quiz passed, with the best score."""

from collections.abc import Sequence

from training.cohorts.models import Cohort, Membership
from training.evidence import Section, Told, Witness, moment
from training.manuals.queries import manual
from training.progress.queries import facts_of, facts_of_cohort
from training.progress.rules import NOTHING

COLUMNS = ("Módulo", "Minutos", "Leído", "Prueba aprobada", "Intentos", "Mejor nota")


def ask(cohort: Cohort, members: Sequence[Membership]) -> Told:
    """The published modules of the course. One query."""
    edition = manual(cohort.manual_digest)
    modules = edition.published(cohort.course)
    every = facts_of_cohort(cohort.id) if len(members) != 1 else {members[0].id: facts_of(members[0].id)}

    def told(member: int) -> Sequence[Section]:
        facts, rows = every.get(member, {}), []
        for module in modules:
            hers = facts.get(module.slug, NOTHING)
            best = "—" if hers.best_score is None else f"{int(hers.best_score * 100 + 1e-9)} %"
            rows.append((f"{module.slug.upper()}. {module.title}", str(module.minutes), moment(hers.read_at) or "—",
                         moment(hers.passed_at) or "—", str(hers.attempts), best))
        return (Section("Módulos leídos y pruebas aprobadas", COLUMNS, tuple(rows)),) if rows else ()

    return told


WITNESS = Witness(ask, order=10)
