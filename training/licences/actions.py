"""Giving, renewing, recognising and withdrawing licences. Each verb holds the person first, so that two who act at once come
one after the other and the second finds what the first did. Nothing here commits."""

import json
from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from modules.ladder import Ladder, LadderStep
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now, today
from training.db import db
from training.errors import Refused
from training.licences.models import LADDER, PAPER, RECOGNISED, Licence
from training.licences.queries import climbing, grants_of, ladder
from training.licences.rules import Judged, Place, Rung, add_months


def in_force() -> Ladder:
    """The ladder. Raises Refused where the manual has none."""
    found = ladder()
    if found is None:
        raise Refused(_("El manual vigente no tiene escalera: no hay licencias que dar. Avise al equipo técnico."))
    return found


def may_give(actor: User, person: User) -> frozenset[str]:
    """The steps that the actor may give to this person: an administrator all, a principal trainer those that her licence
    names, in her region. Nobody gives herself anything. Two queries."""
    steps = ladder()
    if steps is None or actor.id == person.id or person.erased_at is not None:
        return frozenset()
    if actor.is_admin:
        return frozenset(step.id for step in steps.licences)
    if person.authority_id not in (None, actor.authority_id):
        return frozenset()
    held = {one.step for one in grants_of([actor.id])[actor.id] if one.holds(today())}
    return frozenset(slug for step in steps.steps if step.id in held for slug in step.grants)


def _hold(person: User) -> None:
    """From here to the end of this transaction nobody else gives her or takes from her."""
    db.session.execute(select(User.id).where(User.id == person.id).with_for_update())


def _step(slug: str, actor: User, person: User) -> tuple[Ladder, LadderStep]:
    steps = in_force()
    step = steps.step(slug)
    if step is None or not step.licenses:
        raise Refused(_("Ese peldaño no está en la escalera. Vuelva a la página de la persona y elija otra vez."), 400)
    if actor.id == person.id:
        raise Refused(_("Nadie se da su propia licencia. Pídalo a otra persona que administra Réplica."), 403)
    if slug not in may_give(actor, person):
        raise Refused(_("Usted no puede otorgarle este peldaño a esta persona. Pídalo a quien administra Réplica."), 403)
    return steps, step


def grant(person: User, slug: str, by: User) -> Licence | None:
    """Her first licence of a step, once she meets it; None when she holds it already. Raises Refused."""
    steps, step = _step(slug, by, person)
    _hold(person)
    place = _place(steps, person, slug)
    if place.rung is Rung.HELD:
        return None
    if place.rung is not Rung.READY:
        raise Refused(_not_ready(place))
    return _given(person, step, LADDER, by.id, today(), upon=place.judged)


def renew(person: User, slug: str, by: User) -> Licence | None:
    """A licence anew, once she has done what its renewal asks for; None when it was renewed today. Raises Refused."""
    steps, step = _step(slug, by, person)
    _hold(person)
    place = _place(steps, person, slug)
    if place.rung not in (Rung.HELD, Rung.LAPSED) or place.grant is None:
        raise Refused(_("No hay una licencia de este peldaño que renovar. Actualice la página y revise."))
    if not place.is_met:
        if place.grant.written_on == today():
            return None
        raise Refused(_not_ready(place))
    return _given(person, step, LADDER, by.id, today(), upon=place.renewal, renews_id=place.grant.id)


def _place(steps: Ladder, person: User, slug: str) -> Place:
    found = climbing(steps, [person.id])[person.id].place(slug)
    assert found is not None, "a step of this ladder"
    return found


def _not_ready(place: Place) -> str:
    """Why a licence is not given now, and what to do."""
    if place.rung is Rung.PASSED:
        return _("Ya tiene una licencia de un peldaño más alto, que permite lo mismo.")
    if place.rung in (Rung.LAPSED, Rung.WITHDRAWN) and not place.renewal:
        return _("Su licencia se retiró. Para darle otra, quien administra la reconoce con su motivo.")
    if place.rung is Rung.WITHDRAWN:
        return _("Su licencia se retiró. Para darle otra, quien administra la reconoce con su motivo.")
    if place.rung is Rung.LAPSED and place.is_met:
        return _("Su licencia venció: renuévela en lugar de otorgarla.")
    return _("Todavía le falta: %(missing)s. No se dio ninguna licencia.",
             missing="; ".join(one.asked.title for one in place.missing))


def recognise(person: User, slug: str, since: date, reason: str, evidence: str, by: User) -> Licence | None:
    """An administrator vouches for somebody who trained before Réplica, from a day on; None when this was already written.
    Raises Refused."""
    if not by.is_admin:
        raise Refused(_("Solo quien administra Réplica reconoce licencias."), 403)
    _steps, step = _step(slug, by, person)
    on = today()
    if not since <= on <= add_months(since, step.months):
        raise Refused(_("Con ese día la licencia no estaría vigente hoy: elija uno desde hace %(months)s meses hasta hoy.",
                        months=step.months))
    _hold(person)
    until = add_months(since, step.months)
    if any(one.step == slug and one.holds(on) and one.granted_on <= since and one.valid_until >= until
           for one in grants_of([person.id])[person.id]):
        return None
    return _given(person, step, RECOGNISED, by.id, since, reason=reason, evidence=evidence)


def withdraw(licence: Licence, reason: str, by: User) -> bool:
    """From today on she holds this licence no more; what was issued while she held it stays. False: it was withdrawn before.
    Raises Refused."""
    if not by.is_admin:
        raise Refused(_("Solo quien administra Réplica retira licencias."), 403)
    if licence.user_id == by.id:
        raise Refused(_("Su propia licencia la retira otra persona que administra Réplica."), 403)
    _hold(db.session.get_one(User, licence.user_id))
    db.session.refresh(licence)
    if licence.withdrawn_on is not None:
        return False
    if licence.valid_until < today():
        raise Refused(_("Esa licencia ya venció: no hay nada que retirar."))
    _end(licence, reason, by.id)
    return True


def _end(licence: Licence, reason: str, by_id: int) -> None:
    licence.withdrawn_on, licence.withdrawn_by_id, licence.withdrawn_reason = today(), by_id, reason
    db.session.flush()
    record("withdraw licence", f"user:{licence.user_id}", by_id, licence.step)


def by_paper(person: User, course: str, folio: str, issued_on: date, until: date, by_id: int) -> Licence | None:
    """Her accreditation was issued, corrected or renewed: the licence of the step that the ladder names for it, as long as
    the paper. None where no step has such a paper, or a correction changed nothing of it."""
    steps = ladder()
    step = steps.of_paper(course) if steps else None
    if step is None:
        return None
    _hold(person)
    hers = [one for one in grants_of([person.id])[person.id] if one.step == step.id and one.holds(issued_on)]
    if any(one.basis == PAPER and one.valid_until == until for one in hers):
        return None
    reason = _("Acreditación %(folio)s.", folio=folio)
    return _given(person, step, PAPER, by_id, issued_on, reason=reason, until=until, renews_id=hers[-1].id if hers else None)


def paper_ended(user_id: int, course: str, folio: str, by_id: int) -> int:
    """Her accreditation was revoked: every licence that stands upon such a paper is withdrawn. How many were."""
    steps = ladder()
    step = steps.of_paper(course) if steps else None
    if step is None:
        return 0
    _hold(db.session.get_one(User, user_id))
    query = select(Licence).where(Licence.user_id == user_id, Licence.step == step.id, Licence.basis == PAPER,
                                  Licence.withdrawn_on.is_(None), Licence.valid_until >= today())
    found = db.session.scalars(query.order_by(Licence.id).execution_options(populate_existing=True)).all()
    for one in found:
        _end(one, _("Se revocó su acreditación %(folio)s.", folio=folio), by_id)
    return len(found)


def become(wrong_id: int, owner_id: int) -> None:
    """Two accounts are one person: whatever licence the wrong one was given is the owner's."""
    for one in db.session.scalars(select(Licence).where(Licence.user_id == wrong_id)).all():
        one.user_id = owner_id
    db.session.flush()


ACTS = {LADDER: "grant licence", RECOGNISED: "recognise licence", PAPER: "licence by accreditation"}


def _given(person: User, step: LadderStep, basis: str, by_id: int, on: date, *, upon: Iterable[Judged] = (),
           reason: str = "", evidence: str = "", until: date | None = None, renews_id: int | None = None) -> Licence:
    made = Licence(user_id=person.id, step=step.id, granted_on=on, valid_until=until or add_months(on, step.months),
                   basis=basis, reason=reason, evidence=evidence or _proofs(upon), renews_id=renews_id, by_id=by_id,
                   at=now(), withdrawn_reason="")
    db.session.add(made)
    db.session.flush()
    act = "renew licence" if renews_id and basis == LADDER else ACTS[basis]
    record(act, f"user:{person.id}", by_id, f"{step.id} {made.valid_until.isoformat()}")
    return made


def _proofs(upon: Iterable[Judged]) -> str:
    """What a licence was given upon, as JSON: names of workshops, days, who saw it."""
    said = [{"asked": one.asked.id, "title": one.asked.title,
             "shown": [{"on": fact.on.isoformat(), "where": fact.where, "by": fact.by, "score": fact.score,
                        "people": fact.people or None} for fact in one.proofs]} for one in upon]
    return json.dumps(said, ensure_ascii=False) if said else ""
