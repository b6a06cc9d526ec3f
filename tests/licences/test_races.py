"""Two people act on one licence at the same moment: one licence, one withdrawal, and nobody gets what was just taken."""

from collections.abc import Callable

from flask import Flask

from tests import make
from tests.client import Client
from tests.cohorts.test_races import at_once
from tests.licences import story
from tests.licences.story import licences
from training.clock import today
from training.db import db
from training.manuals.models import ManualVersion

Browsers = Callable[[], Client]


def test_four_presses_give_one_licence(app: Flask, new_client: Browsers, version: ManualVersion) -> None:
    bea, luz, dina = make.bea(), story.luz(), make.dina()
    story.trained(luz, bea, version)
    db.session.commit()
    browsers, page = [new_client().sign_in(one) for one in (bea, bea, dina, dina)], f"/formadores/{luz.key}"
    for browser in browsers:
        browser.get(page)
    db.session.commit()
    at_once([lambda b=b: b.post(f"{page}/otorgar", {"step": "en-formacion"}) for b in browsers])  # type: ignore[misc]  # a default keeps each its own
    assert [browser.status for browser in browsers] == [303] * 4
    assert len(licences(luz)) == 1


def test_one_renews_while_another_withdraws(app: Flask, new_client: Browsers, version: ManualVersion) -> None:
    bea, luz, dina = make.bea(), story.luz(), make.dina()
    make.licensed(luz, "regional", at=story.noon(today().replace(year=today().year - 1)))
    story.cohort([luz, bea], version, certified=8)
    db.session.commit()
    page = f"/formadores/{luz.key}"
    away = f"{page}/retirar/{licences(luz)[0].key}"
    giver, taker = new_client().sign_in(bea), new_client().sign_in(dina)
    giver.get(page)
    taker.get(away)
    db.session.commit()
    at_once([lambda: giver.post(f"{page}/renovar", {"step": "regional"}),
             lambda: taker.post(away, {"reason": "Dejó el programa."})])
    db.session.expire_all()
    found = licences(luz)
    assert taker.status == 303 and found[0].withdrawn_on == today()
    assert (giver.status, len(found)) in ((303, 2), (409, 1)), "before the withdrawal, or not at all"


def test_a_double_tap_begins_one_sheet(app: Flask, new_client: Browsers, version: ManualVersion) -> None:
    bea, luz = make.bea(), story.luz()
    cohort = story.cohort([luz, bea], version, ended=0, closed=False)
    db.session.commit()
    fields = {"cohort": cohort.key, "checklist": "cofacilitacion", "seen_on": str(today())}
    phones, page = [new_client().sign_in(bea) for _ in range(4)], f"/formadores/{luz.key}"
    for phone in phones:
        phone.get(page)
    db.session.commit()
    at_once([lambda p=p: p.post(f"{page}/observar", fields) for p in phones])  # type: ignore[misc]  # the same
    assert [phone.status for phone in phones] == [303] * 4
    assert len({phone.response.headers["Location"] for phone in phones if phone.response}) == 1
