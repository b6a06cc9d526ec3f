"""The register grows without a gap, whoever else is writing, and only grows."""

import threading

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from certificates.register import actions, chain, merkle, note
from certificates.register.models import RegisterCheckpoint, RegisterEntry, RegisterHead
from certificates.register.queries import bodies, newest_checkpoint, public_keys
from certificates.register.verify import verify
from tests.certificates.register.story import member, number_of, outside, papers
from training.db import db


def test_the_first_key_enters_by_itself_before_the_first_paper(app: Flask) -> None:
    one = papers(member(), 1, 1)[0]
    first, second = map(chain.from_bytes, bodies(1, 10))
    assert (first.kind, first.prev, second.kind, second.commitment) == (chain.KEY, chain.BEGINNING, chain.ISSUED, one.commitment)
    assert number_of(one) == 2
    assert verify().problems == []


def test_a_batch_has_one_checkpoint_over_all_of_it(app: Flask) -> None:
    who = member()
    papers(who, 1, 3)
    papers(who, 10, 2)
    sizes = db.session.scalars(select(RegisterCheckpoint.size).order_by(RegisterCheckpoint.size)).all()
    assert sizes == [4, 6]
    newest = newest_checkpoint()
    assert newest is not None
    found = note.read(newest.note, public_keys())
    assert found is not None and found.root == merkle.root(map(merkle.leaf, bodies(1, 10)))
    head = db.session.get_one(RegisterHead, 1)
    assert (head.size, head.last) == (6, chain.hash_of(bodies(6, 1)[0]))


def test_numbers_have_no_gap_when_many_write_at_once(app: Flask) -> None:
    one = papers(member(), 1, 1)[0]
    failed: list[Exception] = []

    def write(reason: str) -> None:
        with app.app_context():
            for _ in range(5):
                try:
                    actions.append([(one.id, {"kind": chain.REVOKED, "of": 2, "reason": reason})] * 2)
                    db.session.commit()
                except Exception as problem:  # a thread would swallow it
                    failed.append(problem)
                    db.session.rollback()

    threads = [threading.Thread(target=write, args=(reason,)) for reason in ("error", "norm", "fraud", "request")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert failed == []
    assert db.session.scalars(select(RegisterEntry.seq).order_by(RegisterEntry.seq)).all() == list(range(1, 43))
    assert {line for line in verify().problems if "otra vez" not in line} == set()
    assert outside().split("\n")[1] == "42"


def test_what_is_rolled_back_gives_its_numbers_back(app: Flask) -> None:
    one = papers(member(), 1, 1)[0]
    before = outside()
    actions.append([(one.id, {"kind": chain.REVOKED, "of": 2, "reason": "error"})])
    assert db.session.get_one(RegisterHead, 1).size == 3
    db.session.rollback()
    assert db.session.get_one(RegisterHead, 1, populate_existing=True).size == 2
    db.session.commit()
    assert outside() == before
    assert actions.append([(one.id, {"kind": chain.ERASED, "of": 2})])[0].seq == 3


def test_what_a_savepoint_takes_back_is_not_carried_outside(app: Flask) -> None:
    one = papers(member(), 1, 1)[0]
    before = outside()
    trial = db.session.begin_nested()
    actions.append([(one.id, {"kind": chain.REVOKED, "of": 2, "reason": "error"})])
    trial.rollback()
    with db.session.begin_nested():
        actions.append([(one.id, {"kind": chain.REVOKED, "of": 2, "reason": "norm"})])
    assert outside() == before, "the savepoint is not the commit"
    db.session.commit()
    assert outside().split("\n")[1] == "3"


def test_an_entry_that_breaks_a_rule_is_not_written(app: Flask) -> None:
    one = papers(member(), 1, 1)[0]
    with pytest.raises(ValueError, match="an entry of kind"):
        actions.append([(one.id, {"kind": chain.REVOKED, "of": 2})])
    db.session.rollback()
    assert len(bodies(1, 10)) == 2


@pytest.mark.parametrize("table", ["register_entry", "register_checkpoint", "register_verification"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {} = 77"])
def test_the_database_itself_refuses_to_change_or_delete(app: Flask, table: str, statement: str) -> None:
    papers(member(), 1, 1)
    db.session.execute(text("INSERT INTO register_verification (id, at, size, problems) VALUES (1, '2026-11-23', 2, 0)"))
    db.session.commit()
    column = {"register_entry": "seq", "register_checkpoint": "size"}.get(table, "problems")
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(statement.format(table, column)))
    db.session.rollback()


def test_no_entry_holds_a_name_or_a_document(app: Flask) -> None:
    papers(member(), 1, 2)
    whole = b"\n".join(bodies(1, 10))
    assert not [word for word in ("Nélida", "Quispe", "40617283", "Ayacucho") if word.encode() in whole]
