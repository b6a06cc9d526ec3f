"""Beginning, saving and submitting an attempt. Each verb works in the caller's transaction and may be repeated."""

import json
import secrets
from collections.abc import Mapping
from functools import cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Integer, Text, bindparam, cast, func, literal_column, select, true, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm.attributes import set_committed_value

from modules.manual import Module
from quizzes import library, queries
from quizzes.answers import Answer
from quizzes.drafts import dump_answers
from quizzes.grading import Result, grade
from quizzes.models import Attempt, QuestionTally, QuizPaper
from training.clock import now
from training.cohorts.models import Membership
from training.db import db, inserting, new_key
from training.errors import Refused
from training.manuals.queries import manual
from training.progress.actions import record_score

TRIES = 5  # somebody else's tab may begin and submit between our two looks
SHARDS = 8
ATTEMPT, TALLY = Attempt.metadata.tables["attempt"], QuestionTally.metadata.tables["question_tally"]


def open_attempt(membership: Membership, module: Module) -> Attempt:
    """The member's one open attempt at the module's quiz; made when there is none, however many tabs ask at once."""
    paper = library.paper_of(module)
    if paper is None:
        raise Refused(_("La prueba de este módulo no se puede dar ahora. Avise a quien facilita su curso."), 409)
    for _again in range(TRIES):
        found = queries.unfinished(membership.id, module.slug, *module.was)
        if found is not None:
            return found
        store(paper)
        made = _begin(membership.id, module.slug, paper.digest)
        if made is not None:
            return made
    raise Refused(_("No pudimos abrir su prueba. Espere unos segundos y vuelva a intentarlo."), 409)


def store(paper: library.Paper) -> None:
    """Keep the questions under their digest, once."""
    if db.session.scalar(select(QuizPaper.digest).where(QuizPaper.digest == paper.digest)) is None:
        values = {"digest": paper.digest, "questions": paper.content, "stored_at": now()}
        db.session.execute(inserting(QuizPaper).values(values).on_conflict_do_nothing())


def _begin(membership_id: int, module: str, digest: str) -> Attempt | None:
    """A new open attempt; None when another one came first (the unique indexes decide, not we)."""
    mine = select(func.coalesce(func.max(Attempt.number), 0) + 1).where(
        Attempt.membership_id == membership_id, Attempt.module == module)
    statement = inserting(Attempt).values(
        key=new_key(), membership_id=membership_id, module=module, number=mine.scalar_subquery(), quiz_digest=digest,
        seed=secrets.token_hex(16), answers="{}", started_at=now(), points=0, out_of=1)
    made: Attempt | None = db.session.scalars(statement.on_conflict_do_nothing().returning(Attempt)).first()
    return made


def save(attempt: Attempt, answers: Mapping[str, Answer]) -> None:
    """Keep the draft; the last save wins. Refuses a draft of an attempt that was already submitted."""
    at = now()
    if not _change(attempt, answers=dump_answers(answers), saved_at=at):
        raise Refused(_("Esta prueba ya se envió: vea su resultado en la página del módulo."), 409)


def submit(attempt: Attempt, answers: Mapping[str, Answer], body_hash: str) -> Attempt:
    """Score the answers and close the attempt, once. The same body again gives the same result; another is refused.

    The conditional UPDATE decides between two tabs: the row stays locked until the caller commits.
    """
    result = grade(library.quiz_of(attempt.quiz_digest), answers)
    at = now()
    if not _change(attempt, answers=dump_answers(answers), saved_at=at, submitted_at=at, body_hash=body_hash,
                   points=result.share.numerator, out_of=result.share.denominator, passed=result.passed):
        return _repeated(attempt, body_hash)
    record_score(attempt.membership_id, _module_now(attempt), result.share, result.passed, at)
    _count(attempt, result)
    return attempt


def _module_now(attempt: Attempt) -> str:
    """Where the score counts: her cohort may have moved, since she began, to a version that renamed the module."""
    membership = db.session.get_one(Membership, attempt.membership_id)  # in the session already: no query
    found = manual(membership.cohort.manual_digest).known_as(attempt.module)
    return found.slug if found else attempt.module


# Built once and of plain tables: everybody in a room sends her quiz in the same minute.
_OPEN = update(ATTEMPT).where(ATTEMPT.c.id == bindparam("attempt_id"), ATTEMPT.c.submitted_at.is_(None))


def _change(attempt: Attempt, **values: object) -> bool:
    """Write to an attempt that is still open; False when it is not."""
    done = db.session.execute(_OPEN, {"attempt_id": attempt.id, **values})
    if not getattr(done, "rowcount", 0):
        return False
    for name, value in values.items():
        set_committed_value(attempt, name, value)
    return True


def _repeated(attempt: Attempt, body_hash: str) -> Attempt:
    db.session.refresh(attempt)
    if attempt.body_hash != body_hash:
        raise Refused(_("Esta prueba ya se envió con otras respuestas, y esas son las que cuentan. "
                        "Vea su resultado en la página del módulo; puede repetir la prueba cuando quiera."), 409)
    return attempt


def _count(attempt: Attempt, result: Result) -> None:
    """Add the attempt to its cohort's tally: last, and always in the same order, so that nobody waits in a ring."""
    membership = db.session.get_one(Membership, attempt.membership_id)  # in the session already: no query
    missed = {question.id: int(not question.right) for question in result.questions}
    db.session.execute(_tally(db.session.get_bind().dialect.name), {
        "of_cohort": membership.cohort_id, "of_module": attempt.module, "of_digest": attempt.quiz_digest,
        "of_shard": membership.id % SHARDS, "missed_ones": json.dumps(missed)})


@cache
def _tally(dialect: str) -> Any:
    """One statement for all the questions; they come as a JSON object, question → 1 when it was missed."""
    sent = bindparam("missed_ones", type_=Text)
    each = (func.json_each_text(cast(sent, postgresql.JSON)) if dialect == "postgresql" else func.json_each(sent)
            ).table_valued("key", "value")
    rows = select(cast(bindparam("of_cohort"), Integer), cast(bindparam("of_module"), Text),
                  cast(bindparam("of_digest"), Text), each.c.key, cast(bindparam("of_shard"), Integer),
                  literal_column("1"), cast(each.c.value, Integer)).where(true()).order_by(each.c.key)
    names = ["cohort_id", "module", "quiz_digest", "question", "shard", "asked", "missed"]
    statement = inserting(TALLY).from_select(names, rows, include_defaults=False)
    added = {name: TALLY.c[name] + statement.excluded[name] for name in ("asked", "missed")}
    return statement.on_conflict_do_update(index_elements=list(TALLY.primary_key), set_=added)
