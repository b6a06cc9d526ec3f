"""Search finds what people mean, shows where, and tells nobody what trainers read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.findable import documents, index_of
from modules.folding import fold, stems
from modules.manual import Course, Manual, Module, Section, Text
from modules.reference import Contact, Term
from modules.search import Document, Found, Index

DAY = date(2026, 11, 23)


def found(index: Index, question: str, **how: object) -> list[str]:
    """Titles of the hits."""
    return [hit.document.title for hit in index.find(question, **how).hits]  # type: ignore[arg-type]


def marked(answer: Found) -> list[str]:
    return [piece.text for hit in answer.hits for piece in hit.snippet if piece.marked]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(
        (
            Document("module", "a1", "uno", "Las capacitaciones", "A1", "Cada año hay capacitación para todo el personal."),
            Document("module", "a2", "dos", "La denuncia", "A2", "Denunciar es un deber. Ñusta escribe a mano."),
            Document("module", "b1", "tres", "Papelógrafo", "B1", "Solo para quien facilita: cronómetro.", True),
            Document("glossary", "", "aoe", "Anticoncepción oral de emergencia (AOE)", "", "Medicamento que evita un embarazo."),
        ),
        "es",
    )


@pytest.mark.parametrize("asked", ["capacitacion", "CAPACITACIONES", "capacitación", "  capacitaciones  de "])
def test_accents_capitals_and_plurals_make_no_difference(index: Index, asked: str) -> None:
    assert found(index, asked) == ["Las capacitaciones"]


def test_hits_are_marked_as_they_are_written(index: Index) -> None:
    assert marked(index.find("denuncias")) == ["Denunciar"]
    assert marked(index.find("nusta")) == ["Ñusta"]


def test_an_abbreviation_is_found(index: Index) -> None:
    assert found(index, "aoe") == ["Anticoncepción oral de emergencia (AOE)"]


def test_trainers_words_are_found_only_by_trainers(index: Index) -> None:
    assert found(index, "cronometro") == []
    assert found(index, "cronometro", trainer=True) == ["Papelógrafo"]


def test_a_suggestion_never_comes_from_trainers_words(index: Index) -> None:
    assert index.find("cronometros").suggestion == ""
    assert index.find("denunsia").suggestion == "denuncia"


def test_modules_outside_her_course_are_left_out_and_the_rest_is_not(index: Index) -> None:
    assert found(index, "denuncia embarazo", places={"a1"}) == ["Anticoncepción oral de emergencia (AOE)"]


@pytest.mark.parametrize("asked", ["", "   ", "…", "()", "\0"])
def test_a_question_without_words_finds_nothing(index: Index, asked: str) -> None:
    assert index.find(asked) == Found((), 0)


def test_a_question_of_common_words_is_still_asked(index: Index) -> None:
    assert index.find("para").total == 0  # common words are not in the index, and nothing breaks


@given(st.text(max_size=300))
def test_any_question_gets_an_answer_whose_pieces_are_the_text(asked: str) -> None:
    small = Index((Document("history", "", "x", "Título İ ß", "", asked[:150]),), "es")
    for hit in small.find(asked).hits:
        assert "".join(piece.text for piece in hit.title) == "Título İ ß"


@given(st.text(max_size=50))
def test_folding_keeps_each_letter_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_english_words_are_cut_as_english() -> None:
    assert stems("Reports reporting the report", "en") == ["report"] * 3


def test_a_manual_comes_apart_into_sections_terms_contacts_and_history() -> None:
    module = Module(
        "a1", "a", "Escuchar", "Resumen.", 30, ready=True, sections=(Section("uno", "Uno", 2),),
        html='<h2 id="uno">Uno</h2><p>Texto<sup class="src"><a href="#f-s1">S1</a></sup> claro.</p>'
             '<h2 id="fuentes">Fuentes</h2><p>Ministerio</p>',
        trainer_html='<h2 id="uno">Uno</h2><aside class="trainer"><h3 id="facilitador-1">Práctica</h3><p>Tríos</p></aside>')
    manual = Manual(
        "d", "1", "M", "t", "es", "i", "l", (Course("a", "A", "", ("a1",), ("read",)),), (module, Module("a2", "a", "No", "", 3)),
        (), history=Text("Historia", '<h2 id="ley">La ley</h2><p>En 1993.</p>'),
        terms=(Term("pep", "profilaxis", "prophylaxis", "Qué es.", "What it is.", (), DAY, DAY),),
        contacts=(Contact("cem", "servicio", "CEM", "", "Orienta.", "", "Llame.", "", "Siempre", "", (), "sure", DAY, DAY),))
    parts = [(d.kind, d.place, d.anchor, d.text, d.for_trainers) for d in documents(manual, "es")]
    assert parts == [
        ("module", "a1", "", "Resumen.", False),
        ("module", "a1", "uno", "Texto claro.", False),
        ("module", "a1", "facilitador-1", "Práctica Tríos", True),
        ("glossary", "", "pep", "Qué es. (prophylaxis)", False),
        ("directory", "", "cem", "Orienta. Llame. Siempre", False),
        ("history", "", "ley", "En 1993.", False),
    ]
    assert found(index_of(manual, "es"), "trios") == []


def test_a_suggestion_leads_somewhere_for_whoever_gets_it(index: Index) -> None:
    asked = index.find("denunciar", places=frozenset({"a1"}))
    assert asked.total == 0 and asked.suggestion == ""
    assert index.find("capacitasion", places=frozenset({"a1"})).suggestion == "capacitacion"
