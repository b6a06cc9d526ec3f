"""The suitcase from the database to the bound file: what is in it, for whom, and what happens when something fails."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests import make
from tests.books import reading
from tests.statements import statements
from tests.suitcase.story import member_called, packed, workshop
from training.clock import now
from training.db import db
from training.db import reading as reading_only
from training.errors import Refused
from training.house import KitSheet, house
from training.jobs.models import DONE
from training.suitcase import queries, work

pytestmark = pytest.mark.one_database  # sheets are drawn, which no database changes

CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b")


def pages_of(cohort_id: int, by_id: int) -> list[str]:
    return reading.pages(work.kit(cohort_id, by_id).file.read_bytes())


def test_one_file_holds_everything_and_the_cover_tells_the_right_pages(app: Flask, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea, flows=True)
    job = packed(app, cohort, bea)
    assert (job.state, job.error) == (DONE, "")
    pages = pages_of(cohort.id, bea.id)
    made = work.kit(cohort.id, bea.id).made()
    assert made is not None
    assert (made.pages, made.people, made.missing) == (len(pages), 4, ())
    for title, first, heading in (("Agenda para quien", 2, "Agenda:"), ("Lista de la sala", 4, "Para preparar la sala")):
        assert re.search(rf"{first} ?a ?\d+ {title}", pages[0]), pages[0]
        assert heading in pages[first - 1]
    for text in ("Jornada 4", "Así saldrá su nombre", "Lista apoyo", "Plan de contingencia", "Plan operativo"):
        assert any(text in page for page in pages[1:]), text
    names = reading.bookmarks(work.kit(cohort.id, bea.id).file.read_bytes())
    assert names[0].startswith("Agenda")
    assert any(name.startswith("Afiches") for name in names)


def test_codes_are_made_for_who_has_never_entered_and_a_reprint_shows_the_same(app: Flask, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    packed(app, cohort, bea)
    first = sorted(CODE.findall(" ".join(pages_of(cohort.id, bea.id))))
    assert len(set(first)) == 3
    packed(app, cohort, bea)
    assert sorted(CODE.findall(" ".join(pages_of(cohort.id, bea.id)))) == first
    slip = next(page for page in pages_of(cohort.id, bea.id) if "Ficha de acceso" in page)
    assert "Use su propia clave" in slip


def test_who_asks_gets_only_codes_that_she_may_give(app: Flask, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    other = make.user("Nora", "Paz Luna", authority_id=bea.authority_id)
    packed(app, cohort, bea)
    packed(app, cohort, other)
    assert CODE.findall(" ".join(pages_of(cohort.id, bea.id)))
    assert not CODE.findall(" ".join(pages_of(cohort.id, other.id)))


def test_a_closed_cohort_gets_no_slips(app: Flask, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    cohort.closed_at = now()
    packed(app, cohort, bea)
    assert not any("Ficha de acceso" in page for page in pages_of(cohort.id, bea.id))


def test_an_empty_workshop_has_a_suitcase_too(app: Flask, kits: Path) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    job = packed(app, cohort, bea)
    assert (job.state, job.error) == (DONE, "")
    assert any("Lista de asistencia" in page for page in pages_of(cohort.id, bea.id))


def test_a_sheet_that_fails_is_named_on_the_cover_and_the_rest_is_there(
        app: Flask, kits: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(cohort_id: int, by_id: int) -> list[object]:
        raise Refused("No se puede.")

    bea = make.bea()
    cohort = workshop(bea)
    sheets = [one for one in house(app).kit_sheets if one.name != "names"]
    monkeypatch.setattr(house(app), "kit_sheets", [*sheets, KitSheet("names", "La lista de nombres", 40, fails)])  # type: ignore[arg-type]  # it never answers
    packed(app, cohort, bea)
    made = work.kit(cohort.id, bea.id).made()
    assert made is not None
    assert "La lista de nombres" in made.missing[0]
    assert "No salió: La lista de nombres" in pages_of(cohort.id, bea.id)[0]


def test_who_runs_the_cohort_no_more_gets_nothing(app: Flask, kits: Path) -> None:
    bea, caro = make.bea(), make.caro()
    cohort = workshop(bea)
    with pytest.raises(Refused) as refused:
        work.item(f"{cohort.id}:{caro.id}:agenda")
    assert refused.value.status == 403
    with pytest.raises(Refused):
        work.finish(f"{cohort.id}:{caro.id}", [])


def test_a_sheet_whose_room_was_taken_out_is_refused_by_name(app: Flask, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    with pytest.raises(Refused):
        work.item(f"{cohort.id}:{bea.id}:nothing")


def test_parts_that_were_tidied_away_are_missed_with_a_sentence(app: Flask, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    with pytest.raises(Refused) as refused:
        work.finish(f"{cohort.id}:{bea.id}", [f"{cohort.id}:{bea.id}:agenda"])
    assert "otra vez" in refused.value.message


def test_two_presses_are_one_job_but_two_people_are_two(app: Flask, kits: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    other = make.user("Nora", "Paz Luna", authority_id=bea.authority_id)
    assert work.start(cohort, bea.id).id == work.start(cohort, bea.id).id != work.start(cohort, other.id).id


def test_reading_a_workshop_asks_the_same_of_the_database_for_three_and_for_thirty(app: Flask, kits: Path) -> None:
    bea = make.bea()
    counts = []
    for people in (3, 30):
        cohort_id = make.workshop(bea, people=people, name=f"Grupo {people}").id
        db.session.commit()
        with reading_only():
            db.session.expunge_all()
            queries.edition_of(cohort_id)
            db.session.expunge_all()
            with statements() as asked:
                assert queries.paper_of(cohort_id).people == people
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 9


def test_a_confirmed_name_is_printed_as_its_owner_said_it(app: Flask, kits: Path) -> None:
    from training.naming.models import NameConfirmation

    bea = make.bea()
    cohort = workshop(bea)
    member = member_called(cohort, "Nueva 0")
    db.session.add(NameConfirmation(membership_id=member.id, given_names="Novísima", surnames="Ñaupari Luz", how="paper", by_id=bea.id, at=now()))
    db.session.commit()
    with reading_only():
        found = {row.key: row for row in queries.paper_of(cohort.id).rows}
    assert (found[member.key].given_names, found[member.key].confirmed) == ("Novísima", True)
