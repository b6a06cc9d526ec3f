"""No paper from a name that its owner never confirmed: the requirement of every cohort, with workshop or without."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from training.cohorts.models import Cohort, Membership
from training.naming.models import PAPER, PHONE
from training.naming.queries import confirmed_by
from training.progress.requirements import CERTIFICATE, CONSTANCIA, NAME, Requirement, Stand, Standing

ORDER = 60


def name_of(cohort: Cohort, members: Sequence[Membership]) -> Requirement:
    """Where these members stand. One query."""
    found = confirmed_by(cohort, members)
    own, listed = url_for("naming.mine", key=cohort.key), url_for("naming.names", key=cohort.key)
    links = (_("Corregir mi nombre"), own), (_("Lista de nombres"), listed)  # the same for everybody: asked for once
    to_do = Standing(Stand.TO_DO, _("Por confirmar"), None, (_("Confirmar mi nombre"), own), links[1])
    said = {how: sentence.split("NAME") for how, sentence in (
        (PAPER, _("«%(name)s», firmado en la lista", name="NAME")),
        (PHONE, _("«%(name)s», confirmado en su teléfono", name="NAME")))}
    standings = {one.membership_id: Standing(
        Stand.DONE, f"{one.given_names} {one.surnames}".join(said[one.how]), one.at, *links) for one in found}
    return Requirement(
        NAME, _("Nombre confirmado"), _("Escrito como lo confirma su dueña o dueño, antes de imprimirlo"),
        frozenset({CONSTANCIA, CERTIFICATE}), standings,
        to_do, ORDER, listed)

