"""No paper from a name that its owner never confirmed: the requirement of every cohort, with workshop or without."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from training.cohorts.models import Cohort, Membership
from training.naming.models import PAPER, NameConfirmation
from training.naming.queries import confirmations_of
from training.progress.requirements import CERTIFICATE, CONSTANCIA, NAME, Requirement, Stand, Standing

ORDER = 60


def name_of(cohort: Cohort, members: Sequence[Membership]) -> Requirement:
    """Where these members stand. One query."""
    found = confirmations_of(cohort, members)
    own, listed = url_for("naming.mine", key=cohort.key), url_for("naming.names", key=cohort.key)
    links = (_("Corregir mi nombre"), own), (_("Lista de nombres"), listed)  # the same for everybody: asked for once
    to_do = Standing(Stand.TO_DO, _("Por confirmar"), None, (_("Confirmar mi nombre"), own), links[1])
    return Requirement(
        NAME, _("Nombre confirmado"), _("Escrito como lo confirma su dueña o dueño, antes de imprimirlo"),
        frozenset({CONSTANCIA, CERTIFICATE}), {member: _done(one, links) for member, one in found.items()},
        to_do, ORDER, listed)


def _done(one: NameConfirmation, links: tuple[tuple[str, str], tuple[str, str]]) -> Standing:
    name = f"{one.given_names} {one.surnames}"
    said = (_("«%(name)s», firmado en la lista", name=name) if one.how == PAPER
            else _("«%(name)s», confirmado en su teléfono", name=name))
    return Standing(Stand.DONE, said, one.at, *links)
