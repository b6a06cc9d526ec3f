"""Drawing the longest book, the trainer's manual of both courses, on two cores, in a process of its own."""

import multiprocessing
import os
import time
from datetime import date

from bench.figures import Figure, NotHere, no_more
from bench.finding import real_manual
from books import drawing
from books.catalogue import Order
from books.compose import Frame
from quizzes.on_paper import paper_quiz

BAR = 40.0  # seconds
CORES = 2


def draw(language: str) -> tuple[float, int]:
    """Seconds and pages of one drawing, the press loaded anew as a worker loads it first."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    manual = real_manual()
    frame = Frame(manual.speaking(language), language, date(2026, 11, 23), manual.digest or "0" * 64, paper_quiz)
    started = time.perf_counter()
    made = drawing.draw(Order("trainer", language), frame)
    return time.perf_counter() - started, made.pages


def printing(_stage: object) -> list[Figure]:
    """The Spanish book and the English one. Raises NotHere without Pango's libraries."""
    found = []
    for language in ("es", "en"):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            try:
                seconds, pages = pool.apply(draw, (language,))
            except OSError as missing:  # WeasyPrint says so when a library cannot be loaded
                raise NotHere(f"Pango ({missing})") from None
        found.append(no_more(f"trainer's manual, {language}, {pages} pages on {CORES} cores", seconds, BAR, "s"))
    return found
