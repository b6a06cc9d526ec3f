"""What stands beside the modules, read in one go: directory, glossary, checklists, pathways, paper tests, plan forms."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from modules.check_reference import read_reference
from modules.edition import Desk, Quiz
from modules.flow import Flow
from modules.ladder import Ladder
from modules.parity import check_figures
from modules.plan import FILE as PLAN
from modules.plan import Plan
from modules.plan_form import PlanForm
from modules.problems import Problem, did_you_mean, line_of
from modules.read_flows import read_flows
from modules.read_ladder import FILE as LADDER
from modules.read_ladder import read_ladder
from modules.read_plan_form import FILE as PLAN_FORM
from modules.read_plan_form import read_plan_form
from modules.read_supervision import FILE as SUPERVISION
from modules.read_supervision import read_supervision
from modules.read_tests import FILE as TESTS
from modules.read_tests import bank_path, check_bank, read_tests
from modules.reference import Checklist, Contact, Fact, PaperTest, Source, Term
from modules.supervision import Supervision

LISTS = ("directory.toml", "glossary.toml")
FOLDERS = ("checklists", "flows")
_HOURS = "directory.toml"  # «las 24 horas» are opening hours there


class Beside(msgspec.Struct, frozen=True):
    """Everything that is no module; `tests` by language."""

    contacts: tuple[Contact, ...] = ()
    terms: tuple[Term, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    flows: tuple[Flow, ...] = ()
    tests: Mapping[str, tuple[PaperTest, ...]] = {}
    plan_form: PlanForm | None = None
    supervision: Supervision | None = None
    ladder: Ladder | None = None


def read_beside(desk: Desk, plan: Plan, languages: tuple[str, ...], today: date | None) -> tuple[Beside, dict[str, str]]:
    """The values, and the texts of the question banks by path (with their figures), for whoever checks quizzes."""
    folder, figures = desk.folder, desk.figures
    lists = {path: text for path in (*LISTS, *folder.paths("checklists")) if (text := folder.text(path)) is not None}
    flows = {path: text for path in folder.paths("flows") if (text := folder.text(path)) is not None}
    for path, text in (lists | flows).items():
        folder.problems += figures.check_toml(text, path, guarded=path != _HOURS)
    contacts, terms, checklists, problems = read_reference(
        {path: figures.fill_toml(text) for path, text in lists.items()}, today)
    folder.problems += problems
    charts, problems = read_flows(flows, figures.filled)
    folder.problems += problems
    tests, banks = _tests(desk, plan, languages)
    found = Beside(contacts, terms, checklists, charts, tests, _plan_form(desk, today),
                   _supervision(desk, today), _ladder(desk, plan, [one.slug for one in checklists], today))
    folder.problems += check_modules(checklists, lists, plan)
    return found, banks


def _plan_form(desk: Desk, today: date | None) -> PlanForm | None:
    """The forms of the action plans, with their figures; a manual may have none."""
    text = desk.folder.text(PLAN_FORM)
    if text is None:
        return None
    desk.folder.problems += desk.figures.check_toml(text, PLAN_FORM, guarded=True)
    form, problems = read_plan_form(desk.figures.fill_toml(text), today)
    desk.folder.problems += problems
    return form


def _supervision(desk: Desk, today: date | None) -> Supervision | None:
    """What is looked at after a workshop, with its figures; a manual may have nothing of the kind."""
    text = desk.folder.text(SUPERVISION)
    if text is None:
        return None
    desk.folder.problems += desk.figures.check_toml(text, SUPERVISION, guarded=True)
    form, problems = read_supervision(desk.figures.fill_toml(text), today)
    desk.folder.problems += problems
    return form


def _ladder(desk: Desk, plan: Plan, checklists: Sequence[str], today: date | None) -> Ladder | None:
    """The trainers' ladder. A manual of which no course makes trainers may have none."""
    text = desk.folder.text(LADDER)
    if text is None:
        desk.folder.problems += [
            Problem(PLAN, course.line, f"el curso «{course.slug}» acredita y falta «{LADDER}»",
                    "Escríbalo: sin escalera nadie tiene licencia, y cualquiera certificaría")
            for course in plan.courses if course.accreditation]
        return None
    desk.folder.problems += desk.figures.check_toml(text, LADDER, guarded=True)
    ladder, problems = read_ladder(desk.figures.fill_toml(text), [one.slug for one in plan.courses], checklists, today)
    desk.folder.problems += problems
    return ladder


def _tests(desk: Desk, plan: Plan, languages: tuple[str, ...]) -> tuple[dict[str, tuple[PaperTest, ...]], dict[str, str]]:
    """The paper tests in each language whose banks are there, and the banks."""
    text = desk.folder.text(TESTS)
    if text is None:
        return {}, {}
    plain, problems = read_tests(text, {course.slug: tuple(m.slug for m in course.modules) for course in plan.courses})
    desk.folder.problems += problems
    tests: dict[str, tuple[PaperTest, ...]] = {}
    banks: dict[str, str] = {}
    originals: dict[str, Quiz] = {}
    for language in languages:
        found = []
        for test in plain:
            path = bank_path(language, test.course)
            bank = desk.quiz(path, language)
            desk.folder.problems += check_bank(test, bank.text if bank else None, path, text)
            if bank:
                banks[path] = bank.text
                desk.folder.problems += check_figures(originals.setdefault(test.course, bank), bank)
                found.append(msgspec.structs.replace(test, bank=bank.text))
        tests[language] = tuple(found)
    return tests, banks


def check_modules(checklists: tuple[Checklist, ...], texts: Mapping[str, str], plan: Plan) -> Iterator[Problem]:
    """Modules that a checklist names and the plan does not have."""
    known = [module.slug for module in plan.modules]
    for checklist in checklists:
        path = f"checklists/{checklist.slug}.toml"
        for slug in checklist.modules:
            if slug not in known:
                yield Problem(path, line_of(texts.get(path, ""), f'"{slug}"'), f"el módulo «{slug}» no está en el manual",
                              did_you_mean(slug, known, "Quítelo o añada el módulo"))


def check_codes(found: Beside, facts: tuple[Fact, ...], sources: Mapping[str, Source],
                texts: Mapping[str, str]) -> Iterator[Problem]:
    """Source codes of data files that sources.toml does not have; `texts` are the data files by path."""
    for path, entry, codes in _cited(found, facts):
        text = texts.get(path, "")
        for code in codes:
            if code not in sources:
                line = line_of(text, f'"{code}"', line_of(text, f'"{entry}"'))
                yield Problem(path, line, f"la fuente «{code}» de «{entry}» no está en sources.toml",
                              did_you_mean(code, sources, "Añádala o corrija el código"))


def _cited(found: Beside, facts: tuple[Fact, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(file, entry, codes) of everything that cites."""
    yield from (("facts.toml", fact.name, fact.sources) for fact in facts)
    yield from (("directory.toml", contact.id, contact.sources) for contact in found.contacts)
    yield from (("glossary.toml", term.id, term.sources) for term in found.terms)
    for checklist in found.checklists:
        yield from ((f"checklists/{checklist.slug}.toml", step.id, step.sources) for step in checklist.steps)
    for flow in found.flows:
        yield from ((f"flows/{flow.slug}.toml", node.id, node.sources) for node in flow.nodes)
    if found.supervision:
        yield from ((SUPERVISION, thing.id, thing.sources) for thing in found.supervision.things)
        yield from ((SUPERVISION, one.id, one.sources) for one in found.supervision.indicators)
