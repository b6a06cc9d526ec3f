"""The print job: its files, what is left out, what may not stay, and the same from the shell."""

import io
import subprocess
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select, text

from certificates.issuing import drawing
from certificates.issuing.models import CertificateFile
from certificates.shop import making, queries_acts, work
from certificates.shop.filters import Filter
from certificates.shop.making import KINDS, PILE, RECEIPTS, TALLY, Volume
from certificates.shop.models import ShopAct, ShopFile
from certificates.shop.states import PRINT, PRINTED, REPRINT
from tests import make
from tests.certificates.corrections.story import in_another_thread
from tests.certificates.shop.story import do, facility, papers, people
from tests.certificates.story import issued, work_through, workshop_of_three
from tests.client import Client
from training import store
from training.clock import frozen, now
from training.cohorts.models import Cohort
from training.cohorts.queries import members
from training.db import db
from training.jobs.models import DONE, JobItem
from training.keeping.erasing import erase_person


def sheet(lying: bool = True) -> bytes:
    """A page that is no certificate, and has its form."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page(page_size=(842, 595) if lying else (595, 842))
    made.save(out, deterministic_id=True)
    return out.getvalue()


def through(app: Flask, act: ShopAct) -> str:
    """Make the files of an act; how its job ended."""
    job = work.start(act, act.by_id)
    work_through(app, job)
    assert [one.error for one in db.session.query(JobItem).filter_by(job_id=job.id) if one.error] == []
    return job.state


def file_of(act: ShopAct, kind: str, volume: int = 1) -> Path:
    found = next(one for one in queries_acts.printed(act) if one.number == volume)
    return store.path_of(found.files[kind].sha256)


def texts(path: Path) -> list[str]:
    """The words of each page."""
    said = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
    return [" ".join(page.split()) for page in said.split("\f")[:-1]]


def queue_of(*surnames: str) -> tuple[Cohort, ShopAct]:
    """These people's papers, printed by Bea."""
    bea = make.bea()
    cohort = make.workshop(bea)
    papers(cohort, people(cohort, *surnames), sheet())
    return cohort, do(bea, PRINT)


def test_a_lot_is_one_pile_a_tally_and_receipt_lists(app: Flask) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    papers(cohort, people(cohort, "Zapata", "Álvarez", at=facility("C. S. Río Manso", "Huamanga")), sheet())
    papers(cohort, people(cohort, "Mamani"), sheet())
    act = do(bea, PRINT, separators=True)
    assert through(app, act) == DONE
    volume = queries_acts.printed(act)[0]
    assert (volume.sheets, volume.missing, set(volume.files)) == (3, [], set(KINDS))
    pages = texts(file_of(act, PILE))
    assert len(pages) == 10  # two separators and three sheets, both sides each
    assert "C. S. Río Manso" in pages[0]
    assert pages[1] == ""
    assert "Programa del curso" in pages[3]
    assert "1. Álvarez, Ana" in texts(file_of(act, TALLY))[0].replace("1 2026", "1. 2026") or "Álvarez, Ana" in texts(
        file_of(act, TALLY))[0]
    assert [("C. S. Río Manso" in page, "P. S. Pampa Serena" in page) for page in texts(file_of(act, RECEIPTS))] == [
        (True, False), (False, True)]


def test_a_file_that_is_written_down_while_somebody_is_erased_goes_with_her(
        app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    cohort, act = queue_of("Mamani", "Quispe")
    holder, before = members(cohort)[0].user_id, set(store.every())
    job, begun, keep = work.start(act, act.by_id), threading.Event(), work._keep
    piece = db.session.scalars(select(JobItem.subject).where(JobItem.job_id == job.id)).one()

    def late(act_id: int, number: int, made: Volume) -> None:
        begun.set()
        time.sleep(0.5)  # the erasure looks for her files meanwhile
        keep(act_id, number, made)

    def erase() -> None:
        begun.wait(60)
        erase_person(holder, None)

    monkeypatch.setattr(work, "_keep", late)
    assert in_another_thread(app, lambda: work.item(piece), erase) == [None, None]
    db.session.rollback()
    assert db.session.query(ShopFile).count() == 0
    assert set(store.every()) <= before


def test_real_sheets_come_out_with_their_own_backs(app: Flask) -> None:
    bea = make.bea()
    cohort = workshop_of_three(bea)
    for one in issued(cohort, both=True):
        drawing.draw(f"certificate:{one.id}")
    act = do(bea, PRINT)
    through(app, act)
    with pikepdf.open(file_of(act, PILE)) as pile:
        sides = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in pile.pages]
    assert sides[::2] == sides[1::2]
    assert sorted(sides[::2]) == [False, False, True]
    pages = texts(file_of(act, PILE))
    assert sum("no aprobación" in page for page in pages[1::2]) == 2
    assert sum("Prueba de salida" in page for page in pages[1::2]) == 1


def test_a_duplicate_says_so_and_the_issued_file_stays(app: Flask) -> None:
    bea = make.bea()
    cohort = workshop_of_three(bea)
    one = issued(cohort)[0]
    drawing.draw(f"certificate:{one.id}")
    before = db.session.get_one(CertificateFile, one.id).sha256
    do(bea, PRINT)
    act = do(bea, REPRINT, Filter(state=PRINTED))
    through(app, act)
    assert "DUPLICADO n.º 2" in texts(file_of(act, PILE))[0]
    assert store.path_of(before)  # whole, under the hash that it was issued with
    assert "DUPLICADO" not in texts(store.path_of(before))[0]


def test_many_sheets_are_several_volumes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "VOLUME", 2)
    _cohort, act = queue_of("Uno", "Dos", "Tres")
    through(app, act)
    assert [(one.number, one.sheets) for one in queries_acts.printed(act)] == [(1, 2), (2, 1)]


def test_a_lost_file_is_named_and_the_others_come_out(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    papers(cohort, people(cohort, "Quispe"), sheet())
    papers(cohort, people(cohort, "Mamani"), sheet(lying=False))
    lost = db.session.query(CertificateFile).order_by(CertificateFile.certificate_id.desc()).first()
    assert lost
    act = do(bea, PRINT)
    store.path_of(lost.sha256).write_bytes(b"changed")
    through(app, act)
    client.sign_in(bea).get(f"/imprimir/actos/{act.key}")
    assert "1 hoja quedó fuera" in client.text
    assert "Ana Mamani" in client.text
    assert "Preparar otra vez" in client.text


def test_the_files_are_fetched_by_who_printed(app: Flask, client: Client) -> None:
    cohort, act = queue_of("Quispe")
    through(app, act)
    client.sign_in(db.session.get_one(type(make.bea()), act.by_id))
    for kind in KINDS:
        answer = client.get(f"/imprimir/actos/{act.key}/{kind}-1.pdf")
        assert answer.data.startswith(b"%PDF")
        assert f"lote-{act.id}-{kind}-1.pdf" in answer.headers["Content-Disposition"]
    for address in (f"{act.key}/otro-1", f"{act.key}/papeles-2", f"{act.key}/papeles-0", "nadie/papeles-1"):
        client.get(f"/imprimir/actos/{address}.pdf")
        assert client.status == 404, address


def test_files_go_after_a_week_and_are_made_again(app: Flask, client: Client) -> None:
    _cohort, act = queue_of("Quispe")
    through(app, act)
    assert work.tidy() == {"prints": 0}
    with frozen(now() + timedelta(days=8)):
        assert work.tidy() == {"prints": 3}
    db.session.commit()
    assert store.remove_waiting() == 3
    client.sign_in(db.session.get_one(type(make.bea()), act.by_id)).get(f"/imprimir/actos/{act.key}")
    assert "Los archivos de este lote ya no están" in client.text
    client.submit(f"/imprimir/actos/{act.key}/preparar")
    assert client.status == 303


def test_who_is_erased_is_in_no_print_file(app: Flask) -> None:
    cohort, act = queue_of("Quispe", "Mamani")
    through(app, act)
    somebody = db.session.execute(text("SELECT user_id FROM membership WHERE surnames = 'Quispe'")).scalar_one()
    assert work.forget(somebody) == {"prints": 3}
    assert db.session.query(ShopFile).count() == 0
    assert work.forget(somebody) == {"prints": 0}


def test_who_is_erased_while_it_is_drawn_does_not_stay(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _cohort, act = queue_of("Quispe", "Mamani")
    real = making.make

    def meanwhile(*given: object) -> object:
        made = real(*given)  # type: ignore[arg-type]  # passed on
        if db.session.execute(text("SELECT count(*) FROM certificate_particulars")).scalar_one() == 2:
            db.session.execute(text("INSERT INTO register_entry (seq, kind, body, certificate_id, at) SELECT 999, 'erased', "
                                    "body, certificate_id, at FROM register_entry WHERE kind = 'issued' LIMIT 1"))
            db.session.execute(text("DELETE FROM certificate_particulars WHERE certificate_id = "
                                    "(SELECT certificate_id FROM register_entry WHERE seq = 999)"))
            db.session.commit()
        return made

    monkeypatch.setattr(work, "make", meanwhile)
    through(app, act)
    assert [one.sheets for one in queries_acts.printed(act)] == [1]


def test_the_shell_writes_sheets_pile_tally_and_receipts(app: Flask, command: Callable[..., str], tmp_path: Path) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, name="Ayacucho 2026-9")
    made = papers(cohort, people(cohort, "Quispe", "Mamani"), sheet())
    key, states = cohort.key, [one.folio for one in made]
    db.session.commit()
    said = command("certificates", "export", "Ayacucho 2026-9", str(tmp_path / "out"))
    assert "2 hojas" in said
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["entregas.pdf", "firmas.pdf", "hojas", "imprimir.pdf"]
    assert len(list((tmp_path / "out" / "hojas").iterdir())) == len(states)
    assert not any(path.stat().st_mode & 0o077 for path in (tmp_path / "out", *(tmp_path / "out").rglob("*")))
    assert len(texts(tmp_path / "out" / "imprimir.pdf")) == 4
    assert db.session.execute(text("SELECT count(*) FROM shop_act")).scalar() == 0
    with pytest.raises(AssertionError, match="No hay ninguna cohorte"):
        command("certificates", "export", "otra", str(tmp_path / "out"))
    assert key


def test_nothing_to_write_is_said(app: Flask, command: Callable[..., str], tmp_path: Path) -> None:
    key = make.workshop(make.bea()).key
    db.session.commit()
    with pytest.raises(AssertionError, match="no tiene papeles"):
        command("certificates", "export", key, str(tmp_path / "out"))
