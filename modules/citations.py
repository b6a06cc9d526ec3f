"""Citations: `[[S23, K]]` becomes small links, and the sources that a page cites are listed under `#fuentes`."""

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from modules.reference import Source, said
from modules.words import day_in_words, words_for

SECTION = "fuentes"
MARK = "src"
LIST = "sources"
_CITED = r"\[\[([^\[\]\n]{1,80})\]\]"
_CODES = re.compile(r"[A-Z]{1,3}[0-9]{0,3}(?:\s*,\s*[A-Z]{1,3}[0-9]{0,3})*")
_NATURAL = re.compile(r"([A-Z]+)([0-9]*)")


def anchor(code: str) -> str:
    """The id of a source in the list: `f-s23`."""
    return f"f-{code.lower()}"


def codes_in(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """(line from 1, codes) of every citation in a Markdown text, as it is written."""
    return [(number, tuple(re.split(r"\s*,\s*", match.group(1).strip())))
            for number, line in enumerate(text.split("\n"), 1) for match in re.finditer(_CITED, line)]


class Citing(Extension):
    """Turns citations into `sup` elements; with `sources` None they are shown without a link."""

    def __init__(self, sources: Mapping[str, Source] | None) -> None:
        super().__init__()
        self.sources = sources

    def extendMarkdown(self, md: Markdown) -> None:
        """After code spans and escapes (190, 180), before references and links (170, 160)."""
        md.inlinePatterns.register(_Citation(md, self.sources), "manual_cite", 175)


class _Citation(InlineProcessor):
    def __init__(self, md: Markdown, sources: Mapping[str, Source] | None) -> None:
        super().__init__(_CITED, md)
        self.sources = sources

    def handleMatch(  # type: ignore[override]  # the base class, of old patterns, knows no positions
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """One `sup` for all the codes of a citation; what is no list of codes stays text."""
        written = m.group(1).strip()
        if not _CODES.fullmatch(written):
            return None, None, None
        mark = Element("sup", {"class": MARK})
        for code in re.split(r"\s*,\s*", written):
            if len(mark):
                mark[-1].tail = ", "
            place = SubElement(mark, "a", {"href": f"#{anchor(code)}"} if code in (self.sources or ()) else {})
            place.text = code
        return mark, m.start(0), m.end(0)


def cited_in(root: Element) -> tuple[str, ...]:
    """The codes that a finished tree cites, each once, in their natural order (S4 before S23)."""
    found = {place.text or "" for mark in root.iter("sup") if mark.get("class") == MARK for place in mark}
    return tuple(sorted(found, key=_order))


def _order(code: str) -> tuple[bool, str, int]:
    match = _NATURAL.match(code)
    letters, digits = (match.group(1), match.group(2)) if match else (code, "")
    return letters != "S", letters, int(digits or 0)


def list_of(codes: Sequence[str], sources: Mapping[str, Source], language: str) -> Element:
    """The list that stands under `#fuentes`: title, owner, year, version, how far it was read, when."""
    words = words_for(language)
    whole = Element("ul", {"class": LIST})
    for code in codes:
        source = sources[code]
        item = SubElement(whole, "li", {"id": anchor(code)})
        SubElement(item, "b").text = code
        title = SubElement(item, "a" if source.url else "span")
        if source.url:
            title.attrib.update({"href": source.url, "rel": "noopener noreferrer"})
        item[0].tail, title.text = " ", said(source, "title", language)
        about = ", ".join((said(source, "owner", language), source.year))
        rest = (about, said(source, "version", language), words["read"].format(said(source, "read", language)),
                words["verified"].format(day_in_words(source.verified_on, language)))
        title.tail = ". " + " ".join(part.rstrip(". ") + "." for part in rest)
    return whole


def put_list(root: Element, made: Element) -> None:
    """After the heading and first paragraphs of `#fuentes`; at the end of a page without that section."""
    place = next((at for at, el in enumerate(root) if el.tag == "h2" and el.get("id") == SECTION), None)
    if place is None:
        root.append(made)
        return
    place += 1
    while place < len(root) and root[place].tag == "p":
        place += 1
    root.insert(place, made)
