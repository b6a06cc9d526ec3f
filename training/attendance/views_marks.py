"""Marks as they come from an open page, some of them after an hour without network: a batch of JSON, an answer for each."""

from typing import Any

from flask import Response, jsonify, request
from flask_babel import gettext as _

from training.access import current_actor, trainer
from training.attendance import actions, batch, queries, words
from training.attendance.actions import Answer
from training.attendance.blueprint import blueprint
from training.clock import today
from training.db import db
from training.errors import Refused
from training.workshops.models import HalfDay
from training.workshops.queries import half_day_for


@blueprint.post("/cohortes/<key>/asistencia/<half>/marcas")
@trainer
def marks(key: str, half: str) -> tuple[Response, int]:
    """Apply a batch: each mark counts once, however often it is sent. The CSRF token comes in ``X-CSRFToken``."""
    actor = current_actor()
    cohort, half_day = half_day_for(actor, key, half)
    try:
        told = batch.read(request.get_data())
    except batch.Unreadable:
        return jsonify(error=_("No pudimos leer las marcas. Actualice la página; lo marcado sigue en este teléfono.")), 400
    if half_day.on != today() and not told.confirmed:
        sentence = _("La jornada no es de hoy: confirme que es la que quiere pasar.")
        return jsonify(answers=[batch.refused(one, sentence) for one in told.marks], confirm=True), 200
    ids = {one.key: one.id for one in queries.people(cohort)}
    sent = [one.sent(ids[one.person]) for one in told.marks if one.person in ids]
    try:
        answers = actions.mark(cohort, half_day, sent, actor)
    except Refused as error:
        db.session.rollback()
        return jsonify(error=error.message), error.status
    db.session.commit()
    names = queries.names_of([answer.now.by_id for answer in answers if answer.now])
    told_of = iter([_told(answer, half_day, names, actor.id) for answer in answers])
    nobody = _("Esa ficha no es de este taller. Si llegó sin estar en la lista, inscríbala primero.")
    return jsonify(answers=[{"person": one.person} | next(told_of) if one.person in ids else batch.refused(one, nobody)
                            for one in told.marks],
                   closed=half_day.closed_at is not None, revision=half_day.revision), 200


def _told(answer: Answer, half_day: HalfDay, names: dict[int, str], actor_id: int) -> dict[str, Any]:
    """One answer: what became of it, and how the person stands now."""
    told: dict[str, Any] = {"sent_key": answer.sent.sent_key, "outcome": answer.outcome.value,
                            "sentence": words.answer(answer, half_day, names), "now": None}
    if answer.now is not None:
        there = answer.now
        who = "" if there.by_id == actor_id else words.marked_by(names.get(there.by_id, ""), there.at)
        told["now"] = {
            "state": there.state, "arrived": there.arrived and f"{there.arrived:%H:%M}",
            "left": there.left and f"{there.left:%H:%M}", "minutes": there.minutes, "revision": there.revision,
            "said": words.presence(actions.presence_of(there)), "by": who}
    return told
