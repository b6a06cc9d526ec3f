"""``flask books``: the list, a book into a file, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests import make
from tests.books import reading
from tests.books.manuals import ONLY_TRAINER, manual
from training.db import db
from training.manuals.queries import forget_newest

Command = Callable[..., str]


@pytest.fixture
def shelf(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make.published(manual())
    db.session.commit()
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path / "instance"))
    return tmp_path


def test_the_list_names_every_book_language_and_size(command: Command, shelf: Path) -> None:
    said = command("books", "list")
    assert len(said.splitlines()) == 18
    for text in ("participant", "Trainer's manual", "posters      es  a3", "por dibujar"):
        assert text in said


def test_a_book_goes_into_a_file_and_is_kept(command: Command, shelf: Path) -> None:
    file = shelf / "libro.pdf"
    assert "páginas" in command("books", "print", "workbook", "--lang", "en", str(file))
    said = reading.words(file.read_bytes())
    assert "Workbook" in said
    assert ONLY_TRAINER not in said
    assert "workbook     en      listo" in command("books", "list")


def test_posters_are_a3_unless_asked_otherwise(command: Command, shelf: Path) -> None:
    command("books", "print", "posters", str(shelf / "a3.pdf"))
    command("books", "print", "posters", "--size", "a4", str(shelf / "a4.pdf"))
    assert reading.sizes((shelf / "a3.pdf").read_bytes()) == {(842, 1191)}
    assert reading.sizes((shelf / "a4.pdf").read_bytes()) == {(595, 842)}


def test_the_epub_goes_into_a_file(command: Command, shelf: Path) -> None:
    command("books", "print", "epub", str(shelf / "x.epub"))
    assert (shelf / "x.epub").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("arguments, message", [
    (("nada", "x.pdf"), "nada"), (("workbook", "--lang", "fr", "x.pdf"), "fr"), (("workbook", "--size", "a3", "x.pdf"), "sale solo en a4"),
    (("cards", "/no/existe/x.pdf"), "No se pudo escribir"),
])
def test_what_cannot_be_is_said(app: Flask, shelf: Path, arguments: tuple[str, ...], message: str) -> None:
    said = app.test_cli_runner().invoke(args=["books", "print", *arguments])
    assert said.exit_code != 0
    assert message in said.output


def test_without_a_published_manual_it_says_what_to_do(app: Flask) -> None:
    forget_newest()
    said = app.test_cli_runner().invoke(args=["books", "list"])
    assert said.exit_code == 1
    assert "flask content publish" in said.output
