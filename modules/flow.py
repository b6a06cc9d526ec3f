"""A flowchart as values: nodes and the ways between them, in both languages, in no drawing's order."""

from datetime import date
from typing import Literal

import msgspec

Kind = Literal["start", "question", "action", "referral", "end"]


class Way(msgspec.Struct, frozen=True):
    """An answer and the node that it leads to; the label is empty where there is only one way on."""

    to: str
    label: str = ""
    label_en: str = ""


class Node(msgspec.Struct, frozen=True):
    """One step: who does it, within what time, after which source. `title` is for the poster, `text` for the phone."""

    id: str
    kind: Kind
    title: str
    title_en: str
    text: str
    text_en: str
    who: str
    who_en: str
    limit: str
    limit_en: str
    sources: tuple[str, ...]
    ways: tuple[Way, ...] = ()
    emergency: bool = False


class Flow(msgspec.Struct, frozen=True):
    """A care pathway. `nodes[0]` is the start; `emergency` is the node that two taps must reach."""

    slug: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    verified_on: date
    emergency: str
    nodes: tuple[Node, ...]

    def node(self, node_id: str) -> Node | None:
        """The node with this id, or None."""
        return next((node for node in self.nodes if node.id == node_id), None)
