"""Reshaping of finished elements: a box that becomes its list, an item that becomes a named step."""

import re
from xml.etree.ElementTree import Element, SubElement

_LEADING_LETTER = re.compile(r"^\s*(\S)\s*·\s*")


def become(outer: Element, inner: Element, tag: str) -> None:
    """`outer` takes the place of its only child: its text and its children."""
    outer.tag = tag
    outer.text = inner.text
    outer.remove(inner)
    outer.extend(list(inner))


def make_step(item: Element, position: int) -> None:
    """`<li><b>A</b><div><h3>Name</h3><p>text</p></div></li>` from an item that begins with a bold name."""
    first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    name = first[0] if len(first) and first[0].tag == "strong" and not (first.text or "").strip() else None
    body, mark = Element("div"), Element("b", {"aria-hidden": "true"})
    mark.text = str(position)
    if name is not None:
        letter = _LEADING_LETTER.match(name.text or "")
        mark.text = letter.group(1) if letter else str(position)
        _head_step(body, first, name, letter.end() if letter else 0)
    if first is item:
        _gather_inline(body, item)
    body.extend([child for child in item if first is not item])
    item.text = None
    for child in list(item):
        item.remove(child)
    item.extend([mark, body])


def _head_step(body: Element, first: Element, name: Element, skip: int) -> None:
    """Move the bold name from the text into a heading, without its letter and its final stop."""
    heading = SubElement(body, "h3")
    heading.text = (name.text or "")[skip:]
    heading.extend(list(name))
    if len(heading):
        heading[-1].tail = (heading[-1].tail or "").rstrip(" .:") or None
    else:
        heading.text = heading.text.rstrip(" .:")
    first.text = (name.tail or "").lstrip()
    first.remove(name)


def _gather_inline(body: Element, item: Element) -> None:
    """Text and inline children of a tight item become a paragraph; lists stay beside it."""
    paragraph = Element("p")
    paragraph.text = item.text
    for child in list(item):
        (body if child.tag in ("ul", "ol", "p", "div", "table") else paragraph).append(child)
    if (paragraph.text or "").strip() or len(paragraph):
        body.insert(1 if len(body) and body[0].tag == "h3" else 0, paragraph)
