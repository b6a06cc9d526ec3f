"""One language of the manual: its modules, quizzes and pages, read and rendered."""

from collections.abc import Callable, Mapping
from functools import cached_property
from xml.etree.ElementTree import Element

from modules.agenda import SessionPlan, read_agenda
from modules.figures import Figures
from modules.folder import Folder
from modules.frontmatter import Parted, part
from modules.plan import Plan
from modules.problems import Problem
from modules.reference import Source
from modules.render import LONGEST, Page, leak, render
from modules.scan import Scan, scan
from modules.words import WORDS

PRIVACY = "privacidad"
HISTORY = "historia"
PAGES = (PRIVACY, HISTORY)


class Text:
    """One page's file, with its figures in place, rendered twice. Its trees are read once, and nobody changes them."""

    def __init__(self, path: str, text: str, used: Mapping[str, int], parted: Parted, language: str) -> None:
        self.path, self.text, self.used, self.parted, self.language = path, text, used, parted, language
        self.scanned: Scan = scan(parted.body, path)
        self.learner = self.trainer = Page("")

    @cached_property
    def learner_prose(self) -> Element:
        """What the learner reads, without citations and sources."""
        return self.learner.prose()

    @cached_property
    def trainer_prose(self) -> Element:
        """What the trainer reads, without citations and sources."""
        return self.trainer.prose()

    @cached_property
    def session(self) -> SessionPlan:
        """The session plan in its trainer blocks."""
        return read_agenda(self.trainer_prose, self.text, self.path, self.language)


class Quiz:
    """One GIFT file with its figures in place."""

    def __init__(self, path: str, text: str, used: Mapping[str, int]) -> None:
        self.path, self.text, self.used = path, text, used


class Edition:
    """Everything in one language; `pages` by name (privacidad, historia), modules and quizzes by slug."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.texts: dict[str, Text] = {}
        self.quizzes: dict[str, Quiz] = {}
        self.pages: dict[str, Text] = {}

    @property
    def all_texts(self) -> tuple[Text, ...]:
        """The modules and the other pages."""
        return (*self.texts.values(), *self.pages.values())


class Desk:
    """What is at hand when a page is read: the folder, what can be put in, and where links and images lead."""

    def __init__(self, folder: Folder, figures: Figures, sources: Mapping[str, Source] | None,
                 module_url: Callable[[str], str], media_url: Callable[[str], str]) -> None:
        self.folder, self.figures, self.sources = folder, figures, sources
        self.module_url, self.media_url = module_url, media_url

    def edition(self, plan: Plan, language: str) -> Edition:
        """All the files of one language that there are."""
        found = Edition(language)
        for module in plan.modules:
            if text := self.page(f"{language}/{module.slug}.md", language):
                found.texts[module.slug] = text
            if quiz := self.quiz(f"{language}/{module.slug}.gift", language):
                found.quizzes[module.slug] = quiz
        for name in PAGES:
            if text := self.page(f"{language}/{name}.md", language):
                found.pages[name] = text
        return found

    def quiz(self, path: str, language: str) -> Quiz | None:
        """A GIFT file with its figures; None when there is none."""
        raw = self.folder.text(path)
        if raw is None:
            return None
        self.folder.problems += self.figures.check(raw, path, language)
        filled = self.figures.fill(raw, language)
        return Quiz(path, filled.text, filled.used)

    def page(self, path: str, language: str) -> Text | None:
        """One page's file, rendered for both readers; None when there is none, or none that can be read."""
        raw = self.folder.text(path)
        if raw is None:
            return None
        if len(raw) > LONGEST:
            self.folder.problems.append(
                Problem(path, 0, f"el archivo tiene más de {LONGEST} caracteres", "Divida el módulo"))
            return None
        self.folder.problems += self.figures.check(raw, path, language)
        filled = self.figures.fill(raw, language)
        # A language that we have no words for is a problem of the plan; its pages speak Spanish until it is mended.
        found = Text(path, filled.text, filled.used, part(filled.text, path), language if language in WORDS else "es")
        found.learner, found.trainer = self._render(found, False), self._render(found, True)
        self.folder.problems += [*found.parted.problems, *found.trainer.problems, *found.learner.problems]
        if not found.trainer.problems:
            self.folder.problems += leak(found.learner_prose, found.trainer_prose, path)
        return found

    def _render(self, text: Text, trainer: bool) -> Page:
        return render(text.parted.body, text.path, trainer=trainer, language=text.language, module_url=self.module_url,
                      media_url=self.media_url, sources=self.sources)
