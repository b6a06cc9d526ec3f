"""What a slip's QR opens: nothing about anybody; the code goes by POST; who facilitates comes to the person's page."""

import re
from base64 import b64decode

import pytest

from tests import make
from tests.client import Client
from training.accounts import actions
from training.accounts.models import User
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.press import qr

TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')


@pytest.fixture
def cohort(app: object) -> Cohort:
    return make.cohort(make.bea())


@pytest.fixture
def member(cohort: Cohort) -> Membership:
    return make.member(cohort, make.newcomer("Illari", "Quispe Alborada"), confirmed=False)


def test_the_page_is_the_same_for_every_id_and_names_nobody(client: Client, member: Membership) -> None:
    mains = []
    for key in (member.key, "no-such-key", "a" * 300):
        client.get(f"/f/{key}")
        assert client.status == 200
        mains.append(TOKEN.sub("", client.text.partition("<main")[2].partition("</main>")[0]))
    assert len(set(mains)) == 1 and "Illari" not in mains[0] and "Entre con su ficha" in mains[0]
    client.get("/f/%00")
    assert client.status == 404


def test_the_code_of_the_slip_opens_by_post(client: Client, member: Membership) -> None:
    code = actions.give_code(member.user, None, spoken=False, expires_at=now().replace(year=2100))
    client.get(f"/f/{member.key}")
    client.submit("/ingresar", document_type="dni", document=member.user.document, password=code)
    assert client.status == 303
    assert client.response is not None and client.response.headers["Location"].endswith("/clave-nueva")


def test_a_wrong_code_comes_to_the_door_with_its_sentence(client: Client, member: Membership) -> None:
    client.get(f"/f/{member.key}")
    client.submit("/ingresar", document_type="dni", document=member.user.document, password="no-es")
    assert client.status == 403 and "No pudo ingresar" in client.text


def test_who_facilitates_comes_to_the_person_and_another_trainer_learns_nothing(
        client: Client, new_client: type[Client], cohort: Cohort, member: Membership) -> None:
    client.sign_in(db.session.get_one(User, cohort.created_by_id)).get(f"/f/{member.key}")
    assert client.status == 303
    client.follow()
    assert client.path.endswith(f"/cohortes/{cohort.key}/personas/{member.key}")
    other = new_client().sign_in(make.caro())
    other.get(f"/f/{member.key}")
    assert other.status == 200 and "Illari" not in other.text and "de otra persona" in other.text


def test_her_own_slip_brings_her_to_her_start(client: Client, cohort: Cohort) -> None:
    ana = make.ana()
    mine = make.member(cohort, ana)
    client.sign_in(ana).get(f"/f/{mine.key}")
    assert client.status == 303
    client.get(f"/f/{make.member(cohort, make.user('Eva')).key}")
    assert client.status == 200 and "Cerrar esta sesión" in client.text


def test_printed_slips_bear_the_qr_of_the_public_id_and_the_row(client: Client, cohort: Cohort) -> None:
    bea = db.session.get_one(User, cohort.created_by_id)
    member = make.member(cohort, make.newcomer("Illari", "Quispe", created_by_id=bea.id), confirmed=False)
    client.sign_in(bea).get(f"/cohortes/{cohort.key}/fichas")
    client.submit(f"/cohortes/{cohort.key}/fichas")
    client.follow()
    assert "Fila 1" in client.text
    picture = client.text.partition("data:image/png;base64,")[2].partition('"')[0]
    address = client._flask_app.config["PUBLIC_URL"]
    assert b64decode(picture) == qr.picture(f"{address}/f/{member.key}")
