"""Two web servers and two workers over one PostgreSQL; either is killed, and nobody notices more than a moment."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from certificates.issuing.models import Certificate, CertificateFile
from certificates.register import keys
from tests import make
from tests.certificates.story import cohort_of
from tests.hosts.hosts import Host, Visitor, until
from tests.suitcase.story import workshop
from training.accounts.models import User
from training.cohorts.models import Cohort
from training.db import db
from training.jobs.models import DONE, Job, JobItem

pytestmark = [pytest.mark.one_database("postgresql"), pytest.mark.flaky(reruns=1)]  # SQLite has one host; processes are slow


@pytest.fixture
def hosts(app: Flask, tmp_path: Path) -> Iterator[tuple[Host, Host]]:
    """Both, started and answering."""
    make.published()
    keys.create()
    db.session.commit()
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as two:
        ports = [socket_.getsockname()[1] for socket_ in (one, two)]
    url = db.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    key = Path(str(app.config["SIGNING_KEY_FILE"]))
    pair = Host(tmp_path / "one", url, ports[0], key), Host(tmp_path / "two", url, ports[1], key)
    try:
        for host in pair:
            host.wait()
        yield pair
    finally:
        for host in pair:
            host.stop()
        db.session.rollback()
        for name in ("kv", "schedule", "task", "counter"):
            db.session.execute(text(f"DROP TABLE IF EXISTS huey_{name}"))
        db.session.commit()


@pytest.fixture
def bea(app: Flask) -> User:
    found = make.bea()
    db.session.commit()
    return found


@pytest.fixture
def cohort(bea: User) -> Cohort:
    found = workshop(bea)
    db.session.commit()
    return found


def newest_job() -> Job:
    db.session.rollback()
    return db.session.scalars(select(Job).order_by(Job.id.desc()).limit(1)).one()


def pieces_done(job_id: int) -> int:
    db.session.rollback()
    return int(db.session.scalar(select(func.count()).where(JobItem.job_id == job_id, JobItem.state == DONE)) or 0)


def test_a_suitcase_begun_on_a_host_that_dies_is_finished_and_given_out_by_the_other(
        cohort: Cohort, bea: User, hosts: tuple[Host, Host]) -> None:
    first, second = hosts
    second.kill(second.worker)  # so that the first host begins it
    visitor, page = Visitor(), f"/cohortes/{cohort.key}/maletin"
    visitor.enter(first, bea)
    visitor.post(first, page)
    job_id = newest_job().id
    until(lambda: pieces_done(job_id) > 0, "no sheet was drawn", first.log)
    first.stop()  # the whole host: what it has drawn so far lies on a disk that nobody reads any more
    db.session.execute(text("UPDATE job SET lease_until = '2020-01-01 00:00:00+00:00'"))  # two minutes later
    db.session.commit()
    second.worker = second._start("flask", "worker")
    until(lambda: newest_job().state == DONE, "the other worker did not finish it", second.log)
    file = visitor.get(second, f"{page}.pdf")
    assert visitor.kind == "application/pdf" and file.startswith(b"%PDF")
    assert pieces_done(job_id) == db.session.scalar(select(func.count()).where(JobItem.job_id == job_id))


def test_what_one_host_drew_the_other_serves_and_a_session_lives_on_both(
        bea: User, cohort: Cohort, hosts: tuple[Host, Host]) -> None:
    first, second = hosts
    second.kill(second.worker)  # all is drawn on the first host
    ready = cohort_of(bea)
    db.session.commit()
    visitor, page = Visitor(), f"/cohortes/{ready.key}/certificados"
    visitor.enter(first, bea)
    visitor.post(second, page, name_1="Bea Huamán", post_1="Responsable")
    until(lambda: newest_job().state == DONE, "the certificates were not drawn", first.log)
    first.stop()
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(CertificateFile)) == 3
    assert visitor.get(second, f"{page}/imprimir.pdf").startswith(b"%PDF")
    code = db.session.scalars(select(Certificate.code)).first()
    assert "Certificado válido" in Visitor().get(second, f"/verificar/{code}").decode()
