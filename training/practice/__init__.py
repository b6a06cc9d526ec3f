"""Observed practice: checklists filled in on a phone, two observers at the start, two tries and then coaching.

The pure heart: `scoring` (what a sheet is worth), `agreement` (kappa), `tries` (who decides, when the next may begin),
`filling` (what was typed), `on_paper` (the printed sheet).
"""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import CohortLink, house


def init_app(app: Flask) -> None:
    """The pages, what the certificate asks for, the panel and the section of the report."""
    # Here and not above: importing a pure file runs this one too, and must not bring the tables and pages along.
    from training.practice import erasing, evidence, models, panel, views, views_more, views_sheet, wording  # noqa: PLC0415  # see above
    from training.practice.blueprint import blueprint  # noqa: PLC0415  # the same
    from training.practice.requirement import requirement  # noqa: PLC0415  # the same
    from training.progress.requirements import announce  # noqa: PLC0415  # the same

    assert all((models, views, views_more, views_sheet))  # each added its tables or pages when it was imported
    app.register_blueprint(blueprint)
    app.jinja_env.globals["practice_kappa"] = wording.kappa
    announce(app, requirement)
    erasing.announce(app)
    house(app).evidence.append(evidence.WITNESS)
    house(app).workshop_links.append(CohortLink(lazy_gettext("Práctica"), "practice.index", "search", 45))
    house(app).workshop_panels.append(panel.workshop_panel)
    house(app).report_sections.append(panel.report_section)
