"""What this sub-room tells the house: what waits for administrators, and how a person's papers are erased."""

from flask import Flask

from certificates.corrections import erasing, views, words
from certificates.corrections.models import PaperWords
from training.house import house


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced."""
    assert views  # its pages came onto the blueprint when it was imported
    mine = house(app)
    mine.admin_notices.append(words.notices)
    mine.at_start.append(words.alone)
    mine.erasers.append(erasing.erase)
    mine.free_texts.append(PaperWords.words)
