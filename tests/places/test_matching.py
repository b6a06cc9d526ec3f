"""Which facility is meant: accents, «C.S.» and «P.S.», abbreviations, a letter off, namesakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.places.matching import CENTRE, HOSPITAL, POST, Place, Register, kind_of, understood

REGISTER = Register([
    Place(1, "00099021", "C. S. Río Manso", "I-3", "Río Manso"), Place(2, "00099001", "P. S. Pampa Serena", "I-1", "Valle"),
    Place(3, "00099002", "P. S. Santa Rosa", "I-1", "Valle Alto"), Place(4, "00099003", "P. S. Santa Rosa", "I-2", "Pampa"),
    Place(5, "00099041", "Hospital Regional Valle Claro", "II-2", "Valle Claro"),
    Place(6, "00099050", "C. S. Lejano Azul", "I-4", "Otra Parte", near=False),
    Place(7, "00099022", "C. S. Pampa Serena", "I-3", "Valle"),
])


@pytest.mark.parametrize(("text", "kind", "words"), [
    ("P.S. Sta. Rosa de Lima", POST, ("santa", "rosa", "lima")), ("Puesto de Salud Pampa", POST, ("pampa",)),
    ("C S Río  Manso", CENTRE, ("rio", "manso")), ("CENTRO DE SALUD RÍO MANSO I-3", CENTRE, ("rio", "manso")),
    ("Hosp. Reg. Valle Claro II-2", HOSPITAL, ("regional", "valle", "claro")), ("Posta Tres Vientos", POST, ("tres", "vientos")),
    ("EESS Loma Verde", "", ("loma", "verde")), ("", "", ()), ("P.S.", "", ("p", "s")), ("Psiquiátrico", "", ("psiquiatrico",)),
])
def test_a_name_is_understood(text: str, kind: str, words: tuple[str, ...]) -> None:
    found = understood(text)
    assert (found.kind, found.words) == (kind, words)


@pytest.mark.parametrize(("written", "code"), [
    ("C.S. Rio Manso", "00099021"), ("rio manso", "00099021"), ("Manso Rio, centro de salud", None), ("99021", "00099021"),
    ("PS PAMPA SERENA", "00099001"), ("C.S. Pampa Serena", "00099022"), ("Pampa Serena", None), ("P. S. Santa Rosa", None),
    ("P.S. Sta Rosa, Valle Alto", "00099002"), ("hospital regional de valle claro", "00099041"), ("C. S. Lejano Azul", None),
    ("99050", "00099050"), ("123", None), ("", None),
])
def test_only_what_can_mean_one_thing_is_taken(written: str, code: str | None) -> None:
    found = REGISTER.named(written)
    assert (found and found.code) == code


@pytest.mark.parametrize(("written", "first"), [
    ("C.S. Rio Mnaso", "00099021"), ("Hospital Valle Claro", "00099041"), ("P.S Pampa Cerena", "00099001"),
    ("Pampa Serena", "00099001"), ("Lejano Asul", "00099050"), ("P. S. Sta. Rossa", "00099002"),
])
def test_the_nearest_is_offered_first_and_never_more_than_three(written: str, first: str) -> None:
    offered = REGISTER.nearest(written)
    assert offered[0].code == first and len(offered) <= 3


def test_namesakes_are_all_offered_with_what_tells_them_apart() -> None:
    assert {place.where for place in REGISTER.nearest("P.S. Santa Rosa")} >= {
        "Valle Alto, I-1, 00099002", "Pampa, I-2, 00099003"}


def test_what_is_like_nothing_gets_no_offer() -> None:
    assert REGISTER.nearest("Municipalidad de Otorongo") == [] and REGISTER.nearest("") == []


def test_an_empty_register_and_one_of_other_regions_know_nothing() -> None:
    assert not Register() and not Register([Place(6, "1", "X", "", "", near=False)]) and REGISTER
    assert Register().named("x") is None and Register().nearest("x") == []


@pytest.mark.parametrize(("category", "kind"), [("I-1", POST), ("I-2", POST), ("I-3", CENTRE), ("I-4", CENTRE), ("II-E", HOSPITAL),
                                                ("III-1", HOSPITAL), ("", ""), ("x", "")])
def test_the_kind_of_a_category(category: str, kind: str) -> None:
    assert kind_of(category) == kind


@given(st.text(max_size=60))
def test_any_text_is_looked_up(text: str) -> None:
    assert len(REGISTER.nearest(text)) <= 3
    REGISTER.named(text)


@given(st.sampled_from(list(REGISTER.places)), st.integers(0, 30), st.sampled_from("aeiounz"))
def test_one_letter_off_still_finds_it(place: Place, at: int, letter: str) -> None:
    at = 6 + at % (len(place.name) - 6)
    written = place.name[:at] + letter + place.name[at + 1:]
    assert place.name in [one.name for one in REGISTER.nearest(written)] or len(place.meant.joined) < 10
