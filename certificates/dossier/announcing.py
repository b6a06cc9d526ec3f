"""What this sub-room tells the house: its job, its button on the page of a paper, and what goes when."""

from flask import Flask
from flask_babel import lazy_gettext

from certificates.blueprint import PaperLink, paper_links
from certificates.dossier import actions, drawing, views
from training.house import house

BUTTON = PaperLink(lazy_gettext("Dossier con la evidencia"), "certificates.ask_dossier", "print", post=True)


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced."""
    assert views  # its pages came onto the blueprint when it was imported
    mine = house(app)
    mine.job_kinds[drawing.KIND] = drawing.WORK
    mine.tidiers.append(actions.tidy)
    mine.erasers.insert(0, actions.forget)
    if BUTTON not in paper_links:  # once for each process, not for each application
        paper_links.append(BUTTON)
