"""Beginning, saving and finishing a sheet; coaching. Each verb works in the caller's transaction and may be repeated."""

import json
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from modules.reference import Checklist
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import is_only_a_member
from training.db import db
from training.errors import Refused
from training.manuals.queries import manual
from training.practice import queries
from training.practice.filling import Filling, dump, fingerprint
from training.practice.models import REASONS, Coaching, Observation
from training.practice.queries import Place
from training.practice.scoring import score
from training.practice.tries import State
from training.practice.wording import coaching_refusal, objection
from training.progress.actions import achieve
from training.progress.models import PRACTICE
from training.workshops.queries import rule_of

QUIET = timedelta(minutes=10)  # nobody drops the sheet that another has just saved


def _one_at_a_time(member: Membership) -> None:
    """Whoever writes about this person now comes after whoever did before: two observers finish in the same second."""
    db.session.execute(select(Membership.id).where(Membership.id == member.id).with_for_update())


def begin(at: Place, number: int, by: User) -> Observation:
    """The observer's sheet of this try, made when there is none. Raises Refused when the try may not begin."""
    if at.member.user_id == by.id or is_only_a_member(by, at.cohort):
        raise Refused(_("Quien toma este curso no se observa a sí misma ni a sus colegas. "
                        "Pida la observación a quien facilita el taller."))
    _one_at_a_time(at.member)
    fresh = queries.place(at.cohort, at.member, at.checklist)
    no = fresh.way.objection(number, by.id)
    if no is not None:
        raise Refused(objection(no))
    tried = next((one for one in fresh.way.tries if one.number == number), None)
    mine = tried.of(by.id) if tried else None
    if mine is not None:
        return db.session.scalars(select(Observation).where(Observation.key == mine.key)).one()
    made = Observation(membership_id=at.member.id, checklist=at.checklist.slug, number=number, observer_id=by.id,
                       manual_digest=_version(at, tried.sheets[0].key if tried else None), began_at=now(), saved_at=now())
    db.session.add(made)
    db.session.flush()
    return made


def _version(at: Place, beside: str | None) -> str:
    """The version whose words the sheet has: that of the other observer of the same try, else the cohort's."""
    other = db.session.scalar(select(Observation.manual_digest).where(Observation.key == beside)) if beside else None
    return other or at.cohort.manual_digest


def save(sheet: Observation, filling: Filling, by: User) -> None:
    """Keep what is marked so far; a comment that does not stand is not kept. Refuses a sheet that was finished."""
    _hers(sheet, by)
    values: dict[str, object] = {"scores": dump(filling.marks), "saved_at": now()}
    if filling.comment_stands:
        values["comment"] = filling.comment
    if not _change(sheet, values):
        raise Refused(_("Esta hoja ya está terminada: vea su resultado en la página de la persona."))


def finish(cohort: Cohort, member: Membership, sheet: Observation, filling: Filling, by: User) -> None:
    """Score and close the sheet, once. The same sheet again changes nothing; another one is refused."""
    _hers(sheet, by)
    _one_at_a_time(member)
    checklist, digest = queries.words_of(sheet), fingerprint(filling)
    share = rule_of(cohort, manual(sheet.manual_digest)).practice
    found = score(checklist.steps, filling.marks, share)
    at = now()
    done = _change(sheet, {"scores": dump(filling.marks), "comment": filling.comment, "saved_at": at, "finished_at": at,
                           "points": found.points, "out_of": found.out_of, "passed": found.passed,
                           "missed": json.dumps(found.missed), "body_hash": digest})
    if not done:
        db.session.refresh(sheet)
        if sheet.body_hash != digest:
            raise Refused(_("Esta hoja ya se terminó con otros puntajes, y esos son los que cuentan. "
                            "Véalos en la página de la persona; si están mal, anule la hoja ahí."))
        return
    _settle(cohort, member, checklist)


def _hers(sheet: Observation, by: User) -> None:
    if sheet.observer_id != by.id:
        raise Refused(_("Esta hoja la llena otra persona. Abra la suya desde la página de la práctica."))


def _change(sheet: Observation, values: dict[str, object]) -> bool:
    """Write to a sheet that is still open; False when it is not. The condition decides between two tabs, not we."""
    done = db.session.execute(update(Observation).where(
        Observation.id == sheet.id, Observation.finished_at.is_(None)).values(values))
    return bool(getattr(done, "rowcount", 0))


def _settle(cohort: Cohort, member: Membership, checklist: Checklist) -> None:
    """When her last try is decided and passed, the module's practice is reached: by the observer who began first."""
    passed = queries.place(cohort, member, checklist).way.passed
    if passed is None or not checklist.modules:
        return
    here = manual(cohort.manual_digest).known_as(checklist.modules[0])  # renamed since the sheet was begun, perhaps
    achieve(member.id, here.slug if here else checklist.modules[0], PRACTICE, passed.deciding[0].observer_id)


def drop(cohort: Cohort, member: Membership, sheet: Observation, by: User) -> None:
    """Stop a practice without a mark: the open sheet goes and leaves nothing behind. A finished one is not dropped,
    nor one that somebody else was filling in a moment ago.
    """
    _one_at_a_time(member)
    if sheet.finished_at is None and sheet.observer_id != by.id and now() - sheet.saved_at < QUIET:
        raise Refused(_("Esa hoja se guardó hace menos de 10 minutos: puede que la estén llenando. "
                        "Pregunte a quien observa, o inténtelo más tarde."))
    done = db.session.execute(delete(Observation).where(Observation.id == sheet.id, Observation.finished_at.is_(None)))
    if not getattr(done, "rowcount", 0):
        raise Refused(_("Esta hoja ya está terminada: no se descarta. Si está equivocada, anúlela con su motivo."))
    _settle(cohort, member, queries.words_of(sheet))


def void(cohort: Cohort, member: Membership, sheet: Observation, reason: str, by: User) -> None:
    """From now on a finished sheet counts for nothing; it stays in the database. Twice is once.

    What it may have earned her stays a fact of that day; what the certificate asks for is looked at without it.
    """
    if reason not in REASONS:
        raise ValueError(reason)
    if sheet.finished_at is None:
        raise Refused(_("Esta hoja no está terminada: descártela en vez de anularla."))
    _one_at_a_time(member)
    done = db.session.execute(update(Observation).where(Observation.id == sheet.id, Observation.voided_at.is_(None)).values(
        voided_at=now(), voided_by_id=by.id, void_reason=reason))
    if getattr(done, "rowcount", 0):
        record("void observation", f"membership:{member.id}", by.id, f"{sheet.checklist} {sheet.number} {reason}")
        _settle(cohort, member, queries.words_of(sheet))


def agree_coaching(at: Place, on: date, by: User) -> None:
    """Agree coaching for a day, or agree another day. Refuses when she still has a try, has passed, or it was done."""
    _one_at_a_time(at.member)
    fresh = queries.place(at.cohort, at.member, at.checklist).way
    if fresh.state not in (State.COACHING, State.AGREED) or fresh.last is None:
        raise Refused(coaching_refusal(fresh.state))
    found = _coaching(at, fresh.last.number)
    if found is None:
        found = Coaching(membership_id=at.member.id, checklist=at.checklist.slug, after=fresh.last.number)
        db.session.add(found)
    found.agreed_for, found.agreed_at, found.agreed_by_id = on, now(), by.id
    db.session.flush()


def coach(at: Place, on: date, by: User) -> None:
    """The coaching that was agreed was done on this day: she may be observed again."""
    _one_at_a_time(at.member)
    fresh = queries.place(at.cohort, at.member, at.checklist).way
    found = _coaching(at, fresh.last.number) if fresh.last else None
    if found is None or fresh.state not in (State.AGREED, State.COACHED):
        raise Refused(coaching_refusal(fresh.state))
    if found.done_on is None:
        found.done_on, found.done_by_id = on, by.id
        db.session.flush()


def _coaching(at: Place, after: int) -> Coaching | None:
    return db.session.scalar(select(Coaching).where(
        Coaching.membership_id == at.member.id, Coaching.checklist == at.checklist.slug, Coaching.after == after))
