"""The fixed words: the same ones in both languages, none empty, none left over."""

from pathlib import Path

from books.words import wording
from training.press import fonts

ROOT = Path(__file__).parents[2]


def shape(value: object) -> object:
    return [shape(one) for one in value] if isinstance(value, list) else type(value).__name__


def test_both_languages_have_the_same_words_in_the_same_shape() -> None:
    es, en = wording("es"), wording("en")
    assert {table: {name: shape(value) for name, value in words.items()} for table, words in es.items()} == \
        {table: {name: shape(value) for name, value in words.items()} for table, words in en.items()}


def test_no_figure_of_a_clinical_window_is_typed_here() -> None:
    for language in ("es", "en"):
        assert not {figure for figure in ("72", "120", "24 h", "28", "14 d") if figure in repr(wording(language))}


def test_our_letters_can_draw_every_word() -> None:
    for language in ("es", "en"):
        assert fonts.missing_glyphs(repr(wording(language))) == set()


def test_every_label_is_used() -> None:
    text = "".join(path.read_text() for room in ("books", "templates/books/print") for path in sorted((ROOT / room).rglob("*"))
                   if path.suffix in (".py", ".html"))
    assert [name for name in wording("es")["words"] if name not in text] == []
