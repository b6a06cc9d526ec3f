"""From what was read to the frozen manual."""

import hashlib

from modules.beside import Beside
from modules.edition import HISTORY, PRIVACY, Edition, Quiz, Text
from modules.manual import Course, Helpline, Manual, Module, Translation
from modules.manual import Text as Prose
from modules.plan import Plan, PlannedModule
from modules.reference import Fact, Source
from modules.workshop import WorkshopPlan


def assemble(digest: str, plan: Plan, editions: tuple[Edition, ...], helplines: tuple[Helpline, ...], beside: Beside,
             sources: tuple[Source, ...], facts: tuple[Fact, ...], workshops: tuple[WorkshopPlan, ...] = ()) -> Manual:
    """The whole manual; the first edition is the original, the others become translations."""
    original, *others = editions
    modules = tuple(_module(planned, original) for planned in plan.modules)
    return Manual(
        digest, plan.version, plan.title, plan.term, plan.language, plan.issuer, plan.licence,
        tuple(Course(c.slug, c.title, c.summary, tuple(m.slug for m in c.modules), c.completion, c.rule,
                     c.accreditation) for c in plan.courses),
        modules, helplines, _privacy(original), _history(original), sources, facts, beside.contacts, beside.terms,
        beside.checklists, beside.flows, beside.tests.get(original.language, ()),
        tuple(_translation(plan, edition, modules, beside) for edition in others), workshops,
        beside.plan_form, beside.supervision, beside.ladder)


def _translation(plan: Plan, edition: Edition, modules: tuple[Module, ...], beside: Beside) -> Translation:
    """What is missing in it stays in the original's language."""
    courses = tuple(
        Course(c.slug, c.title_en or c.title, c.summary_en or c.summary, tuple(m.slug for m in c.modules), c.completion,
               c.rule, c.accreditation) for c in plan.courses)
    here = tuple(_module(planned, edition, module) if planned.slug in edition.texts else module
                 for planned, module in zip(plan.modules, modules, strict=True))
    return Translation(edition.language, plan.title_en or plan.title, plan.term_en or plan.term, courses, here,
                       _privacy(edition), _history(edition), beside.tests.get(edition.language, ()))


def _privacy(edition: Edition) -> str:
    text = edition.pages.get(PRIVACY)
    return text.learner.html if text else ""


def _history(edition: Edition) -> Prose | None:
    text = edition.pages.get(HISTORY)
    if text is None:
        return None
    return Prose(text.parted.front.title, text.learner.html, text.learner.sections, edition.language)


def _module(planned: PlannedModule, edition: Edition, original: Module | None = None) -> Module:
    """A module that is not ready shows nothing of its draft. `original`: the same module in the first language."""
    text, quiz = edition.texts.get(planned.slug), edition.quizzes.get(planned.slug)
    if not planned.ready or text is None:
        return Module(planned.slug, planned.course, planned.title, planned.summary, planned.minutes, planned.requires,
                      language=original.language if original else edition.language)
    return _ready(planned, text, quiz, original)


def _ready(planned: PlannedModule, text: Text, quiz: Quiz | None, original: Module | None) -> Module:
    front, questions = text.parted.front, quiz.text if quiz else original.quiz if original else None
    return Module(
        slug=planned.slug, course=planned.course, title=front.title if original else planned.title,
        summary=front.summary or planned.summary, minutes=planned.minutes, requires=planned.requires, ready=True,
        verified_on=front.verified_on, reviewed_by=front.reviewed_by, sections=text.learner.sections,
        html=text.learner.html, trainer_html=text.trainer.html, words=text.learner.words, quiz=questions,
        quiz_digest=hashlib.sha256(questions.encode()).hexdigest() if questions is not None else None,
        language=text.language, was=original.was if original else front.was, agenda=text.session.rows,
        cited=text.trainer.cited)
