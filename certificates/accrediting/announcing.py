"""What this sub-room tells the house: when an accreditation is renewed, which licences come and go with such papers, and its
part of the certificates page."""

from flask import Flask

from certificates.accrediting import actions, licensing, views
from certificates.paper.snapshot import ACCREDITATION
from training.house import house


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced."""
    house(app).renewal_rules[ACCREDITATION] = actions.renewal_rule
    house(app).papers_entered.append(licensing.entered)
    house(app).papers_ended.append(licensing.ended)
    app.jinja_env.globals["accreditations"] = views.section
