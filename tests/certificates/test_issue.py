"""Issuing: once however often, folios without gaps, frozen, and nothing at all when the course cannot be printed."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from certificates.issuing import actions
from certificates.issuing.models import Certificate, FolioCounter
from certificates.issuing.roll import roll
from certificates.paper import claim, snapshot
from certificates.paper.snapshot import Signer
from certificates.register import keys
from tests import make
from tests.certificates.story import SIGNERS, cohort_of, complete, graduates, issued, kept, named, studied
from tests.statements import statements
from training import clock
from training.audit.models import AuditEntry
from training.cohorts.models import Cohort
from training.config import PRODUCTION
from training.db import db
from training.errors import Refused


def folios() -> list[str]:
    return sorted(one.folio for one in db.session.query(Certificate))


def test_everybody_who_is_complete_gets_one_in_the_order_of_surnames(app: Flask) -> None:
    with clock.frozen(datetime(2026, 11, 23, 15, tzinfo=UTC)):
        made = issued(cohort_of(make.bea()))
    said = [snapshot.from_bytes(kept(one).snapshot) for one in made]
    assert [s.full_name for s in said] == ["Yma Álvarez Sol", "Óscar Ñaupari Luz", "Ana Quispe Rojas"]
    assert [one.folio for one in made] == ["2026-000001", "2026-000002", "2026-000003"]
    one = said[0]
    assert [m.slug for m in one.modules] == ["a1", "a2"]
    assert (one.half_hours, one.issuer, one.content_version, one.draft, one.demo) == (5, "Programa Réplica", "1.0", True,
                                                                                      False)
    assert len({o.token for o in made} | {o.code for o in made} | {kept(o).salt for o in made}) == 9


def test_the_row_commits_to_what_is_printed_and_the_claim_is_ours(app: Flask) -> None:
    one = issued(cohort_of(make.bea()))[0]
    held = kept(one)
    said = snapshot.from_bytes(held.snapshot)
    assert snapshot.canonical(said) == held.snapshot
    assert snapshot.commitment(held.salt, said).hex() == one.commitment
    facts = claim.read(held.claim, keys.public_keys())
    assert facts is not None
    assert (facts.folio, facts.digest) == (one.folio, claim.digest(said).hex())


def test_twenty_presses_at_once_issue_once(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    other = make.cohort(make.caro())
    graduates(other, *((f"N{i}", "Paz") for i in range(4)))
    db.session.commit()
    ids, gate = (cohort.id, other.id), threading.Barrier(20)
    counts: list[int] = []
    errors: list[BaseException] = []

    def press(cohort_id: int) -> None:
        gate.wait()
        try:
            with app.app_context():
                group = db.session.get_one(Cohort, cohort_id)
                counts.append(len(actions.issue(group, group.created_by_id, SIGNERS)))
                db.session.commit()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=press, args=(ids[i % 2],)) for i in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(counts)[-2:] == [3, 4]
    assert sum(counts) == 7
    year = clock.today().year
    assert folios() == [f"{year}-{n:06}" for n in range(1, 8)]


def test_a_batch_that_fails_gives_its_folios_back(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    actions.issue(cohort, cohort.created_by_id, SIGNERS)
    db.session.rollback()
    assert folios() == []
    assert [one.folio[-6:] for one in issued(cohort)] == ["000001", "000002", "000003"]


def test_latecomers_go_on_where_the_folios_stopped_and_a_new_year_begins_at_one(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    with clock.frozen(datetime(2026, 12, 31, 15, tzinfo=UTC)):
        issued(cohort)
        graduates(cohort, ("Luz", "Vega"))
        assert [one.folio for one in issued(cohort)] == ["2026-000004"]
    graduates(cohort, ("Inti", "Zea"))
    with clock.frozen(datetime(2027, 1, 1, 15, tzinfo=UTC)):
        assert [one.folio for one in issued(cohort)] == ["2027-000001"]
    assert {c.year: c.last for c in db.session.query(FolioCounter)} == {2026: 4, 2027: 1}


def test_a_name_that_cannot_be_printed_waits_and_the_others_go_on(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    graduates(cohort, ("Mei", "漢字"), ("A" * 80, "Wawawawawa" * 7), ("Zoe\u200d", "Paz"))
    flawed = {one.surnames: one.flaw for one in roll(cohort).flawed}
    assert "«字», «漢»" in str(flawed["漢字"])
    assert "no entra en la hoja" in str(flawed["Wawawawawa" * 7])
    assert "invisible" in str(flawed["Paz"])
    assert len(issued(cohort)) == 3
    assert len(folios()) == 3


def test_who_never_confirmed_her_name_gets_none_and_keeps_her_own_names_to_herself(app: Flask) -> None:
    cohort = make.cohort(make.bea())
    studied(make.member(cohort, make.user("Secreta", "Verdadera"), given_names="Como", surnames="Anotó"))
    assert issued(cohort) == []
    assert [one.full_name for one in roll(cohort).waiting] == ["Como Anotó"]


def test_the_name_is_printed_as_its_owner_confirmed_it_last_and_neither_account_nor_list_counts(app: Flask) -> None:
    cohort = make.cohort(make.bea())
    member = make.member(cohort, make.ana(), confirmed=False, given_names="Otra", surnames="Anotada")
    named(member, "Anna", "Qispe")
    named(studied(member), "Ana María", "Quispe Roxas")
    assert snapshot.from_bytes(kept(issued(cohort)[0]).snapshot).full_name == "Ana María Quispe Roxas"


def test_a_later_change_of_name_changes_nothing(app: Flask) -> None:
    cohort = make.cohort(make.bea())
    person = make.ana()
    member = complete(make.member(cohort, person, given_names="Otra", surnames="Anotada"))
    one = issued(cohort)[0]
    person.surnames, cohort.place = "Cambiada", "Otro lugar"
    named(member, "Ana", "Corregida")
    db.session.commit()
    db.session.expire_all()
    said = snapshot.from_bytes(kept(one).snapshot)
    assert (said.full_name, said.place) == ("Ana Quispe Rojas", "C. S. Río Manso")


def test_demonstration_people_get_the_notice(app: Flask) -> None:
    cohort = make.cohort(make.bea())
    complete(make.member(cohort, make.user(is_demo=True)))
    assert "DEMOSTRACIÓN, sin valor oficial" in snapshot.from_bytes(kept(issued(cohort)[0]).snapshot).notices


@pytest.mark.parametrize("statement", ["UPDATE certificate SET folio = 'x'", "DELETE FROM certificate",
                                       "UPDATE certificate_file SET size = 1", "DELETE FROM certificate_file",
                                       "UPDATE print_file SET pages = 9", "DELETE FROM print_file"])
def test_the_database_itself_refuses_to_change_or_delete(app: Flask, statement: str) -> None:
    cohort = cohort_of(make.bea())
    one = issued(cohort)[0]
    actions.note_file(one.id, "a" * 64, 10)
    actions.note_print_file(cohort.id, snapshot.CERTIFICATE, "b" * 64, 1, 10)
    db.session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(statement))
    db.session.rollback()


def test_a_second_file_of_another_hash_is_not_noted(app: Flask) -> None:
    one = issued(cohort_of(make.bea()))[0]
    assert actions.note_file(one.id, "a" * 64, 10)
    assert actions.note_file(one.id, "a" * 64, 10)
    assert not actions.note_file(one.id, "b" * 64, 10)


def test_a_course_that_cannot_be_printed_is_refused_whole(app: Flask) -> None:
    cohort = cohort_of(make.bea(), place="漢字")
    with pytest.raises(Refused, match="No se emitió nada"):
        issued(cohort)
    db.session.rollback()
    assert folios() == []


def test_a_version_whose_name_is_too_long_is_refused_whole(app: Flask) -> None:
    cohort = cohort_of(make.bea(), version=make.published(make.manual(version="borrador del lunes por la tarde")))
    with pytest.raises(Refused, match="No se emitió nada"):
        issued(cohort)


def test_in_production_a_missing_key_refuses(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cohort = cohort_of(make.bea())
    monkeypatch.setitem(app.config, "REPLICA_ENV", PRODUCTION)
    monkeypatch.setitem(app.config, "SIGNING_KEY_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(Refused, match="flask keys create"):
        issued(cohort)
    assert folios() == []
    (tmp_path / "none.pem").write_text("nonsense")
    with pytest.raises(Refused, match="restaurarlo"):
        issued(cohort)


def test_the_issue_is_recorded_without_names(app: Flask) -> None:
    issued(cohort_of(make.bea()))
    entry = db.session.query(AuditEntry).filter_by(act="issue certificates").one()
    assert entry.detail.startswith("3: ")
    assert "Quispe" not in entry.detail


def test_the_roll_asks_as_often_for_forty_people_as_for_four(app: Flask) -> None:
    cohort = cohort_of(make.bea())

    def questions() -> int:
        db.session.commit()
        db.session.expire_all()
        group = db.session.get_one(Cohort, cohort.id)
        with statements() as asked:
            roll(group)
        return len(asked)

    few = questions()
    graduates(cohort, *((f"N{i}", "Paz") for i in range(36)))
    assert questions() == few <= 14


def test_two_signers_stand_on_the_sheet(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    two = (*SIGNERS, Signer("Dina Vega Paz", "Directora"))
    made = actions.issue(cohort, cohort.created_by_id, two)
    assert snapshot.from_bytes(kept(made[0]).snapshot).signers == two
