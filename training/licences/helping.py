"""Who can help somebody up: licensed colleagues of her region."""

from sqlalchemy import select

from modules.ladder import Ladder
from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort
from training.db import db
from training.licences.models import Licence
from training.progress.models import Qualification

MOST = 5


def helpers(steps: Ladder, person: User) -> list[tuple[str, str]]:
    """(name, step) of licensed people of her region, the highest step first; herself never. Two queries at most."""
    region, on = person.authority_id or _where_certified(person), today()
    certify = [step.id for step in steps.steps if step.certifies]
    query = (select(User.given_names, User.surnames, Licence.step).join(Licence, Licence.user_id == User.id)
             .where(User.authority_id == region, User.id != person.id, User.disabled_at.is_(None), Licence.step.in_(certify),
                    Licence.withdrawn_on.is_(None), Licence.granted_on <= on, Licence.valid_until >= on)
             .order_by(User.surnames, User.given_names).limit(MOST * 8))
    best: dict[str, str] = {}
    for given, last, step in db.session.execute(query) if region else ():
        name = f"{given} {last}"
        if name not in best or steps.rank(step) > steps.rank(best[name]):
            best[name] = step
    return sorted(best.items(), key=lambda one: -steps.rank(one[1]))[:MOST]


def _where_certified(person: User) -> int | None:
    query = (select(Cohort.authority_id).join(Qualification, Qualification.cohort_id == Cohort.id)
             .where(Qualification.user_id == person.id).order_by(Qualification.since.desc()).limit(1))
    return db.session.scalar(query)
