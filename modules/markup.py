"""What we add to plain Markdown: written ids on headings, checked links and images, tables that scroll."""

import html
import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

import msgspec
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from modules.citations import Citing, cited_in, list_of, put_list
from modules.problems import did_you_mean
from modules.reference import Source
from modules.words import words_for

_WRITTEN_ID = re.compile(r"\s*\{#([^{}]*)\}\s*$")
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_MODULE = re.compile(r"([a-z0-9-]+)\.md(?:#([\w-]*))?")
_OUTSIDE = re.compile(
    r"https?://[a-z0-9.-]+(?::\d+)?(?:[/?#][^\s<>\"'`\\]*)?|tel:[+*#]?[\d-]{2,20}"
    r"|mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE | re.ASCII,
)
_MEDIA = re.compile(r"media/[A-Za-z0-9][\w./-]*", re.ASCII)
_MARKDOWN_MARK = re.compile("\x02(?:amp|\\d+)\x03")


class Link(msgspec.Struct, frozen=True):
    """A link to a place in the manual: `slug` is '' for the same page, `anchor` is '' for the top of it."""

    written: str
    slug: str
    anchor: str


class Found(msgspec.Struct):
    """What a page turned out to hold, in its order; faults are (the written text to look for, what, fix)."""

    links: list[Link] = []
    images: list[str] = []
    ids: list[str] = []
    cited: tuple[str, ...] = ()
    faults: list[tuple[str, str, str]] = []


class Settings(msgspec.Struct, frozen=True):
    """What a page is dressed with: where links and images lead, its language, what it may cite (None: anything)."""

    module_url: Callable[[str], str]
    media_url: Callable[[str], str]
    language: str
    sources: Mapping[str, Source] | None = None

    @property
    def table_word(self) -> str:
        """How captions begin."""
        return words_for(self.language)["table"]


class Dressing(Extension):
    """Registers the tree processor and takes raw HTML away."""

    def __init__(self, found: Found, settings: "Settings") -> None:
        super().__init__()
        self.found, self.settings = found, settings

    def extendMarkdown(self, md: Markdown) -> None:
        """Without these processors raw HTML stays text, and the serializer escapes it."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        # After the inline patterns (20) and the blocks' own finish (19.99), before the pretty printer (10).
        md.treeprocessors.register(Dresser(md, self), "manual_dress", 15)


class Dresser(Treeprocessor):
    """Walks over the finished tree once."""

    def __init__(self, md: Markdown, settings: Dressing) -> None:
        super().__init__(md)
        self.to, self.found, self.tables = settings.settings, settings.found, 0

    def run(self, root: Element) -> None:
        """Dress headings, links, images and tables in place; list what the page cites."""
        for element in list(root.iter()):
            if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                self._heading(element)
            elif element.tag == "a":
                self._link(element)
            elif element.tag == "img":
                self._image(element)
            if element.get("id"):
                self.found.ids.append(element.get("id") or "")
        for parent in list(root.iter()):
            for table in parent.findall("table"):
                self._table(parent, table)
        self._sources(root)

    def _sources(self, root: Element) -> None:
        known = self.to.sources
        cited = cited_in(root)
        self.found.cited = cited
        if known is None or not cited:
            return
        for code in cited:
            if code not in known:
                self.fault(code, f"la fuente «{code}» no está en sources.toml",
                           did_you_mean(code, known, "Añádala o corrija el código"))
        listed = list_of([code for code in cited if code in known], known, self.to.language)
        if len(listed):
            put_list(root, listed)
        self.found.ids += [item.get("id", "") for item in listed]

    def _heading(self, element: Element) -> None:
        last = element[-1] if len(element) else None
        text = (element.text if last is None else last.tail) or ""
        match = _WRITTEN_ID.search(text)
        if not match:
            return
        shorter, written = text[: match.start()], match.group(1)
        if last is None:
            element.text = shorter
        else:
            last.tail = shorter
        if ID.fullmatch(written):
            element.set("id", written)
        else:
            self.fault(
                "{#" + written,
                f"«#{written}» no sirve como nombre de sección",
                "Use minúsculas sin tilde, cifras y guiones: {#derivar-acompanando}",
            )

    def _link(self, element: Element) -> None:
        if not element.get("href") and element.text and len(element.attrib) == 0:
            element.tag = "span"  # a citation without a list to lead to
            return
        written = html.unescape(_clean(element.get("href", ""))).strip()
        inside = _MODULE.fullmatch(written)
        if written.startswith("#") and ID.fullmatch(written[1:]):
            self.found.links.append(Link(written, "", written[1:]))
            element.set("href", written)
        elif inside:
            slug, anchor = inside.group(1), inside.group(2) or ""
            self.found.links.append(Link(written, slug, anchor))
            element.set("href", self.to.module_url(slug) + (f"#{anchor}" if anchor else ""))
        elif _OUTSIDE.fullmatch(written):
            element.set("href", written)
            if written.lower().startswith("http"):
                element.set("rel", "noopener noreferrer")
        else:
            self.fault(
                written[:30],
                f"enlace a «{written[:60]}», que no se admite",
                "Enlace a «#seccion», a «a2.md#seccion», o use https:, tel: o mailto:",
            )
            element.tag = "span"
            element.attrib.clear()
        element.attrib.pop("title", None)

    def _image(self, element: Element) -> None:
        written = html.unescape(_clean(element.get("src", ""))).strip()
        if not _clean(element.get("alt", "")).strip():
            self.fault(
                written[:40],
                f"la imagen «{written[:60]}» no tiene texto alternativo",
                "Escriba entre los corchetes lo que muestra: ![Tres sillas en círculo](media/…)",
            )
        if not _MEDIA.fullmatch(written) or ".." in written:
            self.fault(
                written[:40],
                f"la imagen «{written[:60]}» no está en la carpeta media",
                "Guárdela en media/ y escriba ![…](media/nombre.svg)",
            )
            element.tag = "span"
            element.attrib.clear()
            return
        self.found.images.append(written)
        element.attrib.pop("title", None)
        element.set("src", self.to.media_url(written))
        element.set("loading", "lazy")

    def _table(self, parent: Element, table: Element) -> None:
        self.tables += 1
        label = f"{self.to.table_word} {self.tables}"
        at = list(parent).index(table)
        above = parent[at - 1] if at else None
        if above is not None and _is_caption(above, self.to.table_word):
            caption = Element("caption")
            caption.text, label = above[0].text, "".join(above[0].itertext())
            caption.extend([*above[0], *above[1:]])
            table.insert(0, caption)
            parent.remove(above)
        for cell in table.iter():
            if cell.tag == "th":
                cell.set("scope", "col")
            if cell.tag in ("th", "td") and "right" in cell.attrib.pop("style", ""):
                cell.set("class", "num")
        frame = Element(
            "div", {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": label.strip()}
        )
        frame.tail, table.tail = table.tail, None
        parent.insert(list(parent).index(table), frame)
        parent.remove(table)
        frame.append(table)

    def fault(self, needle: str, what: str, fix: str) -> None:
        """Note a fault; its line is looked up later, where the source is at hand."""
        self.found.faults.append((needle, what, fix))


def dress(found: Found, settings: Settings) -> list[Extension]:
    """Fresh extensions for one page; they fill `found`."""
    return [Dressing(found, settings), Citing(settings.sources)]


def _is_caption(element: Element, word: str) -> bool:
    """True for a paragraph that is nothing but a bold «Tabla…», and perhaps its sources after it."""
    if element.tag != "p" or not len(element) or element[0].tag != "strong" or (element.text or "").strip():
        return False
    alone = all(child.tag == "sup" for child in element[1:]) and not any((child.tail or "").strip() for child in element)
    return alone and (element[0].text or "").strip().startswith(word)


def _clean(text: str) -> str:
    """The text as its author meant it, without Markdown's own marks for escaped characters."""

    def back(match: re.Match[str]) -> str:
        inner = match.group()[1:-1]
        return "&" if inner == "amp" else chr(int(inner)) if int(inner) < 0x110000 else ""

    return _MARKDOWN_MARK.sub(back, text)
