"""A cohort sees what is new and stays or moves; nobody loses anything."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import msgspec
import pytest
from flask import Flask
from sqlalchemy import func, select

from modules.manual import Manual
from quizzes.models import Attempt
from tests import make
from tests.client import Client
from tests.cohorts.test_races import at_once
from tests.quizzes.examples import EVERY_KIND
from tests.quizzes.story import fields, story
from training.audit.models import AuditEntry
from training.clock import now
from training.cohorts.models import Cohort
from training.db import db
from training.editions.models import StayDecision
from training.manuals.models import ManualVersion
from training.progress import actions as progress
from training.progress.queries import facts_of


def second(**a1: object) -> Manual:
    """The manual of the tests with another a1, and an a3."""
    return make.manual(make.module("a1", **a1), make.module("a2", requires=("a1",)), make.module("a3"), version="2.0")


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return make.cohort(make.bea())


def newer(edition: Manual | None = None) -> ManualVersion:
    version = make.published(edition or second(html='<h2 id="objetivos">Objetivos</h2><p>Otro texto.</p>'))
    db.session.commit()
    return version


def acts() -> set[str]:
    return set(db.session.scalars(select(AuditEntry.act)))


def test_the_cohort_page_asks_once_there_is_a_newer_version(client: Client, cohort: Cohort) -> None:
    client.sign_in(make.dina()).get(f"/cohortes/{cohort.key}")
    assert "Hay una versión nueva" not in client.text
    newer()
    client.get(f"/cohortes/{cohort.key}")
    assert "Hay una versión nueva del manual: 2.0" in client.text


def test_she_reads_what_changed_and_what_a_move_means(client: Client, cohort: Cohort) -> None:
    ana = make.member(cohort, make.ana())
    for slug in ("a1", "a2"):
        progress.mark_read(ana.id, slug)
        progress.record_score(ana.id, slug, Fraction(1), True, now())
    newer()
    client.sign_in(make.dina()).get(f"/cohortes/{cohort.key}/version")
    assert "Cambió la sección «Objetivos»." in client.text and "Módulo nuevo: «Título a3»." in client.text
    assert "el curso gana 1 módulo: A3" in client.text and "1 persona que hoy tiene el curso completo" in client.text


def test_moving_keeps_progress_and_is_recorded(client: Client, cohort: Cohort) -> None:
    ana = make.member(cohort, make.ana())
    progress.mark_read(ana.id, "a1")
    version = newer()
    client.sign_in(make.dina()).post(f"/cohortes/{cohort.key}/version", {"do": "move", "digest": version.digest})
    assert client.status == 303 and "move version" in acts()
    db.session.expire_all()
    assert db.session.get_one(Cohort, cohort.id).manual_digest == version.digest
    assert facts_of(ana.id)["a1"].read_at is not None


def test_staying_ends_the_question_until_yet_another_version(client: Client, cohort: Cohort) -> None:
    version = newer()
    for _twice in range(2):
        client.sign_in(make.dina()).post(f"/cohortes/{cohort.key}/version", {"do": "stay", "digest": version.digest})
        assert client.status == 303
    assert "Hay una versión nueva" not in client.get(f"/cohortes/{cohort.key}").text
    newer(make.manual(version="3.0"))
    assert "Hay una versión nueva del manual: 3.0" in client.get(f"/cohortes/{cohort.key}").text


def test_a_renamed_module_takes_progress_and_links_with_it(client: Client, cohort: Cohort) -> None:
    person = make.ana()
    ana = make.member(cohort, person)
    progress.mark_read(ana.id, "a1")
    progress.record_score(ana.id, "a1", Fraction(9, 10), True, now())
    version = newer(make.manual(make.module("a7", was=("a1",)), make.module("a2"), version="2.0"))
    client.sign_in(make.dina()).post(f"/cohortes/{cohort.key}/version", {"do": "move", "digest": version.digest})
    moved = facts_of(ana.id)["a7"]
    assert moved.read_at is not None and moved.best_score == 0.9 and moved.passed_at is not None
    client.sign_in(person).get(f"/curso/{cohort.key}/a1")
    assert client.status == 301 and client.response is not None
    assert client.response.headers["Location"].endswith(f"/curso/{cohort.key}/a7")


def test_a_version_that_is_no_longer_the_newest_is_refused(client: Client, cohort: Cohort) -> None:
    seen = newer()
    newer(make.manual(version="3.0"))
    client.sign_in(make.dina()).post(f"/cohortes/{cohort.key}/version", {"do": "move", "digest": seen.digest})
    assert client.status == 409 and "se publicó otra versión" in client.text
    db.session.expire_all()
    assert db.session.get_one(Cohort, cohort.id).manual_digest != seen.digest


@pytest.mark.parametrize("form", [{}, {"do": "jump"}, {"do": "move", "digest": "x" * 64}, {"do": "stay", "digest": ""}])
def test_nonsense_is_refused_and_changes_nothing(client: Client, cohort: Cohort, form: dict[str, str]) -> None:
    newer()
    before = cohort.manual_digest
    client.sign_in(make.dina()).post(f"/cohortes/{cohort.key}/version", form)
    assert client.status in (400, 409) and db.session.get_one(Cohort, cohort.id).manual_digest == before


def test_a_closed_cohort_is_not_asked_and_cannot_move(client: Client, cohort: Cohort) -> None:
    version = newer()
    cohort.closed_at = now()
    db.session.commit()
    assert "Hay una versión nueva" not in client.sign_in(make.dina()).get(f"/cohortes/{cohort.key}").text
    client.post(f"/cohortes/{cohort.key}/version", {"do": "move", "digest": version.digest})
    assert client.status == 409


def test_without_a_newer_version_there_is_nothing_to_choose(client: Client, cohort: Cohort) -> None:
    db.session.commit()
    client.sign_in(make.dina()).get(f"/cohortes/{cohort.key}/version")
    assert client.status == 404


def test_an_administrator_sees_every_version_and_who_has_not_decided(client: Client, cohort: Cohort) -> None:
    version = newer()
    client.sign_in(make.dina()).get("/manual/versiones")
    assert "Versión 2.0" in client.text and "Versión 1.0" in client.text
    client.get(f"/manual/versiones/{version.digest[:12]}")
    assert "1 cohorte todavía no decide" in client.text and cohort.name in client.text
    first = cohort.manual_digest
    assert "Es la primera versión" in client.get(f"/manual/versiones/{first[:12]}").text


def test_publishing_says_what_changed_and_whom_it_asks(app: Flask, cohort: Cohort) -> None:
    from training.editions.announcing import told

    before = cohort.manual_digest
    version = newer(second(minutes=90))
    lines = "\n".join(told(before, version.digest))
    assert "Ahora dura 90 minutos (antes 75)." in lines and "1 cohorte en curso" in lines and cohort.name in lines


def test_every_kind_of_change_has_its_sentence(app: Flask) -> None:
    from typing import get_args

    from modules.changes import Change, Kind
    from training.editions.words import sentence

    for kind in get_args(Kind):
        for before, after in (("", ""), ("—", ""), ("", "—"), ("", "sí")):
            said = sentence(Change("a1", kind, "Qué", before, after))
            assert said.endswith(".") and "%(" not in said
    assert msgspec.to_builtins(Change("a1", "text changed"))["place"] == "a1"


def test_an_attempt_begun_before_the_move_counts_after_it(client: Client) -> None:
    told = story()
    client.sign_in(told.ana).post(told.url)
    begun = db.session.scalars(select(Attempt)).one()
    old = f"{told.url}/{begun.key}"
    version = newer(make.manual(make.module("a7", was=("a1",), quiz=EVERY_KIND), make.module("a2"), version="2.0"))
    client.sign_in(make.dina()).post(f"/cohortes/{told.cohort.key}/version", {"do": "move", "digest": version.digest})
    client.sign_in(told.ana).post(f"/curso/{told.cohort.key}/a7/prueba")
    assert client.response is not None and client.response.headers["Location"].endswith(begun.key)
    client.get(client.response.headers["Location"])
    assert client.status == 200
    client.get(told.url)
    assert client.status == 301 and client.response.headers["Location"].endswith("/a7/prueba")
    client.post(old, fields())
    assert client.status == 303
    client.get(f"/curso/{told.cohort.key}/a1/resultado/{begun.key}")
    assert client.status == 200
    db.session.expire_all()
    assert facts_of(told.place.id)["a7"].passed_at is not None


def test_whoever_had_the_page_open_while_the_cohort_moved_can_still_say_that_she_read_it(client: Client, cohort: Cohort) -> None:
    person = make.ana()
    ana = make.member(cohort, person)
    version = newer(make.manual(make.module("a7", was=("a1",)), make.module("a2"), version="2.0"))
    client.sign_in(make.dina()).post(f"/cohortes/{cohort.key}/version", {"do": "move", "digest": version.digest})
    client.sign_in(person).post(f"/curso/{cohort.key}/a1/leido")
    assert client.status == 303
    db.session.expire_all()
    assert facts_of(ana.id)["a7"].read_at is not None
    client.get(f"/imprimir/{cohort.key}/a1")
    assert client.status == 301


def test_a_module_that_gets_its_old_name_again_brings_the_best_of_both(client: Client, cohort: Cohort) -> None:
    ana = make.member(cohort, make.ana())
    progress.record_score(ana.id, "a1", Fraction(3, 10), False, now())
    for number, edition in enumerate((make.manual(make.module("a7", was=("a1",)), make.module("a2"), version="2.0"),
                                      make.manual(version="3.0"))):
        version = newer(edition)
        client.sign_in(make.dina()).post(f"/cohortes/{cohort.key}/version", {"do": "move", "digest": version.digest})
        assert client.status == 303
        if number == 0:
            progress.mark_read(ana.id, "a7")
            progress.record_score(ana.id, "a7", Fraction(9, 10), True, now())
            db.session.commit()
    db.session.expire_all()
    back = facts_of(ana.id)["a1"]
    assert back.read_at is not None and back.best_score == 0.9 and back.last_score == 0.9 and back.passed_at is not None
    assert back.attempts == 2


def test_a_version_without_the_course_of_the_cohort_is_refused(client: Client, cohort: Cohort) -> None:
    person = make.ana()
    make.member(cohort, person)
    bare = make.manual(version="2.0")
    version = newer(msgspec.structs.replace(bare, courses=bare.courses[1:], modules=()))
    client.sign_in(make.dina()).get(f"/cohortes/{cohort.key}/version")
    assert client.status == 200
    client.post(f"/cohortes/{cohort.key}/version", {"do": "move", "digest": version.digest})
    assert client.status == 409
    assert client.sign_in(person).get(f"/curso/{cohort.key}") is not None and client.status == 200


def test_two_who_decide_to_stay_at_the_same_moment_decide_once(cohort: Cohort, new_client: Callable[[], Client]) -> None:
    version, dina = newer(), make.dina()
    browsers = [new_client().sign_in(dina) for _ in range(4)]
    address, form = f"/cohortes/{cohort.key}/version", {"do": "stay", "digest": version.digest}
    for browser in browsers:
        browser.get(address)
    db.session.commit()
    at_once([partial(browser.post, address, form) for browser in browsers])
    assert [browser.status for browser in browsers] == [303] * 4
    assert db.session.scalar(select(func.count()).select_from(StayDecision)) == 1
