"""Signing in lots: out, signed elsewhere, back in; each file is told what became of it, and nothing is half done."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import DatabaseError
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from certificates.issuing import drawing
from certificates.issuing.models import Certificate, CertificateFile
from certificates.lots import actions, archive, words, work
from certificates.lots.models import ACCEPTED, REFUSED, WAITING, LotFile, SignedLot
from certificates.lots.verdicts import Verdict
from certificates.signing.added import Why
from certificates.signing.models import SignedFile
from certificates.signing.queries import newest_signed
from tests import make
from tests.certificates.lots.test_archive import zipped
from tests.certificates.signing import files, forgeries, keys
from tests.certificates.story import cohort_of, issued, work_through
from tests.client import Client
from training import store
from training.clock import frozen, now
from training.cohorts.models import Cohort
from training.db import db
from training.jobs.models import Job
from training.jobs.worker import work as worker

Found = dict[str, tuple[str, str]]


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    """Bea's, with three certificates that were drawn."""
    made = cohort_of(make.bea())
    for one in issued(made):
        drawing.draw(f"certificate:{one.id}")
    return made


def page_of(cohort: Cohort) -> str:
    return f"/cohortes/{cohort.key}/certificados/firma"


def bea(cohort: Cohort, client: Client) -> Client:
    client.sign_in(db.session.get_one(make.User, cohort.created_by_id))
    return client


def to_sign(cohort: Cohort, client: Client, ask: str = "") -> dict[str, bytes]:
    client.get(f"/cohortes/{cohort.key}/certificados/para-firmar.zip{ask}")
    assert client.response is not None
    with zipfile.ZipFile(io.BytesIO(client.response.get_data())) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def send(app: Flask, cohort: Cohort, client: Client, *sent: tuple[str, bytes]) -> str:
    """Upload and look at everything; the address of the lot."""
    client.get(page_of(cohort))
    post(client, page_of(cohort), zipped(*sent))
    assert client.status == 303, client.text
    if job := db.session.query(Job).filter_by(kind=work.KIND).order_by(Job.id.desc()).first():
        work_through(app, job)
    lot = db.session.query(SignedLot).order_by(SignedLot.id.desc()).first()
    assert lot is not None
    return f"{page_of(cohort)}/{lot.key}"


def post(client: Client, address: str, data: bytes) -> None:
    """Send a ZIP of any size, without a temporary file of the test's own."""
    upload = FileStorage(io.BytesIO(data), "firmados.zip", "upload")
    boundary, body = encode_multipart({"upload": upload, "csrf_token": client.csrf_token()})
    client._open(address, method="POST", data=body, content_type=f"multipart/form-data; boundary={boundary}")


def verdicts() -> Found:
    return {file.name: (file.state, file.why) for file in db.session.query(LotFile).order_by(LotFile.lot_id)}


def test_what_comes_back_signed_is_what_is_given_out_from_then_on(app: Flask, client: Client, cohort: Cohort) -> None:
    given = to_sign(cohort, bea(cohort, client))
    assert len(given) == 3
    signed = {f"[R] {number}.pdf": files.signed_outside(data) for number, data in enumerate(given.values())}
    address = send(app, cohort, client, *signed.items())
    assert set(verdicts().values()) == {(ACCEPTED, "accepted")}
    client.get(address)
    assert "<b>3</b>aceptados" in client.text
    assert "Firmado digitalmente por SARMIENTO CHOQUE Julio Abel." in client.text
    assert "Firma íntegra; no se comprobó quién la emitió." in client.text
    assert "20100066603" not in client.text
    one = db.session.query(Certificate).order_by(Certificate.folio).first()
    assert one is not None
    client.get(f"/certificados/{one.key}.pdf")
    assert client.response is not None
    assert client.response.get_data() in signed.values()
    assert db.session.query(CertificateFile).count() == 3
    assert to_sign(cohort, client) != given
    client.get(f"/cohortes/{cohort.key}/certificados/para-firmar.zip?faltan=1")
    assert client.status == 404
    assert db.session.query(LotFile).filter(LotFile.data.is_not(None)).count() == 0


def test_the_holder_reads_who_signed(app: Flask, client: Client, new_client: Callable[[], Client], cohort: Cohort) -> None:
    one = db.session.query(Certificate).order_by(Certificate.folio).first()
    assert one is not None
    holder = db.session.get_one(make.Membership, one.membership_id).user
    hers = new_client()
    hers.sign_in(holder).get("/mis-certificados")
    assert "Firmado digitalmente" not in hers.text
    data = store.read(db.session.get_one(CertificateFile, one.id).sha256)
    send(app, cohort, bea(cohort, client), ("a.pdf", files.signed_outside(data)))
    hers.get("/mis-certificados")
    assert "Firmado digitalmente por SARMIENTO CHOQUE Julio Abel." in hers.text
    hers.get(page_of(cohort))
    assert hers.status == 403


def test_a_second_signer_signs_what_the_first_did(app: Flask, client: Client, cohort: Cohort) -> None:
    name, data = next(iter(to_sign(cohort, bea(cohort, client)).items()))
    first, other = files.signed_outside(data), files.signed_outside(data, keys.pair("rsa2048", "JEFA Uno"), field="Jefa")
    send(app, cohort, client, (name, first))
    send(app, cohort, client, ("otra.pdf", other), ("igual.pdf", first))
    assert verdicts()["otra.pdf"] == (REFUSED, "old")
    assert verdicts()["igual.pdf"] == (REFUSED, "same")
    given = to_sign(cohort, client)[name]
    assert given == first
    send(app, cohort, client, ("dos.pdf", files.signed_outside(given, keys.pair("rsa2048", "JEFA Uno"), field="Jefa")))
    assert verdicts()["dos.pdf"] == (ACCEPTED, "accepted")
    paper = db.session.query(SignedFile).filter_by(turn=2).one()
    assert newest_signed([paper.certificate_id])[paper.certificate_id] is paper


def test_trust_is_a_setting(app: Flask, client: Client, cohort: Cohort, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SIGNATURE_ROOTS", str(keys.roots(tmp_path / "roots")))
    first, second, third = to_sign(cohort, bea(cohort, client)).values()
    stranger = keys.pair("p256", "Cualquiera", by="Autoridad de nadie")
    address = send(app, cohort, client, ("a.pdf", files.signed_outside(first)), ("b.pdf", files.signed_outside(second, stranger)),
                   ("c.pdf", files.signed_outside(third, box=files.IN_PLACE)))
    assert verdicts() == {"a.pdf": (ACCEPTED, "accepted"), "b.pdf": (REFUSED, "untrusted"), "c.pdf": (ACCEPTED, "accepted")}
    client.get(address)
    assert "Firma íntegra, de una entidad de confianza." in client.text
    assert "no viene de ninguna entidad" in client.text


def test_thirty_bad_files_are_told_one_by_one_and_change_nothing(app: Flask, client: Client, cohort: Cohort) -> None:
    data = next(iter(to_sign(cohort, bea(cohort, client)).values()))
    sent = [(f"{number:02} {what}.pdf"[:100], forged(data)) for number, (what, forged) in enumerate(forgeries.all_of().items())]
    sent += [("otro.pdf", files.signed_outside(files.drawn())), ("hola.txt", b"hola"), ("foto.pdf", b"\xff\xd8\xff")]
    assert len(sent) > 30
    address = send(app, cohort, client, *sent)
    assert {state for state, _ in verdicts().values()} == {REFUSED}
    assert db.session.query(SignedFile).count() == 0
    client.get(address)
    assert f"<b>{len(sent)}</b>rechazados" in client.text
    assert verdicts()["hola.txt"][1] == "not a pdf"
    assert verdicts()["otro.pdf"][1] == "unknown"
    assert to_sign(cohort, client)


@pytest.mark.parametrize(("sent", "said"), [
    (b"hola", "No es un ZIP"), (b"", "No es un ZIP"), (zipped(), "está vacío"), (zipped(("a.pdf", b"%PDF-"))[:-9], "No es un ZIP")])
def test_what_is_no_lot_is_said_at_the_form(client: Client, cohort: Cohort, sent: bytes, said: str) -> None:
    bea(cohort, client).get(page_of(cohort))
    client.post(page_of(cohort), {"upload": (io.BytesIO(sent), "x.zip")})
    assert client.status == 422
    assert said in client.text
    client.post(page_of(cohort), {})
    assert client.status == 422
    assert "Elija el archivo ZIP" in client.text
    assert db.session.query(SignedLot).count() == 0


def test_a_zip_of_several_megabytes_comes_in_and_one_that_is_too_large_does_not(client: Client, cohort: Cohort) -> None:
    bea(cohort, client).get(page_of(cohort))
    large = zipped(("a.txt", bytes(5_000_000)), method=zipfile.ZIP_STORED)
    for data, status in ((large, 303), (bytes(41_000_000), 413)):
        post(client, page_of(cohort), data)
        assert client.status == status


def test_work_that_was_cut_off_goes_on_where_it_was(app: Flask, client: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    given = to_sign(cohort, bea(cohort, client))
    lot_key, job = work.receive(cohort, cohort.created_by_id, io.BytesIO(zipped(
        *((name, files.signed_outside(data)) for name, data in given.items()))))
    assert job is not None
    put, calls = store.put, []

    def dies(data: bytes) -> str:
        sha256 = put(data)
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return sha256

    monkeypatch.setattr(store, "put", dies)
    with pytest.raises(KeyboardInterrupt), app.app_context():
        worker(job.id)
    db.session.expire_all()
    assert sorted(state for state, _ in verdicts().values()) == [ACCEPTED, WAITING, WAITING]
    client.get(f"{page_of(cohort)}/{lot_key}")
    assert "por revisar" in client.text
    with frozen(now() + timedelta(minutes=5)):
        work_through(app, job)
    assert {state for state, _ in verdicts().values()} == {ACCEPTED}
    assert db.session.query(SignedFile).count() == 3


def test_two_lots_at_once_keep_one_of_two_signatures(app: Flask, client: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    name, data = next(iter(to_sign(cohort, bea(cohort, client)).items()))
    jobs = [work.receive(cohort, cohort.created_by_id, io.BytesIO(zipped((f"{n}.pdf", files.signed_outside(data, field=f"F{n}")))))[1]
            for n in range(2)]
    look, subjects = work._apart.look, [f"file:{lot.id}:1" for lot in db.session.query(SignedLot).order_by(SignedLot.id)]
    db.session.commit()

    def meanwhile(*given: object, **more: object) -> object:
        monkeypatch.setattr(work._apart, "look", look)
        work.look_at(subjects[1])
        return look(*given, **more)  # type: ignore[arg-type]  # what it was given

    monkeypatch.setattr(work._apart, "look", meanwhile)
    work.look_at(subjects[0])
    assert verdicts() == {"0.pdf": (REFUSED, "old"), "1.pdf": (ACCEPTED, "accepted")}
    assert jobs
    kept, = db.session.query(SignedFile)
    drawn = {one.sha256 for one in db.session.query(CertificateFile)}
    assert {sha256 for sha256, _ in store.every()} >= drawn | {kept.sha256}
    work._apart.stop()


def test_the_database_itself_keeps_what_was_signed(app: Flask, client: Client, cohort: Cohort) -> None:
    data = next(iter(to_sign(cohort, bea(cohort, client)).values()))
    send(app, cohort, client, ("a.pdf", files.signed_outside(data)))
    for statement in ("UPDATE signed_file SET names = 'X'", "DELETE FROM signed_file"):
        with pytest.raises(DatabaseError, match="append-only"):
            db.session.execute(db.text(statement))
        db.session.rollback()


def test_an_erasure_takes_the_signed_file_and_the_lots_along(app: Flask, client: Client, cohort: Cohort) -> None:
    data = next(iter(to_sign(cohort, bea(cohort, client)).values()))
    send(app, cohort, client, ("a.pdf", files.signed_outside(data)))
    signed = db.session.query(SignedFile).one()
    paper = db.session.get_one(Certificate, signed.certificate_id)
    holder = db.session.get_one(make.Membership, paper.membership_id).user_id
    for expected in (1, 0):
        assert actions.erase(holder, None) == {"signed files": expected}
        db.session.commit()
        store.remove_waiting()
    assert not store.is_whole(signed.sha256)
    assert db.session.query(LotFile).count() == 0


def test_lots_are_forgotten_after_a_month(app: Flask, client: Client, cohort: Cohort) -> None:
    data = next(iter(to_sign(cohort, bea(cohort, client)).values()))
    send(app, cohort, client, ("a.pdf", files.signed_outside(data)))
    actions.open_lot(cohort, cohort.created_by_id)
    db.session.commit()
    assert actions.forget_old() == {"signed lots": 0}
    with frozen(now() + timedelta(days=2)):
        assert actions.forget_old() == {"signed lots": 1}
    with frozen(now() + timedelta(days=31)):
        assert actions.forget_old() == {"signed lots": 1}
    assert db.session.query(SignedFile).count() == 1


@pytest.mark.one_database
def test_every_verdict_has_its_sentence(app: Flask) -> None:
    with app.test_request_context():
        assert len({words.verdict(one.value) for one in Verdict}) == len(Verdict)
        assert all(words.bad_archive(one) for one in archive.Why)
    assert all(Verdict.of(why) for why in Why)
