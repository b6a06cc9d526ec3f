"""Posters in a workshop's suitcase: of the cohort's own version, and drawn once."""

from pathlib import Path

import pytest
from flask import Flask

from books import kit
from tests import make
from tests.books import reading
from training.db import db


@pytest.fixture
def shelf(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path / "instance"))
    return tmp_path / "instance/books"


def test_the_posters_are_a3_and_lie_ready_for_the_next_workshop(app: Flask, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, make.published(make.with_workshop(make.with_reference(make.manual(), "ruta"))))
    db.session.commit()
    (part,) = kit.posters(cohort.id, bea.id)
    assert reading.sizes(part.pdf) == {(842, 1191)}
    assert (part.pages, part.copies) == (1, 1)
    monkeypatch.setattr(kit.drawing, "draw", None)
    assert next(kit.posters(cohort.id, bea.id)).pdf == part.pdf


def test_a_manual_without_pathways_brings_none(app: Flask, shelf: Path) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, make.published(make.with_workshop()))
    db.session.commit()
    assert list(kit.posters(cohort.id, bea.id)) == []
