"""Who lacks one thing for her certificate, of one workshop at a time."""

from datetime import date, timedelta

from flask import Flask

from tests import make
from tests.client import Client
from tests.statements import statements
from training.accounts.models import User
from training.calling.lacking import LACKING
from training.calling.whose import MINE, whose
from training.clock import now, today
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.naming.models import PHONE, NameConfirmation
from training.progress.models import Standing


def _ended(bea: User, name: str = "Ayacucho 2026-2", ended: date | None = None) -> Cohort:
    """A cohort that is over; its certificate asks for the modules and the name."""
    last = ended or today() - timedelta(days=3)
    return make.cohort(bea, make.published(), name=name, starts_on=last - timedelta(days=1), ends_on=last)


def _person(cohort: Cohort, surnames: str, *, modules: bool, named: bool) -> Membership:
    member = make.member(cohort, make.user("Nora", surnames))
    if modules:
        db.session.add_all(Standing(membership_id=member.id, module=slug, read_at=now(), passed_at=now(), best_score=1.0)
                           for slug in ("a1", "a2"))
    if named:
        db.session.add(NameConfirmation(membership_id=member.id, given_names="Nora", surnames=surnames, how=PHONE,
                                        by_id=member.user_id, at=now()))
    db.session.flush()
    return member


def _who(app: Flask, bea: User, cohort: str = "") -> list[str]:
    with app.test_request_context("/", method="POST"):
        return [one.who for one in LACKING.found(whose(bea, MINE, "", cohort), 50, 0).calls]


def test_only_who_lacks_exactly_one_thing_is_called(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = _ended(bea)
    _person(cohort, "Nada Rojas", modules=False, named=False)
    near = _person(cohort, "Casi Rojas", modules=True, named=False)
    _person(cohort, "Todo Rojas", modules=True, named=True)
    assert _who(app, bea) == ["Casi Rojas, Nora"]
    client.sign_in(bea).get("/llamadas?que=casi")
    assert "Casi Rojas, Nora" in client.text and "Le falta:" in client.text and "Todo Rojas" not in client.text
    client.post("/llamadas", {"que": "casi", "de": "mias", "clave": near.key, "outcome": "spoke", "lista": "1"})
    client.follow()
    assert "Nadie, por ahora" in client.text


def test_one_workshop_at_a_time_the_newest_or_the_one_asked_for(app: Flask) -> None:
    bea = make.bea()
    old, new = _ended(bea, "Viejo", today() - timedelta(days=90)), _ended(bea, "Nuevo")
    for cohort, surnames in ((old, "Antigua Rojas"), (new, "Reciente Rojas")):
        _person(cohort, surnames, modules=True, named=False)
    assert _who(app, bea) == ["Reciente Rojas, Nora"]
    assert _who(app, bea, old.key) == ["Antigua Rojas, Nora"]
    old.starts_on = old.ends_on = today() - timedelta(days=181)
    assert _who(app, bea, old.key) == ["Reciente Rojas, Nora"]


def test_as_many_questions_for_thirty_people_as_for_one(app: Flask) -> None:
    bea, asked = make.bea(), []
    cohort = _ended(bea)
    for number in range(30):
        _person(cohort, f"Casi {number:03}", modules=True, named=False)
        if number in (0, 1, 29):
            with statements() as found:
                assert len(_who(app, bea)) == number + 1
            asked.append(len(found))
    assert asked[1] == asked[2]  # the first read the manual into memory
