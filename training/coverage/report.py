"""The one-page report on paper: composed from what the page shows, drawn in a process of its own.

The web process never holds the drawing libraries, and no transaction is open while the sheet is drawn.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import exists, select

from training.accounts.models import User
from training.clock import now, today
from training.coverage import overview
from training.coverage.overview import Overview, Row
from training.coverage.rules import changes
from training.coverage.tally import Tally, total
from training.coverage.trend import chart
from training.coverage.words import WORDS
from training.db import db
from training.errors import Refused
from training.manuals.queries import manual, newest_digest
from training.places.folding import fold
from training.press import alone

CSS = Path(__file__).parent / "print" / "report.css"
MOST_ROWS = 25  # of a region with more networks those with the most left to cover; the page has one side
log = logging.getLogger(__name__)
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Moved:
    """A region's share since the end of last month, in points."""

    row: Row
    points: int


def compose(found: Overview) -> str:
    """The report as HTML, in Spanish: it goes to an authority. Reads; the caller ends the transaction."""
    past = overview.before(today())
    with force_locale("es_PE"):
        rows = found.most_to_cover
        return render_template(
            "coverage/print/report.html", found=found, rows=sorted(rows[:MOST_ROWS], key=lambda row: fold(row.name)),
            left_out=max(0, len(rows) - MOST_ROWS), drawn_at=now(), before=_before(found, past), moved=_moved(found, past),
            chart=chart(found.months), demo=_is_demonstration(), issuer=_issuer(), **WORDS)


def _issuer() -> str:
    digest = newest_digest()
    return manual(digest).issuer if digest else ""


def _before(found: Overview, past: dict[int, Tally]) -> Tally | None:
    """The whole at the end of last month; None when nothing was noted then."""
    mine = [tally for one, tally in past.items() if found.ids is None or one in found.ids]
    return total(mine) if mine else None


def _moved(found: Overview, past: dict[int, Tally]) -> list[Moved]:
    """The rows that moved since, those that rose most first; networks are not noted month by month."""
    moved = []
    for row in found.rows if found.kind != "network" else ():
        earlier = total(past[one] for one in row.ids if one in past)
        points = changes(row.tally.covered_percent, earlier.covered_percent)
        if points:
            moved.append(Moved(row, points))
    return sorted(moved, key=lambda one: (-one.points, one.row.name))


def _is_demonstration() -> bool:
    return bool(db.session.scalar(select(exists().where(User.is_demo))))


@lru_cache(maxsize=8)
def drawn(html: str) -> bytes:
    """The sheet as PDF, within one or two seconds; the same page asked for again is there. Raises Refused."""
    try:
        with _one_at_a_time:
            return alone.drawn(html, CSS)
    except alone.NotDrawn as problem:
        log.error("the report of coverage: %s", problem)
        raise Refused(_("El informe no se pudo dibujar ahora. Inténtelo otra vez en un momento; mientras tanto, la página "
                        "se puede imprimir desde el navegador."), 503) from problem
