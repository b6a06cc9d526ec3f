"""Reading the acts: the newest, one with its files, the history of a paper."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import aliased

from certificates.issuing.models import Certificate
from certificates.shop.models import ShopAct, ShopFile, ShopPaper, ShopStep
from certificates.shop.queries import lines_of, within
from certificates.shop.states import PRINT, REPRINT, UNDO
from training.accounts.models import User
from training.cohorts.models import Membership
from training.db import db


@dataclass(frozen=True)
class Past:
    """An act with the name of whoever did it. ``undone``: whether another act took it back."""

    act: ShopAct
    by: str
    undone: bool


def act_with(token: str) -> ShopAct | None:
    """The act of this form, if it was sent before."""
    return db.session.scalar(select(ShopAct).where(ShopAct.token == token))


def recent_acts(actor: User, most: int = 3) -> list[Past]:
    """The newest acts: an administrator's everybody's, a trainer's her own. One query."""
    mine = true() if actor.is_admin else ShopAct.by_id == actor.id
    return _past(_acts().where(mine, ShopAct.kind != UNDO).order_by(ShopAct.id.desc()).limit(most))


def act_for(actor: User, key: str) -> Past | None:
    """An act with this key, for whoever did it while its papers are hers to see, and for administrators. Two queries."""
    found = next(iter(_past(_acts().where(ShopAct.key == key))), None)
    if found is None or not (actor.is_admin or found.act.by_id == actor.id and _all_within(actor, found.act.id)):
        return None
    return found


def _all_within(actor: User, act_id: int) -> bool:
    outside = (select(ShopPaper.certificate_id).join(ShopStep, ShopStep.certificate_id == ShopPaper.certificate_id)
               .where(ShopStep.act_id == act_id, ~within(actor)).limit(1))
    return db.session.scalar(outside) is None


def _acts() -> Select[ShopAct, str, str, int | None]:
    after = aliased(ShopAct)
    return (select(ShopAct, User.given_names, User.surnames, after.id).join(User, User.id == ShopAct.by_id)
            .outerjoin(after, after.undoes_id == ShopAct.id))


def _past(query: Select[ShopAct, str, str, int | None]) -> list[Past]:
    return [Past(act, f"{given} {surnames}", undone is not None)
            for act, given, surnames, undone in db.session.execute(query)]


def standing(act: ShopAct) -> dict[str, int]:
    """State → how many papers of an act are in it now. One query."""
    query = (select(ShopPaper.state, func.count()).join(ShopStep, ShopStep.certificate_id == ShopPaper.certificate_id)
             .where(ShopStep.act_id == act.id).group_by(ShopPaper.state))
    return {state: int(count) for state, count in db.session.execute(query)}


@dataclass(frozen=True)
class Event:
    """One step of a paper: who, when, what, and why where that was asked for."""

    at: datetime
    by: str
    kind: str
    after: str
    copies: int
    reason: str
    key: str


def history(certificate_id: int) -> list[Event]:
    """Every step of a paper, the oldest first. One query."""
    query = (select(ShopAct, ShopStep, User.given_names, User.surnames).join(ShopStep, ShopStep.act_id == ShopAct.id)
             .join(User, User.id == ShopAct.by_id).where(ShopStep.certificate_id == certificate_id).order_by(ShopAct.id))
    return [Event(act.at, f"{given} {surnames}", act.kind, step.after, step.copies, act.reason, act.key)
            for act, step, given, surnames in db.session.execute(query)]


def printed_with(membership_ids: Collection[int]) -> list[int]:
    """The ids of the printing acts with a paper of these memberships in them."""
    query = (select(ShopStep.act_id).join(ShopAct, ShopAct.id == ShopStep.act_id)
             .join(Certificate, Certificate.id == ShopStep.certificate_id)
             .where(Certificate.membership_id.in_(list(membership_ids)), ShopAct.kind.in_((PRINT, REPRINT))).distinct())
    return list(db.session.scalars(query))


def memberships_of(user_id: int) -> list[int]:
    """The ids of a person's memberships."""
    return list(db.session.scalars(select(Membership.id).where(Membership.user_id == user_id)))


@dataclass(frozen=True)
class Printed:
    """A volume of a lot: its files by kind, how many sheets, and the papers whose own file was gone."""

    number: int
    files: dict[str, ShopFile]
    missing: list[str]

    @property
    def sheets(self) -> int:
        return next(iter(self.files.values())).sheets


def printed(act: ShopAct) -> list[Printed]:
    """The volumes of a lot that lie ready. One query, and one more when papers were left out."""
    rows = list(db.session.scalars(select(ShopFile).where(ShopFile.act_id == act.id).order_by(ShopFile.volume)))
    numbers = sorted({one.volume for one in rows})
    return [Printed(number, {one.kind: one for one in rows if one.volume == number},
                    _said(next(one.missing for one in rows if one.volume == number))) for number in numbers]


def _said(missing: str) -> list[str]:
    ids = json.loads(missing)
    return [f"{one.snapshot.folio}, {one.snapshot.full_name}" for one in lines_of(ids)] if ids else []
