"""Giving, renewing, recognising and withdrawing a licence; every no, and what each act leaves behind."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.licences import story
from tests.licences.story import licences
from training.accounts.models import User
from training.audit.models import AuditEntry
from training.clock import today
from training.db import db
from training.licences.rules import add_months
from training.manuals.models import ManualVersion

WHY = {"reason": "Facilita desde 2019 con la DIRESA.", "evidence": "Resolución 12-2019, archivo regional."}


def act(browser: Client, person: User, verb: str, **fields: str) -> int:
    browser.post(f"/formadores/{person.key}/{verb}", fields)
    return browser.status


def acts() -> list[tuple[str, str]]:
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.act.contains("licence")).order_by(AuditEntry.id))
    return [(one.act, one.detail) for one in rows]


def climbing(luz: User, bea: User, version: ManualVersion) -> None:
    """Luz may be given her first licence."""
    story.trained(luz, bea, version)
    db.session.commit()


def test_an_administrator_gives_what_was_earned(client: Client, luz: User, bea: User, dina: User,
                                                version: ManualVersion) -> None:
    climbing(luz, bea, version)
    client.sign_in(dina).get(f"/formadores/{luz.key}")
    assert "Cumple todo para «Facilitador/a en formación»." in client.text
    assert act(client, luz, "otorgar", step="en-formacion") == 303
    client.follow()
    assert "Licencia dada: Facilitador/a en formación" in client.text
    made = licences(luz)[0]
    assert (made.step, made.basis, made.granted_on, made.by_id) == ("en-formacion", "ladder", today(), dina.id)
    assert made.valid_until == add_months(today(), 24)
    assert "Formadoras 2026" in made.evidence and "Microenseñanza aprobada" in made.evidence
    assert acts() == [("grant licence", f"en-formacion {made.valid_until}")]


def test_a_principal_trainer_gives_it_in_her_region(client: Client, luz: User, bea: User, version: ManualVersion) -> None:
    climbing(luz, bea, version)
    assert act(client.sign_in(bea), luz, "otorgar", step="en-formacion") == 303
    assert [one.by_id for one in licences(luz)] == [bea.id]


def test_pressed_twice_it_is_given_once(client: Client, luz: User, bea: User, version: ManualVersion) -> None:
    climbing(luz, bea, version)
    client.sign_in(bea)
    for _ in range(2):
        assert act(client, luz, "otorgar", step="en-formacion") == 303
    client.follow()
    assert "Ya estaba dada" in client.text
    assert len(licences(luz)) == len(acts()) == 1


def test_nobody_gives_what_was_not_earned(client: Client, luz: User, dina: User) -> None:
    db.session.commit()
    assert act(client.sign_in(dina), luz, "otorgar", step="en-formacion") == 409
    assert "Todavía le falta: Certificado de Atención de salud; Certificado de Formación" in client.text
    assert act(client, luz, "otorgar", step="regional") == 409
    assert licences(luz) == []


@pytest.mark.parametrize("step", ["", "participante", "reina", "x" * 3000])
def test_a_step_that_is_no_licence_is_refused(client: Client, luz: User, dina: User, step: str) -> None:
    db.session.commit()
    assert act(client.sign_in(dina), luz, "otorgar", step=step) == 400


def test_nobody_gives_herself_anything(client: Client, version: ManualVersion) -> None:
    both = make.licensed(make.user("Rumi", "Poma", authority_id=make.authority().id, is_admin=True))
    db.session.commit()
    client.sign_in(both)
    assert act(client, both, "otorgar", step="regional") == 403
    assert act(client, both, "renovar", step="principal") == 403
    assert act(client, both, "reconocer", step="regional", since=str(today()), **WHY) == 403
    key = licences(both)[0].key
    client.get(f"/formadores/{both.key}/retirar/{key}")
    client.submit(reason="Me voy a otra región.")
    assert client.status == 403
    assert len(licences(both)) == 1 and licences(both)[0].withdrawn_on is None


def test_who_is_no_principal_gives_nothing(client: Client, luz: User, bea: User, version: ManualVersion) -> None:
    climbing(luz, bea, version)
    regional = make.licensed(story.luz(given_names="Rita"), "regional")
    db.session.commit()
    assert act(client.sign_in(regional), luz, "otorgar", step="en-formacion") == 403


def test_a_principal_gives_no_step_like_her_own(client: Client, luz: User, bea: User) -> None:
    db.session.commit()
    assert act(client.sign_in(bea), luz, "otorgar", step="principal") == 403


def test_a_lapsed_principal_gives_nothing(client: Client, luz: User, version: ManualVersion) -> None:
    bea = make.licensed(make.bea(licence=""), valid_until=today() - timedelta(days=1))
    climbing(luz, bea, version)
    assert act(client.sign_in(bea), luz, "otorgar", step="en-formacion") == 403


def test_teaching_renews(client: Client, luz: User, bea: User, version: ManualVersion) -> None:
    make.licensed(luz, "regional", at=story.noon(today() - timedelta(days=400)), granted_on=today() - timedelta(days=400),
                  valid_until=today() + timedelta(days=30))
    db.session.commit()
    assert act(client.sign_in(bea), luz, "renovar", step="regional") == 409
    assert "Todavía le falta: Facilitar un taller" in client.text
    story.cohort([luz, bea], version, certified=8)
    db.session.commit()
    for _ in range(2):
        assert act(client, luz, "renovar", step="regional") == 303
    first, second = licences(luz)
    assert (second.renews_id, second.valid_until, second.granted_on) == (first.id, add_months(today(), 24), today())
    assert [one for one, _detail in acts()] == ["renew licence"]


def test_a_lapsed_licence_is_renewed_too(client: Client, luz: User, bea: User, version: ManualVersion) -> None:
    make.licensed(luz, "regional", at=story.noon(today() - timedelta(days=400)), valid_until=today() - timedelta(days=3))
    story.cohort([luz, bea], version, certified=8)
    db.session.commit()
    client.sign_in(bea).get(f"/formadores/{luz.key}")
    assert "Renovar: Facilitador/a regional" in client.text
    assert act(client, luz, "renovar", step="regional") == 303
    assert len(licences(luz)) == 2


def test_there_must_be_something_to_renew(client: Client, luz: User, dina: User) -> None:
    db.session.commit()
    assert act(client.sign_in(dina), luz, "renovar", step="regional") == 409
    assert "No hay una licencia" in client.text


def test_somebody_is_recognised_with_a_reason(client: Client, luz: User, dina: User) -> None:
    db.session.commit()
    since = today() - timedelta(days=30)
    client.sign_in(dina).get(f"/formadores/{luz.key}/reconocer")
    client.submit(step="regional", since=str(since), **WHY)
    assert client.status == 303
    made = licences(luz)[0]
    assert (made.basis, made.granted_on, made.valid_until) == ("recognised", since, add_months(since, 24))
    assert (made.reason, made.evidence) == (WHY["reason"], WHY["evidence"])
    client.follow()
    assert WHY["reason"] in client.text and "reconocida por administración" in client.text
    assert act(client, luz, "reconocer", step="regional", since=str(since), **WHY) == 303, "twice is once"
    assert len(licences(luz)) == 1
    assert [one for one, _detail in acts()] == ["recognise licence"]


@pytest.mark.parametrize(("changes", "said"), [
    ({"since": str(date.max)}, "Ese día todavía no llega"), ({"since": "0001-01-01"}, "ya habría vencido"),
    ({"since": "1989-12-31"}, "ya habría vencido"), ({"since": "31/02/2026"}, "válida"), ({"since": ""}, "Elija una fecha"),
    ({"reason": "Sí."}, "al menos 10 letras"), ({"reason": ""}, "Falta completar"), ({"reason": "a" * 401}, "como máximo 400"),
    ({"evidence": ""}, "Falta completar"), ({"evidence": "a" * 1001}, "como máximo 1000"), ({"step": "participante"}, "válid"),
])
def test_what_a_recognition_needs(client: Client, luz: User, dina: User, changes: dict[str, str], said: str) -> None:
    db.session.commit()
    fields = {"step": "regional", "since": str(today()), **WHY} | changes
    assert act(client.sign_in(dina), luz, "reconocer", **fields) == 422
    assert said in client.text
    assert licences(luz) == []


def test_a_licence_is_withdrawn_with_a_reason(client: Client, luz: User, dina: User) -> None:
    make.licensed(luz, "regional")
    db.session.commit()
    address = f"/formadores/{luz.key}/retirar/{licences(luz)[0].key}"
    client.sign_in(dina).post(address, {"reason": "No."})
    assert client.status == 422 and "al menos 10 letras" in client.text
    for _ in range(2):
        client.post(address, {"reason": "Dejó el programa en octubre."})
        assert client.status == 303
    client.follow()
    gone = licences(luz)[0]
    db.session.refresh(gone)
    assert (gone.withdrawn_on, gone.withdrawn_by_id, gone.withdrawn_reason) == (
        today(), dina.id, "Dejó el programa en octubre.")
    assert "Dejó el programa en octubre." in client.text and "Retirada" in client.text
    assert acts() == [("withdraw licence", "regional")]


def test_what_ended_is_not_withdrawn(client: Client, luz: User, dina: User) -> None:
    make.licensed(luz, "regional", valid_until=today() - timedelta(days=1))
    db.session.commit()
    client.sign_in(dina).post(f"/formadores/{luz.key}/retirar/{licences(luz)[0].key}", {"reason": "Dejó el programa."})
    assert client.status == 409 and "ya venció" in client.text


def test_after_a_withdrawal_only_a_recognition_helps(client: Client, luz: User, bea: User, dina: User,
                                                     version: ManualVersion) -> None:
    climbing(luz, bea, version)
    make.licensed(luz, "en-formacion", withdrawn_on=today(), withdrawn_by_id=dina.id, withdrawn_reason="Pidió irse.")
    db.session.commit()
    assert act(client.sign_in(dina), luz, "otorgar", step="en-formacion") == 409
    assert "la reconoce con su motivo" in client.text
    assert act(client, luz, "reconocer", step="en-formacion", since=str(today()), **WHY) == 303


def test_another_persons_licence_is_not_withdrawn_here(client: Client, luz: User, bea: User, dina: User) -> None:
    db.session.commit()
    client.sign_in(dina).get(f"/formadores/{luz.key}/retirar/{licences(bea)[0].key}")
    assert client.status == 404


def test_without_a_ladder_there_is_nothing_to_give(client: Client, dina: User, luz: User) -> None:
    make.published()
    db.session.commit()
    client.sign_in(dina).get("/formadores")
    assert "no tiene escalera" in client.text
    client.get("/mi-camino")
    assert client.status == 200 and "todavía no describe" in client.text
    assert act(client, luz, "otorgar", step="regional") == 404
