"""One run over the files: each is read, rendered and checked, and all is put together."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from modules import bundle
from modules.assemble import assemble
from modules.beside import Beside, check_codes, read_beside
from modules.check_facts import FILE as FACTS
from modules.check_facts import read_facts
from modules.check_helplines import FILE as HELPLINES
from modules.check_helplines import read_helplines
from modules.check_plan import check_plan
from modules.check_sources import FILE as SOURCES
from modules.check_sources import read_sources
from modules.checks import Checker, WideChecker, ask_rooms, check_all, check_translation
from modules.edition import Desk, Edition
from modules.figures import Figures
from modules.folder import Folder
from modules.manual import Helpline, Manual
from modules.plan import FILE as PLAN
from modules.plan import Plan, read_plan
from modules.problems import Problem, line_of
from modules.read_rule import check_rules
from modules.read_workshops import FILE as WORKSHOPS
from modules.read_workshops import Taken, read_workshops
from modules.reference import Fact, Source
from modules.workshop import WorkshopPlan

TRANSLATION = "en"


def media_address(digest: str, path: str) -> str:
    """Where the site serves a version's media file: `path` is as written, `media/x.svg`."""
    return f"/media/{digest}/{path.removeprefix('media/')}"


class Reading:
    """One run over the files."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        checkers: Mapping[str, Checker],
        today: date | None,
        module_url: Callable[[str], str],
        media_url: Callable[[str, str], str],
        wide: Sequence[WideChecker] = (),
    ) -> None:
        self.folder, self.checkers, self.today, self.wide = Folder(files), checkers, today, wide
        self.module_url, self.media_url = module_url, media_url

    def run(self) -> tuple[Manual | None, list[Problem]]:
        """The manual as far as it can be made, and all problems."""
        problems = self.folder.problems
        digest = self._digest()
        plan = self._plan()
        helplines = self._helplines()
        if plan is None:
            return None, problems
        facts, sources = self._facts(), self._sources()
        terms = {plan.language: plan.term, TRANSLATION: plan.term_en or plan.term}
        by_code = None if sources is None else {source.code: source for source in sources}
        desk = Desk(self.folder, Figures(facts, terms), by_code, self.module_url, lambda path: self.media_url(digest, path))
        editions = tuple(desk.edition(plan, language) for language in self._languages(plan))
        beside, banks = read_beside(desk, plan, tuple(edition.language for edition in editions), self.today)
        self._check(plan, editions, desk, beside, banks)
        workshops = self._workshops(plan, editions, beside)
        manual = assemble(digest, plan, editions, helplines, beside, sources or (), facts or (), workshops)
        return manual, problems

    def _digest(self) -> str:
        try:
            return bundle.digest(bundle.pack(self.folder.files))
        except bundle.BadBundle as error:
            self.folder.problems.append(Problem(PLAN, 0, str(error).rstrip("."), "Revise los archivos de la carpeta"))
            return ""

    def _plan(self) -> Plan | None:
        text = self.folder.text(PLAN, needed=True)
        if text is None:
            return None
        plan, problems = read_plan(text)
        self.folder.problems += problems
        if plan is not None:
            self.folder.problems += check_plan(plan, text)
            if len(self._languages(plan)) > 1:
                self.folder.problems += check_translation(plan, text)
        return plan

    def _languages(self, plan: Plan) -> tuple[str, ...]:
        """The plan's own, and English as soon as there is anything in it."""
        translated = plan.language != TRANSLATION and any(path.startswith(f"{TRANSLATION}/") for path in self.folder.files)
        return (plan.language, TRANSLATION) if translated else (plan.language,)

    def _helplines(self) -> tuple[Helpline, ...]:
        text = self.folder.text(HELPLINES, needed=True)
        helplines, problems = read_helplines(text, self.today) if text is not None else ((), [])
        self.folder.problems += problems
        return helplines

    def _facts(self) -> tuple[Fact, ...] | None:
        """None when there is no list: then its absence is one problem, and its uses are none."""
        text = self.folder.text(FACTS, needed=True)
        facts, problems = read_facts(text) if text is not None else (None, [])
        self.folder.problems += problems
        return facts

    def _sources(self) -> tuple[Source, ...] | None:
        text = self.folder.text(SOURCES, needed=True)
        sources, problems = read_sources(text, self.today) if text is not None else (None, [])
        self.folder.problems += problems
        return sources

    def _workshops(self, plan: Plan, editions: tuple[Edition, ...], beside: Beside) -> tuple[WorkshopPlan, ...]:
        """The workshops, whose blocks are rows of the session plans; a manual may have none."""
        self.folder.problems += check_rules(plan, [one.slug for one in beside.checklists], self.folder.text(PLAN) or "")
        text = self.folder.text(WORKSHOPS)
        if text is None:
            return ()
        agendas = [{slug: one.session.rows for slug, one in edition.texts.items()} for edition in editions]
        courses = {course.slug: tuple(module.slug for module in course.modules) for course in plan.courses}
        workshops, problems = read_workshops(text, courses, Taken(agendas[0], agendas[-1]))
        self.folder.problems += problems
        tested = {test.course for test in beside.tests.get(editions[0].language, ())}
        self.folder.problems += [
            Problem(WORKSHOPS, line_of(text, f'course = "{one.course}"'),
                    f"el taller del curso «{one.course}» no tiene prueba",
                    "Añádala en tests.toml con su banco: sin ella nadie podría aprobar la de salida")
            for one in workshops if one.course not in tested]
        return workshops

    def _check(self, plan: Plan, editions: tuple[Edition, ...], desk: Desk, beside: Beside,
               banks: Mapping[str, str]) -> None:
        problems = self.folder.problems
        problems += check_all(plan, editions, desk, self.checkers)
        if desk.sources is not None:
            texts = {path: text for path in self.folder.files if path.endswith(".toml") and (text := self.folder.text(path))}
            problems += check_codes(beside, desk.figures.facts or (), desk.sources, texts)
        filled = {text.path: text.text for edition in editions for text in edition.all_texts}
        filled |= {quiz.path: quiz.text for edition in editions for quiz in edition.quizzes.values()}
        problems += ask_rooms(desk, {**filled, **banks}, self.checkers, self.wide)


__all__ = ["Checker", "Reading", "WideChecker", "media_address"]
