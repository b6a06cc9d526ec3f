"""Correcting: another paper takes the place of the first, which says so for ever and shows no name."""

import io
import threading
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask

from certificates.corrections import actions
from certificates.issuing.actions import note_file
from certificates.issuing.models import Certificate, CertificateFile, Particulars
from certificates.issuing.standing import REPLACED, REVOKED, VALID, standing_of
from certificates.paper import claim
from certificates.register import chain, keys
from certificates.register.models import RegisterEntry
from tests import make
from tests.certificates.corrections.story import holder_of, in_another_thread, paper, said, second_admin, trainer_of
from tests.certificates.story import issued, kept, work_through
from tests.client import Client
from training import store
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.errors import Refused
from training.jobs.models import Job
from training.naming.models import PAPER
from training.naming.queries import newest_of


def correct(one: Certificate, by: User, **changes: object) -> Certificate:
    made = actions.correct(one, changes or {"surnames": "Quispe Roxas"}, "Se escribe con x.", by)
    db.session.commit()
    return made


def test_the_new_paper_says_the_same_but_for_what_was_corrected(app: Flask) -> None:
    one = paper()
    made = correct(one, trainer_of(one))
    before, after = said(one), said(made)
    assert (after.surnames, after.given_names, after.modules) == ("Quispe Roxas", "Ana", before.modules)
    assert (after.folio, after.replaces) == ("2026-000002", before.folio)
    assert (after.code, after.token) != (before.code, before.token)
    assert (made.turn, made.replaces_id, made.kind) == (2, one.id, one.kind)
    facts = claim.read(kept(made).claim, keys.public_keys())
    assert facts is not None
    assert facts.surnames == "Quispe Roxas"


def test_the_register_says_replaced_and_points_at_the_first(app: Flask) -> None:
    one = paper()
    made = correct(one, trainer_of(one))
    entry = chain.from_bytes(db.session.query(RegisterEntry).filter_by(certificate_id=made.id).one().body)
    assert (entry.kind, entry.replaces, entry.folio) == (chain.REPLACED, standing_of(one).number, made.folio)
    assert standing_of(one).state == REPLACED
    assert standing_of(made).state == VALID


def test_the_evidence_goes_along(app: Flask) -> None:
    one = paper()
    evidence = kept(one).evidence
    made = correct(one, trainer_of(one))
    assert kept(made).evidence == evidence


def test_her_confirmed_name_follows_as_signed_on_paper(app: Flask) -> None:
    one = paper()
    correct(one, trainer_of(one))
    member = db.session.get_one(Membership, one.membership_id)
    now = newest_of(member)
    assert now is not None
    assert (now.surnames, now.how, now.by_id) == ("Quispe Roxas", PAPER, trainer_of(one).id)
    assert member.surnames == "Quispe Roxas"


def test_another_place_leaves_the_name_alone(app: Flask) -> None:
    one = paper()
    member = db.session.get_one(Membership, one.membership_id)
    before = newest_of(member)
    made = correct(one, trainer_of(one), place="Huanta")
    assert newest_of(member) is before
    assert said(made).place == "Huanta"


def test_a_paper_that_was_replaced_is_corrected_no_more(app: Flask) -> None:
    one = paper()
    made = correct(one, trainer_of(one))
    with pytest.raises(Refused, match=made.folio):
        correct(one, trainer_of(one))
    assert said(correct(made, trainer_of(one), place="Huanta")).place == "Huanta"


def test_a_revoked_paper_is_neither_corrected_nor_replaced(app: Flask) -> None:
    one, dina = paper(), second_admin()
    actions.approve(actions.ask(one, "fraud", "No asistió.", trainer_of(one)), "", dina)
    db.session.commit()
    assert standing_of(one).state == REVOKED
    with pytest.raises(Refused, match="revocado"):
        correct(one, trainer_of(one))


def test_nobody_corrects_her_own_paper(app: Flask) -> None:
    one = paper(is_admin=True)
    with pytest.raises(Refused, match="suyo"):
        correct(one, holder_of(one), document="12345678")
    db.session.rollback()
    assert standing_of(one).state == VALID
    assert standing_of(correct(one, make.dina())).state == VALID


def test_while_a_revocation_waits_nothing_is_corrected(app: Flask) -> None:
    one = paper()
    actions.ask(one, "error", "Salió dos veces.", trainer_of(one))
    with pytest.raises(Refused, match="todavía no se decide"):
        correct(one, trainer_of(one))


def test_whoever_has_a_corrected_paper_is_not_issued_another(app: Flask) -> None:
    one = paper()
    correct(one, trainer_of(one))
    assert issued(db.session.get_one(Cohort, one.cohort_id)) == []


def test_of_two_corrections_at_once_one_wins_and_the_other_is_told(app: Flask) -> None:
    one, both = paper(), threading.Barrier(2)
    number, by = one.id, trainer_of(one).id

    def work() -> str:
        found, person = db.session.get_one(Certificate, number), db.session.get_one(User, by)
        db.session.commit()
        both.wait()
        return correct(found, person).folio

    answers = in_another_thread(app, work, work)
    assert [answer for answer in answers if answer == "2026-000002"]
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) == 1
    assert "2026-000002" in refused[0].message
    assert db.session.query(Certificate).count() == 2


def fields(one: Certificate, **changes: str) -> dict[str, str]:
    words = said(one)
    return {"given_names": words.given_names, "surnames": words.surnames, "document_type": words.document_type,
            "document": words.document, "place": words.place, "starts": words.starts.isoformat(),
            "ends": words.ends.isoformat(), "why": "Se escribe con x.", "seen": "y"} | changes


def test_the_page_corrects_and_its_sheet_is_drawn(app: Flask, client: Client) -> None:
    one = paper()
    client.sign_in(trainer_of(one)).get(f"/certificados/{one.key}/corregir")
    assert "reemplazado" in client.text
    client.post(f"/certificados/{one.key}/corregir", fields(one, surnames="Quispe Roxas"))
    assert client.status == 303
    client.follow()
    for words in ("2026-000002", "Quispe Roxas", "Emitido en lugar del 2026-000001", "Cambió: apellidos.", "Se escribe con x.",
                  "Bea Huamán Ríos", "por dibujar"):
        assert words in client.text, words
    work_through(app, db.session.query(Job).order_by(Job.id.desc()).first())  # type: ignore[arg-type]  # there is one
    made = db.session.query(Certificate).filter_by(replaces_id=one.id).one()
    assert db.session.get(CertificateFile, made.id) is not None
    client.get(f"/certificados/{one.key}")
    assert "Reemplazado por el 2026-000002" in client.text
    assert "Corregir</a>" not in client.text


@pytest.mark.parametrize(("changes", "told"), [
    ({}, "Nada cambió"), ({"surnames": "Quispe 漢"}, "letras impresas"), ({"surnames": ""}, "Falta"),
    ({"surnames": "Quispe Roxas", "seen": ""}, "Marque esta casilla"), ({"document": "123"}, "DNI"),
    ({"place": "Huanta", "why": ""}, "Falta"), ({"ends": "2001-01-01"}, "Terminó antes"),
    ({"place": "x" * 121}, "como máximo"), ({"document_type": "cedula"}, "Error"), ({"surnames": "漢" * 100}, "como máximo"),
    ({"starts": "mañana"}, "Error")])
def test_what_cannot_be_printed_is_said_beside_its_field(app: Flask, client: Client, changes: dict[str, str],
                                                          told: str) -> None:
    one = paper()
    client.sign_in(trainer_of(one)).get(f"/certificados/{one.key}/corregir")
    sent = fields(one, **changes)
    client.post(f"/certificados/{one.key}/corregir", {name: value for name, value in sent.items() if value or name != "seen"})
    assert client.status == 422
    assert told in client.text, client.text[client.text.find("<main"):][:2500]
    assert db.session.query(Certificate).count() == 1


def test_nothing_is_half_done_without_the_key(app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    one = paper()

    def gone() -> None:
        raise Refused("Falta la clave", 503)

    client.sign_in(trainer_of(one)).get(f"/certificados/{one.key}/corregir")
    monkeypatch.setattr(keys, "signing_key", gone)
    client.post(f"/certificados/{one.key}/corregir", fields(one, surnames="Quispe Roxas"))
    assert client.status == 503
    assert db.session.query(Particulars).count() == 1


def test_the_holder_and_strangers_have_no_such_page(app: Flask, new_client: Callable[[], Client]) -> None:
    one = paper()
    for person, status in ((db.session.get_one(Membership, one.membership_id).user, 403), (make.caro(), 404)):
        client = new_client().sign_in(person)
        for path in ("", "/corregir", "/revocar"):
            assert client.get(f"/certificados/{one.key}{path}").status_code == status


def test_the_zip_of_the_cohort_hands_out_only_what_stands(app: Flask, client: Client) -> None:
    one = paper()
    made = correct(one, trainer_of(one))
    for sheet in (one, made):
        note_file(sheet.id, store.put(sheet.folio.encode()), 11)
    db.session.commit()
    client.sign_in(trainer_of(one))
    cohort = db.session.get_one(Cohort, one.cohort_id)
    names = zipfile.ZipFile(io.BytesIO(client.get(f"/cohortes/{cohort.key}/certificados/hojas.zip").data)).namelist()
    assert names == [f"certificado-{made.folio}.pdf"]
