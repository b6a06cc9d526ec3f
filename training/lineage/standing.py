"""Which places in the tree still stand: nothing is written when one falls, and it stands again with its certificate."""

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from training.accounts.models import User
from training.lineage.models import Descent
from training.progress.models import Qualification


def fallen() -> ColumnElement[bool]:
    """The condition on `Descent`: the certificate that put her there was revoked.

    She counts no more for whoever trained her, nor does her line; what she led stays hers, and whoever descends from her
    stays below her. An erasure revokes nothing: that place stays, without a name.
    """
    paper, person = aliased(Qualification), aliased(User)
    ended = exists().where(paper.user_id == Descent.user_id, paper.cohort_id == Descent.cohort_id,
                           paper.ended_on.is_not(None))
    return ended & ~exists().where(person.id == Descent.user_id, person.erased_at.is_not(None))


def presumed() -> ColumnElement[bool]:
    """Nobody said it: she was put there because she led a cohort and nobody knew who trained her."""
    return Descent.trained_by_id.is_(None) & Descent.by_id.is_(None) & Descent.cohort_id.is_(None)
