"""`flows/<slug>.toml`: care pathways read strictly. A pathway that could strand its reader is refused.

No way leads back: a pathway is walked once, from its start to an end, and whoever must begin again begins again. The
last way of a step is the one that goes down in the drawing; the others leave to the right.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

import msgspec

from modules.check_flows import FARTHEST, check_ways, emergency_branch
from modules.flow import Flow, Kind, Node, Way
from modules.plan import SLUG, Where, check_keys, headers, parse_toml
from modules.problems import Problem, did_you_mean

Fill = Callable[[str, str], str]
HEAD: dict[str, type] = {
    "slug": str, "title": str, "title_en": str, "summary": str, "summary_en": str, "verified_on": date,
    "emergency": str, "nodes": list,
}
NODE: dict[str, type] = {
    "id": str, "kind": str, "title": str, "title_en": str, "text": str, "text_en": str, "who": str, "who_en": str,
    "limit": str, "limit_en": str, "sources": list, "ways": list,
}
WAY: dict[str, type] = {"to": str, "label": str, "label_en": str}
KINDS: tuple[str, ...] = get_args(Kind)
TEXTS = ("title", "text", "who", "limit")
LONGEST_TITLE, LONGEST_LABEL, LONGEST_TEXT, LONGEST_LIMIT = 60, 20, 420, 45
NOT_IN_ADDRESSES = re.compile(r"violen|sexual|agres|viola|denunci|abus|muert|suicid")  # a browser keeps addresses

__all__ = ["FARTHEST", "read_flows"]


def read_flows(texts: Mapping[str, str], fill: Fill) -> tuple[tuple[Flow, ...], list[Problem]]:
    """The pathways of `texts` (path → text) and all that is wrong with them; one with a problem is left out.

    `fill(text, "es" | "en")` puts the figures of facts.toml where they are asked for.
    """
    problems: list[Problem] = []
    flows: list[Flow] = []
    for path in sorted(texts):
        found: list[Problem] = []
        flow = _flow(path, texts[path], fill, found)
        if flow and any(flow.slug == other.slug for other in flows):
            found.append(Problem(path, 1, f"ya hay otra ruta «{flow.slug}»", "Cambie el slug de una de las dos"))
        if flow and not found:
            flows.append(flow)
        problems += found
    return tuple(flows), problems


def _flow(path: str, text: str, fill: Fill, problems: list[Problem]) -> Flow | None:
    table = parse_toml(text, path, problems)
    if table is None:
        return None
    lines = tuple(text.split("\n"))
    where = Where(path, 0, lines)
    if not check_keys(table, HEAD, Where(path, 1, ("", *_head(lines))), problems, frozenset()):
        return None
    if not SLUG.fullmatch(table["slug"]) or path.rsplit("/", 1)[-1] != f"{table['slug']}.toml":
        problems.append(Problem(path, where.line("slug"), f"el slug «{table['slug'][:40]}» no es el nombre del archivo",
                                "Use minúsculas sin tildes y el mismo nombre: puesto.toml, slug = \"puesto\""))
    starts = iter(headers(lines, "nodes"))
    places: dict[str, Where] = {}
    nodes: list[Node] = []
    for entry in table["nodes"]:
        at = Where(path, next(starts, 1), lines)
        node = _node(entry, at, fill, problems)
        if node and node.id in places:
            problems.append(Problem(path, at.line("id"), f"el id «{node.id}» ya está en otro paso", "Ponga otro id"))
        elif node:
            places[node.id] = at
            nodes.append(node)
    if len(nodes) != len(table["nodes"]) or not nodes:
        if not table["nodes"]:
            problems.append(Problem(path, where.line("nodes"), "la ruta no tiene pasos", "Empiece cada uno con [[nodes]]"))
        return None
    head = {key: fill(table[key], "en" if key.endswith("_en") else "es")
            for key in ("title", "title_en", "summary", "summary_en")}
    problems += _too_long(head, ("title", "title_en"), LONGEST_TITLE, where)
    flow = Flow(table["slug"], verified_on=table["verified_on"], emergency=table["emergency"], nodes=tuple(nodes), **head)
    problems += check_ways(flow, places, Where(path, 1, lines))
    branch = emergency_branch(flow)
    return msgspec.structs.replace(flow, nodes=tuple(
        msgspec.structs.replace(node, emergency=node.id in branch) for node in flow.nodes))


def _head(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines before the first node, so that a key of the head is not looked for among the nodes."""
    first = next(iter(headers(lines, "nodes")), len(lines) + 1)
    return lines[1:first - 1]


def _node(entry: Any, where: Where, fill: Fill, problems: list[Problem]) -> Node | None:
    if not isinstance(entry, dict):
        problems.append(Problem(where.path, where.start, "un paso no es una tabla", "Empiécelo con [[nodes]]"))
        return None
    if not check_keys(entry, NODE, where, problems, frozenset({"ways"})):
        return None
    problems += _identity(entry["id"], where)
    if entry["kind"] not in KINDS:
        problems.append(Problem(where.path, where.line("kind"), f"«{entry['kind']}» no es una clase de paso",
                                did_you_mean(entry["kind"], KINDS, f"Use {', '.join(KINDS)}")))
        return None
    if not entry["sources"] or not all(isinstance(code, str) and code for code in entry["sources"]):
        problems.append(Problem(where.path, where.line("sources"), f"el paso «{entry['id']}» no dice su fuente",
                                'Escriba al menos un código, como ["S22"], o "K" o "D"'))
        return None
    ways = [_way(way, where, problems) for way in entry.get("ways", [])]
    if None in ways:
        return None
    texts = {key: fill(entry[key], "en" if key.endswith("_en") else "es")
             for field in TEXTS for key in (field, f"{field}_en")}
    problems += _too_long(texts, ("title", "title_en"), LONGEST_TITLE, where)
    problems += _too_long(texts, ("text", "text_en"), LONGEST_TEXT, where)
    problems += _too_long(texts, ("who", "who_en", "limit", "limit_en"), LONGEST_LIMIT, where)
    return Node(entry["id"], entry["kind"], texts["title"], texts["title_en"], texts["text"], texts["text_en"],
                texts["who"], texts["who_en"], texts["limit"], texts["limit_en"], tuple(entry["sources"]),
                tuple(way for way in ways if way))


def _identity(name: str, where: Where) -> list[Problem]:
    if not SLUG.fullmatch(name) or len(name) > 20:
        return [Problem(where.path, where.line("id"), f"«{name[:30]}» no sirve de id",
                        "Use hasta 20 minúsculas sin tildes, como \"llegada\"")]
    if NOT_IN_ADDRESSES.search(name):
        return [Problem(where.path, where.line("id"), f"el id «{name}» se vería en la dirección de la página",
                        "Use una palabra neutra: el historial del teléfono la guarda")]
    return []


def _way(entry: Any, where: Where, problems: list[Problem]) -> Way | None:
    line = where.line("ways")
    if not isinstance(entry, dict) or not isinstance(entry.get("to"), str):
        problems.append(Problem(where.path, line, "una salida no dice adónde va", 'Escríbala como { to = "id" }'))
        return None
    if not check_keys(entry, WAY, Where(where.path, line, ()), problems, frozenset({"label", "label_en"})):
        return None
    label, english = entry.get("label", ""), entry.get("label_en", "")
    if bool(label) != bool(english):
        problems.append(Problem(where.path, line, f"la salida hacia «{entry['to']}» no está en los dos idiomas",
                                "Escriba label y label_en"))
    if max(len(label), len(english)) > LONGEST_LABEL:
        problems.append(Problem(where.path, line, f"la respuesta «{label}» es larga", f"Use hasta {LONGEST_LABEL} letras"))
    return Way(entry["to"], label, english)


def _too_long(texts: Mapping[str, str], keys: tuple[str, ...], most: int, where: Where) -> list[Problem]:
    return [Problem(where.path, where.line(key), f"«{key}» tiene {len(texts[key])} letras; caben {most}",
                    "Diga lo mismo con menos palabras") for key in keys if len(texts[key]) > most]
