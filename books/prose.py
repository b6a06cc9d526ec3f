"""A module's page becomes a chapter: ids of its own, links that stay inside the book, boxes that paper can hold. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec

from modules.manual import Module
from modules.tree import text_of, tree_of

ELSEWHERE = re.compile(r"(?:[\w./-]*/)?([a-z]\d{1,2})(?:#([a-z][a-z0-9-]*))?")
HEADINGS = {"h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}
AGENDA = ("Minutos", "Minutes")
SHORT = 9  # rows of a table that is not torn over two pages
Method = Literal["html", "xml"]


class Anchors(msgspec.Struct, frozen=True):
    """Where a link may lead inside one book: its chapters with their ids, and the sources that it lists."""

    chapters: Mapping[str, frozenset[str]]
    sources: frozenset[str] = frozenset()


def chapter(module: Module, html: str, anchors: Anchors, words: Mapping[str, str]) -> Element:
    """The module's text as a tree, ready for a book that has these places. Its list of sources becomes a line of codes."""
    root = cut(tree_of(html), lambda element: element.get("class") == "sources")
    for element in list(root.iter()):
        _box(element, words)
    for element in list(root.iter("a")):
        _link(element, module.slug, anchors)
    for parent, element in list(_pairs(root)):
        if element.tag == "sup":
            _tie(parent, element)
    for element in root.iter():
        if element.get("id"):
            element.set("id", f"{module.slug}-{element.get('id')}")
        for attribute in ("aria-labelledby", "aria-label", "tabindex", "role", "loading", "rel"):
            element.attrib.pop(attribute, None)
    _cite_under_sources(root, module, anchors)
    _lower(root)
    return root


def said(root: Element, method: Method = "html") -> str:
    """The inside of a tree as text."""
    head = (root.text or "").replace("&", "&amp;").replace("<", "&lt;")
    return head + "".join(tostring(child, encoding="unicode", method=method) for child in root)


def outer(element: Element, method: Method = "html") -> str:
    """An element as text, without what stands behind it."""
    return tostring(element, encoding="unicode", method=method)


def anchors_of(html: str) -> frozenset[str]:
    """Every id of a page."""
    return frozenset(re.findall(r'\bid="([a-z][a-z0-9-]*)"', html))


def cut(root: Element, unwanted: Callable[[Element], bool]) -> Element:
    """The same tree without the elements that are not wanted; what stood behind them stays."""
    for parent, element in list(_pairs(root)):
        if unwanted(element) and element in list(parent):
            _drop(parent, element)
    return root


def _pairs(root: Element) -> Iterator[tuple[Element, Element]]:
    for parent in root.iter():
        for child in list(parent):
            yield parent, child


def _box(element: Element, words: Mapping[str, str]) -> None:
    if element.tag == "details":
        element.tag = "div"
        element.attrib = {"class": "answer"}
        for summary in element.findall("summary"):
            summary.tag, summary.attrib, summary.text = "p", {"class": "box-name"}, words["answer"]
            for child in list(summary):
                summary.remove(child)
    elif element.tag == "div" and element.get("class") == "scroll":
        table = element.find("table")
        if table is not None:
            _table(table)
            element.set("class", "table")
    elif element.tag == "p" and element.get("class") == "tag late":
        element.set("class", "box-name")


def _table(table: Element) -> None:
    """Name what kind of table it is, so that the stylesheet need not look into it."""
    heads = [text_of(cell) for cell in table.iter("th")]
    kind = "agenda" if heads and heads[0] in AGENDA and len(heads) >= 5 else f"of-{len(heads)}"
    rows = len(table.findall(".//tr"))
    table.set("class", kind + (" short" if rows <= SHORT and kind != "agenda" else ""))
    if kind == "agenda":
        for row in table.iter("tr"):
            last = text_of(row[-1]) if len(row) else ""
            if last.startswith(("Opc", "Opt")):
                row.set("class", "optional")


def _link(a: Element, slug: str, anchors: Anchors) -> None:
    href = a.get("href", "")
    a.attrib.clear()
    if href.startswith("#f-"):
        a.attrib |= {"href": href} if href[1:] in anchors.sources else {}
    elif href.startswith(("http:", "https:", "mailto:")):
        a.set("href", href)
    elif href.startswith("#"):
        _inside(a, slug, href[1:], anchors)
    elif (found := ELSEWHERE.fullmatch(href)) and found[1] in anchors.chapters:
        _inside(a, found[1], found[2] or "", anchors)
    if not a.attrib:            # a telephone, or a module that this book does not hold: the words remain
        a.tag = "span"


def _tie(parent: Element, mark: Element) -> None:
    """The codes of a source stay on the line of the last word before them: glued, for WeasyPrint breaks lines oddly
    before a space that may not break."""
    at = list(parent).index(mark)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "").rstrip()
    else:
        parent.text = (parent.text or "").rstrip()


def _inside(a: Element, slug: str, anchor: str, anchors: Anchors) -> None:
    """A link to a place of this book; the stylesheet adds its page."""
    known = anchor in anchors.chapters.get(slug, frozenset())
    a.attrib |= {"class": "to", "href": f"#{slug}-{anchor}" if known else f"#{slug}"}


def _cite_under_sources(root: Element, module: Module, anchors: Anchors) -> None:
    """In place of the list that the screen shows under its last heading: the codes, and the page of the book's list."""
    codes = [code for code in module.cited if f"f-{code.lower()}" in anchors.sources]
    place = next((at for at, one in enumerate(root) if one.get("id") == f"{module.slug}-fuentes"), None)
    if place is None or not codes:
        return
    line = Element("p", {"class": "codes"})
    for code in codes:
        child(line, "a", code, href=f"#f-{code.lower()}").tail = " "
    while place + 1 < len(root) and root[place + 1].tag == "p":
        place += 1
    root.insert(place + 1, line)


def _lower(root: Element) -> None:
    """Headings one level down (the chapter's title is the h2); those of boxes are all alike."""
    own = set(root)
    for element in root.iter():
        if element.tag in HEADINGS:
            element.tag = HEADINGS[element.tag] if element in own else "h4"


def _drop(parent: Element, element: Element) -> None:
    at = list(parent).index(element)
    tail = element.tail or ""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def child(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new element inside another."""
    made = SubElement(parent, tag, {name.rstrip("_"): value for name, value in attributes.items()})
    made.text = text
    return made
