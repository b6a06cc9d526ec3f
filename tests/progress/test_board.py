"""The trainer's board: its states, who needs help, its files, and a constant number of queries."""

import io
from datetime import timedelta
from fractions import Fraction

import openpyxl
import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.statements import statements
from training.accounts.models import User
from training.clock import now
from training.cohorts.models import Cohort
from training.progress import actions
from training.progress.board import board


@pytest.fixture
def bea(app: Flask) -> User:
    return make.bea()


@pytest.fixture
def cohort(bea: User) -> Cohort:
    return make.cohort(bea)


def test_the_board_shows_silence_instead_of_zero_per_cent(client: Client, bea: User, cohort: Cohort) -> None:
    make.member(cohort, make.ana(), added_at=now() - timedelta(days=12))
    client.sign_in(bea).get(f"/cohortes/{cohort.key}")
    assert "12 días" in client.text
    assert "0 %" not in client.text


def test_three_tries_without_passing_ask_for_help(app: Flask, cohort: Cohort) -> None:
    member = make.member(cohort, make.ana())
    for _ in range(3):
        actions.record_score(member.id, "a1", Fraction(1, 2), False, now())
    table = board(cohort)
    assert [row.person.key for row in table.help_list] == [member.key]
    assert table.rows[0].stuck == ("a1",)


def test_somebody_complete_needs_no_help_however_silent(app: Flask, cohort: Cohort) -> None:
    member = make.member(cohort, make.ana(), added_at=now() - timedelta(days=90))
    for module in ("a1", "a2"):
        actions.mark_read(member.id, module)
        actions.record_score(member.id, module, Fraction(1), True, now())
    table = board(cohort)
    assert (table.complete, table.help_list) == (1, [])


def test_names_are_escaped(client: Client, bea: User, cohort: Cohort) -> None:
    make.member(cohort, make.ana(), given_names="<b>Eva", facility="<script>x</script>")
    client.sign_in(bea).get(f"/cohortes/{cohort.key}")
    assert "&lt;b&gt;Eva" in client.text
    assert "<script>x" not in client.text


def test_the_number_of_queries_does_not_grow(app: Flask, cohort: Cohort) -> None:
    def count() -> int:
        with statements() as seen:
            board(cohort)
        return len(seen)

    make.member(cohort, make.ana())
    count()  # the manual is read once per process
    few = count()
    for number in range(30):
        member = make.member(cohort, make.user("Persona", f"Número {number}"))
        actions.mark_read(member.id, "a1")
    assert count() == few <= 3


def test_the_spreadsheet_never_holds_a_formula(client: Client, bea: User, cohort: Cohort) -> None:
    make.member(cohort, make.ana(), given_names="@SUM(A1)", surnames="=1+1")
    client.sign_in(bea).get(f"/cohortes/{cohort.key}")
    response = client.post(f"/cohortes/{cohort.key}/avance.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    assert sheet is not None
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert sheet["A2"].value == "'=1+1, @SUM(A1)"


def test_the_csv_opens_in_a_spanish_excel(client: Client, bea: User, cohort: Cohort) -> None:
    make.member(cohort, make.ana())
    client.sign_in(bea).get(f"/cohortes/{cohort.key}")
    data = client.post(f"/cohortes/{cohort.key}/avance.csv").data
    assert data.startswith(b"\xef\xbb\xbf")
    assert b";A1;A2;" in data
    assert data.count(b"\r\n") == 2


def test_it_refuses_other_formats_and_other_regions(client: Client, new_client: object, bea: User,
                                                    cohort: Cohort) -> None:
    client.sign_in(bea).get(f"/cohortes/{cohort.key}")
    client.post(f"/cohortes/{cohort.key}/avance.exe")
    assert client.status == 404
    other: Client = new_client()  # type: ignore[operator]  # a fixture that makes browsers
    other.sign_in(make.caro()).get(f"/cohortes/{cohort.key}")
    assert other.status == 404
    other.post(f"/cohortes/{cohort.key}/avance.csv")
    assert other.status == 404
