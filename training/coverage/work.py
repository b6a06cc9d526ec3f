"""Counting everything again after the targets changed: a job, for nine thousand facilities are no work for a page."""

from collections.abc import Sequence
from secrets import token_hex

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from training.coverage import actions
from training.db import db
from training.house import JobKind
from training.jobs import actions as jobs
from training.jobs.models import Job
from training.places.models import Facility

KIND = "coverage recount"
AT_ONCE = 250  # ids of one piece, which is one transaction


def start(by_id: int) -> Job | None:
    """The job that counts every facility by the targets as they are now; None where there is no facility.

    Each change has a job of its own: one that was under way may have passed half of them already.
    """
    last = db.session.scalar(select(func.max(Facility.id)))
    pieces = [f"{first}-{first + AT_ONCE - 1}" for first in range(1, (last or 0) + 1, AT_ONCE)]
    return jobs.start(KIND, f"targets:{token_hex(4)}", pieces, by_id) if pieces else None


def count(piece: str) -> None:
    """Count the facilities whose ids lie between two numbers. Commits."""
    first, last = map(int, piece.split("-"))
    actions.recount(db.session.scalars(select(Facility.id).where(Facility.id.between(first, last))).all())
    db.session.commit()


def finish(_subject: str, _done: Sequence[str]) -> None:
    """The figures of the running month, by the new targets. Commits."""
    actions.note_month()
    db.session.commit()


def _title(_subject: str) -> str:
    return str(_("Contar otra vez la cobertura"))


def _back(_subject: str) -> tuple[str, str]:
    return str(_("Metas por categoría")), url_for("coverage.targets")


def _result(_subject: str) -> str:
    return url_for("coverage.home")


WORK = JobKind(KIND, count, finish, title=_title, back=_back, result_url=_result)
