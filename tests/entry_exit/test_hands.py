"""Two keyers at the same moment, a sheet half keyed for the wrong person, one of another version, and one's own sheet."""

import threading

import msgspec
import pytest
from flask import Flask

from quizzes.entry_exit import actions, keying, print_tests, queries
from quizzes.entry_exit.actions import load_answers
from quizzes.entry_exit.models import ENTRY, EXIT, TestSheet
from quizzes.entry_exit.sheets import Now
from tests import make
from tests.client import Client
from tests.entry_exit import story
from training.accounts.models import User
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.cohorts.numbering import hold
from training.db import db
from training.errors import Refused


def _file(cohort: Cohort, who: Membership, row: str, seen: str = "", by: User | None = None) -> keying.Filed:
    by = by or db.session.get_one(User, cohort.created_by_id)
    return keying.file(cohort, who, ENTRY, story.test_here(cohort), dict(enumerate(row, start=1)), seen=seen,
                       finished=len(row) == story.PLACES, again=False, share=80, by=by)


def test_what_a_page_read_before_the_other_keyer_was_done_is_not_written_over_her_sheet(
        app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL the second waits in the middle of her request; what she read before is old by then."""
    cohort = story.workshop(make.bea(), people=1)
    luz = make.user("Luz", "Tello Ramos", authority_id=make.authority().id)
    who, row = story.person(cohort, 1), story.keys(cohort, 1, ENTRY)
    seen, ids = keying.mark_of(_file(cohort, who, row[:5]).sheet), (cohort.id, who.id)
    db.session.commit()
    if db.engine.dialect.name == "sqlite":
        return  # one writer at a time: nobody reads before the other is done
    read_before = queries.sheets_of_person(ids[1], ENTRY)
    waits = actions.hold

    def while_she_waits(member: Membership) -> None:
        monkeypatch.setattr(keying, "hold", waits)
        _elsewhere(app, lambda: _file(db.session.get_one(Cohort, ids[0]), db.session.get_one(Membership, ids[1]), row, seen))
        waits(member)

    monkeypatch.setattr(keying, "hold", while_she_waits)
    assert _file(cohort, who, "A" * 20, seen, luz).outcome is Now.CLASH
    assert len(read_before) == 1
    db.session.rollback()
    assert "".join(load_answers(db.session.query(TestSheet).one().answers).values()) == row


def _elsewhere(app: Flask, work: object) -> None:
    """In a thread with a session of its own, to its end."""
    def run() -> None:
        with app.app_context():
            work()  # type: ignore[operator]  # a callable
            db.session.commit()
            db.session.remove()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)


def test_a_sheet_half_keyed_for_the_wrong_person_goes_on_waiting_for_the_right_one(app: Flask) -> None:
    bea = make.bea()
    cohort = story.workshop(bea, people=3)
    half = _file(cohort, story.person(cohort, 1), story.keys(cohort, 1, ENTRY)[:7]).sheet
    made = keying.give_to(cohort, half, story.person(cohort, 3), story.test_here(cohort), why="Era de la fila 3", share=80,
                          by=bea)
    assert (made.handed_in_at, made.points, len(load_answers(made.answers))) == (None, 0, 7)


def test_a_sheet_that_changes_hands_keeps_the_questions_that_it_was_printed_with(app: Flask) -> None:
    bea = make.bea()
    cohort = story.workshop(bea, people=3)
    sheet = story.filed(cohort, 1, ENTRY, 20)
    test = story.test_a()
    other = msgspec.structs.replace(test, bank=test.bank.replace("~Mala 1 de", "~Otra 1 de").replace("Buena de", "Mejor de"))
    edition = msgspec.structs.replace(story.with_tests(), tests=(other,), version="2.0")
    cohort.manual_digest = make.published(edition).digest
    made = keying.give_to(cohort, sheet, story.person(cohort, 3), story.test_here(cohort), why="Era de la fila 3", share=80,
                          by=bea)
    assert (made.quiz_digest, made.points, made.out_of) == (sheet.quiz_digest, 20, 20)


def test_a_sheet_changes_hands_while_the_list_of_names_is_saved(app: Flask) -> None:
    """Both hold the cohort before the person: on PostgreSQL the other order would make one of them fail."""
    bea = make.bea()
    cohort = story.workshop(bea, people=3)
    sheet, owner = story.filed(cohort, 1, ENTRY, 20), story.person(cohort, 3)
    ids = cohort.id, sheet.id, owner.id, bea.id
    db.session.commit()
    found: list[object] = []
    if db.engine.dialect.name == "sqlite":
        return  # one writer at a time: there is nothing to wait for
    hold(db.session.get_one(Cohort, ids[0]))

    def give() -> None:
        of = db.session.get_one(Cohort, ids[0])
        found.append(keying.give_to(of, db.session.get_one(TestSheet, ids[1]), db.session.get_one(Membership, ids[2]),
                                    story.test_here(of), why="Era de la fila 3", share=80, by=db.session.get_one(User, ids[3])))

    thread = threading.Thread(target=_elsewhere, args=(app, give))
    thread.start()
    thread.join(1)
    db.session.get_one(Membership, ids[2]).surnames = "Corregida Luna"
    db.session.flush()
    db.session.commit()
    thread.join(30)
    assert len(found) == 1


def test_nobody_keys_corrects_or_receives_her_own_sheet(app: Flask, client: Client) -> None:
    """Bea runs the cohort and takes its course."""
    bea = make.bea()
    cohort = story.workshop(bea, people=1)
    me = make.member(cohort, bea)
    assert me.number == 2
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/pruebas/salida/papel")
    client.post(f"/cohortes/{cohort.key}/pruebas/salida/papel/{me.key}", {"answers": story.keys(cohort, 2, EXIT)})
    assert client.status == 403 and "Esta hoja es suya" in client.text
    luz = make.user("Luz", "Tello Ramos", authority_id=make.authority().id)
    db.session.add(CohortTrainer(cohort_id=cohort.id, user_id=luz.id))
    hers = story.filed(cohort, 2, EXIT, 3, by=luz)
    db.session.commit()
    client.post(f"/cohortes/{cohort.key}/pruebas/hojas/{hers.key}", {"answers": story.keys(cohort, 2, EXIT),
                                                                     "seen": keying.mark_of(hers)})
    assert client.status == 403
    db.session.expire_all()
    assert (hers.points, hers.passed) == (3, False)
    other = story.filed(cohort, 1, ENTRY, 20)
    try:
        keying.give_to(cohort, other, me, story.test_here(cohort), why="Era mía de verdad", share=80, by=bea)
    except Refused as no:
        assert no.status == 403
    else:
        raise AssertionError("she gave herself a sheet")


def test_a_trainer_of_the_region_who_only_learns_here_sees_no_right_answer(app: Flask, client: Client) -> None:
    bea, luz = make.bea(), make.user("Luz", "Tello Ramos", authority_id=make.authority().id)
    cohort = story.workshop(bea, people=1)
    make.member(cohort, luz)
    db.session.commit()
    client.sign_in(luz)
    client.get(f"/cohortes/{cohort.key}/pruebas")
    assert client.status == 200 and "Buena de p01a" not in client.text
    client.get(f"/cohortes/{cohort.key}/pruebas/anular/p01a")
    assert client.status == 403 and "Buena de p01a" not in client.text
    client.post(f"/cohortes/{cohort.key}/pruebas/anular/p01a", {"reason": "La pregunta está mal escrita"})
    assert client.status == 403
    assert list(print_tests.draw_key(cohort.id, luz.id)) == []
    client.get(f"/cohortes/{cohort.key}/taller")
    assert client.status == 200
