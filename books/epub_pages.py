"""The pages of the EPUB: chapters, what one looks up, and the first and last words, each a tree for its own file. Pure."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from books import compose, prose
from books.compose import Frame
from books.prose import child
from books.words import day, intro
from modules.flow_outline import outline
from modules.manual import Module
from modules.reference import said
from modules.tree import tree_of

RAISED = {"h2": "h1", "h3": "h2", "h4": "h3", "h5": "h4"}
BACK = ("rutas", "cifras", "directorio", "glosario", "historia", "fuentes", "edicion")


class Page(msgspec.Struct, frozen=True):
    """One file: its name without ending, its title, its body, the places for the table of contents, its language."""

    name: str
    title: str
    body: Element
    places: tuple[tuple[str, str], ...] = ()
    language: str = "es"


def pages(frame: Frame) -> tuple[Page, ...]:
    """Every page in reading order, linked among themselves."""
    modules = frame.manual.published("a")
    chapters = [_chapter(frame, module, modules) for module in modules]
    found = [_title(frame), _how(frame), *chapters, *_back(frame, chapters)]
    homes = {el.get("id", ""): page.name for page in found for el in page.body.iter() if el.get("id")}
    homes |= {module.slug: module.slug for module in modules}
    for page in found:
        _settle(page, homes)
    return tuple(found)


def _chapter(frame: Frame, module: Module, modules: tuple[Module, ...]) -> Page:
    body = _body(frame)
    tree = prose.chapter(module, module.html, compose.anchors_of(frame, modules), frame.words)
    _raise(tree)
    heading = child(body, "h1", f"{module.slug.upper()} · {module.title}")
    heading.set("id", module.slug)
    child(body, "p", module.summary, class_="lead")
    if module.language != frame.language and frame.words["untranslated"]:
        child(body, "p", frame.words["untranslated"], class_="note")
    body.extend(list(tree))
    places = tuple((f"{module.slug}-{section.id}", section.title) for section in module.sections if section.level == 2)
    return Page(module.slug, f"{module.slug.upper()} {module.title}", body, places, module.language)


def _title(frame: Frame) -> Page:
    body, manual, words = _body(frame), frame.manual, frame.words
    child(body, "p", manual.issuer)
    child(body, "h1", words["participant"])
    child(body, "p", manual.title, class_="lead")
    child(body, "p", frame.edition)
    child(body, "p", manual.licence)
    return Page("portada", words["participant"], body, language=frame.language)


def _how(frame: Frame) -> Page:
    body = _body(frame)
    child(body, "h1", frame.words["how"])
    for line in intro("participant", frame.language):
        child(body, "p", line)
    return Page("uso", frame.words["how"], body, language=frame.language)


def _back(frame: Frame, chapters: Iterable[Page]) -> list[Page]:
    """What one looks up, from the same macros as the printed book."""
    macros: Any = compose.environment().get_template("books/print/_book.html").module
    manual, words, language = frame.manual, frame.words, frame.language
    speak, date_of = partial(_said, language), partial(day, language=language)
    texts = [prose.said(page.body) for page in chapters] + [str(compose.history(frame, manual.published("a")))]
    flows = "".join(str(macros.flow_list(flow, outline(flow, language), "", words, speak)) for flow in manual.flows)
    made = {
        "rutas": (words["flows"], f"<h2>{words['flows']}</h2>{flows}" if manual.flows else ""),
        "cifras": (words["figures"], manual.facts and macros.figures(manual, words, speak, compose.figure_in(language))),
        "directorio": (words["directory"], macros.directory(manual, words, speak, date_of, frame.today)),
        "glosario": (words["glossary"], macros.glossary(manual, words, language, speak, date_of) if manual.terms else ""),
        "historia": (words["history"], f"<h2>{words['history']}</h2>{texts[-1]}" if manual.history else ""),
        "fuentes": (words["sources"], macros.source_list(compose.cited_sources(manual, texts), words, speak, date_of)),
        "edicion": (words["about_book"], macros.colophon(manual, frame, words, date_of)),
    }
    return [_looked_up(frame, name, title, str(html)) for name, (title, html) in made.items() if html]


def _looked_up(frame: Frame, name: str, title: str, html: str) -> Page:
    body, tree = _body(frame), tree_of(html)
    _raise(tree)
    prose.cut(tree, lambda el: el.get("class") in ("lines n6", "draft"))
    body.extend(list(tree))
    return Page(name, title, body, language=frame.language)


def _body(frame: Frame) -> Element:
    body = Element("body")
    if frame.manual.draft:
        child(body, "p", frame.words["draft"], class_="draft")
    return body


def _raise(tree: Element) -> None:
    for element in tree.iter():
        element.tag = RAISED.get(element.tag, element.tag)


def _settle(page: Page, homes: Mapping[str, str]) -> None:
    """Links between the files; words whose target is in no file stay as words. Space between tags is dropped."""
    for element in page.body.iter():
        href = element.get("href", "")
        if href.startswith("#"):
            if (home := homes.get(href[1:])) is None:
                element.tag, element.attrib = "span", {}
            elif home != page.name:
                element.set("href", f"{home}.xhtml{href}")
        if re.fullmatch(r"\s+", element.text or ""):
            element.text = None
        if re.fullmatch(r"\s*\n\s*", element.tail or ""):
            element.tail = None


def _said(language: str, value: object, field: str) -> str:
    return said(value, field, language)
