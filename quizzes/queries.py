"""Reading attempts: always through the membership of whoever asks."""

from collections.abc import Sequence

from flask import abort
from sqlalchemy import bindparam, func, select

from quizzes.models import Attempt, QuestionTally
from training.cohorts.models import Membership
from training.db import db

_ONE = select(Attempt).where(Attempt.key == bindparam("key"), Attempt.membership_id == bindparam("membership_id"),
                             Attempt.module == bindparam("module"))


def my_attempt(membership: Membership, module: str, key: str) -> Attempt:
    """The member's own attempt at this module's quiz; 404 when it is not hers, or of another module."""
    found = db.session.scalar(_ONE, {"key": key, "membership_id": membership.id, "module": module})
    if found is None:
        abort(404)
    return found


def unfinished(membership_id: int, *modules: str) -> Attempt | None:
    """The attempt that is open at the module of this slug, or of any of its former ones; None when there is none."""
    query = select(Attempt).where(Attempt.membership_id == membership_id, Attempt.module.in_(modules),
                                  Attempt.submitted_at.is_(None))
    return db.session.scalar(query.order_by(Attempt.started_at.desc()).limit(1))


def attempts_of(membership_id: int, module: str) -> list[Attempt]:
    """Every attempt of a person at a module's quiz, the first one first; the last may be open."""
    query = select(Attempt).where(Attempt.membership_id == membership_id, Attempt.module == module)
    return list(db.session.scalars(query.order_by(Attempt.number)))


def tallies(cohort_id: int) -> Sequence[tuple[str, str, str, int, int]]:
    """(module, quiz digest, question, asked, missed) of a cohort. One query over one row per question and shard."""
    query = (select(QuestionTally.module, QuestionTally.quiz_digest, QuestionTally.question,
                    func.sum(QuestionTally.asked), func.sum(QuestionTally.missed))
             .where(QuestionTally.cohort_id == cohort_id)
             .group_by(QuestionTally.module, QuestionTally.quiz_digest, QuestionTally.question))
    return [(module, digest, question, int(asked), int(missed))
            for module, digest, question, asked, missed in db.session.execute(query)]
