"""The room of certificates: what was learnt becomes a sheet of paper that anyone can check.

The pure files (snapshot, codes, claim, wording, qr, fonts, pdf) know nothing of the web or of the database.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Announce the room."""
