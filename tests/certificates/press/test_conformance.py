"""Every kind of sheet is PDF/A-3a and PDF/UA-1 at once, signed or not, and the validator can say no.

The validator is the package ``page-validation``: young (0.x, one author), though it passes the test files of the standards'
own people. What it lets through is no proof; a second validator should read a sheet of each design once. That the
file is well formed is asked of another reader, qpdf's.
"""

import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which

import page
import pikepdf
import pytest

from certificates.press import finish, pdf
from certificates.press import press as presses
from tests.certificates.examples import ALL, NORMAL, WORST
from tests.certificates.press.sheets import drawn, registered

PROFILES = ("3a", "ua1")
LARGEST = 80_000


def broken_rules(data: bytes, profile: str) -> list[str]:
    report = page.validate_pdf_bytes(data, profile=profile)
    assert report.is_compliant is not bool(report.failures)
    return [failure.rule_id for failure in report.failures]


@pytest.mark.parametrize("signature", [False, True])
@pytest.mark.parametrize("name", ALL)
def test_each_sheet_keeps_both_standards(name: str, signature: bool) -> None:
    data = drawn(name, signature=signature)
    assert {profile: broken_rules(data, profile) for profile in PROFILES} == {profile: [] for profile in PROFILES}


@pytest.mark.parametrize("name", ALL)
def test_each_file_is_small_and_another_reader_finds_nothing(name: str, tmp_path: Path) -> None:
    data = drawn(name)
    assert len(data) <= LARGEST
    with pikepdf.open(BytesIO(data)) as opened:
        assert opened.check_pdf_syntax() == []
    (tmp_path / "one.pdf").write_bytes(data)
    if which("qpdf"):
        subprocess.run(["qpdf", "--check", tmp_path / "one.pdf"], check=True, capture_output=True)


@pytest.mark.parametrize("name", ["normal", "present"])
def test_a_sheet_that_is_in_no_register_is_drawn_as_well(name: str) -> None:
    data = pdf.draw(pdf.Sheet(ALL[name], "https://replica.example.org/v/x"))
    assert [broken_rules(data, profile) for profile in PROFILES] == [[], []]
    with pikepdf.open(BytesIO(data)) as opened:
        assert not opened.attachments


def without_its_finish() -> bytes:
    return bytes(presses.the_press().pdf(pdf.page(registered())))


def changed(**keys: object) -> bytes:
    """A good sheet after something was taken out of its catalogue."""
    out = BytesIO()
    with pikepdf.open(BytesIO(drawn("normal"))) as opened:
        for key in keys:
            del opened.Root["/" + key]
        opened.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.mark.parametrize("data, profile", [
    (lambda: without_its_finish(), "3a"), (lambda: changed(OutputIntents=1), "3a"),
    (lambda: changed(StructTreeRoot=1), "ua1"), (lambda: changed(Metadata=1), "3a"), (lambda: changed(MarkInfo=1), "ua1")])
def test_the_validator_finds_what_is_wrong(data: object, profile: str) -> None:
    assert callable(data)
    assert broken_rules(data(), profile)


def test_what_the_file_says_of_itself_is_true_in_both_places() -> None:
    with pikepdf.open(BytesIO(drawn("both"))) as opened:
        said, packet = opened.docinfo, opened.open_metadata()
        assert said.Title == packet["dc:title"] == "Certificado 2026-000128"
        assert said.Author == "Dirección Regional de Salud de Ejemplo" and packet["dc:creator"] == [str(said.Author)]
        assert said.Subject == packet["dc:description"] == (
            "Atención de salud ante la violencia contra las mujeres e integrantes del grupo familiar. "
            "DEMOSTRACIÓN, sin valor oficial. Borrador: pendiente de validación clínica.")
        assert said.CreationDate == said.ModDate == "D:20261116000000-05'00'"
        assert packet["xmp:CreateDate"] == packet["xmp:ModifyDate"] == "2026-11-16T00:00:00-05:00"
        assert str(said.Producer).startswith("WeasyPrint ") and packet["pdf:Producer"] == said.Producer
        assert (packet["pdfaid:part"], packet["pdfaid:conformance"], packet["pdfuaid:part"]) == ("3", "A", "1")
        assert opened.Root.Lang == "es-PE" and packet["dc:language"] == {"es-PE"}
        assert "/Filter" not in opened.Root.Metadata


def test_the_metadata_name_neither_the_person_nor_her_document() -> None:
    with pikepdf.open(BytesIO(drawn("normal"))) as opened:
        said = opened.Root.Metadata.read_bytes().decode() + str(dict(opened.docinfo.items()))
    assert not [word for word in ("Nélida", "Ñaupari", "40617283") if word in said]


def test_marks_of_xml_in_what_is_said_stay_words() -> None:
    data = pdf.draw(registered(pdf.Snapshot(**{**as_fields(NORMAL), "issuer": 'Salud & <b>"Vida"</b>'})))
    assert broken_rules(data, "3a") == []
    with pikepdf.open(BytesIO(data)) as opened:
        assert opened.open_metadata()["dc:creator"] == ['Salud & <b>"Vida"</b>'] == [str(opened.docinfo.Author)]


def as_fields(snapshot: pdf.Snapshot) -> dict[str, object]:
    return {name: getattr(snapshot, name) for name in snapshot.__struct_fields__}


def test_a_field_for_a_signature_is_there_only_when_it_will_be_signed() -> None:
    with pikepdf.open(BytesIO(drawn("worst"))) as opened:
        assert "/AcroForm" not in opened.Root and "/Annots" not in opened.pages[0]
    with pikepdf.open(BytesIO(drawn("worst", signature=True))) as opened:
        (field,) = opened.Root.AcroForm.Fields
        assert (field.T, field.FT, field.F) == (finish.FIELD, "/Sig", 4) and "/V" not in field
        assert [float(side) for side in field.Rect] == [0, 0, 0, 0]
        tag = opened.Root.StructTreeRoot.ParentTree.Nums[-1]
        assert tag.S == "/Form" and tag.K[0].Obj.objgen == field.objgen
        assert opened.Root.StructTreeRoot.K[0].K[-1].objgen == tag.objgen
    assert WORST.folio in str(registered(WORST).entry)


def test_a_signature_may_be_given_a_place_on_the_page() -> None:
    sheet = registered(signature=True)
    data = presses.the_press().pdf(pdf.page(sheet), finish.finisher(sheet, (100, 60, 280, 100)))
    assert [broken_rules(data, profile) for profile in PROFILES] == [[], []]
    with pikepdf.open(BytesIO(data)) as opened:
        assert [float(side) for side in opened.Root.AcroForm.Fields[0].Rect] == [100, 60, 280, 100]


def test_a_print_file_of_signed_sheets_keeps_no_field() -> None:
    with pikepdf.open(BytesIO(pdf.join([drawn("worst", signature=True), drawn("normal")]))) as joined:
        assert not [sheet for sheet in joined.pages if "/Annots" in sheet]
        assert "/AcroForm" not in joined.Root
