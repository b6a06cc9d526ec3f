"""Evidence: upon what a paper was issued, as each room tells it. Pure; the words are Spanish, as the papers are.

A section is a table of plain texts, so that whoever keeps or prints it has to know no room. It is frozen with the paper:
what it says must be readable for itself years later, without the manual, the questions or the people's rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from training.clock import in_lima

CONSTANCIA, CERTIFICATE, ACCREDITATION = "constancia", "certificate", "accreditation"
EVERY = frozenset((CONSTANCIA, CERTIFICATE, ACCREDITATION))
OF_STUDY = frozenset((CERTIFICATE,))


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table under a title, and sentences below it. Every row has as many texts as there are columns."""

    title: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table with holes in it."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row with another number of texts than there are columns")


Told = Callable[[int], Sequence[Section]]  # membership id → what stands for her, in order; nothing when there is nothing
Asker = Callable[[Any, Sequence[Any]], Told]  # (cohort, memberships) → Told; a constant number of queries


@dataclass(frozen=True)
class Witness:
    """A room that tells evidence. ``papers``: of which kinds; ``order``: where its sections stand.

    ``ask`` reads everything that it needs of these members before it returns; what it returns reads nothing.
    """

    ask: Asker
    papers: frozenset[str] = field(default=OF_STUDY)
    order: int = 50


def moment(at: datetime | None) -> str:
    """A day and an hour in Lima: «10/11/2026 08:31»; "" for none."""
    return f"{in_lima(at):%d/%m/%Y %H:%M}" if at else ""
