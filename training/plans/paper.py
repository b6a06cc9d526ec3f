"""Plans and the supervision form on paper. They speak Spanish, as the people who sign them do.

Drawn in a process of its own: the web process never holds the drawing libraries.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from modules.plan_form import PlanColumn, PlanSheet
from modules.supervision import Supervision
from modules.words import day_in_words
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.errors import Refused
from training.plans.filling import load
from training.plans.models import Plan, PlanLine, PlanReview
from training.plans.queries import Place, review_days
from training.plans.rules import due_dates

CSS = Path(__file__).parent / "print" / "plan.css"
SECONDS = 30
TOPIC = 19  # the width of the printed topics, in the parts of the columns
LEAST_ROWS = 6  # of a sheet without topics, so that something can be added with a pen


def day(on: date | None) -> str:
    """«7 de diciembre de 2026»."""
    return day_in_words(on, "es") if on else ""


def short(on: date | None) -> str:
    """«07.12.2026», as on the other sheets."""
    return f"{on:%d.%m.%Y}" if on else ""


def plan_html(plan: Plan, place: Place, sheet: PlanSheet, lines: Sequence[PlanLine], reviews: Sequence[PlanReview]) -> str:
    """A plan with what is written, and room for a pen where nothing is."""
    rows: list[tuple[str, str, dict[str, str]]] = []
    for topic in sheet.topics:
        of_topic = [load(line.cells) for line in lines if line.topic == topic.id] or [{}]
        rows += [(topic.title, topic.ask if not at else "", cells) for at, cells in enumerate(of_topic)]
    known = {topic.id for topic in sheet.topics}
    own = [load(line.cells) for line in lines if line.topic not in known]
    rows += [("", "", cells) for cells in own]
    rows += [("", "", {})] * (LEAST_ROWS - len(rows))
    dues = due_dates(plan.starts_on, review_days(plan)) if plan.starts_on else [(days, None) for days in review_days(plan)]
    return _html(
        "plan",
        plan=plan,
        place=place,
        sheet=sheet,
        rows=rows,
        dues=dues,
        share=_share,
        demo=_is_demo(plan, place),
        done={one.days: one for one in reviews if one.done_on},
    )


def supervision_html(form: Supervision, place: Place | None = None) -> str:
    """The blank supervision form, of a facility or of any."""
    return _html("supervision", form=form, place=place, demo=False)


def _html(name: str, **values: object) -> str:
    with force_locale("es_PE"):
        values |= {"printed_on": today(), "say_day": day, "short": short, "public": _public()}
        return render_template(f"plans/print/{name}.html", **values)


def _public() -> str:
    return str(current_app.config["PUBLIC_URL"]).split("://", 1)[-1].rstrip("/")


def _is_demo(plan: Plan, place: Place) -> bool:
    """Whether the place is invented, or whoever began the plan."""
    by = db.session.get(User, plan.created_by_id) if plan.created_by_id else None
    return place.facility is not None and place.facility.is_demo or by is not None and by.is_demo


def _share(sheet: PlanSheet, column: PlanColumn | None = None) -> float:
    """The width of a column, or (None) of the topics, in per cent."""
    parts = sum(one.width for one in sheet.columns) + (TOPIC if sheet.topics else 0)
    return round(100 * (column.width if column else TOPIC) / parts, 2)


@lru_cache(maxsize=8)  # a second tap, and the blank form of the day
def drawn(html: str) -> bytes:
    """The PDF. Raises Refused when it does not come out in time."""
    ours, theirs = get_context("spawn").Pipe(duplex=False)
    process = get_context("spawn").Process(target=_draw, args=(theirs, html), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(SECONDS):
            raise Refused(_("La hoja no estuvo lista a tiempo. Inténtelo otra vez en un momento."), 503)
        return bytes(ours.recv())
    except EOFError:
        raise Refused(_("No se pudo dibujar la hoja. Avise a administración."), 503) from None
    finally:
        process.kill()
        process.join()
        ours.close()


def _draw(answer: Connection, html: str) -> None:
    """In the other process."""
    from training.press.press import Press  # noqa: PLC0415  # it brings the drawing libraries, which the web process never holds

    answer.send(Press(CSS.read_text(encoding="utf-8")).pdf(html))
