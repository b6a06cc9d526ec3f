"""Whether a paper that ends may be renewed now: each kind's rule is announced by the room that issues it."""

from dataclasses import dataclass
from datetime import date

from certificates.issuing.models import Certificate
from training.house import house


@dataclass(frozen=True)
class Rule:
    """``until``: the last day of the new paper, when the rule is met. ``said``: what is lacking, or how it was met.

    ``evidence``: upon what it would be renewed (as in entering.Paper); ``basis``: the same in words, for its sheet.
    """

    until: date | None
    said: str = ""
    evidence: bytes | None = None
    basis: str | None = None


def rule_for(certificate: Certificate) -> Rule | None:
    """How the rule of a paper's kind stands for its holder; None where nobody renews such papers."""
    announced = house().renewal_rules.get(certificate.kind)
    found: Rule | None = announced(certificate) if announced and certificate.valid_until else None
    return found
