"""The long work: cut in the middle and taken up again, repeated, and honest about files that were lost."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from certificates.issuing import drawing
from certificates.issuing.models import CertificateFile, PrintFile
from tests import make
from tests.certificates.story import cohort_of, issued, work_through
from tests.client import Client
from training import clock, store
from training.accounts.models import User
from training.db import db
from training.demo.people import PASSWORD, TRAINER
from training.errors import Refused
from training.house import house
from training.jobs.models import DONE, JobItem
from training.jobs.worker import work

Command = Callable[..., str]


class PowerCut(BaseException):
    """The worker is gone in the middle of a piece."""


def test_a_worker_that_dies_after_storing_leaves_nothing_half_done(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = cohort_of(make.bea())
    job = drawing.start(cohort, issued(cohort), cohort.created_by_id)
    db.session.commit()
    job_id, calls = job.id, []
    put = store.put

    def dies_second_time(data: bytes) -> str:
        calls.append(1)
        sha256 = put(data)
        if len(calls) == 2:
            raise PowerCut
        return sha256

    monkeypatch.setattr(store, "put", dies_second_time)
    with pytest.raises(PowerCut), app.app_context():
        work(job_id)
    db.session.expire_all()
    assert db.session.query(CertificateFile).count() == 1
    db.session.commit()
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        work_through(app, job)
    assert db.session.get_one(type(job), job_id).state == DONE
    assert db.session.query(CertificateFile).count() == 3
    assert len(calls) == 4
    assert db.session.query(PrintFile).one().pages == 3
    assert {item.state for item in db.session.query(JobItem)} == {DONE}


def test_doing_it_all_again_changes_nothing(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    subjects = [f"certificate:{one.id}" for one in issued(cohort)]
    for _ in range(2):
        for subject in subjects:
            drawing.draw(subject)
        drawing.join(f"cohort:{cohort.id}", subjects)
    assert db.session.query(CertificateFile).count() == 3
    assert db.session.query(PrintFile).count() == 1


def test_a_lost_file_is_drawn_again_to_the_bit(app: Flask) -> None:
    subject = f"certificate:{issued(cohort_of(make.bea()))[0].id}"
    drawing.draw(subject)
    sha256 = db.session.query(CertificateFile).one().sha256
    store.path_of(sha256).unlink()
    drawing.draw(subject)
    assert store.is_whole(sha256)


def test_a_lost_file_that_cannot_be_drawn_alike_is_said(app: Flask) -> None:
    subject = f"certificate:{issued(cohort_of(make.bea()))[0].id}"
    drawing.draw(subject, lambda sheet: b"as it was")
    store.path_of(db.session.query(CertificateFile).one().sha256).unlink()
    with pytest.raises(Refused, match="respaldo"):
        drawing.draw(subject, lambda sheet: b"otherwise")


def test_a_changed_file_stops_the_joining(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    subjects = [f"certificate:{one.id}" for one in issued(cohort)]
    for subject in subjects:
        drawing.draw(subject)
    sha256 = db.session.query(CertificateFile).first().sha256  # type: ignore[union-attr]  # there are three
    store.path_of(sha256).write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(Refused, match="respaldo"):
        drawing.join(f"cohort:{cohort.id}", subjects)
    assert db.session.query(PrintFile).count() == 0


def test_the_progress_page_can_name_what_failed(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    one = issued(cohort)[0]
    kind = house(app).job_kinds["certificates"]
    with app.test_request_context():
        assert kind.title(f"cohort:{cohort.id}") == "Certificados de Ayacucho 2026-2"
        assert kind.item_names([f"certificate:{one.id}"]) == {f"certificate:{one.id}": f"{one.folio}, Yma Álvarez Sol"}
        assert kind.result_url(f"cohort:{cohort.id}") == f"/cohortes/{cohort.key}/certificados"
        assert kind.back(f"cohort:{cohort.id}") == ("Certificados", f"/cohortes/{cohort.key}/certificados")
        assert kind.back("cohort:999") is None


def test_the_demonstration_has_certificates_that_say_so(app: Flask, command: Command, client: Client) -> None:
    command("content", "publish")
    command("demo", "load")
    pages = json.loads(command("demo", "--json"))["pages"]
    client.get(pages["verify"])
    assert client.status == 200
    assert "DEMOSTRACIÓN, sin valor oficial" in client.text
    trainer = db.session.query(User).filter_by(document=TRAINER.document).one()
    client.sign_in(trainer, PASSWORD).get(pages["certificates"])
    assert "Para imprimir: 4 hojas" in client.text
    assert "por dibujar" not in client.text
    assert db.session.query(CertificateFile).count() == 4
