"""The letters of the sheet: whole font files with their licence, and a warning before a letter is missing."""

import unicodedata

import pytest

from training.press import fonts

LETTERS = "ñ á ’ ʼ ë ɨ ŋ ị ẽ Ñ Ŋ G\u0303 g\u0303 ʉ ɇ ü · – « » 0123456789"


def test_the_letters_of_our_languages_are_there_composed_or_not() -> None:
    assert fonts.missing_glyphs(LETTERS) == set()
    assert fonts.missing_glyphs(unicodedata.normalize("NFD", LETTERS)) == set()


def test_letters_that_would_come_from_another_font_are_named() -> None:
    assert fonts.missing_glyphs("Quispe 漢 Δ👩") == {"漢", "👩"} | fonts.missing_glyphs("Δ")


@pytest.mark.parametrize("file", fonts.FACES)
def test_every_face_is_a_file_of_the_project(file: str) -> None:
    assert (fonts.FOLDER / file).stat().st_size > 400_000         # whole: a reserved name forbids cutting


@pytest.mark.parametrize("licence", ["OFL-Gentium.txt", "OFL-Noto.txt"])
def test_the_licence_lies_beside_them(licence: str) -> None:
    text = (fonts.FOLDER / licence).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Copyright" in text


def test_marks_take_no_width() -> None:
    assert fonts.width("G\u0303") == fonts.width("G")
