"""The room of certificates: what was learnt becomes a sheet of paper that anyone can check.

Two papers, one rule each: the constancia says that she was there, the certificate that she passed.
The pure files (snapshot, codes, claim, wording, pdf, ordering) know nothing of the web or of the database.
"""

from flask import Flask
from flask_babel import lazy_gettext

from training.house import CohortLink, MenuEntry, house


def init_app(app: Flask) -> None:
    """Announce the room: pages, commands, its long work, its part of the demonstration."""
    # Here and not above: importing a pure file runs this one too, and must not bring the tables and pages along.
    from certificates.blueprint import blueprint  # noqa: PLC0415  # the same
    from certificates.issuing import cli, demo, drawing, panel, views, views_holder  # noqa: PLC0415  # see above
    from certificates.register import cli as register_cli  # noqa: PLC0415  # the same
    from certificates.verifying import views as views_verify  # noqa: PLC0415  # the same

    assert all((views, views_holder, views_verify))  # each added its pages to the blueprint when it was imported
    app.register_blueprint(blueprint)
    app.cli.add_command(register_cli.keys_group)
    app.cli.add_command(cli.group)
    mine = house(app)
    mine.menu.append(MenuEntry(lazy_gettext("Mis certificados"), "certificates.mine", frozenset({"learner"}), order=40))
    mine.cohort_links.append(CohortLink(lazy_gettext("Certificados"), "certificates.cohort", "print"))
    mine.workshop_panels.append(panel.panel)
    mine.job_kinds[drawing.KIND] = drawing.WORK
    mine.demo_loaders.append(demo.load)
    mine.demo_pages |= {"verify": demo.verify_page, "certificates": demo.certificates_page}
