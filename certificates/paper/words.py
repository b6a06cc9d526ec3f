"""What the pages say of somebody who may not have a paper yet."""

from collections.abc import Sequence

from flask_babel import gettext as _

from training.progress.requirements import Requirement


def lacks_words(lacks: Sequence[tuple[Requirement, str]]) -> str:
    """«Módulos y sus pruebas: 1 de 2. Nombre confirmado: Por confirmar.» Each requirement with how it stands."""
    return " ".join(_("%(requirement)s: %(said)s.", requirement=one.label, said=said.rstrip(".")) if said
                    else _("%(requirement)s: sin empezar.", requirement=one.label) for one, said in lacks)
