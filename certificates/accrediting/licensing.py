"""An accreditation that is issued or renewed gives its holder a licence as long as the paper; a revoked one ends it."""

from collections.abc import Sequence

from certificates.issuing.models import Certificate
from certificates.paper.snapshot import ACCREDITATION, Snapshot
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.licences import actions


def entered(papers: Sequence[tuple[Certificate, Snapshot]]) -> None:
    """New accreditations came into the world; one that only corrects another changes no licence."""
    for paper, said in papers:
        if paper.kind == ACCREDITATION and paper.valid_until is not None:
            course, holder = _of(paper)
            actions.by_paper(holder, course, paper.folio, said.issued_on, paper.valid_until, paper.issued_by_id)


def ended(papers: Sequence[Certificate], by_id: int | None) -> None:
    """These were revoked. Those that were erased with their holder (``by_id`` None) leave her licences what they were."""
    for paper in papers:
        if paper.kind == ACCREDITATION and by_id is not None:
            course, holder = _of(paper)
            actions.paper_ended(holder.id, course, paper.folio, by_id)


def _of(paper: Certificate) -> tuple[str, User]:
    """The course of an accreditation, and whose it is."""
    holder = db.session.get_one(Membership, paper.membership_id).user_id
    return db.session.get_one(Cohort, paper.cohort_id).course, db.session.get_one(User, holder)
