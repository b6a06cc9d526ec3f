"""Plans: operational and contingency plans of facilities and regions, their reviews, and whether a facility is ready.

The pure heart: `rules` (dates, readiness, two people at one line), `suppression` (small numbers), `filling` (what is typed).
"""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import CohortLink, MenuEntry, house


def init_app(app: Flask) -> None:
    """The pages, the panels, the list among the pages of the territory, the demonstration."""
    # Here and not above: importing a pure file runs this one too, and must not bring the tables and pages along.
    from training.plans import (  # noqa: PLC0415  # see above
        actions,
        demo,
        erasing,
        models,
        panel,
        queries,
        views,
        views_lists,
        views_review,
        views_supervision,
        words,
    )
    from training.plans.blueprint import blueprint  # noqa: PLC0415  # the same

    assert all((models, views, views_lists, views_review, views_supervision))  # each added its tables or pages
    app.register_blueprint(blueprint)
    app.jinja_env.globals["plan_words"] = words
    erasing.announce(app)
    mine = house(app)
    mine.territory.append(MenuEntry(lazy_gettext("Planes"), "plans.index", frozenset({"trainer", "admin"}), 50))
    mine.workshop_links.append(CohortLink(lazy_gettext("Planes"), "plans.cohort", "save", 70))
    mine.facility_changes.append(actions.follow_facilities)
    mine.facility_panels.append(panel.facility_panel)
    mine.workshop_panels.append(panel.workshop_panel)
    mine.report_sections.append(panel.report_section)
    mine.demo_loaders.append(demo.load)
    mine.names["plan"] = queries.places_by_plan
