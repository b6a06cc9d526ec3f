"""The page of the suitcase and its file."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask

from tests import make
from tests.books import reading
from tests.client import Client
from tests.suitcase.story import packed, worked, workshop
from training.cohorts.models import Cohort
from training.db import db
from training.jobs.models import Job


def page_of(cohort: Cohort) -> str:
    return f"/cohortes/{cohort.key}/maletin"


def test_one_press_prepares_it_and_the_file_is_for_who_asked(app: Flask, client: Client, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    client.sign_in(bea).get(page_of(cohort))
    assert "Preparar el maletín" in client.text
    assert "Lista de asistencia de cada jornada" in client.text
    client.submit()
    assert client.status == 303
    client.follow()
    worked(app, db.session.query(Job).one())
    client.get(page_of(cohort))
    assert "Listo para imprimir" in client.text
    assert "para 4 personas" in client.text
    answer = client.get(page_of(cohort) + ".pdf")
    assert (client.status, answer.mimetype) == (200, "application/pdf")
    assert "no-store" in answer.headers["Cache-Control"]
    assert 'filename=maletin.pdf' in answer.headers["Content-Disposition"]
    assert "Maletín del taller" in reading.pages(answer.data)[0]


def test_another_who_runs_the_cohort_asks_for_her_own(app: Flask, new_client: Callable[[], Client], kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    other = make.user("Nora", "Paz Luna", authority_id=bea.authority_id)
    packed(app, cohort, bea)
    hers = new_client().sign_in(other)
    hers.get(page_of(cohort) + ".pdf")
    assert hers.status == 404
    hers.get(page_of(cohort))
    assert "Preparar el maletín" in hers.text
    job = db.session.query(Job).one()
    hers.get(f"/trabajos/{job.key}")
    assert hers.status == 404


def test_a_list_that_changed_makes_it_out_of_date(app: Flask, client: Client, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    packed(app, cohort, bea)
    client.sign_in(bea).get(page_of(cohort))
    assert "La lista de participantes cambió" not in client.text
    make.member(cohort, make.user("Eva", "Huamán Luz"))
    db.session.commit()
    client.get(page_of(cohort))
    assert "La lista de participantes cambió" in client.text


def test_an_empty_workshop_says_what_to_do_first(app: Flask, client: Client, kits: Path) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    db.session.commit()
    client.sign_in(bea).get(page_of(cohort))
    assert "Todavía no hay participantes" in client.text
    assert "Pegar lista" in client.text


def test_a_cohort_without_workshop_is_told_so(app: Flask, client: Client, kits: Path) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    db.session.commit()
    client.sign_in(bea)
    for ask in (client.get, client.post):
        ask(page_of(cohort))
        assert client.status == 404
        assert "no tiene taller presencial" in client.text


def test_while_it_is_being_made_the_page_leads_to_the_work(app: Flask, client: Client, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    client.sign_in(bea).get(page_of(cohort))
    token = client.csrf_token()
    places = {client.post(page_of(cohort), {}, token=token).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    client.get(page_of(cohort))
    assert "Se está preparando" in client.text
    assert places.pop() in client.text


def test_a_cohort_that_moved_to_another_version_is_told_to_print_again(app: Flask, client: Client, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    packed(app, cohort, bea)
    client.sign_in(bea).get(page_of(cohort))
    assert "otra versión del manual" not in client.text
    cohort.manual_digest = make.published(make.with_workshop(make.manual(version="2.0"))).digest
    db.session.commit()
    client.get(page_of(cohort))
    assert "El grupo pasó a otra versión del manual" in client.text and "imprímalo otra vez" in client.text
