"""Nothing is entered into a register that is not the one of which copies lie outside."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, text
from sqlalchemy.exc import DatabaseError

from certificates.register import guard, note, outside, queries
from certificates.register.models import RegisterCheckpoint, RegisterEntry, RegisterHead
from tests.certificates.examples import KEY
from tests.certificates.register.book import full
from tests.certificates.register.story import lift_triggers, member, papers
from tests.certificates.register.story import outside as newest
from training.audit.models import AuditEntry
from training.clock import frozen, now
from training.cohorts.models import Membership
from training.db import db
from training.errors import Refused

Command = Callable[..., str]


def take_back(to: int) -> None:
    """As if the database had been put back from a copy of that size."""
    head = db.session.get_one(RegisterHead, 1)
    lift_triggers()
    keep = queries.bodies(1, to)
    db.session.execute(text("UPDATE certificate SET replaces_id = NULL"))
    db.session.execute(delete(RegisterEntry).where(RegisterEntry.seq > to))
    db.session.execute(delete(RegisterCheckpoint).where(RegisterCheckpoint.size > to))
    from certificates.register import chain, merkle
    peaks: list[bytes] = []
    for size, body in enumerate(keep):
        merkle.push(peaks, size, merkle.leaf(body))
    head.size, head.last, head.frontier = to, chain.hash_of(keep[-1]), b"".join(peaks)
    db.session.commit()


@pytest.fixture
def who(app: Flask) -> Membership:
    return member()


def refused(who: Membership) -> str:
    with pytest.raises(Refused) as found:
        papers(who, 50, 2)
    db.session.rollback()
    assert found.value.status == 503
    return found.value.message


def test_each_batch_is_copied_to_both_places_under_its_day_too(app: Flask, outside_folder: Path, who: Membership) -> None:
    with frozen(now()):
        papers(who, 1, 2)
        stored = queries.newest_checkpoint()
        assert stored is not None
        for place in outside.places():
            assert {path.name for path in place.iterdir()} == {"newest.txt", f"{outside.today()}.txt", ".lock"}
            assert (place / "newest.txt").read_text() == (place / f"{outside.today()}.txt").read_text() == stored.note
    with frozen(now() + timedelta(days=1)):
        papers(who, 10, 2)
    assert len(list(outside_folder.glob("2*.txt"))) == 2
    assert (outside.places()[0].stat().st_mode & 0o777) == 0o700


def test_an_older_note_is_never_laid_over_a_newer_one(app: Flask, who: Membership) -> None:
    papers(who, 1, 2)
    old = newest()
    papers(who, 10, 2)
    outside.write(old)
    assert newest() != old


def test_a_place_that_is_not_there_holds_nobody_up_and_is_shown(app: Flask, outside_folder: Path, who: Membership,
                                                                caplog: pytest.LogCaptureFixture) -> None:
    outside_folder.rmdir()
    papers(who, 1, 2)
    assert "could not be written" in caplog.text
    assert [(copy.trouble, found) for copy, found in guard.state().copies] == [("", guard.OK), ("missing", None)]
    assert not outside_folder.exists(), "a folder that is not mounted is not made"
    papers(who, 10, 2)


def test_a_file_in_the_place_of_the_folder_holds_nobody_up(app: Flask, outside_folder: Path, who: Membership) -> None:
    outside_folder.rmdir()
    outside_folder.write_text("x")
    papers(who, 1, 2)
    assert guard.state().copies[1][0].trouble
    papers(who, 10, 2)


def test_an_older_database_does_not_grow(app: Flask, who: Membership) -> None:
    papers(who, 1, 2)
    papers(who, 10, 2)
    take_back(3)
    assert "tiene más entradas que el registro" in refused(who)
    assert not guard.state().open and guard.state().copies[0][1] == guard.AHEAD


def test_a_fork_does_not_grow(app: Flask, outside_folder: Path, who: Membership) -> None:
    papers(who, 1, 2)
    papers(who, 10, 1 + 1)
    kept = newest()
    take_back(3)
    for place in outside.places():
        shutil.rmtree(place)
    outside_folder.mkdir()
    papers(who, 20, 3)  # nobody noticed
    (outside_folder / "newest.txt").write_text(kept)
    assert "no es un comienzo de este registro" in refused(who)
    assert guard.state().copies[1][1] == guard.FORKED


def test_the_root_is_computed_where_no_checkpoint_has_that_size(app: Flask, who: Membership) -> None:
    papers(who, 1, 4)
    lift_triggers()
    db.session.execute(delete(RegisterCheckpoint))
    db.session.commit()
    assert guard.compare(newest(), 5, queries.public_keys()) == guard.OK
    papers(who, 10, 2)


def test_a_note_of_somebody_else_at_our_place_is_asked_about(app: Flask, who: Membership, tmp_path: Path) -> None:
    papers(who, 1, 2)
    (outside.places()[0] / "newest.txt").write_text(note.signed(note.Checkpoint("x", 1, bytes(32)), KEY))
    assert "no es un punto de control firmado por las claves de este registro" in refused(who)
    (outside.places()[0] / "newest.txt").write_bytes(b"\xff\xfe")
    assert guard.state().copies[0][1] == guard.NOT_OURS, "rubbish is not the same as nothing"
    assert "no es un punto de control firmado" in refused(who)


def restored() -> None:
    guard.mark_restored()
    db.session.commit()


def test_after_a_restore_nothing_is_issued_until_the_newest_note_agrees(app: Flask, who: Membership, command: Command,
                                                                        tmp_path: Path) -> None:
    papers(who, 1, 2)
    restored()
    restored()  # twice is once
    assert "se restauró de una copia" in refused(who)
    assert "flask register agree" in refused(who)
    (tmp_path / "nota.txt").write_text(newest())
    assert "concuerda" in command("register", "agree", "--checkpoint", str(tmp_path / "nota.txt"))
    db.session.expire_all()
    assert guard.state().open
    papers(who, 10, 2)
    entry = db.session.query(AuditEntry).filter_by(act=guard.ACT).one()
    assert entry.subject == "register:3" and entry.detail.startswith("3 ")


def test_a_note_that_does_not_agree_settles_nothing(app: Flask, who: Membership, tmp_path: Path) -> None:
    papers(who, 1, 2)
    papers(who, 10, 2)
    larger = newest()
    take_back(3)
    for place in outside.places():
        shutil.rmtree(place)
    restored()
    for name, words in {"larger": larger, "strange": full().sign(), "nothing": "x"}.items():
        (tmp_path / name).write_text(words)
        result = app.test_cli_runner().invoke(args=["register", "agree", "--checkpoint", str(tmp_path / name)])
        assert result.exit_code == 1, name
        assert ("más entradas" if name == "larger" else "no es un punto de control firmado") in result.output
    assert guard.waiting() is not None


def test_that_there_is_no_note_must_be_said_and_is_written_down(app: Flask, who: Membership, command: Command) -> None:
    papers(who, 1, 2)
    shutil.rmtree(outside.places()[0])
    restored()
    for words in ([], ["--without-checkpoint", "--checkpoint", __file__]):
        assert app.test_cli_runner().invoke(args=["register", "agree", *words]).exit_code == 2
    assert "sin ningún punto de control de fuera" in command("register", "agree", "--without-checkpoint")
    assert db.session.query(AuditEntry).filter_by(act=guard.ACT).one().detail == "without checkpoint"
    papers(who, 10, 2)


def test_nobody_can_say_that_there_is_none_where_one_lies(app: Flask, who: Membership) -> None:
    papers(who, 1, 2)
    papers(who, 10, 2)
    take_back(3)
    restored()
    result = app.test_cli_runner().invoke(args=["register", "agree", "--without-checkpoint"])
    assert result.exit_code == 1 and "tiene más entradas que el registro" in result.output


def test_a_place_outside_that_cannot_be_read_settles_nothing(app: Flask, outside_folder: Path, who: Membership) -> None:
    papers(who, 1, 2)
    db.session.commit()
    shutil.rmtree(outside_folder)
    restored()
    with pytest.raises(Refused, match="Conecte ese lugar"):
        guard.agree(None, None)
    db.session.rollback()
    assert "se restauró de una copia" in refused(who)


def test_what_was_settled_stays_written(app: Flask, who: Membership, command: Command) -> None:
    restored()
    command("register", "agree", "--without-checkpoint")
    for statement in ("DELETE FROM register_restore", "UPDATE register_restore SET checkpoint = 'x'"):
        with pytest.raises(DatabaseError):
            db.session.execute(text(statement))
        db.session.rollback()


@pytest.fixture
def outside_folder(outside: Path) -> Path:
    return outside
