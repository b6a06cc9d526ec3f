"""Slower, by name: the project's own manual as books. No hidden word, no letter of a strange font, no link to nowhere."""

import logging
import re
import time
from pathlib import Path

import pytest

from books import compose, drawing, epub
from books.catalogue import LANGUAGES, Order
from books.compose import Frame
from modules import bundle, loader
from modules.manual import Manual
from modules.tree import text_of, trainer_blocks, tree_of
from quizzes.on_paper import paper_quiz
from tests.books import reading
from tests.books.manuals import DRAFT, TODAY
from training.press import fonts

CONTENT = Path(__file__).parents[2] / "content"
LONGEST = 60.0  # seconds of this process for the longest book; the bar is 40 on an idle machine


@pytest.fixture(scope="module")
def content() -> Manual:
    found = loader.rebuild(bundle.survey(CONTENT)[0])
    assert found is not None
    return found


def frame(content: Manual, language: str) -> Frame:
    return Frame(content.speaking(language), language, TODAY, content.digest or "0" * 64, paper_quiz)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_trainers_sentence_stands_in_what_learners_get(content: Manual, language: str) -> None:
    here = frame(content, language)
    given = " ".join(text_of(tree_of(html)) for html in (compose.participant(here), compose.exercises(here), compose.cards(here)))
    for module in here.manual.published("a"):
        for block in trainer_blocks(tree_of(module.trainer_html)):
            for paragraph in block.iter("p"):
                text = text_of(paragraph)
                assert len(text) < 40 or text not in given, module.slug
    packed = epub.pack(here)
    assert b"facilitador-" not in packed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quiz_booklet_gives_no_feedback_away(content: Manual, language: str) -> None:
    asked = text_of(tree_of(compose.quizzes(frame(content, language))))
    for module in content.modules:
        for question in paper_quiz(module.quiz or "", module.slug).questions:
            for feedback in (question.feedback, question.when_wrong, *(option.feedback for option in question.options)):
                assert len(feedback) < 25 or feedback not in asked, question.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_letters_can_draw_the_whole_manual(content: Manual, language: str) -> None:
    here = frame(content, language)
    text = "".join(make(here) for make in drawing.PAPERS.values())
    plain = re.sub(r"[\n\t≤≥→←⇒↓✓]", "", text)     # Gentium alone has these, and stands in for Noto
    assert fonts.missing_glyphs(plain) == set()


def test_the_trainers_manual_of_both_courses_is_drawn_in_time(content: Manual, caplog: pytest.LogCaptureFixture) -> None:
    began = time.process_time()
    with caplog.at_level(logging.WARNING, "weasyprint"):
        made = drawing.draw(Order("trainer"), frame(content, "es"))
    assert time.process_time() - began < LONGEST
    assert [record.getMessage() for record in caplog.records if "anchor" in record.getMessage().lower()] == []
    pages = reading.pages(made.data)
    assert len(pages) == made.pages
    if content.draft:
        assert all(DRAFT["es"] in page for page in pages)
    assert reading.fonts(made.data) <= set(fonts.FACES.values())
