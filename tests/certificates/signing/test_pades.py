"""A file that is signed when it is drawn: valid for three programs, still PDF/A-3a and PDF/UA-1, the same when repeated."""

from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certificates.signing import pades
from certificates.signing.key_file import BadKey
from certificates.signing.signer import FIELD, CannotSign
from tests.certificates.examples import MADE_UP
from tests.certificates.signing import files, keys

KINDS = ("p256", "rsa2048")


def status(data: bytes) -> PdfSignatureStatus:
    anchors = [x509.Certificate.load(root) for root in files.roots()]
    only, = PdfFileReader(BytesIO(data)).embedded_signatures
    assert only.field_name == FIELD
    return validate_pdf_signature(only, ValidationContext(trust_roots=anchors, allow_fetching=False))


@pytest.mark.parametrize("visible", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_three_programs_call_it_valid_and_it_is_still_for_archives_and_for_everybody(
        kind: str, visible: bool, tmp_path: Path) -> None:
    data = files.signed_here(kind, visible=visible)
    found = status(data)
    assert found.intact
    assert found.valid
    assert found.trusted
    assert found.coverage == SignatureCoverageLevel.ENTIRE_FILE
    said = files.pdfsig(data, tmp_path)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    for profile in ("3a", "ua1"):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert report.is_compliant, [(one.rule_id, one.message) for one in report.failures]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_and_moment_give_the_same_bytes(kind: str) -> None:
    again = pades.with_key(keys.pair(kind), visible=True).sign(files.drawn(signature=True), files.AT)
    assert again == files.signed_here(kind, visible=True)
    assert again.startswith(files.drawn(signature=True))


@pytest.mark.parametrize("kind", KINDS)
def test_one_changed_byte_anywhere_and_nobody_calls_it_valid(kind: str, tmp_path: Path) -> None:
    data = files.signed_here(kind)
    text = files.drawn(signature=True).index(b"stream\n") + 40       # in what is drawn
    for at in (text, len(data) - 40):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
        assert "Signature is Valid." not in files.pdfsig(changed, tmp_path)
    changed = data[:text] + bytes([data[text] ^ 1]) + data[text + 1:]
    assert not status(changed).intact


def test_the_visible_one_says_who_and_when_and_the_invisible_one_shows_nothing() -> None:
    seen = files.words(files.signed_here(visible=True))
    assert "Firmado digitalmente por" in seen
    assert "TACURI MONTALVO Rosa Elvira" in seen
    assert "40617283 hard" not in seen
    assert "16 de noviembre de 2026, 10:00, hora de Lima" in seen
    assert "Firmado digitalmente" not in files.words(files.signed_here())


def test_the_words_stand_only_on_what_is_signed() -> None:
    for snapshot in (files.NORMAL, MADE_UP):
        assert "firma digital" not in files.words(files.drawn(snapshot)).lower()
        assert "firmado digital" not in files.words(files.drawn(snapshot)).lower()
        assert "Este archivo lleva firma digital." in files.words(files.drawn(snapshot, signature=True))


def test_the_upright_sheet_has_its_place_too() -> None:
    data = pades.with_key(keys.pair(), visible=True).sign(files.drawn(MADE_UP, signature=True), files.AT)
    with pikepdf.open(BytesIO(data)) as opened:
        field = opened.Root.AcroForm.Fields[0]
        assert [int(side) for side in field.Rect] == [73, 117, 241, 151]
        assert opened.pages[0].MediaBox[2] < opened.pages[0].MediaBox[3]


def test_the_moment_claimed_is_never_before_the_certificate() -> None:
    later = keys.pair(days=(-3, 100))
    data = pades.with_key(later, visible=False).sign(files.drawn(signature=True), files.AT)
    assert status(data).signer_reported_dt == later.certificate.not_valid_before_utc


def test_what_cannot_be_signed_is_said() -> None:
    with pytest.raises(BadKey, match="venció"):
        pades.with_key(keys.pair(days=(-300, -1)), visible=False).sign(files.drawn(signature=True), files.AT)
    for visible in (False, True):
        with pytest.raises(CannotSign):
            pades.with_key(keys.pair(), visible=visible).sign(files.drawn(), files.AT)      # no field
        with pytest.raises(CannotSign):
            pades.with_key(keys.pair(), visible=visible).sign(b"%PDF-1.7 nothing", files.AT)
