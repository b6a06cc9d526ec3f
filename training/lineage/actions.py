"""Writing what came of cohorts, and who descends from whom. Nothing here commits."""

from collections.abc import Collection, Iterable
from datetime import date

from flask import current_app
from sqlalchemy import delete, select, text

from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.cohorts.models import Cohort
from training.db import db, inserting
from training.lineage import counting, tree
from training.lineage.models import CohortYield, Descent
from training.lineage.programme import courses_of_trainers
from training.lineage.standing import fallen, presumed
from training.progress.models import Qualification

AT_ONCE = 500  # cohorts that are counted with one set of queries
_COUNTED = ("course", "authority_id", "lead_id", "ended_on", "closed", "people", "certified", "facilities", "exit_mean",
            "practice_mean")


def recount_cohorts(ids: Iterable[int]) -> int:
    """Write anew what came of these cohorts; one that has not ended has no row. Returns how many have. Seven queries per
    five hundred. Whoever leads one and stands nowhere in the tree begins it."""
    wanted, written = sorted(set(ids)), 0
    for start in range(0, len(wanted), AT_ONCE):
        written += _recount(wanted[start:start + AT_ONCE])
    return written


def _recount(ids: Collection[int]) -> int:
    found = counting.held(ids)
    ended = [one for one in found if one.ended_on is not None]
    if len(ended) < len(ids):
        db.session.execute(delete(CohortYield).where(CohortYield.cohort_id.in_(set(ids) - {one.id for one in ended})))
    if not ended:
        return 0
    over = [one.id for one in ended]
    people, certified = counting.people_in(over), counting.certified_in(over)
    exits, practice = counting.examined_in(over), counting.practised_in(over)
    rows = [{"cohort_id": one.id, "course": one.course, "authority_id": one.authority_id, "lead_id": one.lead_id,
             "ended_on": one.ended_on, "closed": one.closed, "people": people.get(one.id, 0),
             "certified": certified.get(one.id, (0, 0))[0], "facilities": certified.get(one.id, (0, 0))[1],
             "exit_mean": exits.get(one.id), "practice_mean": practice.get(one.id)} for one in ended]
    put = inserting(CohortYield)
    db.session.execute(put.on_conflict_do_update(
        index_elements=[CohortYield.cohort_id], set_={name: put.excluded[name] for name in _COUNTED}), rows)
    latest_first = sorted(ended, key=lambda one: one.starts_on, reverse=True)
    presume({one.lead_id: one.starts_on for one in latest_first if one.lead_id})
    return len(ended)


def presume(began: dict[int, date]) -> None:
    """These people stand in the tree from a day on: where nobody knows who trained them, they began it."""
    known = set(db.session.scalars(select(Descent.user_id).where(Descent.user_id.in_(began))))
    rows = [{"user_id": user, "trained_by_id": None, "cohort_id": None, "generation": 0, "since": since, "by_id": None,
             "at": now()} for user, since in sorted(began.items()) if user not in known]
    if rows:
        db.session.execute(inserting(Descent).on_conflict_do_nothing(), rows)


def descend(membership_ids: Collection[int]) -> int:
    """Write by whom these people were trained, if their certificate is that of a course of trainers and it is not written,
    or was by a certificate that was revoked since.

    A certificate that would put somebody below herself writes nothing. Returns how many were written.
    """
    new = _unwritten(membership_ids)
    if not new:
        return 0
    hold_the_tree()
    leads = counting.leads_of({cohort for _user, cohort, _since, _starts in new})
    presume({leads[cohort]: starts for _user, cohort, _since, starts in new if cohort in leads})
    rows, lost, written = the_tree(), _lost({user for user, *_rest in new}), 0
    parents: dict[int, int | None] = {one.user_id: one.trained_by_id for one in rows.values()}
    for user, cohort, since, _starts in new:
        trainer = leads.get(cohort)
        if user in rows and not is_presumed(rows[user]) and user not in lost or trainer == user:
            continue
        if trainer is not None and tree.circle(parents, user, trainer):
            current_app.logger.warning("cohort %s: a certificate of trainers would close a circle; nothing written", cohort)
            continue
        parents[user] = trainer
        rows[user] = _put(rows.get(user), user, trainer, cohort, since, None)
        lost.discard(user)
        written += 1
    _number(rows, parents)
    return written


def _unwritten(membership_ids: Collection[int]) -> list[tuple[int, int, date, date]]:
    """(person, cohort, since, the cohort's first day) of those whom nobody placed yet, or whose place fell, the
    oldest first. One query."""
    courses = courses_of_trainers()
    query = (select(Qualification.user_id, Qualification.cohort_id, Qualification.since, Cohort.starts_on)
             .join(Cohort, Cohort.id == Qualification.cohort_id)
             .outerjoin(Descent, Descent.user_id == Qualification.user_id)
             .where(Qualification.membership_id.in_(membership_ids), Qualification.course.in_(courses),
                    Qualification.ended_on.is_(None), Descent.user_id.is_(None) | presumed() | fallen())
             .order_by(Qualification.since, Qualification.membership_id))
    return [(user, cohort, since, starts) for user, cohort, since, starts in db.session.execute(query)] if courses else []


def _lost(users: Collection[int]) -> set[int]:
    """Those of them whose certificate of trainers was revoked. One query."""
    return set(db.session.scalars(select(Descent.user_id).where(Descent.user_id.in_(users), fallen())))


def is_presumed(one: Descent) -> bool:
    """Whether nobody said it: she was put there because she led a cohort and nobody knew who trained her."""
    return one.trained_by_id is None and one.by_id is None and one.cohort_id is None


def hold_the_tree() -> None:
    """Until the end of the transaction nobody else says who trained whom: a circle is made of rows that each look right.

    On SQLite whoever writes is alone already.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE descent IN SHARE ROW EXCLUSIVE MODE"))


def the_tree() -> dict[int, Descent]:
    """Everybody's place, as it is now. One query of one row for each trainer; only whoever writes asks it."""
    return {one.user_id: one for one in db.session.scalars(select(Descent).execution_options(populate_existing=True))}


def _put(row: Descent | None, user_id: int, trainer_id: int | None, cohort_id: int | None, since: date,
         by_id: int | None) -> Descent:
    if row is None:
        row = Descent(user_id=user_id)
        db.session.add(row)
    row.trained_by_id, row.cohort_id, row.since, row.by_id, row.at = trainer_id, cohort_id, since, by_id, now()
    row.generation = 0 if trainer_id is None else 1  # the right number comes with _number, before the flush
    return row


def _number(rows: dict[int, Descent], parents: tree.Parents) -> None:
    """Every generation as the tree has it; a new place moves those below it."""
    for user, generation in tree.generations(parents).items():
        if user in rows and rows[user].generation != generation:
            rows[user].generation = generation
    db.session.flush()


def become(wrong_id: int, owner_id: int) -> None:
    """Two accounts are one person: the place of the wrong one is the owner's, unless hers is written already; and whom it
    trained, she trained."""
    hold_the_tree()
    rows = the_tree()
    gone, hers = rows.pop(wrong_id, None), rows.get(owner_id)
    wished = [(one.user_id, owner_id) for one in rows.values() if one.trained_by_id == wrong_id]
    for user, _above in wished:
        rows[user].trained_by_id = None
    if gone is not None:
        db.session.delete(gone)
        if hers is None or is_presumed(hers) and not is_presumed(gone):
            rows[owner_id] = _put(hers, owner_id, None, gone.cohort_id, gone.since, gone.by_id)
            wished.insert(0, (owner_id, gone.trained_by_id or owner_id))
    parents: dict[int, int | None] = {one.user_id: one.trained_by_id for one in rows.values()}
    for user, above in wished:
        if above != user and not tree.circle(parents, user, above):
            rows[user].trained_by_id = parents[user] = above
    _number(rows, parents)


def place(person: User, trainer: User | None, since: date, reason: str, by: User, rows: dict[int, Descent]) -> Descent:
    """An administrator says who trained somebody, or that she began; what was written before is kept in the record.

    ``rows``: the tree under its lock, checked by ``saying.say``.
    """
    before = rows.get(person.id)
    act = "write origin" if before is None or is_presumed(before) else "correct origin"
    was = "" if before is None or is_presumed(before) else f"← {_said(before.trained_by_id, before.since)} "
    if trainer is not None and trainer.id not in rows:
        rows[trainer.id] = _put(None, trainer.id, None, None, since, None)
    rows[person.id] = _put(before, person.id, trainer.id if trainer else None, None, since, by.id)
    _number(rows, {one.user_id: one.trained_by_id for one in rows.values()})
    record(act, f"user:{person.id}", by.id, f"{_said(trainer.id if trainer else None, since)} {was}· {reason}")
    return rows[person.id]


def _said(trainer_id: int | None, since: date) -> str:
    return f"{f'user:{trainer_id}' if trainer_id else 'origin'} {since}"
