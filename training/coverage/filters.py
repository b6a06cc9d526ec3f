"""Which facilities a list is about: values that stand in its address. What is searched for does not. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from training.coverage.states import ADDRESS_OF, STATE_OF

NAMES = ("region", "red", "microred", "estado", "categoria", "listo", "vence", "orden")
LONGEST = 80
NONE = "-"  # in an address: those without a network, without a category
SOON = "trimestre"
ORDERS = ("nombre", "categoria", "red", "capacitadas", "falta", "vence")


class Unreadable(ValueError):
    """The address holds something that none of our pages writes."""


@dataclass(frozen=True)
class Filter:
    """``region``: the code of a health authority, or ``dep-`` and a department's; ``network``, ``category``: "-" for those
    without one; ``ready``: si, no; ``soon``: uncovered within the next quarter; "" each: all. ``words`` come by POST."""

    region: str = ""
    network: str = ""
    micro_network: str = ""
    state: str = ""
    category: str = ""
    ready: str = ""
    soon: bool = False
    order: str = ORDERS[0]
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for beside the region and the order."""
        return self != Filter(region=self.region, order=self.order)

    def address(self, **changes: object) -> dict[str, str]:
        """The values for an address or for hidden fields, without the words; ``changes``: other values of the filter."""
        one = replace(self, **changes)  # type: ignore[arg-type]  # the names of its own fields
        values = (one.region, one.network, one.micro_network, ADDRESS_OF.get(one.state, ""), one.category, one.ready,
                  SOON if one.soon else "", "" if one.order == ORDERS[0] else one.order)
        return {name: value for name, value in zip(NAMES, values, strict=True) if value}


def read(values: Mapping[str, str], words: str = "", region: str = "") -> Filter:
    """The filter in an address or a form; ``region``: that of the page, which wins. Raises Unreadable."""
    got = {name: values.get(name, "").strip() for name in NAMES}
    if any(len(value) > LONGEST or not (value.isprintable() or not value) for value in got.values()):
        raise Unreadable("a value that is too long")
    choices = {"estado": STATE_OF, "vence": (SOON,), "listo": ("si", "no")}
    if any(got[name] and got[name] not in known for name, known in choices.items()):
        raise Unreadable("a choice that is none")
    order = got["orden"] or ORDERS[0]
    if order not in ORDERS:
        raise Unreadable("an order that is none")
    return Filter(region or got["region"], got["red"], got["microred"], STATE_OF.get(got["estado"], ""), got["categoria"],
                  got["listo"], got["vence"] == SOON, order, " ".join(words.split())[:LONGEST])
