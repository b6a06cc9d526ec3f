"""What a paper says of its holder beyond the paper: whoever holds a certificate that stands is qualified in its course."""

from collections.abc import Iterable, Sequence

from certificates.issuing.models import Certificate
from certificates.paper.snapshot import CERTIFICATE, Snapshot
from training.house import house
from training.progress import qualifications


def entered(papers: Sequence[tuple[Certificate, Snapshot]]) -> None:
    """New certificates came into the world: also those that correct or renew another."""
    qualifications.award([one.membership_id for one, _said in papers if one.kind == CERTIFICATE])


def ended(papers: Iterable[Certificate], by_id: int | None) -> None:
    """These papers were revoked or erased; only the last one of a line can be."""
    papers = list(papers)
    qualifications.withdraw([one.membership_id for one in papers if one.kind == CERTIFICATE])
    for told in house().papers_ended:
        told(papers, by_id)
