"""Moving papers: print, sign, deliver, print again, and taking the last act back. Flushes, never commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from flask_babel import gettext as _
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from certificates.shop import queries, queries_acts
from certificates.shop.filters import Filter
from certificates.shop.models import ShopAct, ShopPaper, ShopStep
from certificates.shop.queries import MOST, Stamp
from certificates.shop.shelving import put_right
from certificates.shop.states import LONG, MOVES, UNDO, Move
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.db import db
from training.errors import Refused


class Changed(Exception):
    """Somebody moved papers of the filter since the page was drawn; nothing was done. ``now``: how many there are."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True)
class Asked:
    """A form: its own key, the act, and what stood on the page that it came from."""

    token: str
    kind: str
    seen: str
    reason: str = ""
    separators: bool = False
    flip: str = LONG


def act(actor: User, asked: Filter, form: Asked) -> ShopAct:
    """Do this act with every paper of the filter. The same form again answers with what it did the first time.

    Raises Changed when the filter holds other papers than the page said, Refused when it holds none or too many, or
    when the form's key was used for something else.
    """
    said = msgspec.json.encode(asked.said()).decode()
    if (before := queries_acts.act_with(form.token)) is not None:
        return _again(before, actor, form.kind, said)
    move = MOVES[form.kind]
    put_right()
    rows = _locked(actor, asked, move)
    if str(Stamp.of([row.certificate_id for row in rows])) != form.seen:
        raise Changed(len(rows))
    if not rows:
        raise Refused(_("No hay papeles en este estado."))
    if len(rows) > MOST:
        raise Refused(_("Son más de %(most)s papeles. Elija una región, una red o unas fechas.", most=MOST))
    made = _written(actor, form, said, [_moved(place, row, move) for place, row in enumerate(rows, 1)])
    db.session.execute(update(ShopPaper).where(ShopPaper.certificate_id.in_(_of(made))).values(
        state=move.after, act_id=made.id, copies=ShopPaper.copies + int(move.prints)))
    return made


def _again(before: ShopAct, actor: User, kind: str, said: str) -> ShopAct:
    if (before.by_id, before.kind, before.filter) != (actor.id, kind, said):
        raise Refused(_("Este formulario ya se usó para otra cosa. Vuelva a abrir la página."))
    return before


def _locked(actor: User, asked: Filter, move: Move) -> Sequence[Any]:
    """The papers of a filter, held until the end of the transaction, in the order of the pile. One more than may be moved
    is read. Whoever held them first moved them on, and then they are not in this state any more."""
    columns = (ShopPaper.certificate_id, ShopPaper.state, ShopPaper.copies, ShopPaper.place_order, ShopPaper.name_order)
    state = asked.state if asked.state in move.before else move.before[0]
    query = (select(*columns).where(queries.within(actor), *queries.matching(asked), ShopPaper.state == state)
             .order_by(ShopPaper.certificate_id).limit(MOST + 1).with_for_update(of=ShopPaper))
    return sorted(db.session.execute(query), key=lambda row: (row.place_order, row.name_order, row.certificate_id))


def _moved(place: int, row: Any, move: Move) -> dict[str, Any]:
    return {"certificate_id": row.certificate_id, "position": place, "before": row.state, "after": move.after,
            "copies_before": row.copies, "copies": row.copies + int(move.prints)}


def _written(actor: User, form: Asked, said: str, steps: Sequence[dict[str, Any]], undoes: int | None = None) -> ShopAct:
    """The act and its steps."""
    made = ShopAct(token=form.token, kind=form.kind, at=now(), by_id=actor.id, count=len(steps), filter=said,
                   reason=form.reason, undoes_id=undoes, separators=form.separators, flip=form.flip)
    try:
        with db.session.begin_nested():  # the unique keys decide, also between two servers
            db.session.add(made)
    except IntegrityError:
        raise Refused(_("Otra persona lo hizo en este mismo momento. Vuelva a abrir la página.")) from None
    db.session.execute(insert(ShopStep), [{"act_id": made.id, **step} for step in steps])
    record(f"shop {form.kind}", f"shop_act:{made.id}", actor.id, f"{len(steps)}")
    return made


def _of(act_: ShopAct) -> Any:
    return select(ShopStep.certificate_id).where(ShopStep.act_id == act_.id)


def undo(actor: User, taken_back: ShopAct, token: str, reason: str) -> ShopAct:
    """Put every paper of an act back where it was, unless a later act moved it on. ``count`` says how many went back.

    Raises Refused when nothing of it can go back, or when it is an undo itself.
    """
    if (before := queries_acts.act_with(token)) is not None:
        return _again(before, actor, UNDO, "{}")
    held = (select(ShopPaper.certificate_id).where(ShopPaper.act_id == taken_back.id, ShopPaper.state == _after(taken_back))
            .order_by(ShopPaper.certificate_id).with_for_update())
    ids = list(db.session.scalars(held)) if taken_back.kind != UNDO else []
    if not ids:
        raise Refused(_("Estos papeles ya siguieron su camino o ya se deshizo: no queda nada que devolver."))
    steps = db.session.scalars(select(ShopStep).where(ShopStep.act_id == taken_back.id, ShopStep.certificate_id.in_(ids))
                               .order_by(ShopStep.position)).all()
    back = [{"certificate_id": one.certificate_id, "position": one.position, "before": one.after, "after": one.before,
             "copies_before": one.copies, "copies": one.copies_before} for one in steps]
    made = _written(actor, Asked(token, UNDO, "", reason), "{}", back, taken_back.id)
    for state, copies in {(one["after"], one["copies"]) for one in back}:
        some = [one["certificate_id"] for one in back if (one["after"], one["copies"]) == (state, copies)]
        db.session.execute(update(ShopPaper).where(ShopPaper.certificate_id.in_(some)).values(
            state=state, copies=copies, act_id=made.id))
    return made


def _after(act_: ShopAct) -> str:
    return MOVES[act_.kind].after if act_.kind in MOVES else ""
