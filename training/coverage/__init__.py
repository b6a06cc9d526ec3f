"""Coverage: how many of the facilities have the trained people that they need, region by region.

Pure files say when a facility is covered (rules, states), what a tally says (tally), where a tile stands (tiles), how the
line runs (trend), what an address means (filters). ``counting`` reads the facts and ``actions`` writes how each facility
stands: ``pending`` once per transaction, ``daily`` once a day. Every page reads only what they wrote.
"""

from flask import Flask
from flask_babel import lazy_gettext

from training.coverage import models

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """Announce the room: pages, entries of the menus, what it does when a fact changes, once a day, and on paper."""
    # Here and not above: importing a pure file runs this one too, and must not bring the pages along.
    from training.coverage import (  # noqa: PLC0415  # see above
        cli,
        daily,
        demo,
        panel,
        pending,
        views,
        views_list,
        views_targets,
        work,
    )
    from training.coverage.blueprint import blueprint  # noqa: PLC0415  # see above
    from training.house import MenuEntry, house  # noqa: PLC0415  # see above

    assert all((views, views_list, views_targets))  # each added its pages to the blueprint when it was imported
    app.register_blueprint(blueprint)
    app.cli.add_command(cli.coverage)
    staff, mine = frozenset({"trainer", "admin"}), house(app)
    label = lazy_gettext("Cobertura")
    mine.menu.append(MenuEntry(label, "coverage.home", staff, 25))
    mine.territory.append(MenuEntry(label, "coverage.home", staff, 10))
    mine.territory.append(MenuEntry(lazy_gettext("Metas"), "coverage.targets", frozenset({"admin"}), 90))
    mine.facility_changes.append(pending.note)
    mine.facility_panels.insert(0, panel.panel)  # how it stands comes before who works there
    mine.daily.append(daily.each_day)
    mine.demo_loaders.append(demo.load)
    mine.job_kinds[work.KIND] = work.WORK
