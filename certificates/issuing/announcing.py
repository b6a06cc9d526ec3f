"""What this sub-room tells the house: its pages, its long work, its part of workshops, reports and exports."""

from flask import Flask
from flask_babel import lazy_gettext

from certificates.issuing import (
    cli,
    country_part,
    demo,
    drawing,
    exporting,
    matching,
    panel,
    qualifying,
    report,
    views,
    views_holder,
)
from certificates.register import verify
from training.house import CohortLink, MenuEntry, house


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced."""
    assert views
    assert views_holder  # their pages came onto the blueprint when they were imported
    app.cli.add_command(cli.group)
    app.extensions[verify.ROWS] = matching.begin
    mine = house(app)
    mine.country_parts.append(country_part.PART)
    mine.menu.append(MenuEntry(lazy_gettext("Mis certificados"), "certificates.mine", frozenset({"learner"}), order=40))
    mine.cohort_links.append(CohortLink(lazy_gettext("Certificados"), "certificates.cohort", "print"))
    mine.workshop_panels.append(panel.panel)
    mine.report_sections.append(report.section)
    mine.job_kinds[drawing.KIND] = drawing.WORK
    mine.exporters.append(exporting.export)
    mine.papers_entered.append(qualifying.entered)
    mine.demo_loaders.append(demo.load)
    mine.demo_pages |= {"verify": demo.verify_page, "certificates": demo.certificates_page}
