"""The live agenda: how a workshop goes, a half-day at this minute, its steps, and correcting what was noted."""

from functools import cache
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.clock import now, today
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for
from training.db import db, new_key
from training.delivery import actions, queries, words
from training.delivery.actions import Taken
from training.delivery.forms import CorrectionForm, StepForm
from training.delivery.live import Agenda
from training.pages import day
from training.workshops.models import Block, HalfDay
from training.workshops.queries import half_day_for
from training.workshops.words import block_title, half_day_title

FORM_KEY, MOMENT = "\0key", "\0moment"  # stand in what is kept of a page for what is new each time

blueprint = Blueprint("delivery", __name__)


@blueprint.get("/cohortes/<key>/agenda")
@trainer
def index(key: str) -> str:
    """Every half-day, how far it is, and how much of the plan was given."""
    cohort = cohort_for(current_actor(), key)
    return render_template("delivery/index.html", cohort=cohort, read=lambda: queries.agendas(cohort), say=words,
                           title_of=half_day_title, fidelity_of=queries.fidelity_of, titles_of=_titles,
                           names_of=queries.names_in)


@blueprint.get("/cohortes/<key>/agenda/<half>")
@trainer
def live(key: str, half: str) -> str:
    """What is on now, what comes next, how late, what may be cut."""
    actor = current_actor()
    cohort, half_day = half_day_for(actor, key, half, blocks=False)

    @cache  # the head of the page asks too
    def read() -> dict[str, Any]:
        agenda, steps = queries.agenda_of(half_day)
        facilitators = queries.givers(cohort, actor)
        return {"agenda": agenda, "steps": steps, "titles": _titles(half_day), "facilitators": facilitators,
                "keys": {block.id: block.key for block in half_day.blocks},
                "names": queries.with_names(facilitators, queries.people_in(steps)),
                "fidelity": queries.fidelity_of([(half_day, agenda)])}

    return render_template(
        "delivery/live.html", cohort=cohort, half_day=half_day, read=read, say=words, title=half_day_title(half_day),
        open=cohort.closed_at is None, sent_key=lambda: FORM_KEY, moment=MOMENT,
        fresh={FORM_KEY: new_key, MOMENT: lambda: str(now().timestamp())})


@blueprint.post("/cohortes/<key>/agenda/<half>")
@trainer
def step(key: str, half: str) -> Response:
    """One press: on to the next, cut, take back …"""
    actor = current_actor()
    cohort, half_day = half_day_for(actor, key, half)
    form = StepForm()
    if not form.validate() or form.giver.data and form.giver.data not in queries.givers(cohort, actor):
        abort(400)
    taken = actions.take(cohort, half_day, form.asked, actor)
    said, kind = _said(cohort, half_day, taken, form.asked.do)
    db.session.commit()
    flash(said, kind)
    return redirect(url_for(".live", key=key, half=half), 303)


@blueprint.route("/cohortes/<key>/agenda/<half>/<block>", methods=["GET", "POST"])
@trainer
def correct(key: str, half: str, block: str) -> str | Response | tuple[str, int]:
    """When a block was really given and by whom, or that it was not."""
    actor = current_actor()
    cohort, half_day = half_day_for(actor, key, half)
    found = queries.block_of(half_day, block)
    agenda, _steps = queries.agenda_of(half_day)
    form = _correction(cohort, half_day, found, agenda)
    if form.validate_on_submit():
        taken = actions.correct(cohort, half_day, found, form.said, actor, base=form.base.data, key=form.sent_key.data)
        if isinstance(taken, Taken):
            said, kind = _said(cohort, half_day, taken, "")
            db.session.commit()
            flash(said, kind)
            return redirect(url_for(".live", key=key, half=half), 303)
        wrong, other = taken
        form.ended.errors = [words.fault(wrong, _titles(half_day).get(other or 0, ""))]
    page = render_template("delivery/correct.html", cohort=cohort, half_day=half_day, form=form, say=words,
                           title=half_day_title(half_day), block_title=block_title(found), line=agenda.of(found.id))
    return (page, 422) if form.is_submitted() else page


def _correction(cohort: Cohort, half_day: HalfDay, block: Block, agenda: Agenda) -> CorrectionForm:
    """The form with what is noted; days of the workshop until today, and of this half-day itself."""
    actor = current_actor()
    line = agenda.of(block.id)
    assert line is not None, "the block is of this half-day"
    form = CorrectionForm()
    days = {half_day.on, agenda.day, today()} | queries.days_of(cohort)
    form.offer([(one.isoformat(), day(one)) for one in sorted(days) if one <= max(today(), half_day.on)],
               list(queries.with_names(queries.givers(cohort, actor), {line.giver} if line.giver else ()).items()))
    if not form.is_submitted():
        form.show(line, agenda.day, actor.id)
        form.base.data, form.sent_key.data = agenda.revision, new_key()
    return form


def _said(cohort: Cohort, half_day: HalfDay, taken: Taken, asked: str) -> tuple[str, str]:
    actor = current_actor()
    names = queries.with_names({actor.id: actor.full_name}, queries.people_in(taken.steps))
    return words.answer(taken, asked, _titles(half_day), names)


def _titles(*some: HalfDay) -> dict[int, str]:
    return {block.id: block_title(block) for half_day in some for block in half_day.blocks}
