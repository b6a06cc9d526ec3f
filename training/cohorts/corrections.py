"""Correcting a list in place: which rows a page shows, and what its form changed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from training.cohorts.flaws import Field
from training.cohorts.roster import Checked, Row, changed

FLAWED_ON_A_PAGE = 50  # a form of bounded size; the rest follows once these are saved
READY_ON_A_PAGE = 200


@dataclass(frozen=True)
class Page:
    """What the check page shows."""

    flawed: list[Checked]
    flawed_more: int
    ready: list[Checked]
    ready_more: int

    @property
    def flawed_count(self) -> int:
        return len(self.flawed) + self.flawed_more

    @property
    def ready_count(self) -> int:
        return len(self.ready) + self.ready_more


def page_of(checked: Sequence[Checked], *, everything: bool) -> Page:
    """The first flawed rows, and the first ready ones (all of them with ``everything``)."""
    flawed = [one for one in checked if not one.ready]
    ready = [one for one in checked if one.ready]
    shown = ready if everything else ready[:READY_ON_A_PAGE]
    return Page(flawed[:FLAWED_ON_A_PAGE], max(0, len(flawed) - FLAWED_ON_A_PAGE), shown, len(ready) - len(shown))


def apply(checked: Sequence[Checked], form: Mapping[str, str]) -> list[Row]:
    """The rows after the form: corrected, repaired as offered, or taken out. Only flawed rows may change."""
    rows = []
    for one in checked:
        if one.ready:
            rows.append(one.row)
        elif f"r{one.row.number}-remove" not in form and "remove_flawed" not in form:
            rows.append(_corrected(one, form))
    return rows


def _corrected(one: Checked, form: Mapping[str, str]) -> Row:
    prefix = f"r{one.row.number}-"
    if not any(prefix + field in form for field in Field):
        return one.row  # this row was not on the page
    fields = {field.value: form[prefix + field] for field in Field if prefix + field in form}
    for flaw in one.flaws:
        if flaw.suggestion and prefix + "use-" + flaw.field in form:
            fields[flaw.field] = flaw.suggestion
    return changed(one.row, fields)
