"""Erasing a person: of her canaries none is left anywhere, and everything else goes on."""

import logging
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from flask import Flask, current_app

from certificates.issuing.models import Certificate
from quizzes.entry_exit.actions import load_answers
from quizzes.entry_exit.gain_queries import reading_of
from tests import make
from tests.client import Client
from tests.keeping import story
from tests.keeping.columns import KEPT
from tests.keeping.story import DOCUMENT
from training import store
from training.accounts import queries
from training.accounts.models import User
from training.attendance.models import Mark
from training.closing.models import Report
from training.closing.report import compose
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.errors import Refused
from training.forgetting import GONE
from training.house import house
from training.keeping import again, dump, erasing
from training.keeping.backup import backup
from training.naming.models import NameConfirmation
from training.store_tables import FileToRemove


def columns() -> set[str]:
    """Every column that can hold a text."""
    return {f"{table.name}.{column.name}" for table in db.metadata.sorted_tables for column in table.columns
            if isinstance(column.type, (sa.String, sa.LargeBinary, sa.JSON))}


@pytest.mark.one_database
def test_somebody_decided_about_every_column(app: Flask) -> None:
    planted = {name for name in story.plant(app).canaries if "." in name}
    assert len(planted) >= 30
    assert sorted(columns() - planted - KEPT.keys()) == [], "new: plant it in story.py, or say in columns.py why it stays"
    assert sorted(planted & KEPT.keys()) == [] and sorted((planted | KEPT.keys()) - columns()) == [], "no such column"


def test_none_of_her_canaries_is_left(app: Flask, place: Path, caplog: pytest.LogCaptureFixture,
                                      tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    planted = story.plant(app)
    shown = set(planted.canaries)
    before = story.everything_in_the_tables() + story.everything_in_the_files(place)
    assert set(story.found(planted.canaries, before)) == shown, "the search must see every one of them"
    dina = make.dina()
    gone = erasing.erase_person(planted.person.id, dina.id)
    assert gone["mentions"] == 14 and gone["papers"] == 1 and gone["kits"] == 1
    db.session.expunge_all()
    assert story.found(planted.canaries, story.everything_in_the_tables()) == []
    assert story.found(planted.canaries, story.everything_in_the_files(place, _database(app))) == []
    assert story.found(planted.canaries, caplog.text) == []
    assert story.found(planted.canaries, _next_backup(tmp_path)) == []


def _database(app: Flask) -> Path:
    """The folder of the SQLite file; deleted rows must not lie between its pages. For PostgreSQL an empty one."""
    if dump.kind() == dump.POSTGRESQL:
        return Path(str(app.config["INSTANCE_DIR"])) / "none"
    db.session.commit()
    only = Path(str(app.config["INSTANCE_DIR"])) / "database"
    only.mkdir()
    (only / "replica.db").write_bytes(dump.sqlite_path().read_bytes())
    return only


def _next_backup(tmp_path: Path) -> str:
    db.session.commit()
    backup(tmp_path / "next.zip")
    with ZipFile(tmp_path / "next.zip") as packed:
        packed.extractall(tmp_path / "next")
    copy = tmp_path / "next" / "database.dump"
    if copy.exists():
        plain = subprocess.run([dump.program("pg_restore"), "--file=-", str(copy)], capture_output=True, check=True).stdout
        (tmp_path / "next" / "plain.sql").write_bytes(plain)
    return story.everything_in_the_files(tmp_path / "next")


def test_everything_else_goes_on(app: Flask, client: Client, new_client: Callable[[], Client],
                                 command: Callable[..., str]) -> None:
    planted = story.plant(app)
    entries = db.session.execute(sa.text("SELECT count(*) FROM register_entry")).scalar_one()
    gain = reading_in(planted.cohort)
    erasing.erase_person(planted.person.id, None)
    db.session.expire_all()
    cohort, member = db.session.get_one(Cohort, planted.cohort.id), db.session.get_one(Membership, planted.member.id)
    assert (member.given_names, member.surnames, member.facility) == ("Persona", GONE, "")
    assert member.removed_at is None, "a closed cohort goes on counting her"
    assert db.session.query(Mark).filter_by(membership_id=member.id).one().minutes == 240
    assert reading_in(cohort) == gain, "the figures of the tests stay"
    left = {one.moment: one for one in story.sheets_left(member)}
    assert gain is not None and list(load_answers(left["entry"].answers)) == [1, 2, 3, 4, 5]
    assert (left["entry"].points, left["exit"].points, len(load_answers(left["exit"].answers))) == (5, 15, 15)
    trainer = db.session.get_one(User, cohort.created_by_id)
    client.sign_in(trainer)
    for path in ("", "/asistencia", "/practica", "/falta", "/certificados", "/cierre", "/pruebas", "/nombres"):
        client.get(f"/cohortes/{cohort.key}{path}")
        assert client.status == 200, path
        assert "Qzkan" not in client.text
    report = compose(cohort)
    assert "Facilitaron" in report and "Qzkan" not in report
    one = db.session.query(Certificate).one()
    anybody = new_client()
    anybody.get(f"/verificar/{one.code}")
    assert "Qzkan" not in anybody.text and DOCUMENT not in anybody.text and "etirad" in anybody.text
    assert "Todo está" in command("certificates", "check")
    assert db.session.execute(sa.text("SELECT count(*) FROM register_entry")).scalar_one() == entries + 1
    assert command("register", "verify")
    admin = new_client().sign_in(make.dina())
    admin.get("/auditoria")
    assert admin.status == 200 and "Borró los datos de una persona" in admin.text


def reading_in(cohort: Cohort) -> object:
    """What the tests of the cohort say of the group, in numbers."""
    with current_app.test_request_context():
        found = reading_of(db.session.get_one(Cohort, cohort.id))
        db.session.rollback()
    return (found.gain.change, found.gain.paired, [one.first for one in found.gain.items]) if found else None


def test_the_tombstone_is_final(app: Flask) -> None:
    planted = story.plant(app)
    user_id = planted.person.id
    erasing.erase_person(user_id, None)
    user = db.session.get_one(User, user_id, populate_existing=True)
    assert (user.document, user.given_names, user.surnames) == (f"-{user_id}", "Persona", GONE)
    assert user.erased_at is not None and user.disabled_at is not None and user.password_hash is None
    with pytest.raises(Refused):
        erasing.may_be_erased(user, None)
    with pytest.raises(sa.exc.DBAPIError):
        db.session.execute(sa.update(User).where(User.id == user_id).values(given_names="Ana"))
    db.session.rollback()
    with pytest.raises(sa.exc.DBAPIError):
        db.session.execute(sa.update(User).where(User.id == user_id).values(erased_at=None))
    db.session.rollback()
    assert queries.search(GONE, "", 1).total == 0


def test_nothing_goes_without_its_mark(app: Flask) -> None:
    """The database refuses what no erasure and no period asked for."""
    planted = story.plant(app)
    db.session.commit()
    for statement in ("DELETE FROM name_confirmation", "UPDATE name_confirmation SET surnames = 'x'",
                      "UPDATE attempt SET answers = '{}', body_hash = NULL", "UPDATE attempt SET points = 4",
                      "DELETE FROM test_sheet_change", "DELETE FROM audit_entry", "DELETE FROM workshop_report",
                      "UPDATE observation SET comment = '', body_hash = NULL", "UPDATE audit_entry SET detail = 'x'",
                      "UPDATE audit_entry SET act = '(datos borrados)'", "UPDATE voided_question SET reason = 'x'",
                      "UPDATE user_account SET erased_at = created_at", "DELETE FROM shop_act"):
        with pytest.raises(sa.exc.DBAPIError):
            db.session.execute(sa.text(statement))
        db.session.rollback()
    assert db.session.get_one(Membership, planted.member.id).surnames == "Qzkanlistsur"


def test_an_erasure_that_fails_takes_nothing(app: Flask, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = story.plant(app)

    def broken(user_id: int, by_id: int | None) -> dict[str, int]:
        raise Refused("Hoy no.", 503)

    monkeypatch.setattr(house(app), "erasers", [*house(app).erasers, broken])
    with pytest.raises(Refused):
        erasing.erase_person(planted.person.id, None)
    db.session.rollback()
    left = story.everything_in_the_tables() + story.everything_in_the_files(place)
    assert set(story.found(planted.canaries, left)) == set(planted.canaries)
    assert not (place / again.NAME).exists()


def test_a_preview_counts_and_changes_nothing(app: Flask, place: Path) -> None:
    planted = story.plant(app)
    shown = erasing.preview(planted.person.id)
    assert shown["account"] == 1 and shown["attempts"] == 1 and shown["papers"] == 1 and shown["mentions"] == 14
    left = story.everything_in_the_tables() + story.everything_in_the_files(place)
    assert set(story.found(planted.canaries, left)) == set(planted.canaries)
    assert shown == {name: count for name, count in erasing.erase_person(planted.person.id, None).items() if name != "kits"}


def test_files_go_after_the_commit_even_when_the_power_went_in_between(
        app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = story.plant(app)
    report = db.session.query(Report).one().sha256
    monkeypatch.setattr(store, "remove_waiting", lambda: 0)
    erasing.erase_person(planted.person.id, None)
    assert store.is_whole(report) and db.session.query(FileToRemove).count() >= 3
    monkeypatch.undo()


def test_in_an_open_cohort_she_leaves(app: Flask) -> None:
    bea = make.bea()
    member = make.member(make.cohort(bea), make.user("Qzuno", "Qzdos"))
    db.session.commit()
    erasing.erase_person(member.user_id, None)
    db.session.expire_all()
    assert db.session.get_one(Membership, member.id).removed_at is not None
    assert db.session.query(NameConfirmation).count() == 0


def test_whom_an_older_copy_brings_back_is_erased_again(app: Flask, place: Path) -> None:
    person = make.user("Qzuno", "Qzdos")
    other = make.user("Qztres", "Qzcuatro")
    db.session.commit()
    again.remember(again.mark_of(person.key))
    assert again.waiting() == [person.id]
    assert erasing.erase_again() == {"erased again": 1}
    assert again.waiting() == []
    assert db.session.get_one(User, other.id, populate_existing=True).erased_at is None
    assert person.key not in (place / again.NAME).read_text()
