"""The exercises of a module, taken from its learner's page: what to reach, what to sort, what to say, what to think. Pure.

Nothing is written anew here, and no answer is taken along: answers, the halves of a pair and the trainer's words stay out.
"""

import hashlib
import re
from xml.etree.ElementTree import Element

import msgspec
from markupsafe import Markup

from books import prose
from modules.manual import Module
from modules.tree import text_of, under

SENTENCE = re.compile(r"[^?]*\?")


class Case(msgspec.Struct, frozen=True):
    """A case: its name, its story as HTML, and its questions."""

    title: str
    story: Markup
    questions: tuple[str, ...]


class Unit(msgspec.Struct, frozen=True):
    """The exercises of one module. `mixed`: the sentences of its do/don't pairs, shuffled."""

    module: Module
    objectives: tuple[str, ...]
    phrases: tuple[str, ...]
    mixed: tuple[str, ...]
    cases: tuple[Case, ...]


def unit(module: Module, root: Element) -> Unit:
    """What the learner's page (already a chapter) offers to work on."""
    root = prose.cut(root, lambda el: el.tag == "sup" or el.get("class") in ("trainer", "answer"))
    aims = under(root, f"{module.slug}-objetivos", "h3")
    lines = [text_of(item) for el in aims if el.tag == "ul" for item in el.findall("li")]
    phrases = [text_of(item) for el in root.iter("ul") if el.get("class") == "quotes" for item in el.findall("li")]
    mixed = [text_of(item) for el in root.iter("div") if el.get("class") == "pair" for item in el.iter("li")]
    cases = tuple(_case(el) for el in root.iter("section") if el.get("class") == "case")
    return Unit(module, tuple(lines), tuple(phrases), tuple(sorted(mixed, key=_no_order)), cases)


def _case(section: Element) -> Case:
    title = next((text_of(el) for el in section if el.tag == "h4"), "")
    story, questions = "", []
    for paragraph in (el for el in section if el.tag == "p" and not el.get("class")):
        strong = paragraph.find("strong")
        if strong is not None and not (paragraph.text or "").strip() and "?" in text_of(paragraph):
            questions += [found.strip() for found in SENTENCE.findall(text_of(paragraph))]
        else:
            paragraph.tail = None
            story += prose.outer(paragraph)
    return Case(title, Markup(story), tuple(questions))  # cleaned when it was published


def _no_order(sentence: str) -> str:
    """An order that says nothing, the same on every day."""
    return hashlib.sha256(sentence.encode()).hexdigest()
