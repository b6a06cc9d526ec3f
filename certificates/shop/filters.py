"""Which papers a page is about: enumerated values that stand in its address, and dates. Searched words do not. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from certificates.shop.states import ADDRESS, ADDRESS_OF, TO_PRINT

NAMES = ("estado", "region", "red", "curso", "papel", "desde", "hasta", "cohorte", "lote", "hoja")
LONGEST = 80


class Unreadable(ValueError):
    """The address holds something that none of our pages writes."""


@dataclass(frozen=True)
class Filter:
    """``region``: the code of a health authority, or ``dep-`` and a department's; ``cohort``, ``lot`` (an act), ``paper``:
    public keys; dates are those of issue, both included; "" and None: all of them. ``words`` come by POST."""

    state: str = TO_PRINT
    region: str = ""
    network: str = ""
    course: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    cohort: str = ""
    lot: str = ""
    paper: str = ""
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the state is asked for."""
        return self != Filter(state=self.state)

    def address(self, state: str = "") -> dict[str, Any]:
        """The values for an address or for a form's hidden fields, without the words; ``state``: another one."""
        one = replace(self, state=state or self.state)
        values = (ADDRESS_OF[one.state], one.region, one.network, one.course, one.kind, _day(one.since), _day(one.until),
                  one.cohort, one.lot, one.paper)
        return {name: value for name, value in zip(NAMES, values, strict=True) if value}

    def said(self) -> dict[str, str]:
        """What is written down of it: everything but the words, which may be somebody's name."""
        return {name: str(value) for name, value in asdict(self).items() if value and name != "words"}


def read(values: Mapping[str, str], words: str = "") -> Filter:
    """The filter in an address or a form. Raises Unreadable for a state, a date or a text that no page of ours writes."""
    got = {name: values.get(name, "").strip() for name in NAMES}
    if any(len(value) > LONGEST or not (value.isprintable() or not value) for value in got.values()):
        raise Unreadable("a value that is too long")
    state = ADDRESS.get(got["estado"] or "por-imprimir")
    if state is None:
        raise Unreadable("a state that is none")
    since, until = _date(got["desde"]), _date(got["hasta"])
    return Filter(state, got["region"], got["red"], got["curso"], got["papel"], since, until, got["cohorte"], got["lote"],
                  got["hoja"], words[:LONGEST])


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Unreadable("a date that is none") from error


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
