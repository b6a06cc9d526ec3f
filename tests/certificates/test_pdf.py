"""The sheet: one tagged page, our letters only, a code that is read from paper, and nothing fetched from elsewhere."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from certificates.paper import claim
from certificates.paper.snapshot import Snapshot
from certificates.press import pdf, press
from certificates.press.sheet import Sheet
from certificates.register import note
from tests.certificates.examples import ALL, BOTH, KEY, NORMAL, PRESENT, UPRIGHT, WORKSHOP, WORST, like
from tests.certificates.press.sheets import registered
from training.press import fonts, qr

ROOT = Path(__file__).parents[2]


def drawn(snapshot: Snapshot) -> bytes:
    return pdf.draw(Sheet(snapshot, claim.address(snapshot, KEY)))


def words(data: bytes) -> str:
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return re.sub(r"\s+", " ", said.stdout.decode())


def embedded_fonts(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as opened:
        found = {str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()}
    return {name.lstrip("/").partition("+")[2] or name for name in found}


@pytest.mark.parametrize("name", ALL)
def test_one_page_with_our_fonts_and_a_code_that_is_read_from_grey_paper(name: str, tmp_path: Path) -> None:
    data = drawn(ALL[name])
    assert embedded_fonts(data) <= set(fonts.FACES.values())
    with pikepdf.open(BytesIO(data)) as opened:
        assert len(opened.pages) == 1
        assert [round(float(side)) for side in opened.pages[0].MediaBox] == [0, 0, *((595, 842) if name in UPRIGHT else (842, 595))]
    (tmp_path / "one.pdf").write_bytes(data)
    at_150_dpi = ["pdftoppm", "-r", "150", "-gray", "-singlefile"]
    subprocess.run([*at_150_dpi, tmp_path / "one.pdf", tmp_path / "one"], check=True)
    with Image.open(tmp_path / "one.pgm") as image:
        read = zxingcpp.read_barcodes(image)
    assert [code.text for code in read] == [claim.address(ALL[name], KEY)]


def test_the_file_is_tagged_and_its_title_is_neutral() -> None:
    with pikepdf.open(BytesIO(drawn(NORMAL))) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.Lang == "es-PE"
        assert opened.docinfo.Title == "Certificado 2026-000128"


def test_everything_that_the_snapshot_holds_is_printed() -> None:
    said = words(drawn(BOTH))
    for text in ("Nélida Rosaura Quispe Ñaupari", "DNI 40617283", "6,5 horas cronológicas",
                 "10 y 11 de noviembre de 2026", "Ayacucho", "Versión 3.2", "Código de verificación", "7K4M-X2QD-9HTR0",
                 "replica.example.org/verificar", "2026-000128",
                 "Emitido el 16 de noviembre de 2026", "Rosa Elvira Tacuri Montalvo", "Responsable de recursos humanos",
                 "Dirección Regional de Salud de Ejemplo", "Primer apoyo: escuchar, creer y acompañar · 120 min",
                 "DEMOSTRACIÓN, sin valor oficial", "Borrador: pendiente de validación clínica"):
        assert text in said
    assert "firma" not in said.lower()
    assert "None" not in said


def test_a_constancia_prints_everything_it_holds_and_says_what_it_is_not() -> None:
    said = words(drawn(PRESENT))
    for text in ("Constancia de asistencia", "Nélida Rosaura Quispe Ñaupari", "con DNI 40617283", "realizado en Ayacucho el 10 y 11",
                 "3. Miércoles 11 de noviembre, mañana", "195", "870 (96 %)", "Son 14,5 horas cronológicas",
                 "19 horas lectivas completas de 45 minutos", "desde el 80 % de los minutos programados",
                 "Acredita asistencia, no aprobación.", "2026-C-000045", "7K4M-X2QD-9HTR0", "Emitida el 16 de noviembre de 2026",
                 "Rosa Elvira Tacuri Montalvo", "versión 3.2"):
        assert text in said
    assert "Certificado" not in said
    assert "aprobado" not in said


def test_a_certificate_of_a_workshop_says_the_minutes_attended() -> None:
    assert "870 de 900 min" in words(drawn(WORKSHOP))
    assert "Asistencia al taller" not in words(drawn(NORMAL))


def test_a_constancia_is_tagged_with_a_neutral_title() -> None:
    with pikepdf.open(BytesIO(drawn(PRESENT))) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.docinfo.Title == "Constancia 2026-C-000045"


def test_a_plain_certificate_carries_no_notice() -> None:
    said = words(drawn(NORMAL))
    assert "DEMOSTRACIÓN" not in said
    assert "Borrador" not in said


@pytest.mark.parametrize("name", ALL)
def test_a_sheet_of_the_register_prints_its_number_and_the_checkpoint(name: str) -> None:
    sheet = registered(ALL[name])
    found = note.read(sheet.note, [KEY.public_key()])
    assert found is not None
    assert f"Registro n.º 2 · Punto de control 2 · {found.short}" in words(pdf.draw(sheet))


def test_a_sheet_of_before_the_register_prints_neither() -> None:
    assert "Registro n.º" not in words(drawn(NORMAL))


def test_markup_in_a_name_is_printed_and_not_obeyed() -> None:
    said = words(drawn(like(given_names="<b>Ana</b>", surnames="<img src=file:///etc/passwd>")))
    assert "<b>Ana</b>" in said
    assert "<img src=file:///etc/passwd>" in said


def test_the_same_snapshot_gives_the_same_bytes_in_every_process() -> None:
    program = ("import hashlib; from certificates.paper import claim; from certificates.press import pdf; from certificates.press.sheet import Sheet; "
               "from tests.certificates.examples import KEY, WORST; "
               "print(hashlib.sha256(pdf.draw(Sheet(WORST, claim.address(WORST, KEY)))).hexdigest())")
    said = {subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed},
                           capture_output=True, check=True).stdout for seed in ("1", "2")}
    assert len(said) == 1
    assert drawn(WORST) == drawn(WORST)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "https://example.org/x.png", "data:image/png;base64,AAAA",
                                 "print:fonts/../../pdf.py", "qr:" + "a" * 500])
def test_nothing_but_our_files_is_fetched(url: str) -> None:
    with pytest.raises(press.Refused):
        press.the_press().pdf(f'<html lang="es"><title>x</title><p><img src="{url}" alt="x">')


def test_the_site_starts_without_the_drawing_libraries() -> None:
    program = "import sys; import certificates.press.pdf; assert 'weasyprint' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_a_letter_of_no_font_of_ours_is_refused_by_its_number() -> None:
    with pytest.raises(pdf.CannotDraw, match=r"U\+6F22"):
        drawn(like(surnames="漢"))


def test_an_address_too_long_for_paper_is_refused() -> None:
    with pytest.raises(pdf.CannotDraw, match="too long"):
        pdf.draw(Sheet(NORMAL, "https://replica.example.org/" + "a" * 400))


def test_the_press_keeps_no_code_from_one_sheet_to_the_next() -> None:
    drawn(NORMAL)
    assert not [url for url in press.the_press().images if url.startswith("qr:")]


def test_a_printed_module_is_never_under_four_tenths_of_a_millimetre() -> None:
    longest = "https://capacitacion.salud.ejemplo.gob.pe/v/" + "a" * 22 + "#" + "b" * claim.LONGEST
    assert 36 / qr.modules_across(longest) >= 0.4


def test_many_sheets_become_one_file_in_order(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(drawn(NORMAL))
    mixed: list[bytes | Path] = [path, drawn(WORST)] * 60
    with pikepdf.open(pdf.join_to(iter(mixed), tmp_path / "all.pdf")) as joined:
        assert len(joined.pages) == 120
        assert joined.docinfo.Title == "Certificados"
    assert words(pdf.join(mixed[:3])).count("2026-000130") == 1
