"""Correcting a list in place: which rows a page shows, and what its form changed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from training.cohorts.facilities import AS_WRITTEN, heard
from training.cohorts.flaws import Field, Reason
from training.cohorts.roster import Checked, Row, changed
from training.cohorts.text import fold

FLAWED_ON_A_PAGE = 50  # a form of bounded size; the rest follows once these are saved
READY_ON_A_PAGE = 200


@dataclass(frozen=True)
class Page:
    """What the check page shows."""

    flawed: list[Checked]
    flawed_more: int
    ready: list[Checked]
    ready_more: int
    homonyms: list[list[Checked]]  # rows of one name and different documents: different people

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
    return Page(flawed[:FLAWED_ON_A_PAGE], max(0, len(flawed) - FLAWED_ON_A_PAGE), shown, len(ready) - len(shown),
                _homonyms(checked))


def _homonyms(checked: Sequence[Checked]) -> list[list[Checked]]:
    by_name: dict[str, dict[tuple[str, str], Checked]] = {}
    for one in checked:
        person = one.person
        same = by_name.setdefault(fold(f"{person.surnames} {person.given_names}"), {})
        same.setdefault((person.document_type, person.document), one)
    return [list(same.values()) for name, same in by_name.items() if name and len(same) > 1]


def apply(checked: Sequence[Checked], form: Mapping[str, str]) -> list[Row]:
    """The rows after the form: corrected, repaired as offered, or taken out. Only flawed rows may change."""
    rows = []
    for one in checked:
        if one.ready:
            rows.append(one.row)
        elif f"r{one.row.number}-remove" not in form and "remove_flawed" not in form:
            rows.append(_corrected(one, form))
    return rows


def picks(checked: Sequence[Checked], form: Mapping[str, str]) -> dict[str, str]:
    """The facilities chosen among those offered: what was heard → code, or "" for one that stays as it is written."""
    chosen = {}
    for one in checked:
        said = form.get(f"r{one.row.number}-place", "")
        offered = [offer.code for flaw in one.flaws for offer in flaw.offers]
        unknown = any(flaw.field is Field.FACILITY and flaw.reason is Reason.FACILITY_UNKNOWN for flaw in one.flaws)
        if unknown and (said in offered or said == AS_WRITTEN):
            for text in (one.row.facility, form.get(f"r{one.row.number}-facility", "")):
                chosen[heard(text)] = "" if said == AS_WRITTEN else said
    return chosen


def _corrected(one: Checked, form: Mapping[str, str]) -> Row:
    prefix = f"r{one.row.number}-"
    if not any(prefix + field in form for field in Field):
        return one.row  # this row was not on the page
    fields = {field.value: form[prefix + field] for field in Field if prefix + field in form}
    for flaw in one.flaws:
        if flaw.suggestion and prefix + "use-" + flaw.field in form:
            fields[flaw.field] = flaw.suggestion
    return changed(one.row, fields)
