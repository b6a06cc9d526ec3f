"""Each day: a checkpoint outside, and the register computed anew. And ``flask register checkpoint`` in between."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from certificates.register import daily, outside, queries
from certificates.register.models import RegisterVerification
from tests.certificates.register.story import lift_triggers, member, papers
from tests.certificates.register.story import outside as newest
from training.db import db
from training.errors import Refused
from training.house import house

Command = Callable[..., str]


def test_it_is_announced(app: Flask) -> None:
    assert daily.each_day in house(app).daily


def test_an_empty_register_is_left_alone(app: Flask) -> None:
    daily.each_day()
    assert queries.newest_checkpoint() is None
    assert db.session.query(RegisterVerification).count() == 0


def test_the_copy_of_the_day_is_there_though_nothing_was_issued(app: Flask) -> None:
    papers(member(), 1, 2)
    before = newest()
    for path in outside.places()[0].iterdir():
        path.unlink()
    daily.each_day()
    assert newest() == before
    assert (outside.places()[0] / f"{outside.today()}.txt").read_text() == before
    found = db.session.query(RegisterVerification).one()
    assert (found.size, found.problems) == (3, 0)


def test_a_problem_is_logged_and_counted(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    papers(member(), 1, 2)
    lift_triggers()
    db.session.execute(text("DELETE FROM certificate_particulars WHERE certificate_id = (SELECT min(id) FROM certificate)"))
    db.session.commit()
    daily.each_day()
    assert "faltan los datos" in caplog.text
    assert db.session.query(RegisterVerification).one().problems == 1


def test_entries_from_before_the_first_key_get_their_checkpoint(app: Flask, key_file: Path) -> None:
    """As a migration left them."""
    from certificates.register import chain, merkle
    from certificates.register.models import RegisterCheckpoint, RegisterEntry, RegisterHead
    papers(member(), 1, 1)
    lift_triggers()
    db.session.query(RegisterCheckpoint).delete()
    entry = db.session.get_one(RegisterEntry, 2)
    db.session.query(RegisterEntry).filter_by(seq=1).delete()
    whole = chain.from_bytes(entry.body)
    import msgspec
    entry.seq, entry.body = 1, chain.canonical(msgspec.structs.replace(whole, seq=1, prev=chain.BEGINNING))
    head = db.session.get_one(RegisterHead, 1)
    head.size, head.last, head.frontier = 1, chain.hash_of(entry.body), merkle.leaf(entry.body)
    for path in outside.places()[0].iterdir():
        path.unlink()
    db.session.commit()
    daily.each_day()
    stored = queries.newest_checkpoint()
    assert stored is not None and stored.size == 2
    assert db.session.query(RegisterVerification).one().problems == 0


def test_the_command_prints_the_note_and_writes_it_where_it_is_told(app: Flask, command: Command, tmp_path: Path) -> None:
    assert app.test_cli_runner().invoke(args=["register", "checkpoint"]).exit_code == 1
    papers(member(), 1, 2)
    said = command("register", "checkpoint", "--out", str(tmp_path / "nota.txt"))
    stored = queries.newest_checkpoint()
    assert stored is not None
    assert said == (tmp_path / "nota.txt").read_text() == stored.note
    result = app.test_cli_runner().invoke(args=["register", "checkpoint", "--out", str(tmp_path / "no" / "nota.txt")])
    assert result.exit_code == 1 and "No such file" in result.output


def test_after_a_restore_nothing_is_signed(app: Flask) -> None:
    from certificates.register import guard
    papers(member(), 1, 2)
    guard.mark_restored()
    db.session.commit()
    with pytest.raises(Refused, match="se restauró"):
        daily.each_day()
