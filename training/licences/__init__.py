"""Licences: the trainer's ladder, what each step asks for, who holds which until when; observations of those who facilitate.

The pure heart: `rules` (how requirements are judged, who is licensed on a day), `proofs` (what a licence was given upon).
"""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import MenuEntry, house


def init_app(app: Flask) -> None:
    """The pages, the lock on certificates, the warning on a cohort's page, what is erased."""
    # Here and not above: importing a pure file runs this one too, and must not bring the tables and pages along.
    from training.licences import (  # noqa: PLC0415  # see above
        actions,
        demo,
        erasing,
        locks,
        models,
        panel,
        views,
        views_person,
        views_sheet,
        words,
    )
    from training.licences.blueprint import blueprint  # noqa: PLC0415  # the same

    assert all((models, views, views_person, views_sheet))  # each added its tables or pages when it was imported
    app.register_blueprint(blueprint)
    app.jinja_env.globals["ladder_words"] = words
    app.jinja_env.filters["ladder_title"] = words.title_of
    erasing.announce(app)
    mine, both = house(app), frozenset({"trainer", "admin"})
    mine.territory.append(MenuEntry(lazy_gettext("Formadores"), "licences.index", both, 30))
    mine.territory.append(MenuEntry(lazy_gettext("Mi camino"), "licences.mine", frozenset({"trainer"}), 31))
    mine.issue_locks.append(locks.lock)
    mine.cohort_notices.append(locks.notice)
    mine.person_panels.append(panel.panel)
    mine.people_merged.append(actions.become)
    mine.demo_loaders.append(demo.load)
