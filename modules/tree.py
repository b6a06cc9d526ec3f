"""Finished HTML read back as a tree, so that every check sees what the reader will see."""

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from modules.manual import Section

VOID = frozenset({"br", "hr", "img"})
BOXES = frozenset({"note", "case", "trainer", "pair", "steps"})


def tree_of(html: str) -> Element:
    """A `div` with the fragment's elements (as our sanitiser writes them: well nested)."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        at = self.open[-1]
        if len(at):
            at[-1].tail = (at[-1].tail or "") + data
        else:
            at.text = (at.text or "") + data


def without_sources(root: Element) -> Element:
    """The same tree, changed in place: no citations and no generated list, which are nobody's prose."""
    for parent in list(root.iter()):
        for child in [c for c in parent if (c.tag, c.get("class")) in (("sup", "src"), ("ul", "sources"))]:
            _pull(parent, child)
    return root


def _pull(parent: Element, child: Element) -> None:
    """Take an element out and leave the text after it."""
    at = list(parent).index(child)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)


def text_of(element: Element) -> str:
    """The words of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def sections_of(root: Element) -> tuple[Section, ...]:
    """The page's own headings of level 2 and 3 that have an id; headings of boxes are no sections."""
    return tuple(
        Section(el.get("id", ""), text_of(el), int(el.tag[1]))
        for el in root
        if el.tag in ("h2", "h3") and el.get("id")
    )


def under(root: Element, section_id: str, heading: str = "h2") -> list[Element]:
    """The elements below the heading of a section, up to the next heading of its level."""
    found: list[Element] = []
    inside = False
    for element in root:
        if element.tag == heading:
            inside = element.get("id") == section_id
        elif inside:
            found.append(element)
    return found


def paragraphs(root: Element, without: str = "") -> list[str]:
    """The running text, one string a paragraph or item; headings, tables and section `without` left out."""
    left_out = under(root, without) if without else []
    return [text for element in root if element not in left_out for text in _running(element)]


def _running(element: Element) -> list[str]:
    if element.tag in ("table", "h1", "h2", "h3", "h4", "h5", "h6", "summary"):
        return []
    if element.tag in ("p", "li") and not any(child.tag in ("ul", "ol", "p", "div") for child in element):
        return [text_of(element)] if element.get("class") not in ("eyebrow", "meta") else []
    return [text for child in element for text in _running(child)]


def trainer_blocks(root: Element) -> list[Element]:
    """The trainer's asides."""
    return [element for element in root.iter("aside") if element.get("class") == "trainer"]


def text_without_trainer(root: Element) -> str:
    """All words but those of the trainer's asides, with single spaces."""
    parts: list[str] = []

    def gather(element: Element) -> None:
        if element.tag == "aside" and element.get("class") == "trainer":
            return
        parts.append(element.text or "")
        for child in element:
            gather(child)
            parts.append(" " + (child.tail or ""))

    gather(root)
    return " ".join("".join(parts).split())
