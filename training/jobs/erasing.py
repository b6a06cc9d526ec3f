"""Finished work goes after its time, and what it said about its failures may name somebody."""

from collections.abc import Sequence

from flask import Flask
from sqlalchemy import delete, select

from training.db import db
from training.forgetting import in_pieces, until
from training.house import house
from training.jobs.models import CANCELLED, DONE, Job, JobItem


def tidy() -> dict[str, int]:
    """Jobs that ended before the limit (KEEP_JOBS), with their items."""
    limit = until("jobs")
    old = select(Job.id).where(Job.state.in_((DONE, CANCELLED)), Job.finished_at < limit)
    return {"jobs": in_pieces(lambda most: db.session.scalars(old.limit(most // 20)).all(), _drop)}


def _drop(ids: Sequence[int]) -> None:
    db.session.execute(delete(JobItem).where(JobItem.job_id.in_(ids)))
    db.session.execute(delete(Job).where(Job.id.in_(ids)))


def announce(app: Flask) -> None:
    """Tell the house."""
    house(app).tidiers.append(tidy)
    house(app).free_texts += [Job.error, JobItem.error]
