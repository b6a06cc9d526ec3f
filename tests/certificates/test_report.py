"""The closing act of a workshop prints the register's checkpoint."""

from flask import Flask

from certificates.issuing.report import section
from certificates.register import note
from certificates.register.queries import newest_checkpoint
from tests import make
from tests.certificates.story import issued, workshop_of_three
from training.closing.report import compose


def test_it_says_how_many_and_the_newest_checkpoint(app: Flask) -> None:
    cohort = workshop_of_three(make.bea())
    issued(cohort)
    newest = newest_checkpoint()
    assert newest is not None
    checkpoint = note.parse(newest.note)
    assert checkpoint is not None
    said = compose(cohort)
    assert "1 certificado, 1 constancia." in said
    assert f"{checkpoint.size} · {checkpoint.short}" in said


def test_an_empty_register_says_nothing(app: Flask) -> None:
    with app.test_request_context():
        assert section(workshop_of_three(make.bea())) == ""
