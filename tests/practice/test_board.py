"""The board, the requirement, the panel, the report and the learner's page."""

from collections.abc import Callable, Sequence

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.practice import story
from tests.practice.story import MISSED, WELL, begin, members, observe, person_page
from tests.statements import statements
from training.accounts.models import User
from training.clock import now, today
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.practice import panel
from training.practice.models import Observation
from training.practice.requirement import requirement
from training.progress.requirements import CERTIFICATE, Stand

Browsers = Callable[[], Client]


def board(cohort: Cohort) -> str:
    return f"/cohortes/{cohort.key}/practica"


def test_the_board_says_who_comes_next(client: Client, bea: User) -> None:
    cohort = story.workshop(bea, people=7)
    client.sign_in(bea).get(board(cohort))
    assert "0 de 7" in client.text
    assert "A las primeras 5 personas las observan dos" in client.text
    assert "Y 2 personas más" in client.text


def test_somebody_is_found_by_her_row_number(client: Client, bea: User) -> None:
    cohort = story.workshop(bea, people=3)
    client.sign_in(bea).get(board(cohort))
    client.post(board(cohort), {"number": "2", "checklist": "apoyo"})
    assert client.response and client.response.headers["Location"] == person_page(cohort, members(cohort)[1])
    for number, said in (("44", "Nadie de este grupo"), ("", "Falta completar"), ("0", "va del 1"), ("9" * 30, "va del 1")):
        client.post(board(cohort), {"number": number, "checklist": "apoyo"})
        assert client.status == 422
        assert said in client.text


def test_a_group_without_people_or_lists_says_what_to_do(client: Client, bea: User) -> None:
    client.sign_in(bea).get(board(story.workshop(bea)))
    assert "Inscriba primero" in client.text
    plain = make.cohort(bea, make.published(make.manual(version="3")))
    make.member(plain, make.ana())
    client.get(board(plain))
    assert "no tiene listas de cotejo" in client.text


def test_the_board_follows_every_state(client: Client, bea: User) -> None:
    cohort = story.workshop(bea, people=4)
    passes, again, stuck, open_one = members(cohort)
    client.sign_in(bea)
    observe(client, cohort, passes, WELL)
    observe(client, cohort, again, MISSED)
    observe(client, cohort, stuck, MISSED)
    observe(client, cohort, stuck, MISSED, 2)
    begin(client, cohort, open_one)
    client.get(board(cohort))
    for said in ("1 de 4", "necesita un acompañamiento", "Seguir con mi hoja", "Repite", "Acordar acompañamiento",
                 "75 %, intento 1"):
        assert said in client.text
    client.post(person_page(cohort, stuck) + "/acompanamiento", {"do": "agree", "on": today().isoformat()})
    client.get(board(cohort))
    assert "Con acompañamiento" in client.text


def test_names_are_escaped(client: Client, bea: User, cohort: Cohort) -> None:
    member = make.member(cohort, make.ana(), given_names="<b>Eva")
    client.sign_in(bea).get(board(cohort))
    assert "&lt;b&gt;Eva" in client.text
    observe(client, cohort, member, WELL | {"comment": "<script>x</script>"})
    client.follow()
    assert "<script>x" not in client.text


def _observed(cohort: Cohort, people: Sequence[Membership], by: User) -> None:
    """A finished sheet of each, straight into the table."""
    for person in people:
        db.session.add(Observation(
            membership_id=person.id, checklist="apoyo", number=1, observer_id=by.id, manual_digest=cohort.manual_digest,
            scores='{"dos":2,"uno":2}', began_at=now(), saved_at=now(), finished_at=now(), points=4, out_of=4, passed=True))
    db.session.flush()


@pytest.mark.parametrize("address", ["", "/acuerdo/apoyo", "/PERSON/apoyo"])
def test_the_number_of_queries_does_not_grow(client: Client, bea: User, luz: User, address: str) -> None:
    counts = []
    for people in (3, 30):
        cohort = make.workshop(bea, people=people, checklists=("apoyo",), name=f"De {people}")
        everybody = members(cohort)
        for observer in (bea, luz):
            _observed(cohort, everybody, observer)
        path = board(cohort) + address.replace("PERSON", everybody[0].key)
        client = client if counts else client.sign_in(bea)
        client.get(path)  # the manual is read once per process
        with statements() as seen:
            client.get(path)
        assert client.status == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


def test_the_requirement_panel_and_report_ask_a_constant_number(app: Flask, bea: User, luz: User) -> None:
    counts = []
    for people in (3, 30):
        cohort = make.workshop(bea, people=people, checklists=("apoyo",), name=f"De {people}")
        everybody = members(cohort)
        for observer in (bea, luz):
            _observed(cohort, everybody, observer)
        with app.test_request_context(), statements() as seen:
            requirement(cohort, everybody)
            panel.workshop_panel(cohort)
            panel.report_section(cohort)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_requirement_follows_her(app: Flask, client: Client, bea: User) -> None:
    cohort = story.workshop(bea, people=3)
    good, stuck, fresh = members(cohort)
    client.sign_in(bea)
    observe(client, cohort, good, WELL)
    observe(client, cohort, stuck, MISSED)
    observe(client, cohort, stuck, MISSED, 2)
    with app.test_request_context():
        found = requirement(cohort, [good, stuck, fresh])
        assert found is not None
        assert (found.name, found.papers, found.order) == ("practice", frozenset({CERTIFICATE}), 40)
        assert [found.of(one.id).stand for one in (good, stuck, fresh)] == [Stand.DONE, Stand.LOST, Stand.TO_DO]
        assert found.of(good.id).at is not None
        assert "falta acordar un acompañamiento" in found.of(stuck.id).said
        assert "1 de 1 lista aprobada" in found.of(good.id).said
        alone = requirement(cohort, [good])
        assert alone is not None and alone.of(good.id).done


def test_nothing_is_asked_without_a_workshop_or_without_a_list(app: Flask, bea: User) -> None:
    plain = make.cohort(bea, make.published(make.with_workshop(checklists=("apoyo",))))
    bare = make.workshop(bea, name="Sin listas")
    with app.test_request_context():
        assert requirement(plain, []) is None
        assert requirement(bare, []) is None
        assert panel.workshop_panel(bare) == panel.report_section(bare) == ""


def test_a_voided_pass_no_longer_meets_the_requirement(app: Flask, client: Client, bea: User, cohort: Cohort,
                                                       member: Membership) -> None:
    sheet = begin(client.sign_in(bea), cohort, member)
    client.post(sheet, WELL)
    client.post(sheet + "/anular", {"reason": "person"})
    assert client.status == 303
    with app.test_request_context():
        found = requirement(cohort, [member])
        assert found is not None and found.of(member.id).stand is Stand.TO_DO
    assert len(story.reached()) == 1  # a fact of that day


def test_panel_and_report_speak_of_the_group_and_name_nobody(app: Flask, client: Client, bea: User) -> None:
    cohort = story.workshop(bea, people=3)
    first, second, _third = members(cohort)
    client.sign_in(bea)
    observe(client, cohort, first, MISSED)
    observe(client, cohort, first, WELL, 2)
    observe(client, cohort, second, WELL)
    with app.test_request_context():
        shown, report = panel.workshop_panel(cohort), panel.report_section(cohort)
    assert "2 de 3" in shown and "Sigue: Rojas Luna 003, Persona 003." in shown
    assert "1 de 3" in report and "Sin lograr en 1 de 3 hojas" in report
    assert "Rojas" not in report


def test_she_reads_her_own_result_and_the_comment_for_her(client: Client, new_client: Browsers, bea: User, ana: User,
                                                          cohort: Cohort, member: Membership) -> None:
    mine = new_client().sign_in(ana)
    mine.get(f"/curso/{cohort.key}/practica")
    assert "Todavía no la observaron" in mine.text
    sheet = begin(client.sign_in(bea), cohort, member)
    client.post(sheet + "/guardar", MISSED | {"comment": "A-MEDIAS"})
    mine.get(f"/curso/{cohort.key}/practica")
    assert "en curso" in mine.text and "A-MEDIAS" not in mine.text
    client.post(sheet, MISSED | {"comment": "Muy buena escucha."})
    mine.get(f"/curso/{cohort.key}/practica")
    assert "Muy buena escucha." in mine.text
    assert "Le queda otro intento" in mine.text
    assert new_client().sign_in(make.user("Eva", "Luz")).get(f"/curso/{cohort.key}/practica").status_code == 404


def test_a_course_without_lists_has_no_page_of_practice(client: Client, bea: User, ana: User) -> None:
    plain = make.cohort(bea, make.published(make.manual(version="3")))
    make.member(plain, ana)
    assert client.sign_in(ana).get(f"/curso/{plain.key}/practica").status_code == 404


def test_a_list_that_nobody_asks_for_is_shown_once_it_was_used(client: Client, bea: User) -> None:
    edition = make.with_workshop(make.with_reference(make.manual(), "otra"), checklists=("apoyo",))
    cohort = make.workshop(bea, make.published(edition), people=2)
    page = f"{board(cohort)}/{members(cohort)[0].key}/otra"
    client.sign_in(bea).get(board(cohort))
    client.post(board(cohort), {"number": "1", "checklist": "otra"})
    assert client.response and client.response.headers["Location"] == page
    client.post(page, {"number": "1"})
    client.get(board(cohort))
    assert "no la pide el certificado" in client.text
    assert client.get(f"{board(cohort)}/{members(cohort)[0].key}/falta").status_code == 404


def test_the_next_person_is_the_next_row_round_and_round(client: Client, bea: User) -> None:
    cohort = story.workshop(bea, people=3)
    first, _second, third = members(cohort)
    client.sign_in(bea)
    observe(client, cohort, third, WELL)
    client.follow()
    assert "Observar a la siguiente: Rojas Luna 001" in client.text
    observe(client, cohort, first, WELL)
    client.follow()
    assert "Observar a la siguiente: Rojas Luna 002" in client.text
