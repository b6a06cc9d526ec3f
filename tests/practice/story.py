"""Bea and Luz facilitate a workshop whose certificate asks for one checklist of two steps (the first is critical)."""

from sqlalchemy import select

from tests import make
from tests.client import Client
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.practice.models import Observation
from training.progress.models import Achievement

WELL = {"p-uno": "2", "p-dos": "2"}
MISSED = {"p-uno": "1", "p-dos": "2"}  # 75 % and the critical step with help


def luz() -> User:
    """She facilitates in Ayacucho, as Bea does."""
    return make.user("Luz", "Tello Paz", authority_id=make.authority("aya").id)


def workshop(bea: User, people: int = 0) -> Cohort:
    """The workshop."""
    return make.workshop(bea, people=people, checklists=("apoyo",))


def begin(client: Client, cohort: Cohort, member: Membership, number: int = 1) -> str:
    """Begin (or go on with) the reader's sheet; its address."""
    client.get(f"/cohortes/{cohort.key}/practica")
    client.post(person_page(cohort, member), {"number": str(number)})
    assert client.response is not None and client.status == 303, client.text
    return str(client.response.headers["Location"])


def observe(client: Client, cohort: Cohort, member: Membership, marks: dict[str, str], number: int = 1) -> None:
    """A whole observation."""
    sheet = begin(client, cohort, member, number)
    client.post(sheet, marks)
    assert client.status == 303, client.text


def person_page(cohort: Cohort, member: Membership) -> str:
    """Where one person's tries at the checklist stand."""
    return f"/cohortes/{cohort.key}/practica/{member.key}/apoyo"


def sheets() -> list[Observation]:
    """Every sheet, in order."""
    return list(db.session.scalars(select(Observation).order_by(Observation.id)))


def reached() -> list[tuple[int, str, str, int | None]]:
    """Every achievement: (membership, module, kind, by)."""
    return [(one.membership_id, one.module, one.kind, one.by_id) for one in db.session.scalars(select(Achievement))]


def members(cohort: Cohort) -> list[Membership]:
    """The people by row number."""
    return list(db.session.scalars(select(Membership).where(Membership.cohort_id == cohort.id).order_by(Membership.number)))


