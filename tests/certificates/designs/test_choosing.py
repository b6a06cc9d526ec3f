"""Designs in the database: kept for ever, one chosen, and a paper drawn with its own whatever is chosen later."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from certificates.designs import actions, queries
from certificates.designs.built_in import built_in
from certificates.designs.folder import Design, read
from certificates.designs.models import StoredDesign
from certificates.issuing.queries import issued_among
from certificates.issuing.sheets import sheet_of
from certificates.press import pdf
from tests import make
from tests.certificates.story import cohort_of, issued
from training.db import db


@pytest.fixture
def another(folder: Path) -> Design:
    """A design that says something else."""
    (folder / "certificate.html").write_text((folder / "certificate.html").read_text().replace("Otorgado a", "Se entrega a"))
    (folder / "design.toml").write_text((folder / "design.toml").read_text().replace('"replica"', '"propio"'))
    return read(folder)


def test_a_paper_names_the_design_in_use_and_keeps_it(app: Flask, another: Design) -> None:
    first = issued(cohort_of(make.bea()))[0]
    actions.keep(another)
    actions.choose(another.digest, None)
    second = issued(cohort_of(make.caro()))[0]
    sheets = {one.certificate.id: sheet_of(one) for one in issued_among([first.id, second.id])}
    assert (sheets[first.id].design, sheets[second.id].design) == (built_in().packed, another.packed)
    assert sheets[second.id].snapshot.design == another.digest
    assert "Se entrega a" in pdf.page(sheets[second.id])
    assert "Otorgado a" in pdf.page(sheets[first.id])


def test_ours_is_stored_with_the_first_paper_and_only_once(app: Flask) -> None:
    issued(cohort_of(make.bea()))
    assert actions.keep_the_one_in_use() == built_in().digest
    assert [one.digest for one in db.session.query(StoredDesign)] == [built_in().digest]


def test_going_back_to_ours_is_a_choice_too(app: Flask, another: Design) -> None:
    actions.keep(another)
    actions.choose(another.digest, None)
    actions.choose(built_in().digest, None)
    assert queries.in_use() == built_in().digest


def test_what_is_not_there_cannot_be_chosen(app: Flask) -> None:
    with pytest.raises(LookupError):
        actions.choose("0" * 64, None)


@pytest.mark.parametrize("statement", ["DELETE FROM design", "UPDATE design SET packed = ''", "DELETE FROM design_choice",
                                       "UPDATE design_choice SET digest = digest"])
def test_designs_and_choices_are_never_changed(app: Flask, another: Design, statement: str) -> None:
    actions.keep(another)
    actions.choose(another.digest, None)
    db.session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(statement))
    db.session.rollback()
