"""What leaves as a table is never run by a spreadsheet."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.exports import csv_bytes, harmless, xlsx_bytes

FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=cmd|' /C calc'!A0", "\n=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert harmless(text).startswith("'")


def test_ordinary_text_stays_as_it_is() -> None:
    for text in ("Quispe", "O’Higgins", "80 %", "", "1 de 4"):
        assert harmless(text) == text


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))), min_size=1, max_size=4))
def test_no_cell_of_the_workbook_is_a_formula(cells: list[str]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(["a"], [cells]))).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_csv_has_bom_semicolons_and_decimal_commas() -> None:
    assert csv_bytes(["uno", "dos"], [[1.5, "ñ;x"]]) == '\ufeffuno;dos\r\n1,5;"ñ;x"\r\n'.encode()
