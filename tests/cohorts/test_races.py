"""Two presses at the same moment: one list, one person, one answer each."""

import threading
from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from tests import make
from tests.client import Client
from training.accounts.models import User
from training.cohorts.models import JoinRequest, Membership
from training.db import db

LIST = "DNI\tApellidos\tNombres\n" + "".join(f"990001{n:02}\tQuispe\tIllari\n" for n in range(40))


def at_once(presses: list[Callable[[], object]]) -> None:
    barrier = threading.Barrier(len(presses))

    def press(do: Callable[[], object]) -> None:
        barrier.wait()
        do()

    threads = [threading.Thread(target=press, args=(do,)) for do in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_double_click_on_enrol_enrols_once(app: Flask, new_client: type[Client]) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    browsers = [new_client().sign_in(bea) for _ in range(4)]
    browsers[0].post(f"/cohortes/{cohort.key}/lista", {"pasted": LIST})
    page = browsers[0].response.headers["Location"]  # type: ignore[union-attr]  # there is a response
    for browser in browsers:
        browser.get(page)
    db.session.commit()
    at_once([lambda browser=browser: browser.post(f"{page}/inscribir") for browser in browsers])
    assert [browser.status for browser in browsers] == [303] * 4
    assert db.session.scalar(select(func.count(Membership.id))) == 40


def test_one_new_person_in_two_cohorts_at_once_gets_one_account(app: Flask, new_client: type[Client]) -> None:
    bea = make.bea()
    version = make.published()
    browsers, pages = [], []
    for _ in range(4):
        cohort = make.cohort(bea, version)
        browser = new_client().sign_in(bea)
        browser.post(f"/cohortes/{cohort.key}/lista", {"pasted": LIST})
        pages.append(browser.response.headers["Location"])  # type: ignore[union-attr]  # there is a response
        browser.get(pages[-1])
        browsers.append(browser)
    db.session.commit()
    at_once([lambda b=b, p=p: b.post(f"{p}/inscribir") for b, p in zip(browsers, pages, strict=True)])
    assert {browser.status for browser in browsers} <= {303, 409}
    for browser, page in zip(browsers, pages, strict=True):
        browser.post(f"{page}/inscribir")
    assert db.session.scalar(select(func.count(User.id))) == 41
    assert db.session.scalar(select(func.count(Membership.id))) == 160


def test_the_same_request_twice_at_once_is_one(app: Flask, new_client: type[Client]) -> None:
    cohort = make.cohort(make.bea())
    browsers = [new_client() for _ in range(4)]
    for browser in browsers:
        browser.get("/unirse")
    form = {"code": cohort.join_code, "document_type": "dni", "document": "99000101", "surnames": "A", "given_names": "B"}
    db.session.commit()
    at_once([lambda browser=browser: browser.post("/unirse", form) for browser in browsers])
    assert [browser.status for browser in browsers] == [303] * 4
    assert db.session.scalar(select(func.count(JoinRequest.id))) == 1
