"""The live agenda in a real browser: the clock ticks, a step taken without network waits with its hour and is sent once."""

from datetime import time, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests import make
from tests.browser import LiveSite, assert_accessible, assert_fits
from training.clock import in_lima, now
from training.cohorts.models import CohortTrainer
from training.db import db
from training.delivery.models import AgendaStep
from training.workshops.queries import half_days

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both


@pytest.fixture
def site(app: Flask, live_site: LiveSite) -> tuple[str, str]:
    """A half-day that should have begun ten minutes ago: the address of its agenda, and Bea's document."""
    bea = make.bea()
    cohort = make.workshop(bea)
    luz = make.user("Luz", "Paredes Sol", authority_id=make.authority().id)
    db.session.add(CohortTrainer(cohort_id=cohort.id, user_id=luz.id))
    half_day = half_days(cohort)[0]
    local = in_lima(now())
    before = local - timedelta(minutes=10)
    half_day.starts = before.time().replace(second=0, microsecond=0) if before.date() == local.date() else time(0)
    found = f"{live_site.url}/cohortes/{cohort.key}/agenda/{half_day.key}", bea.document
    db.session.commit()
    return found


def enter(page: Page, address: str, document: str) -> None:
    page.goto(address)
    page.fill("[name=document]", document)
    page.fill("[name=password]", make.PASSWORD)
    page.get_by_role("button", name="Ingresar").click()
    page.wait_for_url(address)


def test_steps_wait_for_the_network_and_arrive_once_in_their_order(page: Page, site: tuple[str, str]) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    enter(page, *site)
    page.get_by_role("button", name="Empezar").click()
    expect(page.get_by_text("Ahora: Prueba de entrada")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Pasar al siguiente").click()
    expect(page.get_by_text("Ahora: Escuchar")).to_be_visible()
    expect(page.get_by_text("Queda un paso en este equipo")).to_be_visible()
    page.get_by_role("button", name="Recortar Plenaria").click()
    expect(page.get_by_text("Quedan 2 pasos en este equipo")).to_be_visible()
    page.get_by_role("button", name="Luz Paredes Sol").click()
    expect(page.get_by_text("Sin red, ese botón no se puede usar")).to_be_visible()
    assert_fits(page)
    page.context.set_offline(False)
    expect(page.get_by_text("Anotado: Bea Huamán Ríos recortó «Plenaria»")).to_be_visible()
    expect(page.get_by_text("Ahora: Escuchar")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    kinds = list(db.session.scalars(select(AgendaStep.kind).order_by(AgendaStep.number)))
    db.session.commit()
    assert kinds == ["next", "next", "cut"]


def test_a_half_day_may_begin_without_network(page: Page, site: tuple[str, str]) -> None:
    enter(page, *site)
    page.context.set_offline(True)
    page.get_by_role("button", name="Empezar").click()
    expect(page.get_by_text("Ahora: Prueba de entrada")).to_be_visible()
    expect(page.get_by_text("Sigue: Escuchar")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Anotado: Bea Huamán Ríos pasó a «Prueba de entrada»")).to_be_visible()


def test_the_clock_ticks_without_asking_the_server(page: Page, site: tuple[str, str]) -> None:
    page.clock.install(time=now())
    enter(page, *site)
    page.get_by_role("button", name="Empezar").click()
    expect(page.get_by_text("Ahora: Prueba de entrada")).to_be_visible()
    page.context.set_offline(True)
    page.clock.run_for(35 * 60_000)
    expect(page.get_by_text("de 30 minutos")).to_contain_text("Lleva 3")
    page.context.set_offline(False)
