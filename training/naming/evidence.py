"""What naming tells of a paper: the name as its owner confirmed it, how, who wrote it down and when."""

from collections.abc import Sequence

from training.accounts.queries import names_of
from training.cohorts.models import Cohort, Membership
from training.evidence import CERTIFICATE, CONSTANCIA, Section, Told, Witness, moment
from training.naming.models import PAPER, NameConfirmation
from training.naming.queries import confirmations_of

COLUMNS = ("Nombres", "Apellidos", "Cómo lo confirmó", "Quién lo anotó", "Cuándo")


def ask(cohort: Cohort, members: Sequence[Membership]) -> Told:
    """The confirmation that counts of each member. Two queries."""
    found = confirmations_of(cohort, members)
    names = names_of({one.by_id for one in found.values()})
    return lambda member: (_section(found[member], names),) if member in found else ()


def _section(one: NameConfirmation, names: dict[int, str]) -> Section:
    how = "Firmó la lista de nombres" if one.how == PAPER else "En su teléfono, con su propia cuenta"
    return Section("Nombre confirmado", COLUMNS,
                   ((one.given_names, one.surnames, how, names.get(one.by_id, "—"), moment(one.at)),))


WITNESS = Witness(ask, frozenset((CONSTANCIA, CERTIFICATE)), 60)
