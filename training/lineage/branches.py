"""Reading somebody's branch: who stands above her, whom she trained, what came of them all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import abort
from sqlalchemy import and_, func, select, true

from training.accounts.models import User
from training.db import db
from training.lineage.figures import figures
from training.lineage.models import Descent
from training.lineage.queries import (
    FEW,
    ORDER,
    ORIGIN,
    PAGE,
    Place,
    grown,
    her_region,
    places,
    read,
    scope_of,
    trained_by,
    within,
)
from training.lineage.standing import fallen
from training.lineage.summing import of_branch

WHOLE = 300  # a branch of so many people is shown whole


@dataclass(frozen=True)
class Branch:
    """Somebody's place, whoever stands above her, and whom she trained, a page of them with theirs."""

    person: Place
    above: Sequence[Place]  # from whoever began down to her trainer
    page: int
    pages: int
    size: int  # how many descend from her, at any distance
    elsewhere: int  # how many of these the reader does not see
    cohorts: int = 0  # of her and everybody below
    certified: int = 0
    facilities: int = 0


def place_of(user: User) -> Place | None:
    """Her place, as whoever sees everything sees it."""
    row = db.session.execute(places().where(Descent.user_id == user.id)).first()
    return read(row, None) if row else None


def person_for(actor: User, key: str) -> User:
    """Somebody whose page the actor may open: herself, and whoever belongs to her scope. 404 otherwise."""
    query = (select(User, her_region).outerjoin(Descent, Descent.user_id == User.id)
             .outerjoin(ORIGIN, ORIGIN.id == Descent.cohort_id).where(User.key == key))
    row = db.session.execute(query).first()
    scope = scope_of(actor)
    if row is None or row[0].id != actor.id and (scope is not None and row[1] != scope
                                                or not row[0].is_staff and place_of(row[0]) is None):
        abort(404)
    found: User = row[0]
    return found


def branch_of(actor: User, person: User, page: int) -> Branch | None:
    """Her branch as the actor may see it; None when she stands nowhere in the tree. Fourteen queries at most."""
    scope = scope_of(actor)
    above = _above(person.id, scope)
    if above is None:
        return None
    line, hers = above
    whole = scope is None or actor.id == person.id or actor.id in {one.id for one in line}
    size, seen = _size(person.id, scope, whole)
    people, total, page = (_everybody(person.id, scope, whole) if seen <= WHOLE
                           else _children(person.id, scope, whole, page))
    if seen > WHOLE:
        people += trained_by([one.id for one in people], scope, FEW, whole=whole)
    shown = grown(hers, people, figures({person.id, *(one.id for one in people)}))
    return Branch(shown, line, page, max(1, -(-total // PAGE)), size, size - seen, *of_branch(below(person.id)))


def _above(user_id: int, scope: int | None) -> tuple[list[Place], Place] | None:
    """Whoever stands above somebody, the highest first, and she herself. One query."""
    line = select(Descent.user_id, Descent.trained_by_id).where(Descent.user_id == user_id).cte("line", recursive=True)
    line = line.union(select(Descent.user_id, Descent.trained_by_id).join(line, Descent.user_id == line.c.trained_by_id))
    found = {one.id: one for row in db.session.execute(places().where(Descent.user_id.in_(select(line.c.user_id))))
             if (one := read(row, scope))}
    if user_id not in found:
        return None
    hers = replace(found.pop(user_id), hers=True)
    return sorted(found.values(), key=lambda one: one.generation), hers


def below(user_id: int) -> Any:
    """Her and everybody who descends from her, as far as their places stand; a circle, if somebody wrote one past the
    rooms, ends it too."""
    down = select(Descent.user_id).where(Descent.user_id == user_id).cte("down", recursive=True)
    return down.union(select(Descent.user_id).join(down, Descent.trained_by_id == down.c.user_id).where(~fallen()))


def _size(user_id: int, scope: int | None, whole: bool) -> tuple[int, int]:
    """(how many descend from her, how many of these the reader sees). One query."""
    inside = func.count().filter(and_(true(), *within(None if whole else scope)))
    query = (select(func.count(), inside).select_from(Descent).join(User, User.id == Descent.user_id)
             .outerjoin(ORIGIN, ORIGIN.id == Descent.cohort_id)
             .where(Descent.user_id.in_(select(below(user_id).c.user_id)), Descent.user_id != user_id))
    every, seen = db.session.execute(query).one()
    return int(every), int(seen)


def _everybody(user_id: int, scope: int | None, whole: bool) -> tuple[list[Place], int, int]:
    """Everybody of a small branch: one page. One query."""
    query = places().where(Descent.user_id.in_(select(below(user_id).c.user_id)), Descent.user_id != user_id,
                           *([] if whole else within(scope))).order_by(*ORDER)
    return [read(row, scope) for row in db.session.execute(query)], 1, 1


def _children(user_id: int, scope: int | None, whole: bool, page: int) -> tuple[list[Place], int, int]:
    """A page of whom she trained, how many there are, and which page it is. Two queries."""
    query = places().where(Descent.trained_by_id == user_id, ~fallen(), *([] if whole else within(scope)))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = max(1, min(page, -(-total // PAGE) or 1))
    query = query.order_by(*ORDER).limit(PAGE).offset((page - 1) * PAGE)
    return [read(row, scope) for row in db.session.execute(query)], total, page
