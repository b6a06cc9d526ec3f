"""Files are signed in the job that draws them; the job stays repeatable."""

from pathlib import Path

import pytest
from flask import Flask

from certificates.issuing import drawing
from certificates.issuing.models import CertificateFile
from certificates.press import pdf
from certificates.press.sheet import Sheet
from certificates.signing import signer
from certificates.signing.signer import CannotSign, KeyFile
from tests import make
from tests.certificates.signing import files, keys
from tests.certificates.story import cohort_of, issued
from training import store
from training.db import db
from training.errors import Refused


@pytest.fixture
def key_file(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeyFile:
    made = KeyFile(keys.as_pem(keys.pair(), tmp_path), "", None, visible=True)
    monkeypatch.setitem(app.extensions, signer.EXTENSION, made)
    return made


def test_a_drawn_file_is_signed_and_says_so(key_file: KeyFile, tmp_path: Path) -> None:
    subject = f"certificate:{issued(cohort_of(make.bea()))[0].id}"
    drawing.draw(subject)
    data = store.read(db.session.query(CertificateFile).one().sha256)
    assert "Signature is Valid." in files.pdfsig(data, tmp_path)
    assert "Firmado digitalmente por TACURI MONTALVO Rosa Elvira" in files.words(data)


def test_a_lost_file_is_drawn_and_signed_again_to_the_bit(key_file: KeyFile) -> None:
    subject = f"certificate:{issued(cohort_of(make.bea()))[0].id}"
    drawing.draw(subject)
    sha256 = db.session.query(CertificateFile).one().sha256
    store.remove(sha256)
    drawing.draw(subject)
    assert store.is_whole(sha256)


@pytest.mark.one_database
def test_with_ink_no_file_is_signed_or_says_so(app: Flask, tmp_path: Path) -> None:
    drawing.draw(f"certificate:{issued(cohort_of(make.bea()))[0].id}")
    data = store.read(db.session.query(CertificateFile).one().sha256)
    assert "Signature" not in files.pdfsig(data, tmp_path)
    assert "digital" not in files.words(data).lower()


class Unsteady:
    """A signer whose signatures are never twice the same, as those of a device."""

    signs = True

    def __init__(self) -> None:
        self.meanwhile = ""
        self.signed: list[bytes] = []

    def sign(self, pdf: bytes, at: object) -> bytes:
        """Somebody else draws the same paper in the meantime, once."""
        again, self.meanwhile = self.meanwhile, ""
        if again:
            drawing.draw(again, lambda sheet: b"%PDF-1.7 drawn")
        self.signed.append(pdf + b" signature %d" % len(self.signed))
        return self.signed[-1]

    def describe(self) -> str:
        """Nobody."""
        return ""


def test_of_two_that_drew_the_same_at_once_the_first_that_was_noted_stays(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    unsteady = Unsteady()
    monkeypatch.setitem(app.extensions, signer.EXTENSION, unsteady)
    subject = f"certificate:{issued(cohort_of(make.bea()))[0].id}"
    db.session.commit()
    unsteady.meanwhile = subject
    drawing.draw(subject, lambda sheet: b"%PDF-1.7 drawn")
    noted = db.session.query(CertificateFile).one().sha256
    assert store.read(noted) == unsteady.signed[0]
    assert {sha256 for sha256, _ in store.every()} >= {noted}
    assert not any(store.is_whole(store.hashlib.sha256(data).hexdigest()) for data in unsteady.signed[1:])


@pytest.mark.one_database
def test_what_stands_in_the_way_of_signing_is_said_to_whoever_issues(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = KeyFile(keys.as_pem(keys.pair(days=(-300, -1)), tmp_path), "", None, visible=False)
    monkeypatch.setitem(app.extensions, signer.EXTENSION, late)
    with pytest.raises(Refused, match="venció"):
        drawing.draw(f"certificate:{issued(cohort_of(make.bea()))[0].id}")
    assert db.session.query(CertificateFile).count() == 0
    with pytest.raises(CannotSign):
        late.sign(pdf.draw(Sheet(files.NORMAL, "https://replica.example.org", signature=True)), files.AT)
