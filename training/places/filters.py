"""What a list of facilities is narrowed by: enumerated values in the address, searched words by POST. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

CATEGORIES = ("I-1", "I-2", "I-3", "I-4", "II-1", "II-2", "II-E", "III-1", "III-2", "III-E")
NO_CATEGORY = "sin"
OPEN, CLOSED, ALL = "abiertos", "cerrados", "todos"
STATES = (OPEN, CLOSED, ALL)
ORDERS = ("nombre", "codigo", "categoria", "red", "distrito")


class NoSuchFilter(ValueError):
    """The address holds a value that no form of ours offers."""


@dataclass(frozen=True)
class Filter:
    """The choices; "" is any. ``authority``: its code; ``words``: searched for, never in an address."""

    authority: str = ""
    network: str = ""
    micro_network: str = ""
    category: str = ""
    state: str = OPEN
    order: str = ORDERS[0]
    words: str = ""

    def address(self, **changes: str) -> dict[str, str]:
        """What stands in the address, without what is the default and without words."""
        names = {"autoridad": self.authority, "red": self.network, "microrred": self.micro_network,
                 "categoria": self.category, "estado": self.state if self.state != OPEN else "",
                 "orden": self.order if self.order != ORDERS[0] else ""}
        return {name: value for name, value in (names | changes).items() if value}

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the order is chosen."""
        return any((self.authority, self.network, self.micro_network, self.category, self.state != OPEN, self.words))


def read(values: Mapping[str, str], words: str = "") -> Filter:
    """The filter of an address or a form. Raises NoSuchFilter."""
    def one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
        value = values.get(name, "") or default
        if value not in allowed:
            raise NoSuchFilter(name)
        return value

    def name_of(name: str) -> str:
        value = values.get(name, "")
        if not value.isprintable() or len(value) > 80:
            raise NoSuchFilter(name)
        return value

    network, micro = name_of("red"), name_of("microrred")
    return Filter(name_of("autoridad"), network, micro if network else "",
                  one_of("categoria", ("", *CATEGORIES, NO_CATEGORY), ""), one_of("estado", STATES, OPEN),
                  one_of("orden", ORDERS, ORDERS[0]), " ".join(words.split())[:80])
