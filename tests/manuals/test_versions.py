"""Versions of the manual: immutable bundles that every process finds by their digest."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from modules import bundle
from tests import make
from tests.client import Client
from training.db import db
from training.manuals.models import ManualVersion
from training.manuals.queries import forget_newest, manual, newest_digest, newest_manual, source_files

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real manual that a test may edit."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def test_publishing_stores_the_folder_as_it_is(app: Flask, command: Callable[..., str], folder: Path) -> None:
    assert "Publicado" in command("content", "publish", str(folder))
    digest = newest_digest()
    assert digest is not None
    assert source_files(digest) == bundle.read_folder(folder)
    assert [module.slug for module in manual(digest).published("a")] == [f"a{n}" for n in range(1, 11)]


def test_publishing_the_same_bytes_again_is_the_same_version(app: Flask, command: Callable[..., str],
                                                             folder: Path) -> None:
    command("content", "publish", str(folder))
    assert "Sin cambios" in command("content", "publish", str(folder))
    assert len(db.session.scalars(select(ManualVersion.digest)).all()) == 1


def test_a_folder_with_a_problem_is_not_published(app: Flask, command: Callable[..., str], folder: Path) -> None:
    page = folder / "es" / "a1.md"
    page.write_text(page.read_text().replace("## ", "## <b>", 1))
    with pytest.raises(AssertionError, match="a1.md"):
        command("content", "publish", str(folder))
    assert newest_digest() is None


def test_a_new_version_appears_in_a_running_process(app: Flask) -> None:
    make.published(make.manual(version="1.0"))
    db.session.commit()
    assert newest_manual().version == "1.0"
    make.published(make.manual(version="2.0"))
    forget_newest()  # what five seconds do by themselves
    assert newest_manual().version == "2.0"


def test_an_old_cohort_keeps_its_version(app: Flask) -> None:
    first = make.published(make.manual(version="1.0"))
    cohort = make.cohort(make.bea(), first)
    make.published(make.manual(version="2.0"))
    assert manual(cohort.manual_digest).version == "1.0"


def test_a_published_version_cannot_be_changed(app: Flask) -> None:
    make.published()
    db.session.commit()
    with pytest.raises(DatabaseError):
        db.session.execute(update(ManualVersion).values(label="otra"))
    db.session.rollback()


def test_an_unknown_digest_is_not_found(app: Flask) -> None:
    with pytest.raises(LookupError):
        manual("0" * 64)


def test_in_development_an_edit_shows_at_once_and_a_broken_one_keeps_the_last_good(
        another_app: Callable[..., Flask], folder: Path) -> None:
    app = another_app(CONTENT_DIR=str(folder), LIVE_CONTENT=True)
    page = folder / "es" / "a1.md"
    with app.app_context():
        app.test_cli_runner().invoke(args=["content", "publish", str(folder)])
        bea, ana = make.bea(), make.ana()
        cohort = make.cohort(bea, db.session.scalars(select(ManualVersion)).one())
        make.member(cohort, ana)
        db.session.commit()
        client = Client(app).sign_in(ana)
        page.write_text(page.read_text().replace("{#objetivos}", "{#objetivos}\n\nFrase recién escrita.", 1))
        client.get(f"/curso/{cohort.key}/a1")
        assert "Frase recién escrita." in client.text
        page.write_text(page.read_text() + "\n[roto](a99.md)\n")
        client.get(f"/curso/{cohort.key}/a1")
        assert "tiene problemas" in client.text
        assert "Frase recién escrita." in client.text
        db.session.remove()
        db.engine.dispose()


def test_a_version_that_was_replaced_is_not_said_to_be_published_again(app: Flask, command: Callable[..., str],
                                                                       folder: Path) -> None:
    command("content", "publish", str(folder))
    plan = folder / "manual.toml"
    first = plan.read_text()
    plan.write_text(re.sub(r'(?m)^version = ".*"$', 'version = "99.0"', first, count=1))
    command("content", "publish", str(folder))
    newest = newest_digest()
    plan.write_text(first)
    assert "ya se publicó antes" in command("content", "publish", "--if-new", str(folder))  # a site starts all the same
    with pytest.raises(AssertionError, match="ya se publicó antes"):
        command("content", "publish", str(folder))
    forget_newest()
    assert newest_digest() == newest
