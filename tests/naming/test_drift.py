"""Correcting a name on the phone again and again ends where it began: with the person whom others know."""

from flask import Flask

from tests import make
from tests.client import Client
from training.db import db
from training.naming.queries import confirmed_names

STEPS = (("Ana", "Quispe Rojas"), ("Ana", "Quispe Roxas"), ("Ena", "Quispi Roxan"), ("Elna", "Quintpi Roldan"),
         ("Elena", "Quinto Roldan"), ("Elena", "Pinto Roldan"))


def test_small_corrections_do_not_add_up_to_another_person(app: Flask, client: Client) -> None:
    bea, ana = make.bea(), make.ana()
    cohort = make.cohort(bea)
    member = make.member(cohort, ana)
    db.session.commit()
    client.sign_in(ana)
    for given, surnames in STEPS:
        client.get(f"/curso/{cohort.key}/nombre")
        client.post(f"/curso/{cohort.key}/nombre", {"given_names": given, "surnames": surnames})
    assert client.status == 422
    db.session.expire_all()
    assert confirmed_names(cohort)[member.id] != STEPS[-1]


def test_who_was_written_down_by_another_name_may_still_correct_a_second_time(app: Flask, client: Client) -> None:
    """Her account was opened elsewhere with another spelling; Bea wrote her as she is called."""
    bea, ana = make.bea(), make.user("Judit", "Kispe")
    cohort = make.cohort(bea)
    member = make.member(cohort, ana, given_names="Yhudit Rosa", surnames="Quispe Taipe")
    db.session.commit()
    client.sign_in(ana)
    for given, surnames in (("Yudith Rosa", "Quispe Taipe"), ("Yhudith Rosa", "Quispe Taype")):
        client.get(f"/curso/{cohort.key}/nombre")
        client.post(f"/curso/{cohort.key}/nombre", {"given_names": given, "surnames": surnames})
        assert client.status == 303, client.text
    db.session.expire_all()
    assert confirmed_names(cohort)[member.id] == ("Yhudith Rosa", "Quispe Taype")
