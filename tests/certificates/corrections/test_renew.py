"""Renewing: a paper that ends gets one that goes on from it; both answer for ever."""

from datetime import date

import pytest
from flask import Flask

from certificates.corrections import actions
from certificates.corrections.renewing import Rule
from certificates.issuing.models import Certificate
from certificates.issuing.standing import EXPIRED, VALID, standing_of
from certificates.register import chain
from certificates.register.models import RegisterEntry
from tests.certificates.corrections.story import accreditation, paper, said, trainer_of
from tests.client import Client
from training.db import db
from training.errors import Refused
from training.house import house

UNTIL = date(2031, 11, 22)


def renewed(one: Certificate) -> Certificate:
    made = actions.renew(one, one.issued_by_id, UNTIL, b"evidence")
    db.session.commit()
    return made


def test_the_new_one_goes_on_from_the_first_and_both_answer(app: Flask, client: Client) -> None:
    one = accreditation(issued_on=date(2024, 1, 10), valid_until=date(2026, 1, 9))
    assert standing_of(one).state == EXPIRED
    made = renewed(one)
    assert (said(made).renews, said(made).valid_until, made.valid_until) == (one.folio, UNTIL, UNTIL)
    assert (made.renews_id, made.turn, standing_of(made).state) == (one.id, 2, VALID)
    entry = chain.from_bytes(db.session.query(RegisterEntry).filter_by(certificate_id=made.id).one().body)
    assert (entry.kind, entry.renews) == (chain.ISSUED, standing_of(one).number)
    client.get(f"/verificar/{one.code}")
    for words in ("Vencido", "9 de enero de 2026", f"Lo renueva el folio {made.folio}", "Quispe Ñaupari"):
        assert words in client.text, words
    client.get(f"/verificar/{made.code}")
    for words in ("Acreditación válida", "22 de noviembre de 2031", f"Emitido como renovación del folio {one.folio}"):
        assert words in client.text, words


def test_what_was_renewed_is_not_renewed_or_corrected_again(app: Flask) -> None:
    one = accreditation(issued_on=date(2026, 1, 10), valid_until=date(2027, 1, 9))
    made = renewed(one)
    for act in (lambda: renewed(one), lambda: actions.correct(one, {"place": "Huanta"}, "x", trainer_of(one))):
        with pytest.raises(Refused, match=made.folio):
            act()


def test_a_renewal_that_is_corrected_still_renews(app: Flask) -> None:
    one = accreditation(issued_on=date(2026, 1, 10), valid_until=date(2027, 1, 9))
    corrected = actions.correct(renewed(one), {"place": "Huanta"}, "Otro lugar.", trainer_of(one))
    assert (said(corrected).renews, corrected.renews_id) == (one.folio, one.id)
    entry = chain.from_bytes(db.session.query(RegisterEntry).filter_by(certificate_id=corrected.id).one().body)
    assert entry.renews == standing_of(one).number
    after = standing_of(one).renewed_by
    assert after is not None
    assert after.folio == corrected.folio


def test_a_paper_without_an_end_is_not_renewed(app: Flask) -> None:
    one = paper()
    with pytest.raises(Refused, match="no vence"):
        renewed(one)


def test_a_revoked_paper_is_not_renewed(app: Flask) -> None:
    one = accreditation(issued_on=date(2026, 1, 10), valid_until=date(2027, 1, 9))
    actions.ask(one, "norm", "x", trainer_of(one))
    with pytest.raises(Refused, match="todavía no se decide"):
        renewed(one)


def test_the_page_renews_only_where_the_rule_is_met(app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    one = accreditation(issued_on=date(2026, 1, 10), valid_until=date(2027, 1, 9))
    rules: dict[str, Rule] = {"now": Rule(None, "Falta conducir un taller más.")}
    monkeypatch.setattr(house(app), "renewal_rules", {"accreditation": lambda _paper: rules["now"]})
    client.sign_in(trainer_of(one)).get(f"/certificados/{one.key}")
    assert "Falta conducir un taller más." in client.text
    assert "Renovar hasta" not in client.text
    client.post(f"/certificados/{one.key}/renovar")
    assert client.status == 409
    rules["now"] = Rule(UNTIL, "Condujo dos talleres.")
    client.get(f"/certificados/{one.key}")
    assert "Renovar hasta el 22 de noviembre de 2031" in client.text
    client.post(f"/certificados/{one.key}/renovar")
    assert client.status == 303
    client.follow()
    assert f"Emitido como renovación del {one.folio}" in client.text
