"""The bench's questions find what the manual holds, and the book that it draws is the real one. Nothing here is timed."""

import os

import pytest

from bench import finding, printing
from books import drawing
from books.catalogue import Order
from books.compose import Frame
from modules.findable import index_of


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_hundred_questions_each_and_most_are_answered(language: str) -> None:
    asked = list(finding.questions(language))
    assert len(asked) == len(set(asked)) == 100
    index = index_of(finding.real_manual(), language)
    answered = sum(bool(index.find(question, trainer=True).hits) for question in asked)
    assert answered > len(asked) / 2


def test_every_figure_of_the_search_is_printed() -> None:
    speed, longest, index = finding.finding(None)
    assert speed.bar == "≤ 30"
    assert longest.ours.endswith("ms")
    assert index.ours.count(" s") == 2


def test_the_longest_book_is_drawn_from_the_real_manual(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []

    def draw(order: Order, frame: Frame) -> drawing.Drawn:
        drawn.append((str(order), frame.manual.language))
        return drawing.Drawn(b"", 300)

    monkeypatch.setattr(drawing, "draw", draw)
    monkeypatch.setattr(os, "sched_setaffinity", lambda *_: None)
    assert printing.draw("en")[1] == 300
    assert drawn == [("trainer.en.a4", "en")]
