"""One run over the files: each is read, rendered and checked, and all is put together."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from modules import bundle, check_files
from modules.check_files import PRIVACY, page_path, quiz_path
from modules.check_helplines import FILE as HELPLINES
from modules.check_helplines import read_helplines
from modules.check_links import check_links
from modules.check_page import check_page
from modules.check_plan import check_plan
from modules.check_term import TERM, check_term
from modules.frontmatter import Parted, part
from modules.manual import Course, Helpline, Manual, Module
from modules.plan import FILE as PLAN
from modules.plan import Plan, PlannedModule, read_plan
from modules.problems import Problem
from modules.render import Page, leak, render
from modules.scan import Scan, normalised, scan

Checker = Callable[[str, str], list[Problem]]


def media_address(digest: str, path: str) -> str:
    """Where the site serves a version's media file: `path` is as written, `media/x.svg`."""
    return f"/media/{digest}/{path.removeprefix('media/')}"


class Text(msgspec.Struct, frozen=True):
    """One module's file, read and rendered twice."""

    path: str
    text: str
    parted: Parted
    scanned: Scan
    learner: Page
    trainer: Page


class Reading:
    """One run over the files."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        checkers: Mapping[str, Checker],
        today: date | None,
        module_url: Callable[[str], str],
        media_url: Callable[[str, str], str],
    ) -> None:
        self.files, self.checkers, self.today = files, checkers, today
        self.module_url, self.media_url = module_url, media_url
        self.problems: list[Problem] = []
        self.digest = ""
        self.term = ""

    def run(self) -> tuple[Manual | None, list[Problem]]:
        """The manual as far as it can be made, and all problems."""
        try:
            self.digest = bundle.digest(bundle.pack(self.files))
        except bundle.BadBundle as error:
            self.problems.append(
                Problem(PLAN, 0, str(error).rstrip("."), "Revise los archivos de la carpeta")
            )
        plan_text, helpline_text = self.text_of(PLAN), self.text_of(HELPLINES)
        plan = None
        if plan_text is not None:
            plan, problems = read_plan(plan_text)
            self.problems += problems
        helplines: tuple[Helpline, ...] = ()
        if helpline_text is not None:
            helplines, problems = read_helplines(helpline_text, self.today)
            self.problems += problems
        if plan is None or plan_text is None:
            return None, self.problems
        self.problems += check_plan(plan, plan_text)
        self.term = plan.term
        return self.assemble(plan, helplines), self.problems

    def text_of(self, path: str, needed: bool = True) -> str | None:
        """A file's normalised text; None (and a problem) when it is missing or not UTF-8."""
        if path not in self.files:
            if needed:
                self.problems.append(
                    Problem(path, 0, "falta este archivo", "Créelo en la carpeta del manual")
                )
            return None
        try:
            return self.worded(normalised(self.files[path].decode("utf-8")), path)
        except UnicodeDecodeError as error:
            line = self.files[path][: error.start].count(b"\n") + 1
            self.problems.append(
                Problem(path, line, "no está en UTF-8", "Guárdelo con la codificación UTF-8")
            )
            return None

    def worded(self, text: str, path: str) -> str:
        """The text with the manual's own term for violence in place of ``{{termino}}``: the State's wording changes."""
        if not self.term or bundle.suffix_of(path) not in (".md", ".gift"):
            return text
        self.problems += check_term(text, path, self.term)
        return text.replace(TERM, self.term)

    def assemble(self, plan: Plan, helplines: tuple[Helpline, ...]) -> Manual:
        """Render, check across files, and put the values together."""
        texts = {
            module.slug: found
            for module in plan.modules
            if (found := self.read(page_path(plan, module.slug), plan))
        }
        quizzes = {
            module.slug: quiz
            for module in plan.modules
            if (quiz := self.text_of(quiz_path(plan, module.slug), needed=False)) is not None
        }
        privacy = self.read(f"{plan.language}/{PRIVACY}.md", plan)
        self.check(plan, texts, privacy)
        return Manual(
            self.digest,
            plan.version,
            plan.title,
            plan.term,
            plan.language,
            plan.issuer,
            plan.licence,
            tuple(
                Course(c.slug, c.title, c.summary, tuple(m.slug for m in c.modules), c.completion)
                for c in plan.courses
            ),
            tuple(
                _module(module, texts.get(module.slug), quizzes.get(module.slug)) for module in plan.modules
            ),
            helplines,
            privacy.learner.html if privacy else "",
        )

    def read(self, path: str, plan: Plan) -> Text | None:
        """One page's file, rendered for both; None when there is none."""
        text = self.text_of(path, needed=False)
        if text is None:
            return None
        parted = part(text, path)

        def page(trainer: bool) -> Page:
            return render(
                parted.body,
                path,
                trainer=trainer,
                language=plan.language,
                module_url=self.module_url,
                media_url=lambda medium: self.media_url(self.digest, medium),
            )

        found = Text(path, text, parted, scan(parted.body, path), page(False), page(True))
        self.problems += [*parted.problems, *found.trainer.problems, *found.learner.problems]
        if not found.trainer.problems:
            self.problems += leak(found.learner, found.trainer, path)
        return found

    def check(self, plan: Plan, texts: dict[str, Text], privacy: Text | None) -> None:
        """What can only be seen with all files at hand."""
        pages = {slug: found.learner for slug, found in texts.items()}
        for module in plan.modules:
            found = texts.get(module.slug)
            if found is None:
                continue
            trainer_pages = {**pages, module.slug: found.trainer}
            self.problems += check_links(found.path, found.text, module.slug, trainer_pages, plan)
            self.problems += check_links(found.path, found.text, module.slug, pages, plan)
            self.problems += _titles(module, found)
            if module.ready:
                self.problems += check_page(
                    found.path, found.text, module.minutes, found.scanned, found.learner, found.trainer
                )
        everything = [*texts.values(), *([privacy] if privacy else [])]
        shown = {image for found in everything for image in found.trainer.images}
        for found in everything:
            self.problems += [
                Problem(found.path, 0, f"la imagen «{image}» no existe", "Guárdela en media/")
                for image in found.trainer.images
                if image not in self.files
            ]
        self.problems += check_files.check_files(self.files, plan, self.checkers, shown)
        self.ask_checkers()

    def ask_checkers(self) -> None:
        """Every other room looks at the files that it reads."""
        for path in sorted(self.files):
            checker = self.checkers.get(bundle.suffix_of(path))
            text = self.text_of(path, needed=False) if checker else None
            if checker and text is not None:
                self.problems += checker(text, path)


def _titles(module: PlannedModule, found: Text) -> list[Problem]:
    front = found.parted.front
    if not front.title or front.title == module.title:
        return []
    return [
        Problem(
            found.path,
            front.lines.get("title", 1),
            f"el título «{front.title}» no es el de manual.toml, «{module.title}»",
            "Escriba el mismo en ambos",
        )
    ]


def _module(planned: PlannedModule, found: Text | None, quiz: str | None) -> Module:
    """A module that is not ready shows nothing of its draft."""
    blank = Module(
        planned.slug, planned.course, planned.title, planned.summary, planned.minutes, planned.requires
    )
    if not planned.ready or found is None:
        return blank
    front = found.parted.front
    return Module(
        planned.slug,
        planned.course,
        planned.title,
        front.summary or planned.summary,
        planned.minutes,
        planned.requires,
        True,
        front.verified_on,
        front.reviewed_by,
        found.learner.sections,
        found.learner.html,
        found.trainer.html,
        found.learner.words,
        quiz,
        hashlib.sha256(quiz.encode()).hexdigest() if quiz is not None else None,
    )
