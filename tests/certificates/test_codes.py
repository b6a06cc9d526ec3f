"""The code that is typed and the token that is scanned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.paper import codes

bodies = st.text(codes.ALPHABET, min_size=12, max_size=12)


@given(bodies)
def test_a_code_is_read_as_printed(body: str) -> None:
    code = body + codes.check_character(body)
    assert codes.normalise(codes.grouped(code)) == code


@given(bodies, st.integers(0, 12), st.sampled_from(codes.ALPHABET))
def test_every_single_substitution_is_caught(body: str, place: int, other: str) -> None:
    code = body + codes.check_character(body)
    wrong = code[:place] + other + code[place + 1:]
    assert (codes.normalise(wrong) is None) == (wrong != code)


@given(bodies, st.integers(0, 12), st.integers(0, 12))
def test_every_swap_is_caught_adjacent_or_not(body: str, one: int, two: int) -> None:
    code = list(body + codes.check_character(body))
    swapped = code.copy()
    swapped[one], swapped[two] = code[two], code[one]
    assert (codes.normalise("".join(swapped)) is None) == (swapped != code)


@given(bodies, st.sampled_from([" ", "-", "", "–", "\u00a0", " - "]))
def test_case_blanks_dashes_and_look_alikes_are_forgiven(body: str, between: str) -> None:
    code = body + codes.check_character(body)
    typed = between.join(code.lower()).replace("0", "o").replace("1", "l")
    assert codes.normalise(typed) == code


@given(st.text(max_size=80))
def test_any_text_is_a_code_or_nothing(text: str) -> None:
    code = codes.normalise(text)
    assert code is None or (len(code) == 13 and set(code) <= set(codes.ALPHABET))


@pytest.mark.parametrize("text", [
    "", "7K4M", "7K4M-X2QD-9HTR", "UUUU-UUUU-UUUUU", "7K4M-X2QD-9HTRBB", "٧K4M-X2QD-9HTRB", "0" * 65])
def test_malformed_codes_are_nothing(text: str) -> None:
    assert codes.normalise(text) is None


def test_new_codes_are_right_and_differ() -> None:
    made = {codes.new_code() for _ in range(500)}
    assert len(made) == 500
    assert all(codes.normalise(code) == code for code in made)


def test_the_check_character_of_a_printed_code_never_changes() -> None:
    assert codes.normalise("7k4m x2qd 9htro") == "7K4MX2QD9HTR0"


def test_tokens_are_128_bits_in_22_characters_and_differ() -> None:
    made = {codes.new_token() for _ in range(500)}
    assert len(made) == 500
    assert all(codes.is_token(token) for token in made)


@pytest.mark.parametrize("text", ["", "a" * 22, "A" * 21, "A" * 23, "A" * 21 + "\n", "ñ" * 21 + "A"])
def test_what_is_no_token(text: str) -> None:
    assert not codes.is_token(text)
