"""Lineage: who trained whom, and what came of it.

The pure heart: `tree` (circles, generations, branches), `rules` (levels, who leads, which dates cannot be), `chart`.
"""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import MenuEntry, house


def init_app(app: Flask) -> None:
    """The pages, the rule of two levels, and the figures that are kept in date."""
    # Here and not above: importing a pure file runs this one too, and must not bring the tables and pages along.
    from training.lineage import actions, cli, demo, exporting, models, opening, panel, upkeep, words  # noqa: PLC0415  # see above
    from training.lineage.views import blueprint  # noqa: PLC0415  # the same

    assert models  # it added its tables when it was imported
    app.register_blueprint(blueprint)
    app.cli.add_command(cli.lineage)
    app.jinja_env.globals["lineage_words"] = words
    mine = house(app)
    mine.territory.append(MenuEntry(lazy_gettext("Cascada"), "lineage.index", frozenset({"trainer", "admin"}), order=60))
    mine.opening_rules.append(opening.why_not)
    mine.qualified.append(upkeep.qualified)
    mine.people_merged.append(actions.become)
    mine.cohort_changes.append(upkeep.cohorts_changed)
    mine.daily.append(upkeep.each_day)
    mine.person_panels.append(panel.person_panel)
    mine.exporters.append(exporting.export)
    mine.demo_loaders.append(demo.load)
