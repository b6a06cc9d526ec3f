"""The room of the quizzes: GIFT files in, papers, attempts and scores out.

The pure heart (no database, no web): `gift` reads and writes the files, `questions` are the types that are
kept, `ordering` lays out one person's paper, `grading` scores it, `check` says what an author must repair.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Announce the room."""
