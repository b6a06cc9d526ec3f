"""``flask workshop kit``: by key, join code or name; what is refused."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask

from tests import make
from tests.books import reading
from tests.suitcase.story import workshop
from training.db import db
from training.suitcase import work

pytestmark = pytest.mark.one_database  # sheets are drawn, which no database changes

Command = Callable[..., str]


@pytest.mark.parametrize("by", ["key", "join_code", "name"])
def test_the_suitcase_goes_into_a_file(app: Flask, kits: Path, tmp_path: Path, command: Command, by: str) -> None:
    cohort = workshop(make.bea(), newcomers=1)
    file = tmp_path / "maletin.pdf"
    said = command("workshop", "kit", getattr(cohort, by), str(file))
    assert "páginas" in said
    assert "códigos de acceso" in said
    assert cohort.name in reading.pages(file.read_bytes())[0]
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_that_was_there_for_everybody_to_read_is_so_no_more(
        app: Flask, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    cohort, drawn = workshop(make.bea(), newcomers=1), tmp_path / "drawn.pdf"
    drawn.write_bytes(b"%PDF-1.7")
    for name in ("item", "finish"):
        monkeypatch.setattr(work, name, lambda *_: None)
    monkeypatch.setattr(work, "kit", lambda *_: SimpleNamespace(file=drawn, made=lambda: None))
    file = tmp_path / "maletin.pdf"
    file.touch(mode=0o644)
    command("workshop", "kit", cohort.key, str(file))
    assert file.stat().st_mode & 0o077 == 0


def test_an_unknown_workshop_a_cohort_without_one_and_two_of_a_name_are_refused(
        app: Flask, kits: Path, tmp_path: Path, command: Command) -> None:
    bea = make.bea()
    plain = make.cohort(bea, name="Sin taller", key="-dash-first-")
    same = [make.workshop(bea, make.published(make.with_workshop()), name="Igual") for _ in range(2)]
    db.session.commit()
    for text, said in (("nada", "No hay ningún taller"), (plain.key, "No hay ningún taller"), ("Igual", same[1].key)):
        with pytest.raises(AssertionError) as refused:
            command("workshop", "kit", text, str(tmp_path / "x.pdf"))
        assert said in str(refused.value)


def test_a_folder_that_is_not_there_is_said_before_drawing(app: Flask, kits: Path, tmp_path: Path, command: Command) -> None:
    with pytest.raises(AssertionError, match="no existe la carpeta"):
        command("workshop", "kit", "x", str(tmp_path / "no" / "x.pdf"))
