"""Watching a trainer facilitate: a licensed colleague's sheet of one workshop. Nothing here commits."""

import json
from dataclasses import dataclass
from datetime import date

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload

from modules.ladder import PASS, Ladder
from modules.reference import Checklist
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now, today
from training.cohorts.models import Cohort, CohortTrainer
from training.db import db
from training.errors import Refused
from training.licences.models import FacilitatorObservation
from training.licences.queries import grants_of, ladder
from training.licences.rules import licensed
from training.manuals.queries import manual, newest_digest
from training.practice.filling import Filling, dump, fingerprint
from training.practice.models import REASONS
from training.practice.scoring import score


@dataclass(frozen=True)
class Offer:
    """What somebody may observe of a person: workshops that she facilitates and the checklists of the ladder. ``why``: why
    nothing, in a sentence."""

    cohorts: tuple[Cohort, ...]
    checklists: tuple[Checklist, ...]
    why: str = ""


def offer(steps: Ladder, person: User, by: User) -> Offer:
    """What ``by`` may observe of this person now. Three queries."""
    if person.id == by.id:
        return Offer((), (), _("A usted la observa otra persona con licencia."))
    lists = checklists(steps)
    if not lists:
        return Offer((), (), _("La escalera no pide observar a quien facilita."))
    mine, on = grants_of([by.id])[by.id], today()
    query = (select(Cohort).join(CohortTrainer, CohortTrainer.cohort_id == Cohort.id)
             .where(CohortTrainer.user_id == person.id, Cohort.starts_on <= on)
             .order_by(Cohort.starts_on.desc(), Cohort.id.desc()))
    if not any(one.holds(on) and steps.step(one.step) and _certifies(steps, one.step) for one in mine):
        return Offer((), (), _("La observa quien tiene una licencia vigente de facilitador/a regional o más alta."))
    cohorts = tuple(one for one in db.session.scalars(query.limit(20)) if licensed(mine, steps.certifying(one.course), on))
    if not cohorts:
        return Offer((), lists, _("Todavía no facilita ningún taller que haya empezado y que usted pueda observar."))
    return Offer(cohorts, lists)


def _certifies(steps: Ladder, slug: str) -> bool:
    step = steps.step(slug)
    return step is not None and bool(step.certifies)


def checklists(steps: Ladder) -> tuple[Checklist, ...]:
    """The checklists of the newest manual with which those who facilitate are observed."""
    digest = newest_digest()
    found = [manual(digest).checklist(slug) for slug in steps.checklists] if digest else []
    return tuple(one for one in found if one is not None)


def begin(person: User, cohort_key: str, slug: str, seen_on: date, by: User) -> FacilitatorObservation:
    """The observer's sheet of this workshop, made when there is none open. Raises Refused."""
    steps = ladder()
    found = offer(steps, person, by) if steps else Offer((), (), _("El manual vigente no tiene escalera."))
    cohort = next((one for one in found.cohorts if one.key == cohort_key), None)
    if cohort is None or slug not in [one.slug for one in found.checklists]:
        raise Refused(found.why or _("Ese taller no se puede observar. Vuelva a la página de la persona y elija otra vez."),
                      403 if found.why else 400)
    if not cohort.starts_on <= seen_on <= today():
        raise Refused(_("El taller empezó el %(day)s: elija un día desde entonces hasta hoy.",
                        day=f"{cohort.starts_on:%d/%m/%Y}"), 422)
    db.session.execute(select(User.id).where(User.id == person.id).with_for_update())
    seen = FacilitatorObservation
    mine = db.session.scalar(select(seen).where(
        seen.user_id == person.id, seen.observer_id == by.id, seen.cohort_id == cohort.id, seen.checklist == slug,
        seen.finished_at.is_(None)))
    if mine is not None:
        mine.seen_on = seen_on
        db.session.flush()
        return mine
    made = FacilitatorObservation(user_id=person.id, observer_id=by.id, cohort_id=cohort.id, checklist=slug, seen_on=seen_on,
                                  manual_digest=newest_digest(), began_at=now(), saved_at=now())
    db.session.add(made)
    db.session.flush()
    return made


def sheet_of(actor: User, key: str) -> tuple[FacilitatorObservation, User]:
    """One's own sheet that counts, and whom it is about; an administrator any sheet. 404 otherwise."""
    query = (select(FacilitatorObservation, User).join(User, User.id == FacilitatorObservation.user_id)
             .options(joinedload(User.authority))
             .where(FacilitatorObservation.key == key, FacilitatorObservation.voided_at.is_(None)))
    if not actor.is_admin:
        query = query.where(FacilitatorObservation.observer_id == actor.id)
    found = db.session.execute(query).first()
    if found is None:
        abort(404)
    return found[0], found[1]


def words_of(sheet: FacilitatorObservation) -> Checklist:
    """The checklist as it was when the sheet was begun."""
    found = manual(sheet.manual_digest).checklist(sheet.checklist)
    if found is None:
        abort(404)
    return found


def _hers(sheet: FacilitatorObservation, by: User) -> None:
    if sheet.observer_id != by.id:
        raise Refused(_("Esta hoja la llena otra persona."))


def save(sheet: FacilitatorObservation, filling: Filling, again: bool, by: User) -> None:
    """Keep what is marked so far; a comment that does not stand is not kept. Refuses a finished sheet."""
    _hers(sheet, by)
    values: dict[str, object] = {"scores": dump(filling.marks), "again": again, "saved_at": now()}
    if filling.comment_stands:
        values["comment"] = filling.comment
    if not _change(sheet, values):
        raise Refused(_("Esta hoja ya está terminada: vea su resultado en la página de la persona."))


def finish(sheet: FacilitatorObservation, filling: Filling, again: bool, by: User) -> None:
    """Score and close the sheet, once: all critical steps and the share of points. The same sheet again changes nothing."""
    _hers(sheet, by)
    found, digest, at = score(words_of(sheet).steps, filling.marks, PASS), f"{fingerprint(filling)}", now()
    done = _change(sheet, {"scores": dump(filling.marks), "comment": filling.comment, "again": again, "saved_at": at,
                           "finished_at": at, "points": found.points, "out_of": found.out_of, "passed": found.passed,
                           "missed": json.dumps(found.missed), "body_hash": digest})
    if done:
        result = "again" if again else "passed" if found.passed else "not passed"
        record("observe trainer", f"user:{sheet.user_id}", by.id, f"{sheet.checklist} cohort:{sheet.cohort_id} {result}")
        return
    db.session.refresh(sheet)
    if sheet.body_hash != digest or sheet.again != again:
        raise Refused(_("Esta hoja ya se terminó con otros puntajes, y esos son los que cuentan."))


def _change(sheet: FacilitatorObservation, values: dict[str, object]) -> bool:
    """Write to a sheet that is still open; False when it is not. The condition decides between two tabs, not we."""
    done = db.session.execute(update(FacilitatorObservation).where(
        FacilitatorObservation.id == sheet.id, FacilitatorObservation.finished_at.is_(None)).values(values))
    return bool(getattr(done, "rowcount", 0))


def drop(sheet: FacilitatorObservation, by: User) -> None:
    """Stop an observation without a mark: the open sheet goes and leaves nothing behind. A finished one is not dropped."""
    done = db.session.execute(delete(FacilitatorObservation).where(
        FacilitatorObservation.id == sheet.id, FacilitatorObservation.finished_at.is_(None)))
    if not getattr(done, "rowcount", 0):
        raise Refused(_("Esta hoja ya está terminada: no se descarta. Si está equivocada, anúlela con su motivo."))


def void(sheet: FacilitatorObservation, reason: str, by: User) -> None:
    """From now on a finished sheet counts for nothing; it stays in the database. Twice is once. A licence that was given
    upon it stays: whoever administers decides about it."""
    if reason not in REASONS:
        raise ValueError(reason)
    if sheet.finished_at is None:
        raise Refused(_("Esta hoja no está terminada: descártela en vez de anularla."))
    db.session.execute(select(User.id).where(User.id == sheet.user_id).with_for_update())
    done = db.session.execute(update(FacilitatorObservation).where(
        FacilitatorObservation.id == sheet.id, FacilitatorObservation.voided_at.is_(None)).values(
        voided_at=now(), voided_by_id=by.id, void_reason=reason))
    if getattr(done, "rowcount", 0):
        record("void trainer observation", f"user:{sheet.user_id}", by.id, f"{sheet.checklist} {reason}")
