"""Erasing: the words and the files go, the number stays; every page that spoke of the paper goes on working."""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from certificates.corrections import actions, erasing
from certificates.corrections.models import PaperWords
from certificates.issuing import drawing
from certificates.issuing.models import Certificate, CertificateFile, Particulars, PrintFile
from certificates.issuing.queries import print_files
from certificates.issuing.standing import ERASED, standing_of
from certificates.register import chain
from certificates.register.models import RegisterEntry
from tests import make
from tests.certificates.corrections.story import holder_of, trainer_of
from tests.certificates.story import cohort_of, issued
from tests.client import Client
from training import store
from training.cohorts.models import Cohort
from training.db import db
from training.house import house


def drawn(cohort: Cohort) -> list[Certificate]:
    """The papers of a cohort, with their files and the print file."""
    made = issued(cohort)
    for one in made:
        drawing.draw(f"certificate:{one.id}", lambda sheet: minimal(sheet.snapshot.folio))
    drawing.join(f"cohort:{cohort.id}", [f"certificate:{one.id}" for one in made])
    return made


def minimal(folio: str) -> bytes:
    """A PDF of one page, different for each folio."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary())
        pdf.docinfo["/Title"] = pikepdf.String(folio)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def erase(one: Certificate) -> dict[str, int]:
    counts = erasing.erase(holder_of(one).id, None)
    db.session.commit()
    store.remove_waiting()
    return counts


def test_the_words_and_the_files_go_and_the_register_says_so(app: Flask) -> None:
    one, *others = drawn(cohort_of(make.bea()))
    hashes = [db.session.get_one(CertificateFile, paper.id).sha256 for paper in (one, *others)]
    sheets = db.session.query(PrintFile).one().sha256
    assert erase(one) == {"papers": 1, "files": 1, "print files": 1}
    assert db.session.get(Particulars, one.id) is None
    assert [store.is_whole(each) for each in (*hashes, sheets)] == [False, True, True, False]
    entry = chain.from_bytes(db.session.query(RegisterEntry).filter_by(kind=chain.ERASED).one().body)
    assert entry.of == standing_of(one).number
    assert standing_of(one).state == ERASED
    assert all(standing_of(paper).stands for paper in others)


def test_a_second_time_there_is_nothing_left(app: Flask) -> None:
    one = drawn(cohort_of(make.bea()))[0]
    erase(one)
    assert erase(one) == {"papers": 0, "files": 0, "print files": 0}
    assert db.session.query(RegisterEntry).filter_by(kind=chain.ERASED).count() == 1


def test_every_paper_of_a_line_goes_with_what_was_written_about_it(app: Flask) -> None:
    one = drawn(cohort_of(make.bea()))[0]
    made = actions.correct(one, {"surnames": "Álvarez Zol"}, "Con zeta.", trainer_of(one))
    actions.approve(actions.ask(made, "fraud", "No asistió.", trainer_of(one)), "Visto.", make.dina())
    db.session.commit()
    assert erase(one)["papers"] == 2
    assert db.session.query(PaperWords).count() == 0
    assert {standing_of(paper).state for paper in (one, made)} == {ERASED}


def test_only_the_number_is_left_for_the_public(app: Flask, client: Client) -> None:
    one = drawn(cohort_of(make.bea()))[0]
    number = standing_of(one).number
    erase(one)
    for path in (f"/verificar/{one.code}", f"/v/{one.token}"):
        client.get(path)
        assert client.status == 200
        assert "Retirado" in client.text
        assert f"Número {number} del registro." in client.text
        for hidden in ("Yma", "Álvarez", one.folio, "Atención de salud", "2026", "Río Manso"):
            assert hidden not in client.text[client.text.find("<main"):client.text.find("<aside")], hidden


def test_the_cohorts_pages_go_on_and_prepare_the_print_file_anew(app: Flask, client: Client) -> None:
    cohort = cohort_of(make.bea())
    one, *others = drawn(cohort)
    erase(one)
    client.sign_in(trainer_of(one)).get(f"/cohortes/{cohort.key}/certificados")
    assert client.status == 200
    assert "Preparar otra vez el archivo para imprimir" in client.text
    assert "Yma Álvarez Sol" not in client.text[client.text.find("Emitidos"):client.text.find("Aún sin")]
    client.get(f"/cohortes/{cohort.key}/certificados/imprimir.pdf")
    assert client.status == 404
    client.post(f"/cohortes/{cohort.key}/certificados/preparar")
    assert client.status == 303
    drawing.join(f"cohort:{cohort.id}", [f"certificate:{paper.id}" for paper in others])
    assert [file.pages for file in print_files(cohort)] == [2]
    client.get(f"/cohortes/{cohort.key}/certificados")
    assert "Preparar otra vez" not in client.text
    for path in (f"/certificados/{one.key}", f"/cohortes/{cohort.key}/certificados/hojas.zip"):
        client.get(path)
        assert client.status == 200
    client.get(f"/certificados/{one.key}.pdf")
    assert client.status == 404


def test_issuing_goes_on_without_the_paper_that_was_erased(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    erase(drawn(cohort)[0])
    assert issued(cohort) == []


def test_a_sheet_that_was_being_drawn_is_not_kept(app: Flask) -> None:
    one = issued(cohort_of(make.bea()))[0]
    holder, made = holder_of(one).id, minimal(one.folio)

    def press(_sheet: object) -> bytes:
        erasing.erase(holder, None)
        db.session.commit()
        return made

    drawing.draw(f"certificate:{one.id}", press)
    assert db.session.get(CertificateFile, one.id) is None
    assert not store.is_whole(sha256(made).hexdigest())
    drawing.draw(f"certificate:{one.id}", press)  # asked for again: nothing to do


def test_a_print_file_that_was_being_joined_is_not_kept(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = cohort_of(make.bea())
    made = issued(cohort)
    for one in made:
        drawing.draw(f"certificate:{one.id}", lambda sheet: minimal(sheet.snapshot.folio))
    joined = drawing.pdf.join_to

    def slow(*given: object) -> object:
        found = joined(*given)  # type: ignore[arg-type]  # as it was called
        erasing.erase(holder_of(made[0]).id, None)
        db.session.commit()
        return found

    monkeypatch.setattr(drawing.pdf, "join_to", slow)
    with pytest.raises(Exception, match="Prepare el archivo otra vez"):
        drawing.join(f"cohort:{cohort.id}", [f"certificate:{one.id}" for one in made])
    assert db.session.query(PrintFile).count() == 0


def test_a_rollback_keeps_words_and_files(app: Flask) -> None:
    one = drawn(cohort_of(make.bea()))[0]
    erasing.erase(holder_of(one).id, None)
    db.session.rollback()
    store.remove_waiting()
    assert db.session.get(Particulars, one.id) is not None
    assert store.is_whole(db.session.get_one(CertificateFile, one.id).sha256)


def test_without_the_entry_the_database_lets_no_words_go(app: Flask) -> None:
    one = drawn(cohort_of(make.bea()))[0]
    actions.ask(one, "fraud", "No asistió.", trainer_of(one))
    db.session.commit()
    for statement in ("DELETE FROM certificate_particulars", "DELETE FROM paper_words"):
        with pytest.raises(DatabaseError):
            db.session.execute(text(statement))
        db.session.rollback()


def test_the_house_is_told(app: Flask) -> None:
    assert erasing.erase in house(app).erasers
    assert PaperWords.words in house(app).free_texts
