"""The facilities of a list: matched with the register, and each name that it does not know asked about once. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping

from training.cohorts.flaws import Field, Flaw, Offer, Reason
from training.places.matching import Place, Register, understood

AS_WRITTEN = "as written"  # what a page sends when a facility is none of the register


def heard(written: str) -> str:
    """What a name says, however it is written: «CS Rio Manso» and «C.S. RÍO MANSO» are one question. "" for nothing."""
    meant = understood(written)
    return f"{meant.kind} {meant.joined}".strip()


class Facilities:
    """Looks up what the rows say. ``picked``: what was heard → code that a person chose, "" to leave it as written."""

    def __init__(self, register: Register, picked: Mapping[str, str], written: Iterable[str] = ()) -> None:
        self._register, self._picked = register, picked
        self._rows = Counter(map(heard, written))
        self._asked: set[str] = set()

    def look_up(self, written: str) -> tuple[str, int | None, list[Flaw]]:
        """The name to keep, the facility's id, and a flaw the first time that an unknown name comes."""
        key = heard(written)
        if not key or not self._register:
            return written, None, []
        place = self._place(key, written)
        if place is not None:
            return place.name, place.id, []
        if key in self._picked or key in self._asked:
            return written, None, []
        self._asked.add(key)
        offers = tuple(Offer(place.code, place.name, place.where) for place in self._register.nearest(written))
        return written, None, [Flaw(Field.FACILITY, Reason.FACILITY_UNKNOWN, str(self._rows[key]), offers=offers)]

    def _place(self, key: str, written: str) -> Place | None:
        if key in self._picked:
            return self._register.by_code.get(self._picked[key])
        return self._register.named(written)


def nothing_known() -> Facilities:
    """Where no register was imported, every facility is as it is written."""
    return Facilities(Register(), {})
