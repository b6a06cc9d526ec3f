"""Entry and exit tests of a workshop: on the phone or on paper, two forms, gain, voided questions.

Pure: `blueprint` (both forms as printed), `sheets` (keys, scores, what becomes of a sheet that comes twice), `windows`.
"""

from flask import Flask
from flask_babel import lazy_gettext

from quizzes.entry_exit import (
    country,
    demo,
    erasing,
    evidence,
    panel,
    print_tests,
    requirements,
    scores,
    version_lock,
    views_gain,
    views_paper,
    views_phone,
    views_sheets,
    views_voiding,
)
from quizzes.entry_exit.routes import blueprint
from training.house import CohortLink, house
from training.progress.requirements import announce

__all__ = ["init_app", "views_gain", "views_paper", "views_phone", "views_sheets", "views_voiding"]


def init_app(app: Flask) -> None:
    """The pages, what papers ask for, and the panel on the workshop's page."""
    app.register_blueprint(blueprint)
    erasing.announce(app)
    announce(app, requirements.entry)
    announce(app, requirements.exit_)
    house(app).evidence.append(evidence.WITNESS)
    house(app).workshop_panels.append(panel.panel)
    house(app).workshop_links.append(CohortLink(lazy_gettext("Pruebas"), "entry_exit.gain", "half", 40))
    house(app).report_sections.append(views_gain.report_section)
    house(app).version_locks.append(version_lock.why_it_stays)
    house(app).demo_loaders.append(demo.load)
    house(app).country_parts.append(country.PART)
    house(app).exit_scores = scores.first_exit
    house(app).kit_sheets += [print_tests.TESTS, print_tests.KEY]
