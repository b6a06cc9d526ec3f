"""Who runs workshops well is accredited by an administrator, for a time; renewed by teaching; nobody for being there."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from certificates.accrediting import actions
from certificates.accrediting.queries import candidates
from certificates.issuing.models import Certificate
from certificates.paper.evidence import unpacked
from certificates.paper.snapshot import Signer, from_bytes
from certificates.register import chain
from certificates.register.actions import append
from certificates.register.queries import numbers_of
from tests import make
from tests.certificates.accreditation.story import RULE, course, edition, practised, taught
from tests.certificates.story import kept
from tests.client import Client
from tests.statements import statements
from training.accounts.models import User
from training.clock import frozen, now, today
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.house import house
from training.manuals.models import ManualVersion

SIGNERS = (Signer("Dina Vega Paz", "Responsable del programa"),)
NAMES = (("Yma", "Álvarez Sol"), ("Óscar", "Ñaupari Luz"))


@pytest.fixture
def observed(app: Flask) -> Iterator[set[int]]:
    """The memberships whose practice was passed."""
    found: set[int] = set()
    house(app).requirements.append(practised(found))
    yield found
    house(app).requirements.pop()


def trained(observed: set[int]) -> tuple[User, Cohort, list[Membership]]:
    """Bea's course of trainers: Yma ran two workshops since, Óscar none."""
    bea, version = make.bea(), edition()
    cohort, people = course(bea, version, *NAMES)
    observed |= {one.id for one in people}
    for name in ("Taller 1", "Taller 2"):
        taught(people[0].user, version, name)
    return make.dina(), cohort, people


def accredit(cohort: Cohort, by: User) -> list[Certificate]:
    made = actions.accredit(cohort, by.id, SIGNERS)
    db.session.commit()
    return made


def test_only_who_taught_is_accredited_and_the_sheet_says_until_when(app: Flask, observed: set[int]) -> None:
    dina, cohort, people = trained(observed)
    made = accredit(cohort, dina)
    assert [one.membership_id for one in made] == [people[0].id]
    said = from_bytes(kept(made[0]).snapshot)
    assert said.folio == f"{today().year}-A-000001"
    assert (said.kind, said.full_name, said.course_slug) == ("accreditation", "Yma Álvarez Sol", "b")
    assert made[0].valid_until == said.valid_until == today().replace(year=today().year + 2)
    assert said.allows == "facilitar talleres del curso «Atención de salud» en el programa"
    assert str(said.basis).endswith("con práctica observada, y 2 talleres cerrados con 4 personas certificadas")
    assert said.attendance is not said.kind
    assert accredit(cohort, dina) == []


def test_it_keeps_the_rule_and_the_workshops_as_evidence(app: Flask, observed: set[int]) -> None:
    dina, cohort, _people = trained(observed)
    found = unpacked(kept(accredit(cohort, dina)[0]).evidence or b"")
    assert found.sections[0].title == "Talleres que facilitó"
    assert [(row[0], row[3], row[4]) for row in found.sections[0].rows] == [("Taller 1", "2", "Sí"), ("Taller 2", "2", "Sí")]
    assert any("2 como mínimo" in sentence for sentence in found.rule)
    assert found.issued_by == "Dina Vega Paz"


@pytest.mark.parametrize("lack", ["practice", "open workshop", "few people", "revoked certificate"])
def test_each_thing_that_lacks_holds_her_back(app: Flask, observed: set[int], lack: str) -> None:
    bea, version, dina = make.bea(), edition(), make.dina()
    cohort, people = course(bea, version, NAMES[0])
    observed |= set() if lack == "practice" else {people[0].id}
    taught(people[0].user, version, "Taller 1")
    taught(people[0].user, version, "Taller 2", closed=lack != "open workshop", certified=1 if lack == "few people" else 2)
    if lack == "revoked certificate":
        mine = db.session.query(Certificate).filter_by(membership_id=people[0].id).one()
        append([(mine.id, {"kind": chain.REVOKED, "of": numbers_of([mine.id])[mine.id], "reason": "error"})])
    assert accredit(cohort, dina) == []


def test_she_renews_by_teaching_again_and_both_stay(app: Flask, observed: set[int]) -> None:
    dina, cohort, people = trained(observed)
    first = accredit(cohort, dina)[0]
    with frozen(now() + timedelta(days=700)):
        assert accredit(cohort, dina) == []
        taught(people[0].user, edition_of(cohort), "Taller 3")
        second = accredit(cohort, dina)[0]
        assert (second.renews_id, second.turn) == (first.id, 2)
        assert second.valid_until is not None
        assert first.valid_until is not None
        assert second.valid_until > first.valid_until
        assert "1 taller cerrado desde la última vez" in str(from_bytes(kept(second).snapshot).basis)
        assert accredit(cohort, dina) == []


def edition_of(cohort: Cohort) -> ManualVersion:
    return db.session.get_one(ManualVersion, cohort.manual_digest)


def test_a_revoked_accreditation_waits_for_a_person(app: Flask, observed: set[int]) -> None:
    dina, cohort, people = trained(observed)
    first = accredit(cohort, dina)[0]
    append([(first.id, {"kind": chain.REVOKED, "of": numbers_of([first.id])[first.id], "reason": "norm"})])
    with frozen(now() + timedelta(days=30)):
        taught(people[0].user, edition_of(cohort), "Taller 3")
        assert accredit(cohort, dina) == []


def test_nobody_accredits_herself(app: Flask, observed: set[int]) -> None:
    _dina, cohort, people = trained(observed)
    people[0].user.is_admin = True
    db.session.commit()
    assert accredit(cohort, people[0].user) == []


def test_the_page_lists_who_may_be_accredited_and_only_an_administrator_issues(
        app: Flask, observed: set[int], client: Client, new_client: Callable[[], Client]) -> None:
    dina, cohort, _people = trained(observed)
    client.sign_in(dina).get(f"/cohortes/{cohort.key}/certificados")
    assert "1 persona cumple la regla" in client.text
    client.get(f"/cohortes/{cohort.key}/acreditaciones")
    assert "Emitir 1 acreditación" in client.text
    assert "0 de 2 talleres cerrados" in client.text
    client.submit(f"/cohortes/{cohort.key}/acreditaciones")
    assert client.status == 303
    client.get(f"/cohortes/{cohort.key}/acreditaciones")
    assert "Acreditada" in client.text
    trainer = new_client()
    trainer.sign_in(db.session.get_one(User, cohort.created_by_id)).get(f"/cohortes/{cohort.key}/acreditaciones")
    assert trainer.status == 200
    assert "Emitir" not in trainer.text
    assert trainer.post(f"/cohortes/{cohort.key}/acreditaciones", {"name_1": "B", "post_1": "C"}).status_code == 403


def test_a_form_without_a_signer_says_so(app: Flask, observed: set[int], client: Client) -> None:
    dina, cohort, _people = trained(observed)
    client.sign_in(dina).get(f"/cohortes/{cohort.key}/acreditaciones")
    client.post(f"/cohortes/{cohort.key}/acreditaciones", {"name_1": ""})
    assert client.status == 422


def test_a_course_that_accredits_nobody_has_no_such_page(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    db.session.commit()
    client.sign_in(bea).get(f"/cohortes/{cohort.key}/acreditaciones")
    assert client.status == 404


def test_twenty_people_ask_as_little_as_two(app: Flask, observed: set[int]) -> None:
    bea, version = make.bea(), edition()
    few, _ = course(bea, version, *NAMES)
    many, _ = course(bea, version, *((f"Persona {n}", "Rojas Luna") for n in range(20)))

    def asked(cohort: Cohort) -> int:
        db.session.expire_all()
        with statements() as found:
            candidates(cohort, RULE)
        return len(found)

    asked(few)
    assert asked(many) == asked(few) <= 25
