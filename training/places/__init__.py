"""Places: the departments of Peru, the health authorities on which a trainer's scope hangs, the register of facilities.

The pure heart: `register` (a file's rows, of `lines` and `workbook`, read by `cells` and `letters`), `comparing` (what an
import would do), `matching` (which facility somebody means).
"""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import MenuEntry, house


def init_app(app: Flask) -> None:
    """The pages, the command that takes the register's file, what goes by itself."""
    # Here and not above: importing a pure file runs this one too, and must not bring the tables and pages along.
    from training.places import keeping, telling, views, views_authorities, views_register  # noqa: PLC0415  # see above
    from training.places.blueprint import blueprint  # noqa: PLC0415  # the same
    from training.places.cli import facilities, places  # noqa: PLC0415  # the same

    assert all((views, views_authorities, views_register))  # each added its pages when it was imported
    app.register_blueprint(blueprint)
    app.cli.add_command(facilities)
    app.cli.add_command(places)
    mine = house(app)
    staff, admin = frozenset({"trainer", "admin"}), frozenset({"admin"})
    mine.territory.append(MenuEntry(lazy_gettext("Establecimientos"), "places.index", staff, order=20))
    mine.territory.append(MenuEntry(lazy_gettext("Registro de establecimientos"), "places.upload", admin, order=80))
    mine.territory.append(MenuEntry(lazy_gettext("Direcciones de salud"), "places.authorities", admin, order=85))
    mine.tidiers.append(keeping.tidy)
    mine.daily.append(telling.tell_the_rest)
