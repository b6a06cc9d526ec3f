"""A module's page as a chapter: links that stay inside, sources at the end, boxes for paper."""

from xml.etree.ElementTree import Element

from books import prose
from books.words import words_for
from modules.tree import text_of
from tests.books.manuals import manual

PLACES = prose.Anchors({"a1": frozenset({"casos", "ideas"}), "a2": frozenset({"ideas"})}, frozenset({"f-s1", "f-k"}))


def chapter(html: str = "") -> Element:
    one = manual().modules[0]
    return prose.chapter(one, html or one.html, PLACES, words_for("es"))


def links(root: Element) -> dict[str, str]:
    return {text_of(a): a.get("href", "") for a in root.iter("a")}


def test_ids_and_links_bear_the_modules_name() -> None:
    root = chapter()
    assert {"a1-objetivos", "a1-casos", "a1-caso-1", "a1-caso-1-fin"} <= {el.get("id") for el in root.iter()}
    assert links(root)["los casos"] == "#a1-casos"
    assert links(root)["el otro módulo"] == "#a2-ideas"


def test_a_link_to_what_the_book_does_not_hold_becomes_words() -> None:
    root = chapter()
    assert "otro que no está" not in links(root)
    assert "otro que no está" in text_of(root)


def test_a_link_to_a_place_that_is_not_there_leads_to_the_chapter() -> None:
    assert links(chapter('<p><a href="a2#nada">x</a></p>'))["x"] == "#a2"


def test_a_link_to_a_published_address_is_found_too() -> None:
    assert links(chapter('<p><a href="../modulos/a2#ideas">x</a></p>'))["x"] == "#a2-ideas"


def test_codes_lead_to_the_books_list_and_the_screens_list_goes() -> None:
    root = chapter()
    assert links(root)["S1"] == "#f-s1"
    assert "Lista de la pantalla" not in text_of(root)
    assert [text_of(p) for p in root.iter("p") if p.get("class") == "codes"] == ["S1 K"]


def test_a_code_that_the_book_does_not_list_is_no_link() -> None:
    assert links(chapter('<p>x<sup class="src"><a href="#f-s7">S7</a></sup></p>')) == {}


def test_codes_are_glued_to_their_word() -> None:
    assert "algo.S1" in "".join(chapter().itertext())


def test_answers_stand_open_in_a_box_and_nothing_folds() -> None:
    root = chapter()
    assert list(root.iter("details")) == []
    assert [text_of(el[0]) for el in root.iter("div") if el.get("class") == "answer"] == ["Una buena respuesta"]


def test_headings_go_one_level_down_and_those_of_boxes_are_alike() -> None:
    tags = {el.tag for el in chapter().iter() if el.tag.startswith("h")}
    assert tags == {"h3", "h4"}


def test_what_only_a_browser_needs_is_gone() -> None:
    names = {name for el in chapter().iter() for name in el.attrib}
    assert names <= {"id", "class", "href", "scope", "aria-hidden"}


def test_text_with_signs_of_markup_stays_text() -> None:
    assert "&lt;b&gt;" in prose.said(chapter("<p>&lt;b&gt; &amp; nada</p>"))
