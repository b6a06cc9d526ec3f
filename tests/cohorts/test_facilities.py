"""The facility of each row: known by the register, or asked about once, with the nearest offered; corrected in place."""

import pytest
from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.cohorts.test_views_people import person
from tests.cohorts.test_views_roster import LIST, paste
from tests.statements import statements
from training.accounts.models import User
from training.cohorts.corrections import apply, page_of, picks
from training.cohorts.facilities import AS_WRITTEN, Facilities
from training.cohorts.flaws import Reason
from training.cohorts.models import Cohort, JoinRequest, Membership
from training.cohorts.roster import Checked, Row, check
from training.db import db
from training.places.fictional import add_fictional
from training.places.matching import Place, Register

REGISTER = Register([Place(1, "00099021", "C. S. Río Manso", "I-3", "Río Manso"),
                     Place(2, "00099001", "P. S. Pampa Serena", "I-1", "Valle")])


def rows(*facilities: str) -> list[Row]:
    return [Row(number, "dni", f"990001{number:02}", "Ana", f"Quispe {'abcdefg'[number]}", facility=facility)
            for number, facility in enumerate(facilities)]


def checked(found: list[Row], **picked: str) -> list[Checked]:
    return check(found, (), Facilities(REGISTER, picked, [row.facility for row in found]))


def test_a_known_name_becomes_the_register_s_and_none_is_asked_about_an_empty_one() -> None:
    first, second, third = checked(rows("cs rio manso", "", "99001"))
    assert (first.person.facility, first.person.facility_id) == ("C. S. Río Manso", 1)
    assert second.ready and second.person.facility_id is None and third.person.facility_id == 2


def test_an_unknown_name_is_asked_about_once_for_all_its_rows() -> None:
    found = checked(rows("CS Rio Mnaso", "C.S. RIO MNASO", "Municipalidad"))
    flaws = [[flaw.reason for flaw in one.flaws] for one in found]
    assert flaws == [[Reason.FACILITY_UNKNOWN], [], [Reason.FACILITY_UNKNOWN]]
    assert found[0].flaws[0].offers[0].code == "00099021" and found[2].flaws[0].offers == ()
    same = checked(rows("Río Mnaso", "rio  mnaso"))
    assert not same[0].ready and same[1].ready and same[0].flaws[0].detail == "2"


def test_a_pick_counts_for_every_row_that_says_the_same_and_only_offers_can_be_picked() -> None:
    found = rows("Río Mnaso", "rio mnaso", "Casa Verde")
    assert picks(checked(found), {"r0-place": "00099021", "r1-place": "00099001", "r2-place": "00099021"}) == {
        "rio mnaso": "00099021", "": "00099021"}
    settled = checked(found, **{"rio mnaso": "00099021", "casa verde": ""})
    assert [one.person.facility_id for one in settled] == [1, 1, None] and all(one.ready for one in settled)
    assert settled[2].person.facility == "Casa Verde"
    assert picks(checked(found), {"r2-place": AS_WRITTEN})["casa verde"] == ""


def test_where_no_register_was_imported_nothing_is_asked() -> None:
    assert all(one.ready for one in check(rows("Lo que sea"), (), Facilities(Register(), {})))


def test_homonyms_are_named_and_stay_two_people() -> None:
    found = rows("", "")
    found[1].surnames = found[0].surnames.upper()
    page = page_of(checked(found), everything=False)
    assert [[one.row.number for one in same] for same in page.homonyms] == [[0, 1]] and page.ready_count == 2
    assert len(apply(checked(found), {})) == 2


@pytest.fixture
def bea(client: Client) -> User:
    made = make.bea()
    client.sign_in(made)
    return made


@pytest.fixture
def cohort(bea: User) -> Cohort:
    add_fictional()
    return make.cohort(bea)


FORTY = "".join(f"990001{n:02}\tQuispe {'abcdefghijklmnopqrstuvwxyzñáéíóúüçâêîôûãõ'[n]}\tIllari\tObstetra\tC.S. Rio Manso\n"
                for n in range(35))
BAD = ("9900136\tSulca\tHermelinda\tEnfermera\tP.S. Pampa Serena\n"  # lost its zero
       "99000100\tQuispe a\tIllari\tObstetra\tC.S. Rio Manso\n"  # twice
       "99000137\tVilca\tUrpi\tMédica\tC.S. Rio Mnaso\n"  # not in the register
       "99000138\tTello\tK1lla\tMédica\tHospital Valle Claro\n"  # a figure in a name
       "9900\tPaz\tWayra\tMédica\tP.S. Pampa Serena\n")  # four figures


def test_forty_rows_with_five_bad_ones_are_enrolled_in_four_actions(client: Client, cohort: Cohort) -> None:
    client.get(f"/cohortes/{cohort.key}/lista")  # 1: «Pegar lista»
    page = paste(client, cohort, LIST + FORTY + BAD)  # 2: paste and «Revisar la lista»
    client.get(page)
    assert "35 listas, 5 por corregir" in client.text and "C. S. Río Manso" in client.text
    client.submit(page, enrol="1", **{  # 3: the five cells, in place; 4: «Guardar e inscribir»
        "r37-use-document": "1", "r38-remove": "1", "r39-place": "00099021", "r40-given_names": "Killa",
        "r41-document": "99000139"})
    client.follow()
    assert "Inscribió a 39 personas." in client.text
    members = db.session.scalars(select(Membership).order_by(Membership.number)).all()
    assert [one.number for one in members] == list(range(1, 40)) and all(one.facility_id for one in members)
    assert next(one for one in members if one.surnames == "Vilca").facility == "C. S. Río Manso"


def test_a_save_that_leaves_something_wrong_enrols_nobody_and_shows_what_is_left(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, LIST + BAD)
    client.get(page)
    client.submit(page, enrol="1", **{"r4-place": "00099021"})
    client.follow()
    assert "por corregir" in client.text and not db.session.scalars(select(Membership)).all()
    client.post(page, {"r4-place": "99999999", "r5-place": "nada"})  # a forged choice chooses nothing
    assert client.status == 303


def test_a_list_asks_the_database_as_much_with_thirty_unknown_facilities_as_with_three(client: Client, cohort: Cohort) -> None:
    counts = []
    for many in (3, 30):
        page = paste(client, cohort, LIST + "".join(f"990002{n:02}\tA\tB\tC\tPuesto {n} Otorongo\n" for n in range(many)))
        with statements() as asked:
            client.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_walk_in_needs_a_document_and_names_only(client: Client, cohort: Cohort) -> None:
    client.post(f"/cohortes/{cohort.key}/personas/nueva", person(profession="", facility=""))
    client.follow()
    assert "fila 1 de las listas" in client.text and "Fila en las listas" in client.text


def test_a_walk_in_s_facility_is_matched_asked_about_or_left_as_written(client: Client, cohort: Cohort) -> None:
    path = f"/cohortes/{cohort.key}/personas/nueva"
    client.post(path, person(facility="C.S. Rio Mnaso"))
    assert client.status == 422 and "No está en el registro" in client.text and "00099021" in client.text
    client.submit(path, place="00099021", document_type="dni")
    client.post(path, person(document="99000102", surnames="Luz", facility="Casa Verde"))
    client.submit(path, place=AS_WRITTEN, document_type="dni")
    client.post(path, person(document="99000103", surnames="Paz", facility="rio manso"))
    found = [(one.facility, one.facility_id is not None)
             for one in db.session.scalars(select(Membership).order_by(Membership.id))]
    assert found == [("C. S. Río Manso", True), ("Casa Verde", False), ("C. S. Río Manso", True)]


def test_a_choice_about_another_text_is_asked_again(client: Client, cohort: Cohort) -> None:
    client.post(f"/cohortes/{cohort.key}/personas/nueva", person(facility="Rio Mnaso", place=AS_WRITTEN, asked="Otro"))
    assert client.status == 422 and "No está en el registro" in client.text


def test_a_person_s_facility_is_corrected_and_what_stood_is_not_asked_about(client: Client, cohort: Cohort) -> None:
    member = make.member(cohort, make.user())
    path = f"/cohortes/{cohort.key}/personas/{member.key}"
    client.post(path, {"profession": "Médica", "facility": "P. S. Pampa Serena"})
    assert client.status == 303 and member.facility_id is None and member.profession == "Médica"
    client.post(path, {"profession": "Médica", "facility": "Pampa Cerena"})
    assert client.status == 422 and "P. S. Pampa Serena" in client.text
    client.submit(path, place="00099001")
    assert client.status == 303 and member.facility_id and member.facility == "P. S. Pampa Serena"


def test_who_asked_to_join_is_placed_when_the_register_knows_the_name(
        client: Client, new_client: type[Client], cohort: Cohort) -> None:
    new_client().post("/unirse", person(code=cohort.join_code, facility="CS Río Manso"))
    asked = db.session.scalars(select(JoinRequest)).one()
    client.post(f"/cohortes/{cohort.key}/solicitudes/{asked.key}", {"do": "accept"})
    assert db.session.scalars(select(Membership)).one().facility_id
