"""The report: one side of A4, tagged, with the figures of the page; drawn with no transaction open."""

import subprocess
from pathlib import Path

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.coverage import story
from training.coverage import overview, report
from training.db import db
from training.press import alone


def text_of(pdf: bytes, tmp_path: Path) -> tuple[str, str]:
    """(its text, what pdfinfo says)."""
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    return (subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout,
            subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout)


def test_the_report_of_the_country(app: Flask, client: Client, tmp_path: Path) -> None:
    story.many(8)
    story.many(4, region="cus", states=("covered",))
    answer = client.sign_in(make.dina()).get("/cobertura/informe.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    text, info = text_of(answer.get_data(), tmp_path)
    assert "Pages:           1\n" in info and "Tagged:          yes" in info
    for said in ("50 %", "cubiertos: 6 de 12", "Ayacucho", "Cusco", "Ucayali", "100 %", "Qué cambió este mes", "RENIPRESS"):
        assert said in text
    assert "DEMOSTRACIÓN" not in text
    assert not db.session().in_transaction() or db.session.is_active


def test_the_report_of_a_trainer_is_her_region_only(app: Flask, client: Client, tmp_path: Path) -> None:
    story.many(8)
    story.many(4, region="cus")
    text, info = text_of(client.sign_in(make.bea()).get("/cobertura/informe.pdf").get_data(), tmp_path)
    assert "DIRESA/GERESA Ayacucho" in text and "Las redes" in text
    assert "Cusco" not in text
    assert "Pages:           1\n" in info


@pytest.mark.one_database
def test_the_longest_names_and_the_most_networks_stay_on_one_side(app: Flask, tmp_path: Path) -> None:
    place = make.authority()
    place.name = "Gerencia Regional de Salud de una región con un nombre más largo que ninguno de los que hay en el país"
    for number in range(60):
        story.facility(f"P. S. {number}", network=f"Red de Salud de las provincias altas del nombre larguísimo {number:02}")
    make.user(is_demo=True)
    with app.test_request_context():
        html = report.compose(overview.region(make.dina(), "aya"))
    text, info = text_of(report.drawn(html), tmp_path)
    assert "Pages:           1\n" in info
    assert "Faltan aquí 35 redes" in text and "DEMOSTRACIÓN, sin valor oficial" in text


def test_what_cannot_be_drawn_is_said(app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise alone.NotDrawn("no memory")

    monkeypatch.setattr(alone, "drawn", fail)
    client.sign_in(make.dina()).get("/cobertura/informe.pdf")
    assert client.status == 503
    assert "Inténtelo otra vez en un momento" in client.text


def test_the_press_alone_refuses_what_it_may_not_fetch(tmp_path: Path) -> None:
    css = tmp_path / "a.css"
    css.write_text("p { color: red }")
    with pytest.raises(alone.NotDrawn, match="refused"):
        alone.drawn('<html lang="es"><title>x</title><img alt="" src="https://example.org/a.png"></html>', css)
