"""Quizzes in memory: read once per process, from the manual's text or from what was stored with an attempt."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from flask import current_app
from sqlalchemy import select

from modules.manual import Manual, Module
from quizzes.gift import parse
from quizzes.models import QuizPaper
from quizzes.questions import Quiz, digest, dump, load
from training.db import db

KEPT = 256  # quizzes in memory; a process seldom serves more
_stored: "OrderedDict[str, Quiz]" = OrderedDict()  # by digest, which names the content: right for every database


class Paper(NamedTuple):
    """A quiz with its canonical bytes and their digest."""

    quiz: Quiz
    digest: str
    content: bytes


def paper_of(module: Module) -> Paper | None:
    """The quiz of a module; None when it has none, or one that cannot be given to anybody."""
    if not module.quiz:
        return None
    found = _read(module.slug, module.quiz)
    if found is None:
        name = hashlib.sha256(module.quiz.encode()).hexdigest()[:12]
        current_app.logger.error("the quiz %s of module %s cannot be read", name, module.slug)
    return found


def language_of(edition: Manual, slug: str, quiz_digest: str) -> str:
    """The language of the questions under this digest: that of the translation that still has them, else the manual's."""
    for translation in edition.translations:
        module = edition.speaking(translation.language).module(slug)
        paper = paper_of(module) if module and module.language == translation.language else None
        if paper is not None and paper.digest == quiz_digest:
            return translation.language
    return edition.language


@lru_cache(maxsize=64)
def _read(slug: str, text: str) -> Paper | None:
    quiz, problems = parse(text, f"{slug}.gift")
    if problems or not quiz.questions:
        return None
    content = dump(quiz)
    return Paper(quiz, digest(content), content)


def quiz_of(quiz_digest: str) -> Quiz:
    """The quiz that was stored under this digest. Raises LookupError when there is none."""
    return quizzes_of([quiz_digest])[quiz_digest]


def quizzes_of(digests: Iterable[str]) -> dict[str, Quiz]:
    """The stored quizzes with these digests: no query for those in memory, one for all the others."""
    wanted = set(digests)
    missing = sorted(name for name in wanted if name not in _stored)
    found = {name: quiz for name in wanted if (quiz := _stored.get(name)) is not None}
    if missing:
        query = select(QuizPaper.digest, QuizPaper.questions).where(QuizPaper.digest.in_(missing))
        found |= {name: load(content) for name, content in db.session.execute(query)}
        _stored.update(found)
        while len(_stored) > KEPT:
            _stored.popitem(last=False)
    if len(found) != len(wanted):
        raise LookupError(f"no stored quiz for {sorted(wanted - set(found))}")
    return found
