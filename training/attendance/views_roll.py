"""The roll of a half-day: everybody is present, tap who is not, close. One plain form, which works without JavaScript."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.attendance import actions, page, queries, words
from training.attendance.actions import Answer, Outcome, Reason
from training.attendance.blueprint import blueprint
from training.attendance.forms import DecideForm, PhotoForm, ReopenForm, RollForm, WithdrawForm
from training.attendance.models import SheetPhoto
from training.clock import today
from training.cohorts.actions import must_be_open
from training.cohorts.models import Cohort
from training.db import db
from training.workshops.models import HalfDay
from training.workshops.queries import half_day_for
from training.workshops.words import half_day_name


def draw(cohort: Cohort, half_day: HalfDay, *, form: RollForm | None = None, reopen: ReopenForm | None = None,
         photo: PhotoForm | None = None, withdraw: tuple[str, WithdrawForm] | None = None) -> str:
    """The page of a half-day's roll, with what somebody has just typed into one of its forms."""
    def read() -> tuple[page.Roll, list[SheetPhoto], dict[int, str], str]:
        people = form.people if form else queries.people(cohort)
        table = page.roll(half_day, people, current_actor().id, form.by_key if form else None,
                          queries.needs_of(cohort, people) if words.is_make_up(half_day) else None)
        photos = queries.photos_of(half_day)
        return (table, photos, queries.names_of(one.withdrawn_by_id for one in photos if one.withdrawn_by_id),
                queries.name_of(half_day.closed_by_id))

    return render_template(
        "attendance/roll.html", cohort=cohort, half_day=half_day, read=read,
        form=form or RollForm(formdata=None), reopen_form=reopen or ReopenForm(formdata=None),
        photo_form=photo or PhotoForm(formdata=None), withdraw=withdraw, withdraw_form=WithdrawForm(formdata=None),
        is_today=half_day.on == today(),
        is_make_up=words.is_make_up(half_day), words=words, hours=words.from_to(half_day))


@blueprint.get("/cohortes/<key>/asistencia/<half>")
@trainer
def roll(key: str, half: str) -> str:
    """The roll as it stands."""
    return draw(*half_day_for(current_actor(), key, half, blocks=False))


@blueprint.post("/cohortes/<key>/asistencia/<half>")
@trainer
def save(key: str, half: str) -> Response | tuple[str, int]:
    """Save the marks and stay open."""
    return _take(key, half, closing=False)


@blueprint.post("/cohortes/<key>/asistencia/<half>/cerrar")
@trainer
def close(key: str, half: str) -> Response | tuple[str, int]:
    """Save the marks and close: whoever is not marked was there."""
    return _take(key, half, closing=True)


def _take(key: str, half: str, *, closing: bool) -> Response | tuple[str, int]:
    actor = current_actor()
    cohort, half_day = half_day_for(actor, key, half)
    must_be_open(cohort)
    form = RollForm()
    form.take(half_day, queries.people(cohort))
    if form.is_wrong:
        return draw(cohort, half_day, form=form), 422
    answers = actions.mark(cohort, half_day, form.sent(actor), actor)
    unseen = sum(one.outcome in (Outcome.CONFLICT, Outcome.REFUSED) and one.reason is not Reason.OWN for one in answers)
    has_closed = closing and not unseen and actions.close(cohort, half_day, actor)
    db.session.commit()
    if any(answer.reason is Reason.OWN for answer in answers):
        flash(_("Usted también participa en este taller: su asistencia la anota otra persona que facilita."), "bad")
    _say(half_day, answers, unseen, closing=closing, has_closed=has_closed)
    return redirect(url_for(".index" if closing and not unseen else ".roll", key=key, half=None if closing and not unseen
                            else half), 303)


def _say(half_day: HalfDay, answers: list[Answer], unseen: int, *, closing: bool, has_closed: bool) -> None:
    name = half_day_name(half_day)
    if has_closed:
        flash(_("Asistencia cerrada: %(name)s.", name=name), "good")
    elif half_day.closed_at is not None:
        flash(_("%(who)s ya había cerrado esta jornada el %(at)s. No cambió nada.",
                who=queries.name_of(half_day.closed_by_id), at=words.day_and_hour(half_day.closed_at)), "calm")
    elif unseen and closing:
        flash(_("Todavía no cerramos: mientras tanto otra persona marcó lo que ve abajo. Decida y vuelva a cerrar."), "bad")
    elif unseen:
        flash(_("Guardado, salvo lo que otra persona marcó mientras tanto: véalo abajo y decida."), "bad")
    else:
        new = sum(answer.outcome is Outcome.APPLIED for answer in answers)
        flash(ngettext("Guardado: %(num)s marca.", "Guardado: %(num)s marcas.", new), "good")


@blueprint.post("/cohortes/<key>/asistencia/<half>/reabrir")
@trainer
def reopen(key: str, half: str) -> Response | tuple[str, int]:
    """Open a closed half-day to correct it; the reason goes into the record of acts."""
    actor = current_actor()
    cohort, half_day = half_day_for(actor, key, half)
    form = ReopenForm()
    if not form.validate_on_submit():
        return draw(cohort, half_day, reopen=form), 422
    actions.reopen(cohort, half_day, form.reason.data or "", actor)
    db.session.commit()
    flash(_("Jornada abierta otra vez. Corrija y vuelva a cerrarla."), "good")
    return redirect(url_for(".roll", key=key, half=half), 303)


@blueprint.post("/cohortes/<key>/asistencia/<half>/decidir")
@trainer
def decide(key: str, half: str) -> Response:
    """Settle a mark that was not applied: put it now, or leave what stands."""
    actor = current_actor()
    cohort, half_day = half_day_for(actor, key, half)
    form = DecideForm()
    if not form.validate_on_submit():
        abort(400)
    actions.decide(cohort, half_day, form.change.data, actor, apply=form.do.data == "put")
    db.session.commit()
    flash(_("Decidido. Así queda."), "good")
    return redirect(url_for(".roll", key=key, half=half), 303)
