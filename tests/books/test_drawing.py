"""Every book: tagged, in its language, marked as a draft on every page, and holding what it may and nothing else."""

import subprocess
import sys
from pathlib import Path
from typing import Protocol

import msgspec
import pytest

from books import drawing
from books.catalogue import BOOKS, EPUB, LANGUAGES, Order
from tests.books import reading
from tests.books.manuals import DIGEST, DRAFT, ONLY_ANSWER, ONLY_KEY, ONLY_TRAINER, frame, manual
from tests.run import Run
from training.press import fonts

ROOT = Path(__file__).parents[2]
PDFS = [book.name for book in BOOKS if book.media_type != EPUB]
A4, A3 = (595, 842), (842, 1191)


class Drawer(Protocol):
    def __call__(self, name: str, language: str = "es", size: str = "a4") -> bytes: ...


@pytest.fixture
def drawn(run: Run) -> Drawer:
    """Each book is drawn once for all processes of the run."""
    folder = run.shared / "books"
    folder.mkdir(exist_ok=True)

    def once(name: str, language: str = "es", size: str = "a4") -> bytes:
        order = Order(name, language, size)
        path = folder / order.file_name
        if not path.exists():
            unfinished = path.with_suffix(f".{run.name}")
            unfinished.write_bytes(drawing.draw(order, frame(language)).data)
            unfinished.replace(path)
        return path.read_bytes()

    return once


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PDFS)
def test_every_page_says_draft_and_version_and_the_file_is_tagged_in_our_letters(drawn: Drawer, name: str, language: str) -> None:
    data = drawn(name, language)
    for number, page in enumerate(reading.pages(data), 1):
        for text in (DRAFT[language], "2026.1", DIGEST[:8]):
            assert text in page, f"{name}, page {number}"
    tagged, spoken, title = reading.says(data)
    assert tagged
    assert spoken.startswith(language)
    assert title
    assert "violencia" not in title.lower()
    assert reading.fonts(data) <= set(fonts.FACES.values())
    assert reading.sizes(data) == {A4}


@pytest.mark.parametrize("name", ["participant", "trainer", "workbook", "quizzes", "key"])
def test_both_languages_have_the_same_bookmarks_and_contents_with_pages(drawn: Drawer, name: str) -> None:
    es, en = (reading.bookmarks(drawn(name, language)) for language in LANGUAGES)
    assert len(es) == len(en) > 4
    contents = next(page for page in reading.pages(drawn(name)) if "Contenido" in page and ". . ." in page)
    assert ". . . ." in contents


def test_a_signed_manual_is_no_draft() -> None:
    signed = tuple(msgspec.structs.replace(module, reviewed_by="Dra. Real") for module in manual().modules)
    data = drawing.draw(Order("participant"), frame(modules=signed)).data
    assert DRAFT["es"] not in reading.words(data)
    assert "Dra. Real" in reading.words(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_participants_manual_holds_answers_and_no_word_of_the_trainer(drawn: Drawer, language: str) -> None:
    said = reading.words(drawn("participant", language))
    assert ONLY_ANSWER in said
    assert ONLY_TRAINER not in said
    assert ONLY_KEY not in said
    assert "Módulo b1" not in said


def test_the_trainers_manual_holds_both_courses_blocks_agendas_and_checklists(drawn: Drawer) -> None:
    said = reading.words(drawn("trainer"))
    assert said.count(ONLY_TRAINER) == 3
    for text in ("Módulo b1", "Las agendas de un vistazo", "Lista de apoyo", "Opcional"):
        assert text in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_asks_and_answers_nothing(drawn: Drawer, language: str) -> None:
    said = reading.words(drawn("workbook", language))
    assert "¿Qué haría primero?" in said
    assert "Cerrar la puerta." in said
    for secret in (ONLY_TRAINER, ONLY_ANSWER, ONLY_KEY):
        assert secret not in said


def test_the_quiz_booklet_asks_and_its_key_answers(drawn: Drawer) -> None:
    asked, answered = reading.words(drawn("quizzes")), reading.words(drawn("key"))
    assert asked.count("¿Cuántas horas?") == 3
    assert "Pregunta de la forma b." in asked
    assert "Hoja de respuestas" in asked
    for secret in (ONLY_KEY, ONLY_TRAINER, "Ese es el límite", "Revise.", "Cada cosa con la suya"):
        assert secret not in asked
    for text in (ONLY_KEY, "Ese es el límite", "Cada cosa con la suya", "Guárdelo bajo llave", "Qué mide: A1 · Escuchar"):
        assert text in answered


def test_without_a_quiz_room_the_booklet_says_so() -> None:
    said = reading.words(drawing.draw(Order("quizzes"), frame(with_quizzes=False)).data)
    assert "no hay preguntas que imprimir" in said


def test_posters_come_in_two_sizes_one_page_a_pathway(drawn: Drawer) -> None:
    assert reading.sizes(drawn("posters", "es", "a3")) == {A3}
    assert reading.sizes(drawn("posters")) == {A4}
    assert len(reading.pages(drawn("posters", "es", "a3"))) == len(frame().manual.flows)


def test_a_manual_without_pathways_has_no_posters() -> None:
    with pytest.raises(drawing.CannotDraw):
        drawing.draw(Order("posters"), frame(flows=()))


def test_cards_take_their_hours_from_the_manual_and_leave_out_what_it_does_not_have(drawn: Drawer) -> None:
    pages = reading.pages(drawn("cards"))
    assert len(pages) == 4
    assert pages[1].count("hasta 71 horas") == 8
    assert "119 horas" in pages[1]
    assert "hepatitis" not in " ".join(pages)
    assert "violencia" not in " ".join(pages).lower()


def test_what_was_not_translated_says_so(drawn: Drawer) -> None:
    assert "not translated yet" in reading.words(drawn("participant", "en"))


def test_the_press_tells_how_far_it_is() -> None:
    heard: list[int] = []
    drawing.draw(Order("workbook"), frame(), heard.append)
    assert heard[0] == 1
    assert max(heard) >= 8


def test_a_picture_from_elsewhere_is_refused_by_name() -> None:
    evil = msgspec.structs.replace(manual().modules[0], html='<p><img src="file:///etc/passwd" alt="x"></p>')
    with pytest.raises(drawing.CannotDraw, match="refused"):
        drawing.draw(Order("participant"), frame(modules=(evil, *manual().modules[1:])))


def test_an_empty_manual_is_still_a_book() -> None:
    data = drawing.draw(Order("participant"), frame(modules=(), flows=(), terms=(), facts=(), contacts=(), sources=())).data
    assert "Todavía no hay nada publicado" in reading.words(data)


def test_the_room_starts_without_the_drawing_libraries() -> None:
    program = "import sys; import books.drawing; assert 'weasyprint' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
