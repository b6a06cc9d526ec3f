"""The page of designs, and a sample on the longest name of a cohort."""

import subprocess
from pathlib import Path

import pytest
from flask import Flask

from certificates.designs import actions, queries
from certificates.designs.built_in import FOLDER, built_in
from certificates.designs.folder import Design
from tests import make
from tests.certificates.story import cohort_of
from tests.client import Client
from training.cohorts.models import Cohort
from training.db import db

LONGEST = "Luciana Guadalupe de los Milagros"


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    found = cohort_of(make.bea(), place="Hospital de Prueba")
    make.member(found, make.user(LONGEST, "Huallpacusi Condorhuamán"))
    db.session.commit()
    return found


@pytest.fixture
def other(app: Flask) -> Design:
    files = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    design = Design(files | {"design.toml": files["design.toml"].replace(b'"1"', b'"2"')})
    actions.keep(design)
    db.session.commit()
    return design


def text_of(data: bytes, folder: Path) -> str:
    (folder / "x.pdf").write_bytes(data)
    return subprocess.run(["pdftotext", "-layout", folder / "x.pdf", "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.one_database
@pytest.mark.parametrize("paper", ["certificate", "constancia", "accreditation"])
def test_a_trainer_sees_her_cohorts_paper_on_its_longest_name(cohort: Cohort, client: Client, tmp_path: Path, paper: str) -> None:
    client.sign_in(make.bea())
    answer = client.get(f"/cohortes/{cohort.key}/certificados/muestra-{paper}.pdf")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    said = " ".join(text_of(answer.data, tmp_path).split())
    assert LONGEST in said
    assert "DEMOSTRACIÓN" in said
    assert "0000-0000-00000" in said


def test_a_paper_that_there_is_not_is_not_found(cohort: Cohort, client: Client) -> None:
    client.sign_in(make.bea())
    assert client.get(f"/cohortes/{cohort.key}/certificados/muestra-titulo.pdf").status_code == 404


@pytest.mark.one_database
def test_what_cannot_be_drawn_is_refused_with_a_sentence(app: Flask, client: Client) -> None:
    cohort = cohort_of(make.bea(), place="Puno \u200b")
    client.sign_in(make.bea())
    assert client.get(f"/cohortes/{cohort.key}/certificados/muestra-certificate.pdf").status_code in (200, 409)


def test_the_page_shows_every_design_and_which_is_used(other: Design, client: Client) -> None:
    client.sign_in(make.dina())
    client.get("/disenos")
    assert client.text.count("En uso") == 1
    assert "Versión 2" in client.text
    client.post(f"/disenos/{other.digest}/usar")
    assert client.status == 303
    assert queries.in_use() == other.digest
    client.get("/disenos")
    assert client.text.index("Versión 2") < client.text.index("Versión 1")


def test_with_a_cohort_the_links_lead_to_its_longest_name(cohort: Cohort, client: Client) -> None:
    client.sign_in(make.dina())
    client.get(f"/disenos?cohorte={cohort.key}")
    assert f"/disenos/{built_in().digest}/certificate.pdf?cohorte={cohort.key}" in client.text


@pytest.mark.parametrize("digest", ["x", "0" * 64, "ñ", "0" * 63 + "%00"])
def test_a_design_that_there_is_not_is_not_found(client: Client, digest: str) -> None:
    client.sign_in(make.dina())
    assert client.get(f"/disenos/{digest}/certificate.pdf").status_code == 404
    client.get("/disenos")
    assert client.post(f"/disenos/{digest}/usar").status_code == 404
