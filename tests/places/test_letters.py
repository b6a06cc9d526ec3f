"""Letters that were broken or lost: what comes back, what stays lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.places.letters import BROKEN, fits, mended


@pytest.mark.parametrize(("broken", "whole"), [
    ("MU\ufffdOZ", "MUÑOZ"), ("Mu\ufffdoz", "Muñoz"), ("NI\ufffdO JES\ufffdS", "NIÑO JESÚS"), ("SA\ufffdL", "SAÚL"), ("N\ufffd 3", "N° 3"),
    ("LOMA \ufffd PAMPA", "LOMA - PAMPA"), ("CA\ufffd\ufffdETE", "CAÑETE"), ("AG\ufffdERO", "AGÜERO"), ("BELLO", "BELLO"),
    ("\ufffdANGA", "\ufffdANGA"), ("T\ufffdPAC", "T\ufffdPAC"), ("R & D", "R & D"), ("Mart\ufffdn", "Martín"),
    ("PEÑA".encode().decode("cp1252"), "PEÑA"), ("PEÑA".encode().decode("cp1252").encode().decode("cp1252"), "PEÑA"), ("PEÑA", "PEÑA"),
])
def test_only_what_is_sure_comes_back(broken: str, whole: str) -> None:
    assert mended(broken) == whole


@pytest.mark.parametrize(("broken", "whole", "fitting"), [
    ("Sa\ufffdl Garrido", "Saúl Garrido", True), ("P. S. T\ufffdpac", "P. S. Túpac", True), ("P. S. T\ufffdpac", "P. S. Topaz", False),
    ("\ufffd", "Nombre largo", False),
])
def test_a_broken_name_fits_the_whole_one(broken: str, whole: str, fitting: bool) -> None:
    assert fits(broken, whole) is fitting


@given(st.text(max_size=60))
def test_any_text_is_mended_once_and_for_all(text: str) -> None:
    assert BROKEN in text or BROKEN not in mended(text) or "&" in text


@pytest.mark.parametrize("hidden", ["&#10;", "&#x202E;", "&nbsp;", "&#9;&#13;", "Â…"])
def test_what_no_screen_shows_is_no_letter(hidden: str) -> None:
    assert mended(f"Posta{hidden}Alta") == "Posta Alta"
