"""The HTML of every book, put together from a manual: plain values in, one string out. Pure.

Order of a book: title page, how to use it, contents, chapters, what one looks up, sources, about this edition.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, Protocol

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from books import prose, workbook
from books.poster import description
from books.words import day, intro, wording, words_for
from modules.facts import figure
from modules.flow import Flow
from modules.flow_layout import fitted
from modules.flow_outline import outline
from modules.flow_svg import svg
from modules.manual import Manual, Module
from modules.on_paper import PaperQuiz
from modules.reference import Fact, Source, said

TEMPLATES = Path(__file__).parents[1] / "templates"
SHORT_DIGEST = 8
POINT = 25.4 / 72
PAGE = (164.0, 192.0)  # millimetres that a pathway may take on a page, under its name
TITLES, TEXT = tuple(points / 2 * POINT for points in range(30, 21, -1)), 7.6 * POINT
PASS_MARK = "aprobar"  # the fact that says from how many per cent on a quiz is passed
CITED = re.compile(r'href="#(f-[a-z0-9]+)"')
Quizzer = Callable[[str, str], PaperQuiz]


class _Cites(Protocol):
    @property
    def sources(self) -> tuple[str, ...]: ...


class Chapter(msgspec.Struct, frozen=True):
    """A module as a chapter: its text, and its sections for the lists of contents."""

    module: Module
    html: Markup
    sections: tuple[tuple[str, str], ...]


class Frame(msgspec.Struct, frozen=True):
    """What every book of one edition shares."""

    manual: Manual
    language: str
    today: date
    digest: str
    quizzer: Quizzer | None = None

    @property
    def words(self) -> Mapping[str, str]:
        """The fixed words in the book's language."""
        return words_for(self.language)

    @property
    def edition(self) -> str:
        """«Versión 2026.1 · a1b2c3d4», on every page."""
        return self.words["edition"].format(version=self.manual.version, digest=self.digest[:SHORT_DIGEST])

    @property
    def pass_mark(self) -> str:
        """«80 %», from the manual's own list of figures."""
        found = next((fact for fact in self.manual.facts if fact.name == PASS_MARK), None)
        return figure(found, self.language) if found else "80 %"


def participant(frame: Frame) -> str:
    """The first course as its learners read it."""
    return _manual(frame, "participant", ("a",), trainer=False)


def trainer(frame: Frame) -> str:
    """Both courses with everything that only whoever facilitates may see."""
    return _manual(frame, "trainer", tuple(course.slug for course in frame.manual.courses), trainer=True)


def exercises(frame: Frame) -> str:
    """The workbook: what to think about and room to write, made from the learner's own pages."""
    modules = frame.manual.published("a")
    trees = [(module, prose.chapter(module, module.html, anchors_of(frame, modules), frame.words)) for module in modules]
    return _page("workbook", frame, units=[workbook.unit(module, tree) for module, tree in trees],
                 e=wording(frame.language)["exercises"])


def quizzes(frame: Frame) -> str:
    """Every quiz to answer on paper, with an answer sheet for the tests."""
    return _page("quizzes", frame, **_papers(frame))


def key(frame: Frame) -> str:
    """The right answers and why."""
    return _page("key", frame, **_papers(frame))


def cards(frame: Frame) -> str:
    """Eight pocket cards a page, two kinds, front and back."""
    words = wording(frame.language)["cards"]
    facts = {fact.name: figure(fact, frame.language) for fact in frame.manual.facts}
    windows = [(facts[name], label, _filled(about, facts)) for name, label, about in words["windows"] if name in facts]
    return _page("cards", frame, c=words, windows=windows)


def _filled(text: str, facts: Mapping[str, str]) -> str:
    """A line with its figures; nothing when the manual lacks one of them."""
    asked = re.findall(r"\{([a-z-]+)\}", text)
    if not all(name in facts for name in asked):
        return ""
    return re.sub(r"\{([a-z-]+)\}", lambda match: facts[match[1]], text)


def chapters(frame: Frame, modules: tuple[Module, ...], *, trainer: bool) -> list[Chapter]:
    """The modules as chapters of one book, linked among themselves."""
    anchors = anchors_of(frame, modules)
    made = []
    for module in modules:
        tree = prose.chapter(module, module.trainer_html if trainer else module.html, anchors, frame.words)
        sections = tuple((f"{module.slug}-{section.id}", section.title) for section in module.sections if section.level == 2)
        made.append(Chapter(module, Markup(prose.said(tree)), sections))  # cleaned when it was published
    return made


def anchors_of(frame: Frame, modules: tuple[Module, ...]) -> prose.Anchors:
    """Where links may lead in a book of these modules."""
    return prose.Anchors({module.slug: prose.anchors_of(module.trainer_html) for module in modules},
                         frozenset(f"f-{source.code.lower()}" for source in frame.manual.sources))


def cited_sources(manual: Manual, texts: list[str]) -> list[Source]:
    """The sources of a book: those that its chapters cite, and those of what one looks up in it."""
    codes = {anchor for text in texts for anchor in CITED.findall(text)}
    nodes = [node for flow in manual.flows for node in flow.nodes]
    entries: list[_Cites] = [*manual.contacts, *manual.terms, *manual.facts, *nodes]
    codes |= {f"f-{code.lower()}" for entry in entries for code in entry.sources}
    return [source for source in manual.sources if f"f-{source.code.lower()}" in codes]


def _manual(frame: Frame, name: str, courses: tuple[str, ...], *, trainer: bool) -> str:
    manual = frame.manual
    modules = tuple(module for course in courses for module in manual.published(course))
    found = chapters(frame, modules, trainer=trainer)
    parts = [(manual.course(course), [one for one in found if one.module.course == course]) for course in courses]
    past = history(frame, modules)
    return _page(name, frame, template="manual", parts=[part for part in parts if part[1]], trainer=trainer,
                 sources=cited_sources(manual, [*(str(one.html) for one in found), past]), history=past)


def history(frame: Frame, modules: tuple[Module, ...]) -> Markup:
    """The page of history as one more chapter, so that its links and ids fit in."""
    text = frame.manual.history
    if text is None:
        return Markup("")
    page = Module("h0", "", text.title, "", 0, html=text.html)
    tree = prose.chapter(page, text.html, anchors_of(frame, modules), frame.words)
    end = next((at for at, one in enumerate(tree) if one.get("id") == "h0-fuentes"), len(tree))
    del tree[end:]  # the book has its own list of sources
    return Markup(prose.said(tree))  # as above


def _papers(frame: Frame) -> dict[str, Any]:
    """The quizzes of the ready modules and the tests, as they are printed."""
    ask = frame.quizzer
    modules = [module for course in frame.manual.courses for module in frame.manual.published(course.slug)]
    papers = [(module, ask(module.quiz, module.slug)) for module in modules if module.quiz] if ask else []
    tests = []
    for test in frame.manual.tests if ask else ():
        assert ask is not None
        bank = ask(test.bank, f"prueba-{test.course}")
        for form in "ab":
            rows = [(item, bank.question(getattr(item, form))) for item in test.items]
            tests.append((frame.manual.course(test.course), form.upper(), [row for row in rows if row[1] is not None]))
    return {"papers": papers, "tests": [test for test in tests if test[2]], "has_room": ask is not None}


def _page(name: str, frame: Frame, template: str = "", **more: Any) -> str:
    """One template filled with what every book shares."""
    manual, language = frame.manual, frame.language
    shared = {
        "name": name, "frame": frame, "manual": manual, "w": frame.words, "lang": "en" if language == "en" else "es-PE",
        "language": language, "title": frame.words[name], "intro": intro(name, language), "today": frame.today,
        "day": partial(day, language=language), "said": partial(_said, language), "figure": figure_in(language),
        "flows": [(flow, outline(flow, language), _picture(flow, language)) for flow in manual.flows],
    }
    return environment().get_template(f"books/print/{template or name}.html").render(shared | more)


def _said(language: str, value: object, field: str) -> str:
    return said(value, field, language)


def figure_in(language: str) -> Callable[[Fact], str]:
    """How a fact's figure is written in this language."""
    return partial(figure, language=language)


def _picture(flow: Flow, language: str) -> Markup:
    """The pathway drawn for a page of a book; nothing when it has too many steps for one."""
    try:
        drawing = fitted(flow, language, PAGE, TITLES, TEXT)
    except ValueError:
        return Markup("")
    edge = drawing.style.title * 0.24
    size = (f"{drawing.width + edge:.2f}mm", f"{drawing.height + edge:.2f}mm")
    title, told = said(flow, "title", language), description(flow, language)
    return Markup(svg(drawing, title, told, name=f"ruta-{flow.slug}-dibujo", size=size))  # escaped there


@cache
def environment() -> Environment:
    """The printed templates, apart from the site's: they know neither a request nor gettext."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True)
