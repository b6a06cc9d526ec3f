"""Plans and the supervision form on paper."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.client import Client
from tests.plans import story
from tests.plans.story import KIT
from tests.run import NOT_RUN
from training.accounts.models import User
from training.clock import today
from training.places.models import Facility
from training.plans import paper


def text_of(pdf: bytes, tmp_path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip(f"{NOT_RUN}lectura de hojas; falta el paquete poppler-utils")
    (tmp_path / "hoja.pdf").write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", str(tmp_path / "hoja.pdf"), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.one_database
def test_a_plan_is_one_page_with_what_is_written(client: Client, ana: User, bea: User, manso: Facility, tmp_path: Path) -> None:
    plan = story.in_force(manso, bea)
    client.sign_in(ana).get(f"/planes/{plan.key}.pdf")
    assert client.response is not None and client.response.mimetype == "application/pdf"
    assert f"plan-{plan.key}.pdf" in client.response.headers["Content-Disposition"]
    said = text_of(client.response.data, tmp_path)
    assert KIT["accion"] in said and "Ruta de noche" in said and "00090021" in said and "A los 90 días" in said
    assert "Sin nombres ni historias" in said and said.count("\f") == 1


@pytest.mark.one_database
def test_the_blank_supervision_form_is_one_page(client: Client, bea: User, tmp_path: Path) -> None:
    client.sign_in(bea).get("/supervision.pdf")
    assert client.response is not None and client.status == 200
    said = text_of(client.response.data, tmp_path)
    assert "Hoja de supervisión" in said and "Preguntas de peligro hechas" in said and said.count("\f") == 1


def test_a_draft_says_so_and_has_no_dates_yet(bea: User, manso: Facility) -> None:
    plan = story.draft(manso, bea)
    html = paper.plan_html(plan, story.Place(manso), story.sheet(), story.lines(plan), [])
    assert "Borrador" in html and "A los 30 días<" in html and "<script" not in html


def test_what_is_written_cannot_become_a_tag(bea: User, manso: Facility) -> None:
    plan = story.draft(manso, bea, [("kit", KIT | {"accion": "<img src=x onerror=alert(1)>"}), ("", {"accion": "Otra urgencia"})])
    html = paper.plan_html(plan, story.Place(manso), story.sheet(), story.lines(plan), [])
    assert "<img" not in html and "&lt;img" in html and "Otra urgencia nuestra" in html


def test_a_year_has_room_for_a_pen(bea: User, manso: Facility) -> None:
    plan = story.in_force(manso, bea, today(), rows=[("", dict.fromkeys(("meta", "actividad", "quien", "cuando", "costo", "indicador"), "Algo"))],
                          slug=story.OPERATIONAL)
    html = paper.plan_html(plan, story.Place(manso), story.sheet(story.OPERATIONAL), story.lines(plan), story.reviews(plan))
    assert html.count('<tr class="free">') == paper.LEAST_ROWS
