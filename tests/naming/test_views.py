"""Names: her own on her phone, everybody's from the signed list; nothing is printed from a name never confirmed."""

import pytest
from sqlalchemy import func, select

from tests import make
from tests.client import Client
from tests.statements import statements
from training.accounts.models import User
from training.audit.models import AuditEntry
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.naming.models import NameConfirmation
from training.naming.queries import confirmed_names, newest_of
from training.naming.requirement import name_of
from training.progress.requirements import CERTIFICATE, CONSTANCIA


def confirmations() -> int:
    return int(db.session.scalar(select(func.count(NameConfirmation.id))) or 0)


@pytest.fixture
def bea() -> User:
    return make.bea()


@pytest.fixture
def ana() -> User:
    return make.ana()


@pytest.fixture
def cohort(app: object, bea: User) -> Cohort:
    return make.cohort(bea)


@pytest.fixture
def member(cohort: Cohort, ana: User) -> Membership:
    return make.member(cohort, ana, given_names="Ana", surnames="Quispe Roxas")


def test_she_confirms_her_name_on_her_phone_once(client: Client, cohort: Cohort, ana: User, member: Membership) -> None:
    page = f"/curso/{cohort.key}/nombre"
    client.sign_in(ana).get(page)
    assert 'value="Quispe Rojas"' in client.text  # her account's own
    assert confirmed_names(cohort) == {}
    for _ in range(2):
        client.submit(page)
        assert client.status == 303
        client.get(page)
    assert "Ya está confirmado" in client.text and confirmations() == 1
    one = newest_of(member)
    assert one and (one.how, one.by_id) == ("phone", ana.id)
    assert confirmed_names(cohort) == {member.id: ("Ana", "Quispe Rojas")} and member.surnames == "Quispe Rojas"


def test_she_corrects_a_spelling_and_the_newest_counts(client: Client, cohort: Cohort, ana: User, member: Membership) -> None:
    page = f"/curso/{cohort.key}/nombre"
    client.sign_in(ana).get(page)
    client.submit(page)
    client.get(page)
    client.submit(page, given_names="Anna María")
    assert client.status == 303 and confirmations() == 2
    assert confirmed_names(cohort) == {member.id: ("Anna María", "Quispe Rojas")}
    assert ana.full_name == "Ana Quispe Rojas"  # her account stays


@pytest.mark.parametrize(("change", "sentence"), [
    ({"given_names": "María", "surnames": "Pérez Soto"}, "Si es otro nombre"), ({"surnames": ""}, "Falta"),
    ({"given_names": "An4"}, "no lleva números"), ({"surnames": "Q" * 81}, "como máximo 80"), ({"given_names": "\0"}, ""),
])
def test_what_is_no_spelling_of_her_name_is_refused(
        client: Client, cohort: Cohort, ana: User, member: Membership, change: dict[str, str], sentence: str) -> None:
    page = f"/curso/{cohort.key}/nombre"
    client.sign_in(ana).get(page)
    client.submit(page, **change)
    assert client.status == 422 and sentence in client.text and confirmations() == 0


def test_who_does_not_belong_finds_nothing(client: Client, cohort: Cohort, member: Membership) -> None:
    client.sign_in(make.user("Otra")).get(f"/curso/{cohort.key}/nombre")
    assert client.status == 404


def row(member: Membership, **more: str) -> dict[str, str]:
    return {f"{member.key}-{name}": value for name, value in more.items()}


def test_the_signed_list_is_keyed_in_and_corrected_in_place(
        client: Client, cohort: Cohort, bea: User, member: Membership) -> None:
    second = make.member(cohort, make.user("Eva", "Luz Paz"))
    page = f"/cohortes/{cohort.key}/nombres"
    client.sign_in(bea).get(page)
    assert "0 de 2 confirmados" in client.text
    client.submit(page, **row(member, surnames="Quispe Rojas", signed="1"), **row(second, given_names="Ewa"))
    client.follow()
    assert "1 nombre confirmado. 1 nombre corregido, todavía sin firma." in client.text
    assert confirmed_names(cohort) == {member.id: ("Ana", "Quispe Rojas")}
    assert (member.surnames, second.given_names) == ("Quispe Rojas", "Ewa")
    client.submit(page, everybody="1")
    client.follow()
    assert "Todos los nombres están confirmados" in client.text and confirmations() == 2
    client.submit(page)
    assert confirmations() == 2
    acts = db.session.scalars(select(AuditEntry.detail).where(AuditEntry.act == "key in names")).all()
    assert acts == ["signed 1, corrected 1", "signed 1, corrected 0"]


def test_one_wrong_row_holds_all_of_them_back_and_nothing_typed_is_lost(
        client: Client, cohort: Cohort, bea: User, member: Membership) -> None:
    second = make.member(cohort, make.user("Eva", "Luz Paz"))
    page = f"/cohortes/{cohort.key}/nombres"
    client.sign_in(bea).get(page)
    client.submit(page, **row(member, given_names="An4", signed="1"), **row(second, given_names="Ewa", signed="1"))
    assert client.status == 422 and "Todavía no se guardó nada" in client.text
    assert 'value="An4"' in client.text and 'value="Ewa"' in client.text and confirmations() == 0
    assert second.given_names == "Eva"


def test_a_name_confirmed_meanwhile_on_the_phone_is_shown_to_who_keys_the_list(
        client: Client, new_client: type[Client], cohort: Cohort, bea: User, ana: User, member: Membership) -> None:
    page = f"/cohortes/{cohort.key}/nombres"
    client.sign_in(bea).get(page)
    phone = new_client().sign_in(ana)
    phone.get(f"/curso/{cohort.key}/nombre")
    phone.submit(f"/curso/{cohort.key}/nombre")
    client.submit(page, **row(member, surnames="Quispe Roxas Luna", signed="1"))
    assert client.status == 422 and "quedó como «Ana Quispe Rojas»" in client.text and confirmations() == 1
    client.submit(page)  # she has seen it and insists
    assert client.status == 303 and confirmed_names(cohort)[member.id] == ("Ana", "Quispe Roxas Luna")


def test_both_papers_ask_for_it_in_every_cohort(app: object, cohort: Cohort, ana: User, member: Membership) -> None:
    with app.test_request_context():  # type: ignore[attr-defined]  # an application
        asked = name_of(cohort, [member])
        assert asked.papers == {CONSTANCIA, CERTIFICATE} and not asked.of(member.id).done
        assert asked.of(member.id).to_learner == ("Confirmar mi nombre", f"/curso/{cohort.key}/nombre")
        db.session.add(NameConfirmation(membership_id=member.id, given_names="Ana", surnames="Q", how="paper",
                                        by_id=ana.id, at=member.added_at))
        db.session.flush()
        for members in ([member], [member, make.member(cohort, make.user())]):
            found = name_of(cohort, members).of(member.id)
            assert found.done and found.said == "«Ana Q», firmado en la lista"


def test_the_list_asks_as_much_for_thirty_as_for_three(
        app: object, client: Client, cohort: Cohort, bea: User) -> None:
    client.sign_in(bea)
    counts = []
    for more in (3, 27):
        for _ in range(more):
            made = make.member(cohort, make.user())
            db.session.add(NameConfirmation(membership_id=made.id, given_names="A", surnames="B", how="phone",
                                            by_id=made.user_id, at=made.added_at))
        db.session.commit()
        with statements() as asked:
            client.get(f"/cohortes/{cohort.key}/nombres")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_no_confirmation_is_ever_changed_or_deleted(app: object, member: Membership, ana: User) -> None:
    one = NameConfirmation(membership_id=member.id, given_names="A", surnames="B", how="phone", by_id=ana.id,
                           at=member.added_at)
    db.session.add(one)
    db.session.commit()
    one.given_names = "X"
    with pytest.raises(Exception, match="append-only"):
        db.session.commit()
    db.session.rollback()
