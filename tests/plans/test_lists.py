"""The list of reviews: late, this week, made; drafts; by region and network, paged; and its export without texts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.client import Client
from tests.plans import story
from tests.plans.story import KIT, reviews
from tests.statements import statements
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.house import facilities_changed
from training.places.models import Facility
from training.plans.listing import PAGE, Asked, read

Browsers = Callable[[], Client]


def ago(days: int) -> object:
    return today() - timedelta(days=days)


def place(number: int, network: str = "Red Río", region: str = "aya") -> Facility:
    made = story.facility(f"C. S. Número {number}", f"000930{number:02}", region)
    made.network = network
    return made


@pytest.fixture
def three(bea: User) -> list[Facility]:
    """One whose review is late, one whose is due this week, one whose comes later."""
    made = [place(1), place(2), place(3, "Red Mar")]
    for at, days in zip(made, (40, 27, 3), strict=True):
        story.in_force(at, bea, ago(days))  # type: ignore[arg-type]  # a date
    return made


def shown(client: Client) -> list[int]:
    return [number for number in range(1, 60) if f"C. S. Número {number}<" in client.text]


@pytest.mark.parametrize(("view", "found"), [("", [1, 2]), ("vencidas", [1]), ("semana", [2]), ("hechas", []), ("borradores", []), ("otra", [1, 2])])
def test_what_is_due_when(client: Client, bea: User, three: list[Facility], view: str, found: list[int]) -> None:
    client.sign_in(bea).get(f"/planes?ver={view}")
    assert client.status == 200 and shown(client) == found


def test_what_was_made_and_what_is_only_a_draft(client: Client, bea: User, three: list[Facility]) -> None:
    plan = story.queries.plans_of(story.Place(three[0]))[0]
    review = reviews(plan)[0]
    client.sign_in(bea).post(f"/planes/revisiones/{review.key}", {f"s-{story.lines(plan)[0].key}": "done", "on": today().isoformat(), "how": "phone"})
    story.draft(place(9), bea)
    client.get("/planes?ver=hechas")
    assert shown(client) == [1] and "por teléfono" in client.text
    client.get("/planes?ver=borradores")
    assert shown(client) == [9] and "Seguir escribiendo" in client.text
    client.get("/planes")
    assert shown(client) == [2]


def test_filters_by_network_and_region(new_client: Browsers, bea: User, caro: User, three: list[Facility]) -> None:
    story.in_force(place(20, "Red Sur", "cus"), caro, ago(50))  # type: ignore[arg-type]  # the same
    story.in_force(place(21, "Red Mar"), bea, ago(50))  # type: ignore[arg-type]  # the same
    browser = new_client().sign_in(bea)
    browser.get("/planes?red=Red+Mar")
    assert shown(browser) == [21] and "Quitar filtros" in browser.text
    browser.get("/planes?region=cus")
    assert shown(browser) == [1, 2, 21], "a trainer has no other region"
    admin = new_client().sign_in(make.dina())
    admin.get("/planes")
    assert shown(admin) == [1, 2, 20, 21]
    admin.get("/planes?region=cus")
    assert shown(admin) == [20]
    admin.get("/planes?region=nada")
    assert shown(admin) == [] and "Nada con este filtro" in admin.text


def test_plans_go_with_a_facility_that_was_given_to_another_region(
        new_client: Browsers, bea: User, caro: User, three: list[Facility]) -> None:
    plan = story.queries.plans_of(story.Place(three[0]))[0]
    browser = new_client().sign_in(bea)
    browser.post(f"/planes/revisiones/{reviews(plan)[0].key}", {f"s-{story.lines(plan)[0].key}": "done", "on": today().isoformat(), "how": "phone"})
    for at in three[:2]:
        at.authority_id = make.authority("cus").id
    db.session.flush()
    facilities_changed([one.id for one in three])
    browser.get("/planes")
    assert shown(browser) == []
    other = new_client().sign_in(caro)
    other.get("/planes")
    assert shown(other) == [2]
    other.get("/planes?ver=hechas")
    assert shown(other) == [1]
    other.get(f"/planes/{plan.key}")
    assert other.status == 200


def test_closed_facilities_are_called_no_more(client: Client, bea: User, three: list[Facility]) -> None:
    three[0].closed_on = today()
    client.sign_in(bea).get("/planes")
    assert shown(client) == [2]


def test_long_lists_are_paged_with_the_same_questions(client: Client, bea: User) -> None:
    counts = []
    for numbers in (range(1, 2), range(2, PAGE + 5)):
        for number in numbers:
            story.in_force(place(number), bea, ago(40))  # type: ignore[arg-type]  # the same
        db.session.commit()
        client.sign_in(bea).get("/planes")
        with statements() as found:
            client.get("/planes")
        counts.append(len(found))
    assert counts[0] == counts[1] and "Página 1 de 2" in client.text
    client.get("/planes?pagina=2")
    assert len(shown(client)) == 4
    client.get("/planes?pagina=99")
    assert len(shown(client)) == 4


def test_the_export_holds_states_and_dates_but_no_text(client: Client, bea: User, three: list[Facility]) -> None:
    story.seen(three[0], "kit", today() + timedelta(days=100))
    client.sign_in(bea).post("/planes/lista.csv")
    assert client.response is not None and client.status == 200
    text = client.response.get_data(as_text=True)
    assert text.count("\r\n") == 4 and "En marcha" in text and (today() + timedelta(days=100)).isoformat() in text
    assert KIT["accion"] not in text and "Jefa" not in text
    client.post("/planes/lista.xlsx")
    assert client.response.data[:2] == b"PK"


@given(st.dictionaries(st.sampled_from(["ver", "region", "red", "pagina"]), st.text(max_size=90)))
def test_no_address_breaks_the_list(args: dict[str, str]) -> None:
    found = read(args, User(is_admin=True))
    assert isinstance(found, Asked) and 1 <= found.page < 100_000


def test_learners_have_no_list(client: Client, ana: User) -> None:
    client.sign_in(ana).get("/planes")
    assert client.status == 403
