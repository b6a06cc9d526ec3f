"""The pathways of content/flows as the tests read them, and small ones made up."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from modules.check_facts import read_facts
from modules.figures import Figures
from modules.flow import Flow, Node, Way
from modules.manual import Manual
from modules.read_flows import read_flows
from tests import make

CONTENT = Path(__file__).parents[1] / "content"
FOLDER = CONTENT / "flows"


@cache
def _figures() -> Figures:
    facts, problems = read_facts((CONTENT / "facts.toml").read_text())
    assert problems == []
    return Figures(facts, {})


def fill(text: str, language: str) -> str:
    """The manual's own figures put in, as the engine does it."""
    return _figures().filled(text, language)


@cache
def the_flows() -> tuple[Flow, ...]:
    """The three pathways of the manual."""
    flows, problems = read_flows({f"flows/{path.name}": path.read_text() for path in FOLDER.glob("*.toml")}, fill)
    assert problems == []
    return flows


def edition(*flows: Flow, **more: object) -> Manual:
    """A manual with these pathways (default: the three), not stored yet."""
    return msgspec.structs.replace(make.manual(), flows=flows or the_flows(), **more)


def node(name: str, *to: str, kind: str = "action", labels: bool = False, emergency: bool = False) -> Node:
    """A small step."""
    ways = tuple(Way(one, f"L{place}" if labels else "", f"E{place}" if labels else "") for place, one in enumerate(to))
    return msgspec.convert({
        "id": name, "kind": kind, "title": f"Título {name}", "title_en": f"Title {name}", "text": f"Texto {name}. Segunda.",
        "text_en": f"Text {name}. Second.", "who": "Quién", "who_en": "Who", "limit": "Hoy", "limit_en": "Today",
        "sources": ["K"], "ways": [msgspec.to_builtins(way) for way in ways], "emergency": emergency}, Node)


def flow(*nodes: Node, emergency: str = "b", **more: object) -> Flow:
    """A small pathway."""
    made = Flow("chica", "Ruta chica", "Small pathway", "Para probar.", "To try.", date(2026, 11, 23), emergency, nodes)
    return msgspec.structs.replace(made, **more)
