"""The progress page of long work: how far, how long still, stop, try again what failed."""

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import current_actor
from training.db import db
from training.house import JobKind, house
from training.jobs import actions, queries
from training.jobs.engine import enqueue
from training.jobs.models import CANCELLED, DONE, RUNNING, WAITING, Job
from training.jobs.wording import count_words, now_words

blueprint = Blueprint("jobs", __name__)


def _mine(key: str) -> Job:
    """The job of this key; its kind says who may see it, by rights as they are now."""
    actor, kinds = current_actor(), house().job_kinds

    def may_see(job: Job) -> bool | None:
        kind = kinds.get(job.kind)
        return actor.is_admin or (kind.may_see(actor, job.subject) if kind and kind.may_see else None)

    return queries.job_for(actor.id, key, may_see)


def _kind(job: Job) -> JobKind:
    return house().job_kinds.get(job.kind) or abort(404)  # its room was taken out


@blueprint.get("/trabajos/<key>")
def show(key: str) -> str:
    """The page; while the job is under way it reloads itself, with or without a script."""
    job = _mine(key)
    kind, progress, failed = _kind(job), queries.progress(job), queries.failures(job)
    return render_template(
        "jobs/job.html", job=job, kind=kind, progress=progress, failed=failed, count=count_words(progress),
        names=kind.item_names([item.subject for item in failed]) if failed else {},
        sentence=_sentence(job, progress), back=kind.back(job.subject), title=kind.title(job.subject),
        under_way=job.state in (WAITING, RUNNING), cancelled=job.state == CANCELLED,
        result=kind.result_url(job.subject) if _has_result(job, progress) else None,
    )


def _has_result(job: Job, progress: queries.Progress) -> bool:
    return job.state == DONE and progress.done > 0 and not job.error


def _sentence(job: Job, progress: queries.Progress) -> str:
    """What is going on, and what the piece under way is at where its kind can tell."""
    kind = house().job_kinds.get(job.kind)
    at = kind.saying(job.subject) if kind and job.state == RUNNING else ""
    return f"{at} {now_words(job, progress)}".strip()


@blueprint.get("/trabajos/<key>/estado")
def state(key: str) -> Response:
    """The same in a few bytes, for the script."""
    job = _mine(key)
    progress = queries.progress(job)
    session.modified = False  # a page that asks by itself is nobody's presence: the session may grow idle
    return jsonify(state=job.state, done=progress.done, failed=progress.failed, total=progress.total,
                   count=count_words(progress), sentence=_sentence(job, progress))


@blueprint.post("/trabajos/<key>/detener")
def cancel(key: str) -> Response:
    """Stop before the next item."""
    stopped = actions.cancel(_mine(key).id)
    db.session.commit()
    if not stopped:
        flash(_("Ya había terminado."), "calm")
    return redirect(url_for("jobs.show", key=key), 303)


@blueprint.post("/trabajos/<key>/reintentar")
def retry(key: str) -> Response:
    """Try again what failed, and the closing if that failed."""
    job = _mine(key)
    actions.retry_failed(job.id)
    db.session.commit()
    if job.state == WAITING:
        enqueue(job.id)
    return redirect(url_for("jobs.show", key=key), 303)
