"""Beginning, saving and submitting an attempt. Each verb works in the caller's transaction and may be repeated."""

import secrets
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Table, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from modules.manual import Module
from quizzes import library, queries
from quizzes.answers import Answer
from quizzes.drafts import dump_answers
from quizzes.grading import Result, grade
from quizzes.models import Attempt, QuestionTally, QuizPaper
from training.clock import now
from training.cohorts.models import Membership
from training.db import db, new_key
from training.errors import Refused
from training.progress.actions import record_score

TRIES = 5  # somebody else's tab may begin and submit between our two looks
SHARDS = 8


def _insert(table: Any) -> Any:
    """INSERT that knows ON CONFLICT, in the words of the database in use."""
    postgres = db.session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if postgres else sqlite.insert(table)


def open_attempt(membership: Membership, module: Module) -> Attempt:
    """The member's one open attempt at the module's quiz; made when there is none, however many tabs ask at once."""
    paper = library.paper_of(module)
    if paper is None:
        raise Refused(_("La prueba de este módulo no se puede dar ahora. Avise a quien facilita su curso."), 409)
    for _again in range(TRIES):
        found = queries.unfinished(membership.id, module.slug)
        if found is not None:
            return found
        _store(paper)
        made = _begin(membership.id, module.slug, paper.digest)
        if made is not None:
            return made
    raise Refused(_("No pudimos abrir su prueba. Espere unos segundos y vuelva a intentarlo."), 409)


def _store(paper: library.Paper) -> None:
    """Keep the questions under their digest, once."""
    if db.session.scalar(select(QuizPaper.digest).where(QuizPaper.digest == paper.digest)) is None:
        values = {"digest": paper.digest, "questions": paper.content, "stored_at": now()}
        db.session.execute(_insert(QuizPaper).values(values).on_conflict_do_nothing())


def _begin(membership_id: int, module: str, digest: str) -> Attempt | None:
    """A new open attempt; None when another one came first (the unique indexes decide, not we)."""
    mine = select(func.coalesce(func.max(Attempt.number), 0) + 1).where(
        Attempt.membership_id == membership_id, Attempt.module == module)
    statement = _insert(Attempt).values(
        key=new_key(), membership_id=membership_id, module=module, number=mine.scalar_subquery(), quiz_digest=digest,
        seed=secrets.token_hex(16), answers="{}", started_at=now(), points=0, out_of=1)
    made: Attempt | None = db.session.scalars(statement.on_conflict_do_nothing().returning(Attempt)).first()
    return made


def save(attempt: Attempt, answers: Mapping[str, Answer]) -> None:
    """Keep the draft; the last save wins. Refuses a draft of an attempt that was already submitted."""
    at = now()
    draft = update(Attempt).where(Attempt.id == attempt.id, Attempt.submitted_at.is_(None))
    if not _changed(draft.values(answers=dump_answers(answers), saved_at=at)):
        raise Refused(_("Esta prueba ya se envió: vea su resultado en la página del módulo."), 409)


def submit(attempt: Attempt, answers: Mapping[str, Answer], body_hash: str) -> Attempt:
    """Score the answers and close the attempt, once. The same body again gives the same result; another is refused.

    The conditional UPDATE decides between two tabs: the row stays locked until the caller commits.
    """
    result = grade(library.quiz_of(attempt.quiz_digest), answers)
    at = now()
    close = update(Attempt).where(Attempt.id == attempt.id, Attempt.submitted_at.is_(None))
    if not _changed(close.values(answers=dump_answers(answers), saved_at=at, submitted_at=at, body_hash=body_hash,
                                 points=result.share.numerator, out_of=result.share.denominator,
                                 passed=result.passed)):
        return _repeated(attempt, body_hash)
    record_score(attempt.membership_id, attempt.module, result.share, result.passed, at)
    _count(attempt, result)
    return attempt


def _changed(statement: Any) -> bool:
    return bool(getattr(db.session.execute(statement), "rowcount", 0))


def _repeated(attempt: Attempt, body_hash: str) -> Attempt:
    db.session.refresh(attempt)
    if attempt.body_hash != body_hash:
        raise Refused(_("Esta prueba ya se envió con otras respuestas, y esas son las que cuentan. "
                        "Vea su resultado en la página del módulo; puede repetir la prueba cuando quiera."), 409)
    return attempt


def _count(attempt: Attempt, result: Result) -> None:
    """Add the attempt to its cohort's tally: last, and always in the same order, so that nobody waits in a ring."""
    membership = db.session.get_one(Membership, attempt.membership_id)  # in the session already: no query
    rows = [{"cohort_id": membership.cohort_id, "module": attempt.module, "quiz_digest": attempt.quiz_digest,
             "question": question.id, "shard": membership.id % SHARDS, "asked": 1, "missed": int(not question.right)}
            for question in sorted(result.questions, key=lambda question: question.id)]
    table = QuestionTally.__table__
    assert isinstance(table, Table)
    statement = _insert(table)
    added = {name: table.c[name] + statement.excluded[name] for name in ("asked", "missed")}
    db.session.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=added), rows)
