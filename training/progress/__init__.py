"""Progress: how far each person is; the facts, the standings and the one rule of completion."""

from flask import Flask

from training.house import house
from training.progress import erasing, evidence, kept, qualifications, views
from training.progress.board import board
from training.progress.modules_required import modules_required
from training.progress.requirements import announce


def init_app(app: Flask) -> None:
    """The board's files, and the board itself for the cohort's page."""
    app.register_blueprint(views.blueprint)
    announce(app, modules_required)
    house(app).evidence.append(evidence.WITNESS)
    kept.init_app(app)
    erasing.announce(app)
    house(app).tidiers.append(kept.add_up)
    house(app).memberships_moved.append(qualifications.follow)
    app.jinja_env.globals.update(cohort_board=board, cohort_sections=lambda: house(app).cohort_sections,
                                 cohort_notices=lambda: house(app).cohort_notices)
