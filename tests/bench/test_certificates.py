"""The other ways to draw a certificate say the same words as ours, so that their times may stand beside it."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import page
import pytest

from bench import peers
from certificates.press import pdf
from certificates.press.sheet import Sheet
from tests.certificates.press.sheets import registered

WAYS: list[Callable[[Sheet], Callable[[], bytes]]] = [
    lambda sheet: lambda: pdf.draw(sheet), peers.naive_finished, peers.reportlab]


def words(data: bytes) -> str:
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return re.sub(r"\s+", " ", said.stdout.decode())


def says_it_all(data: bytes) -> None:
    said = words(data)
    for text in ("Dirección Regional de Salud de Ejemplo", "2026-000128", "Certificado", "Nélida Rosaura Quispe Ñaupari",
                 "DNI 40617283", "6,5 horas cronológicas", "10 y 11 de noviembre de 2026", "Ayacucho", "Versión 3.2",
                 "Seguridad, privacidad y derivación · 90 min", "Rosa Elvira Tacuri Montalvo", "7K4M-X2QD-9HTR0",
                 "Registro n.º 2 · Punto de control 2", "huella 9f3c 71ab 02de 5548"):
        assert text in said


@pytest.mark.parametrize("way", WAYS)
def test_each_way_says_the_same(way: Callable[[Sheet], Callable[[], bytes]]) -> None:
    says_it_all(way(registered())())


def test_so_does_tcpdf_where_it_is_installed(tmp_path: Path) -> None:
    times = peers.tcpdf(registered(), tmp_path, 2)
    if times is None:
        pytest.skip("php-cli and php-tcpdf are not installed")
    assert len(times) == 2
    says_it_all((tmp_path / "tcpdf.pdf").read_bytes())


def test_the_naive_way_with_our_finisher_keeps_both_standards_too() -> None:
    data = peers.naive_finished(registered())()
    assert [page.is_pdf_compliant_bytes(data, profile=profile) for profile in ("3a", "ua1")] == [True, True]
