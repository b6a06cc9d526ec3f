"""The table of indicators: shares, never counts; no order but the alphabet; what is small is hidden, also in the file."""

from collections.abc import Callable
from datetime import timedelta

from tests import make
from tests.client import Client
from tests.plans import story
from tests.plans.story import supervised
from tests.statements import statements
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.places.models import Facility


def place(number: int, network: str, region: str = "aya") -> Facility:
    made = story.facility(f"C. S. {number}", f"000920{number:02}", region)
    made.network = network
    return made


def rows(client: Client) -> list[str]:
    """The exported table."""
    client.post("/planes/indicadores.csv")
    assert client.response is not None and client.status == 200
    return client.response.get_data(as_text=True).lstrip("\ufeff").splitlines()


def test_nobody_has_a_form_yet(client: Client, bea: User) -> None:
    client.sign_in(bea).get("/planes/indicadores")
    assert "Todavía no hay ninguna hoja" in client.text
    client.post("/planes/indicadores.csv")
    assert client.status == 404


def test_networks_stand_in_the_order_of_their_names_with_shares_only(client: Client, bea: User) -> None:
    supervised(place(1, "Red Zeta"), bea, registros=(45, 50))
    supervised(place(2, "Red Alfa"), bea, registros=(5, 50), kits=(1, 1))
    client.sign_in(bea).get("/planes/indicadores")
    assert client.text.index("Red Alfa") < client.text.index("Red Zeta") and "10 %" in client.text and "90 %" in client.text
    assert "5 de 50" not in client.text and "nadie está primero" in client.text
    found = rows(client)
    assert found[1].startswith("Red Alfa;1;100 %;sin datos;10 %") and found[2].startswith("Red Zeta;1;sin datos;sin datos;90 %")
    assert found[3].startswith("Todo;2;100 %;sin datos;50 %")


def test_a_small_network_is_hidden_and_so_is_what_would_give_it_away(client: Client, bea: User) -> None:
    supervised(place(1, "Red Uno"), bea, entrega=(2, 3))
    supervised(place(2, "Red Dos"), bea, entrega=(45, 50))
    found = rows(client.sign_in(bea))
    assert [line.split(";")[3] for line in found[1:]] == ["90 %", "oculto", "oculto"], "the total less «Red Dos» would tell"


def test_two_small_ones_in_two_networks_let_the_total_be_shown(client: Client, bea: User) -> None:
    for number, network in ((1, "Red Uno"), (2, "Red Dos"), (3, "Red Tres")):
        supervised(place(number, network), bea, entrega=(6, 8))
    found = rows(client.sign_in(bea))
    assert [line.split(";")[3] for line in found[1:]] == ["oculto", "oculto", "oculto", "75 %"]


def test_a_facility_s_page_hides_how_many_lack_when_they_are_few(client: Client, bea: User) -> None:
    supervised(place(1, "Red Uno"), bea, entrega=(6, 7), registros=(9, 9), referencias=(10, 20), personal=(6, 7))
    client.sign_in(bea).get("/establecimientos/00092001")
    assert client.text.count("6 de 7") == 1 and "85 %" in client.text, "the staff's, which is no secret"
    assert "9 de 9" in client.text and "10 de 20" in client.text and "oculto: pocos casos" in client.text
    assert [line.split(";")[3:5] for line in rows(client)[1:]] == [["oculto", "100 %"]] * 2, "nor its network's, nor the region's"


def test_trained_staff_of_a_small_post_is_no_secret(client: Client, bea: User) -> None:
    supervised(place(1, "Red Uno"), bea, personal=(1, 2))
    client.sign_in(bea).get("/planes/indicadores")
    assert "50 %" in client.text and ">oculto<" not in client.text


def test_old_forms_and_closed_facilities_do_not_count(client: Client, bea: User) -> None:
    supervised(place(1, "Red Uno"), bea, today() - timedelta(days=367), registros=(9, 10))
    shut = place(2, "Red Dos")
    supervised(shut, bea, registros=(9, 10))
    shut.closed_on = today()
    client.sign_in(bea).get("/planes/indicadores")
    assert "Todavía no hay ninguna hoja" in client.text


def test_a_trainer_sees_her_region_and_the_country_is_for_whoever_administers(
        new_client: Callable[[], Client], bea: User, caro: User) -> None:
    supervised(place(1, "Red Uno"), bea, registros=(9, 10))
    supervised(place(2, "Red Sur", "cus"), caro, registros=(5, 10))
    browser = new_client().sign_in(caro)
    browser.get("/planes/indicadores")
    assert "Red Sur" in browser.text and "Red Uno" not in browser.text
    browser.get("/planes/indicadores?region=aya")
    assert browser.status == 404
    admin = new_client().sign_in(make.dina())
    admin.get("/planes/indicadores")
    assert "Ayacucho" in admin.text and "Cusco" in admin.text and "Red Uno" not in admin.text
    admin.get("/planes/indicadores?region=aya")
    assert "Red Uno" in admin.text and "Red Sur" not in admin.text


def test_what_a_regions_own_table_hides_the_country_hides(client: Client, bea: User, caro: User) -> None:
    supervised(place(1, "Red Uno"), bea, entrega=(2, 3))
    supervised(place(2, "Red Dos"), bea, entrega=(45, 50))
    supervised(place(3, "Red Sur", "cus"), caro, entrega=(45, 50))
    found = rows(client.sign_in(make.dina()))
    assert [line.split(";")[3] for line in found[1:]] == ["oculto", "90 %", "oculto"]


def test_the_page_asks_the_same_however_many_facilities_there_are(client: Client, bea: User) -> None:
    counts = []
    for numbers in (range(1, 3), range(3, 30)):
        for number in numbers:
            supervised(place(number, f"Red {number % 7}"), bea, registros=(9, 10), entrega=(3, 4), kits=(1, 1))
        db.session.commit()
        client.sign_in(bea).get("/planes/indicadores")
        with statements() as found:
            client.get("/planes/indicadores")
        counts.append(len(found))
    assert counts[0] == counts[1]
