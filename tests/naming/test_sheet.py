"""The corrected list as it is keyed in: what changes, what is signed, what came in between."""

from hypothesis import given
from hypothesis import strategies as st

from training.naming.sheet import Problem, Stood, as_it_stands, read

FREE = Stood(1, "k1", 1, "Ana", "Quispe Rojas")
SIGNED = Stood(2, "k2", 2, "Eva", "Luz Paz", "paper", 7)


def form(stood: Stood, given_names: str = "", surnames: str = "", seen: str = "", **more: str) -> dict[str, str]:
    return {f"{stood.key}-given_names": given_names or stood.given_names, f"{stood.key}-surnames": surnames or stood.surnames,
            f"{stood.key}-seen": seen or stood.seen} | {f"{stood.key}-{name}": value for name, value in more.items()}


def test_a_list_left_alone_changes_nothing() -> None:
    for line in read([FREE, SIGNED], form(FREE) | form(SIGNED)) + as_it_stands([FREE, SIGNED]) + read([FREE], {}):
        assert not line.renamed and not line.confirms and not line.wrong


def test_a_tick_signs_and_a_new_spelling_with_it() -> None:
    assert read([FREE], form(FREE, signed="1"))[0].confirms
    line = read([FREE], form(FREE, surnames="Quispe  Róxas ", signed="1"))[0]
    assert line.confirms and line.renamed and line.surnames == "Quispe Róxas"


def test_a_name_that_nobody_confirmed_is_corrected_without_signature() -> None:
    line = read([FREE], form(FREE, given_names="Anna"))[0]
    assert line.renamed and not line.confirms and not line.wrong


def test_a_confirmed_name_changes_only_with_a_signature() -> None:
    assert read([SIGNED], form(SIGNED, given_names="Ewa"))[0].problem is Problem.UNSIGNED
    assert read([SIGNED], form(SIGNED, given_names="Ewa", signed="1"))[0].confirms
    assert not read([SIGNED], form(SIGNED, signed="1"))[0].confirms  # it stands signed as it is


def test_everybody_signs_for_those_who_are_left() -> None:
    first, second = read([FREE, SIGNED], form(FREE) | form(SIGNED) | {"everybody": "1"})
    assert first.confirms and not second.confirms


def test_a_row_that_somebody_else_wrote_meanwhile_is_shown_and_not_overwritten() -> None:
    now = Stood(1, "k1", 1, "Anita", "Quispe Rojas", "phone", 9)
    assert read([now], form(now, "Ana", "Quispe Rojas", seen=FREE.seen))[0].problem is Problem.NONE  # she left it alone
    assert read([now], form(now, "Ana", "Quispe Roxas", seen=FREE.seen))[0].problem is Problem.CHANGED
    assert read([now], form(now, "Ana", "Quispe Rojas", seen=FREE.seen, signed="1"))[0].problem is Problem.CHANGED
    assert not read([now], form(now, "Anita", "Quispe Rojas", seen=FREE.seen, signed="1"))[0].wrong


def test_what_no_name_holds_is_said() -> None:
    line = read([FREE], form(FREE, given_names="4na", surnames="<b>"))[0]
    assert line.wrong and {flaw.field for flaw in line.flaws} == {"given_names", "surnames"}
    assert line.said_of("surnames")
    assert read([FREE], form(FREE) | {"k1-given_names": ""})[0].wrong


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.booleans())
def test_no_text_breaks_the_list(given_names: str, surnames: str, seen: str, signed: bool) -> None:
    data = {"k1-given_names": given_names, "k1-surnames": surnames, "k1-seen": seen} | ({"k1-signed": ""} if signed else {})
    line = read([FREE], data)[0]
    assert line.wrong or len(line.given_names) <= 80
