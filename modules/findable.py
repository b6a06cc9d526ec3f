"""A manual taken apart into what a search can find: sections of modules, steps of pathways, terms, contacts, history."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from modules.manual import Manual, Module
from modules.reference import said
from modules.search import Document, Index
from modules.tree import text_of, trainer_blocks, tree_of

_SILENT = frozenset({"sup"})  # source codes
_INLINE = frozenset({"a", "b", "em", "strong", "code", "span", "i", "sup"})


def index_of(manual: Manual, language: str) -> Index:
    """The index of a manual for a page in this language. Takes tenths of a second for sixteen modules: keep it."""
    return Index(tuple(documents(manual.speaking(language), language)), language)


def documents(manual: Manual, language: str) -> Iterator[Document]:
    """Everything that can be found. Modules are in the manual's language, the bilingual entries in `language`."""
    for module in manual.modules:
        if module.ready:
            yield from _module(module)
    yield from _guides(manual, language)
    for term in manual.terms:
        name, other = (term.en, term.es) if language == "en" else (term.es, term.en)
        yield Document("glossary", "", term.id, name, "", f"{said(term, 'meaning', language)} ({other})")
    for contact in manual.contacts:
        text = " ".join(said(contact, field, language) for field in ("what", "how", "hours"))
        yield Document("directory", "", contact.id, said(contact, "name", language), contact.number, text)
    if manual.history:
        for anchor, title, text in _sections(tree_of(manual.history.html), manual.history.title):
            yield Document("history", "", anchor, title, manual.history.title, text)


def _module(module: Module) -> Iterator[Document]:
    within = f"{module.slug.upper()} · {module.title}"
    yield Document("module", module.slug, "", module.title, within, module.summary)
    for anchor, title, text in _sections(tree_of(module.html), module.title):
        if anchor != "fuentes":
            yield Document("module", module.slug, anchor, title, within, text)
    for block in trainer_blocks(tree_of(module.trainer_html)):
        heading = next((element for element in block.iter("h3")), None)
        title = text_of(heading) if heading is not None else module.title
        yield Document("module", module.slug, heading.get("id", "") if heading is not None else "", title, within,
                       _words(block), for_trainers=True)


def _guides(manual: Manual, language: str) -> Iterator[Document]:
    for flow in manual.flows:
        within = said(flow, "title", language)
        yield Document("guide", flow.slug, "", within, "", said(flow, "summary", language))
        for node in flow.nodes:
            text = " ".join(said(node, field, language) for field in ("text", "who", "limit"))
            yield Document("guide", flow.slug, node.id, said(node, "title", language), within, text)


def _sections(root: Element, page: str) -> Iterator[tuple[str, str, str]]:
    """(anchor, title, text) of each part between two headings of level 2."""
    anchor, title = "", page
    parts: list[str] = []
    for element in root:
        if element.tag == "h2":
            if any(parts):
                yield anchor, title, " ".join(parts)
            anchor, title, parts = element.get("id", ""), text_of(element), []
        else:
            parts.append(_words(element))
    if any(parts):
        yield anchor, title, " ".join(parts)


def _words(element: Element) -> str:
    """The words of an element, one space between blocks, without source codes."""
    parts: list[str] = []

    def gather(inner: Element) -> None:
        if inner.tag not in _SILENT:
            parts.append(inner.text or "")
            for child in inner:
                gather(child)
                # Blocks stand apart («Título» «texto»); inline marks do not break a word.
                parts.append((" " if child.tag not in _INLINE else "") + (child.tail or ""))

    gather(element)
    return " ".join("".join(parts).split())
