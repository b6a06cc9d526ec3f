"""What this sub-room tells the house: when an accreditation is renewed, and its part of the certificates page."""

from flask import Flask

from certificates.accrediting import actions, views
from certificates.paper.snapshot import ACCREDITATION
from training.house import house


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced."""
    house(app).renewal_rules[ACCREDITATION] = actions.renewal_rule
    app.jinja_env.globals["accreditations"] = views.section
