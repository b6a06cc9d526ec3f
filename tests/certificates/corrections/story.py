"""Papers that something happens to: one of Ana's that was issued in Bea's cohort, and Dina and Elsa who administer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import msgspec
from flask import Flask

from certificates.corrections import actions
from certificates.corrections.models import RevocationRequest
from certificates.issuing.entering import Paper, enter
from certificates.issuing.models import Certificate
from certificates.paper import codes
from certificates.paper.snapshot import Snapshot, from_bytes
from tests import make
from tests.certificates.examples import DESIGN, NORMAL
from tests.certificates.story import complete, issued, kept
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.db import db


def paper(*, trainer: User | None = None, **person: object) -> Certificate:
    """Ana's certificate, just issued."""
    cohort = make.cohort(trainer or make.bea())
    complete(make.member(cohort, make.user("Ana", "Quispe Rojas", **person)))
    return issued(cohort)[0]


def said(one: Certificate) -> Snapshot:
    """What a paper says."""
    return from_bytes(kept(one).snapshot)


def trainer_of(one: Certificate) -> User:
    """Bea."""
    return db.session.get_one(User, db.session.get_one(Cohort, one.cohort_id).created_by_id)


def holder_of(one: Certificate) -> User:
    """Ana."""
    return db.session.get_one(Membership, one.membership_id).user


def second_admin() -> User:
    """Elsa, who administers too."""
    return make.user("Elsa", "Tello Paz", is_admin=True)


def accreditation(**dates: object) -> Certificate:
    """A paper of Ana's that ends: its days as given (issued_on, valid_until)."""
    cohort = make.cohort(make.bea())
    member = complete(make.member(cohort, make.user("Ana", "Quispe Rojas")))
    words = msgspec.structs.replace(
        NORMAL, **({"format": 3, "kind": "accreditation", "design": DESIGN, "folio": "2026-A-000900",
                    "allows": "Facilitar el curso A",
                    "basis": "Condujo dos talleres", "code": codes.new_code(), "token": codes.new_token()} | dates))
    made = enter([Paper(words, member.id, cohort.id, cohort.created_by_id)])[0]
    db.session.commit()
    return made


def asked_of_another(cohort: Cohort, by: User) -> RevocationRequest:
    """A request that waits, about a paper of somebody else of the cohort."""
    member = make.member(cohort, make.user("Eva", "Huamán Luz"))
    words = msgspec.structs.replace(NORMAL, folio="2026-000777", code=codes.new_code(), token=codes.new_token())
    return actions.ask(enter([Paper(words, member.id, cohort.id, by.id)])[0], "error", "Se emitió dos veces.", by)


def in_another_thread(app: Flask, *works: Callable[[], object]) -> list[object]:
    """What each of these gave or raised, all begun at once, each in a context and a transaction of its own."""
    def run(work: Callable[[], object]) -> object:
        with app.app_context():
            try:
                found = work()
                db.session.commit()
                return found
            except Exception as error:  # what it raised is what the test asks for
                db.session.rollback()
                return error

    db.session.commit()
    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))
